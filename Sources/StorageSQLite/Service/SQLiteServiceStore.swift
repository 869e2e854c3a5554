import Datasets
import FoundationEssentials
import GRDB
import Storage

/// What a service remembers, in one SQLite file with the care of `SQLiteEventStore`: every write is on the disk when it returns.
///
/// One writer at a time, readers beside it.
public final class SQLiteServiceStore: ServiceStore {
    public let name: String
    /// A pool; on a full disk one connection.
    let pool: any DatabaseWriter
    let watch = DiskWatch()
    private let file: OpenFiles.Identity?

    /// Opens a store, or makes one.
    ///
    /// - Parameters:
    ///   - path: of a file in a folder that exists; two files of SQLite's own lie beside it while it is open.
    ///   - maximumBytes: the size beyond which writing fails with `StorageError.Code.full`; nil for as much as the disk has.
    /// - Throws: `StorageError`: `unwritable`, `notAStore`, `damaged`, `newerFormat`, `notDurable`, `busy`.
    public init(path: String, maximumBytes: Int? = nil) throws {
        name = path
        // What a service writes is small and mostly new: a large cache would only fill, for an hour.
        (pool, file) = try SQLiteEventStore.open(
            path, mark: ServiceSchema.applicationID, writerKilobytes: SQLiteEventStore.servingKilobytes, watch, SQLiteServiceStore.migrate)
        if let maximumBytes { try translating { try SQLiteEventStore.limit(pool, to: maximumBytes) } }
    }

    deinit { OpenFiles.leave(file) }

    private static func migrate(_ pool: any DatabaseWriter, _ path: String) throws {
        let migrator = ServiceSchema.migrator
        guard try !pool.read({ try migrator.hasBeenSuperseded($0) }) else {
            throw StorageError(
                .newerFormat, store: path, "it was written by a later version of the program", advice: "Update the program")
        }
        try migrator.migrate(pool)
    }

    /// What SQLite answers for `PRAGMA synchronous` on the writing connection; 2 is FULL.
    package func synchronousLevel() throws -> Int {
        try translating { try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 } }
    }

    // MARK: Writing

    public func write(_ changes: [ServiceChange]) throws {
        guard !changes.isEmpty else { return }
        try writing { database in
            let statements = DocumentStatements(database, store: name)
            for change in changes { try statements.apply(change) }
        }
    }

    @discardableResult
    public func erase(owner: UserID) throws -> Int {
        try writing { database in
            let removal = try RawStatement(cached: "DELETE FROM documents WHERE owner = ?", database)
            removal.bind(1, owner.rawValue)
            return try removal.run()
        }
    }

    @discardableResult
    public func removeDocuments(in collection: ServiceCollection, before time: Timestamp) throws -> Int {
        try writing { database in
            let removal = try RawStatement(cached: "DELETE FROM documents WHERE collection = ? AND time < ?", database)
            removal.bind(1, collection.rawValue)
            removal.bind(2, time.rawValue)
            return try removal.run()
        }
    }

    /// Cuts the log, in which removed documents may still be read.
    @discardableResult
    public func purge() throws -> Bool {
        do {
            try checkpoint()
            return true
        } catch let error as StorageError where error.code == .busy {
            return false
        }
    }

    /// Brings everything into the main file and shortens the log, so that the file can be copied alone.
    public func checkpoint() throws {
        try translating {
            try watch.demandGoodDisk()
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            watch.logWasCopied()
        }
    }

    // MARK: Access

    func reading<Result>(_ body: (Database) throws -> Result) throws -> Result { try translating { try pool.read(body) } }

    private func writing<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try translating {
            try watch.demandGoodDisk()
            let result = try pool.write(body)
            if watch.hasLongLog { try watch.copyLog(of: pool) }
            return result
        }
    }

    private func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try SQLiteEventStore.translating(name, body) } catch let error as StorageError {
            watch.note(error, pool: pool)
            throw error
        }
    }
}

/// Applies the changes of one transaction.
private struct DocumentStatements {
    private let database: Database
    private let store: String

    init(_ database: Database, store: String) {
        self.database = database
        self.store = store
    }

    func apply(_ change: ServiceChange) throws {
        switch change {
        case .put(let document): try insert(document, DocumentStatements.put)
        case .create(let document):
            guard try insert(document, DocumentStatements.create) == 1 else {
                throw StorageError.taken(document.key, document.collection, store: store)
            }
        case .remove(let collection, let key):
            let removal = try RawStatement(cached: "DELETE FROM documents WHERE collection = ? AND key = ?", database)
            removal.bind(1, collection.rawValue)
            removal.bind(2, key)
            try removal.run()
        }
    }

    private static let insertion = "INSERT INTO documents (collection, key, owner, time, data) VALUES (?, ?, ?, ?, ?) "
    private static let create = insertion + "ON CONFLICT (collection, key) DO NOTHING"
    private static let put =
        insertion + "ON CONFLICT (collection, key) DO UPDATE SET owner = excluded.owner, time = excluded.time, data = excluded.data"

    @discardableResult
    private func insert(_ document: ServiceDocument, _ sql: String) throws -> Int {
        let insertion = try RawStatement(cached: sql, database)
        insertion.bind(1, document.collection.rawValue)
        insertion.bind(2, document.key)
        insertion.bind(3, document.owner?.rawValue)
        insertion.bind(4, document.time.rawValue)
        insertion.bind(5, data: document.data)
        return try insertion.run()
    }
}
