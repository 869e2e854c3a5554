import GRDB

/// The tables, as migrations that only move forward and are never edited.
package enum Schema {
    /// Marks the file as ours in its header: "TSTM".
    static let applicationID: Int32 = 0x5453_544D

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in migrations { migrator.registerMigration(migration.name) { try $0.execute(sql: migration.sql) } }
        return migrator
    }

    /// What each version added; a store is made by running all of them.
    package static let migrations: [(name: String, sql: String)] = [
        ("1 events, items, users and the ledger", version1),
        ("2 users' runs, event ids, item identifiers and erasures", version2),
        ("3 event ids that wait for their index", version3),
    ]

    // Events lie in the order of their sources, so that an import only ever appends. Kinds are stored by name, since the numbers of `EventKind` are not a promise.
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

    // `user_runs` finds a user's events without reading the others': a row stands for neighbouring events of one user, one row
    // a user where files are grouped by user, one row an event at worst. It covers, it does not enumerate: events of others may
    // have come in between. `event_ids` finds an event by the hash of its own id. Rows of both in random order would cost more
    // than the events themselves, so large batches are noted in `unindexed` as ranges, and sorted in later, many at once. What
    // an older version stored is one such range a source.
    private static let version2 = """
        ALTER TABLE events ADD COLUMN id TEXT;

        CREATE TABLE user_runs (
            user INTEGER NOT NULL, source INTEGER NOT NULL, line INTEGER NOT NULL, ordinal INTEGER NOT NULL,
            lines INTEGER NOT NULL, last_ordinal INTEGER NOT NULL,
            PRIMARY KEY (user, source, line, ordinal)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE event_ids (
            hash INTEGER NOT NULL, source INTEGER NOT NULL, line INTEGER NOT NULL, ordinal INTEGER NOT NULL,
            PRIMARY KEY (hash, source, line, ordinal)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE unindexed (
            source INTEGER NOT NULL, line INTEGER NOT NULL, ordinal INTEGER NOT NULL,
            last_line INTEGER NOT NULL, last_ordinal INTEGER NOT NULL, events INTEGER NOT NULL
        ) STRICT;
        INSERT INTO unindexed SELECT id, 0, 0, line, ordinal, accepted FROM sources WHERE line IS NOT NULL;

        CREATE TABLE item_identifiers (
            item INTEGER NOT NULL REFERENCES items(id), scheme TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (item, scheme)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE erasure_key (key BLOB NOT NULL) STRICT;
        INSERT INTO erasure_key VALUES (randomblob(32));
        CREATE TABLE erased_users (hash BLOB NOT NULL PRIMARY KEY, time INTEGER) STRICT, WITHOUT ROWID;
        """

    // Ranges of events whose ids alone are not in `event_ids` yet: a service's, which are written many at once.
    private static let version3 = """
        CREATE TABLE unindexed_ids (
            id INTEGER PRIMARY KEY, source INTEGER NOT NULL, line INTEGER NOT NULL, ordinal INTEGER NOT NULL,
            last_line INTEGER NOT NULL, last_ordinal INTEGER NOT NULL
        ) STRICT;
        """
}
