import Datasets
import GRDB

/// Neighbouring events of one user in one source; 32 bytes.
struct UserRun {
    /// Numbers of users and sources are given out densely.
    var user: UInt32
    var source: UInt32
    var line: Int64
    var lastLine: Int64
    var ordinal: Int32
    var lastOrdinal: Int32

    init(user: Int64, _ place: EventPlace) {
        self.user = UInt32(user)
        source = UInt32(place.source)
        (line, lastLine) = (place.line, place.line)
        ordinal = Int32(truncatingIfNeeded: place.ordinal)
        lastOrdinal = ordinal
    }

    func isFollowed(by other: UserRun) -> Bool {
        user == other.user && source == other.source && (lastLine, lastOrdinal) < (other.line, other.ordinal)
    }

    static func precedes(_ a: UserRun, _ b: UserRun) -> Bool {
        if a.user != b.user { return a.user < b.user }
        if a.source != b.source { return a.source < b.source }
        return a.line != b.line ? a.line < b.line : a.ordinal < b.ordinal
    }
}

/// Turns events in the order of their places into runs, and writes them into the index in its own order.
///
/// Memory: 48 bytes a run with what sorting needs; no more than `limit` are held.
struct UserRunWriter {
    private let statement: RawStatement
    private var runs: [UserRun] = []

    /// One pass over the index serves so many runs: a pass touches every page that it holds.
    static let limit = 1 << 19

    init(_ database: Database) throws {
        // A run may have been found before, when ranges overlap: then the longer one stays.
        statement = try RawStatement(
            database,
            """
            INSERT INTO user_runs (user, source, line, ordinal, lines, last_ordinal) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET lines = excluded.lines, last_ordinal = excluded.last_ordinal
            WHERE (excluded.lines, excluded.last_ordinal) > (lines, last_ordinal)
            """)
    }

    mutating func add(user: Int64, _ place: EventPlace) throws {
        let run = UserRun(user: user, place)
        if let last = runs.indices.last, runs[last].isFollowed(by: run) {
            (runs[last].lastLine, runs[last].lastOrdinal) = (run.line, run.ordinal)
            return
        }
        if runs.count >= UserRunWriter.limit { try flush() }
        runs.append(run)
    }

    mutating func flush() throws {
        runs.sort(by: UserRun.precedes)
        for run in runs {
            statement.bind(1, Int64(run.user))
            statement.bind(2, Int64(run.source))
            statement.bind(3, run.line)
            statement.bind(4, Int64(run.ordinal))
            statement.bind(5, run.lastLine - run.line)
            statement.bind(6, Int64(run.lastOrdinal))
            try statement.run()
        }
        runs.removeAll(keepingCapacity: true)
    }
}
