import CPageSeals
import GRDB
import GRDBSQLite

/// Checksums on the pages of a store, so that what a disk changed is refused instead of believed; see `CPageSeals`.
enum PageSeals {
    /// Done once, before the first file is opened.
    static let isRegistered: Bool = tk_register_page_seals() == SQLITE_OK

    /// Reserves the room of the seals in a database that is still empty; one that has none already stays as it is.
    static func reserveRoom(in database: Database) {
        guard isRegistered, let connection = database.sqliteConnection else { return }
        var bytes: Int32 = 8
        sqlite3_file_control(connection, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes)
    }
}

extension DatabaseError {
    /// A page does not match its seal: SQLITE_IOERR_DATA, a macro that Swift cannot see.
    var isBrokenSeal: Bool { extendedResultCode.rawValue == 10 | 32 << 8 }
}
