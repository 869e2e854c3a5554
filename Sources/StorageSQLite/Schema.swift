import GRDB

/// The tables, as migrations that only move forward and are never edited.
enum Schema {
    /// Marks the file as ours in its header: "TSTM".
    static let applicationID: Int32 = 0x5453_544D

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 events, items, users and the ledger") { try $0.execute(sql: version1) }
        return migrator
    }

    // Events lie in the order of their sources, so that an import only ever appends; there is no second index to maintain,
    // and the questions that would need one (a user's events, erasure) read the table once: about 0.1 s for a million rows.
    // Kinds are stored by name, since the numbers of `EventKind` are not a promise.
    private static let version1 = """
        PRAGMA application_id = \(applicationID);

        CREATE TABLE sources (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, format TEXT NOT NULL, domain TEXT NOT NULL,
            rating_low REAL, rating_high REAL, head_bytes INTEGER, head_hash TEXT,
            line INTEGER, ordinal INTEGER, accepted INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0,
            is_complete INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE problems (
            source INTEGER NOT NULL REFERENCES sources(id), line INTEGER NOT NULL, kind TEXT NOT NULL, field TEXT, reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX problems_by_line ON problems (source, line);

        CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, is_described INTEGER NOT NULL DEFAULT 0) STRICT;
        CREATE TABLE user_attributes (
            user INTEGER NOT NULL REFERENCES users(id), name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (user, name)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE items (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, is_described INTEGER NOT NULL DEFAULT 0,
            domain TEXT NOT NULL DEFAULT 'other', title TEXT, year INTEGER, text TEXT, released INTEGER
        ) STRICT;
        CREATE TABLE item_facets (
            item INTEGER NOT NULL REFERENCES items(id), facet TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (item, facet, value)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE kinds (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE contexts (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

        CREATE TABLE events (
            source INTEGER NOT NULL, line INTEGER NOT NULL, ordinal INTEGER NOT NULL,
            user INTEGER NOT NULL, item INTEGER, kind INTEGER NOT NULL, time INTEGER,
            rating REAL, duration REAL, completion REAL, episode INTEGER NOT NULL,
            device INTEGER, locale INTEGER, surface INTEGER,
            PRIMARY KEY (source, line, ordinal)
        ) STRICT, WITHOUT ROWID;
        """
}
