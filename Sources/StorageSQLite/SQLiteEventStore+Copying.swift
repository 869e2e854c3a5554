import GRDB
import Storage

extension SQLiteEventStore: CopyableEventStore {
    /// Reads one snapshot, whatever is committed in the meantime: the copy is what was acknowledged up to a moment.
    ///
    /// The file is complete in itself, checked page by page, and not yet brought to the disk.
    /// - Complexity: about a second for 500 MB; writers are not held up, the log grows by what they write meanwhile.
    public func copy(to path: String) throws {
        try SQLiteEventStore.copy(pool, named: name, to: path)
    }

    static func copy(_ pool: any DatabaseWriter, named name: String, to path: String) throws {
        let found = try SQLiteEventStore.translating(path) {
            let copy = try DatabaseQueue(path: path)
            try pool.backup(to: copy)
            let found = try copy.writeWithoutTransaction { database in
                // Alone in its file: a copy that is moved must not leave a log behind.
                try database.execute(sql: "PRAGMA journal_mode = DELETE")
                return try String.fetchAll(database, sql: "PRAGMA quick_check(5)").filter { $0 != "ok" }
            }
            try copy.close()
            return found
        }
        guard found.isEmpty else {
            throw StorageError(
                .damaged, store: name, found.joined(separator: "; "),
                advice: "Restore the file from an earlier copy, or import into a new workspace; see `tastemaker doctor`")
        }
    }
}
