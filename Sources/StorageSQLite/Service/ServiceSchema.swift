import GRDB

/// The table of a service's documents, as migrations that only move forward and are never edited.
package enum ServiceSchema {
    /// Marks the file as ours in its header: "TSTS".
    static let applicationID: Int32 = 0x5453_5453

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in migrations { migrator.registerMigration(migration.name) { try $0.execute(sql: migration.sql) } }
        return migrator
    }

    package static let migrations: [(name: String, sql: String)] = [("1 documents", version1)]

    // Documents lie in the order in which they came, so that the large ones are only appended; three indexes find them. Text is
    // compared byte by byte, which is the order that `ServiceStore` promises.
    private static let version1 = """
        PRAGMA application_id = \(applicationID);

        CREATE TABLE documents (
            id INTEGER PRIMARY KEY, collection TEXT NOT NULL, key TEXT NOT NULL, owner TEXT, time INTEGER NOT NULL, data BLOB NOT NULL,
            UNIQUE (collection, key)
        ) STRICT;
        CREATE INDEX documents_by_time ON documents (collection, time, key);
        CREATE INDEX documents_by_owner ON documents (owner, collection, time, key) WHERE owner IS NOT NULL;
        """
}
