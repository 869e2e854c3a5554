import Datasets
import GRDB
import Storage

/// Reads the events of one user in one pass over the ranges in which they lie.
///
/// The statements are kept by the connection: preparing them costs more than reading a short history.
struct UserHistory {
    private let rows: RawStatement
    private let store: String
    private let user: UserID
    private var kinds: NameMemo<EventKind>
    private var sources: NameMemo<String>
    private var contexts: NameMemo<String>

    init(_ user: UserID, _ database: Database, store: String) throws {
        (self.user, self.store) = (user, store)
        rows = try RawStatement(
            cached: """
                SELECT events.line, events.ordinal, kind, time, rating, duration, completion, episode, device, locale, surface,
                events.id, items.name FROM events LEFT JOIN items ON items.id = item WHERE \(EventRange.condition) AND user = ?6
                """, database)
        kinds = NameMemo("kinds", database) { EventReading.kinds[$0] }
        sources = NameMemo("sources", database) { $0 }
        contexts = NameMemo("contexts", database) { $0 }
    }

    /// In the order of a history: by time, then by place; without repetition.
    ///
    /// - Complexity: a search for every run, and one pass over what no index knows yet.
    mutating func events(_ number: Int64, _ database: Database) throws -> [RawEvent] {
        let ranges = try UserPlaces.ranges(number, database)
        var known: Set<EventPlace> = []
        var events: [RawEvent] = []
        defer { rows.reset() }
        for range in ranges {
            range.bind(to: rows)
            rows.bind(6, number)
            while try rows.step() {
                let place = EventPlace(source: range.first.source, line: rows.integer(0), ordinal: rows.integer(1))
                // Ranges may overlap where an index is behind.
                guard ranges.count == 1 || known.insert(place).inserted else { continue }
                events.append(try event(at: place))
            }
            rows.reset()
        }
        return events.sorted { a, b in
            let (first, second) = (a.time?.rawValue ?? .min, b.time?.rawValue ?? .min)
            return first != second ? first < second : a.source < b.source
        }
    }

    private mutating func event(at place: EventPlace) throws -> RawEvent {
        let source = SourcePosition(
            file: try sources.name(place.source) ?? "", line: Int(place.line), ordinal: Int32(truncatingIfNeeded: place.ordinal))
        guard let kind = try kinds.name(rows.integer(2)) else { throw EventReading.unlisted(source, store: store) }
        return RawEvent(
            user: user, item: rows.optionalText(12).map { ItemID($0) }, kind: kind,
            time: rows.optionalInteger(3).map(Timestamp.init(rawValue:)), rating: rows.optionalFloat(4), duration: rows.optionalFloat(5),
            completion: rows.optionalFloat(6), episode: Int32(truncatingIfNeeded: rows.integer(7)), device: try context(8),
            locale: try context(9), surface: try context(10), id: rows.optionalText(11), source: source)
    }

    private mutating func context(_ column: Int32) throws -> String? {
        guard let number = rows.optionalInteger(column) else { return nil }
        return try contexts.name(number)
    }
}

/// Names behind the numbers of one small table, each looked up once.
private struct NameMemo<Name> {
    private let table: String
    private let database: Database
    private let make: (String) -> Name?
    private var known: [(number: Int64, name: Name?)] = []

    init(_ table: String, _ database: Database, _ make: @escaping (String) -> Name?) {
        (self.table, self.database, self.make) = (table, database, make)
    }

    mutating func name(_ number: Int64) throws -> Name? {
        // A history has few of them: looking through is quicker than hashing.
        if let found = known.first(where: { $0.number == number }) { return found.name }
        let selection = try RawStatement(cached: "SELECT name FROM \(table) WHERE id = ?", database)
        selection.bind(1, number)
        defer { selection.reset() }
        let name = try selection.step() ? make(selection.text(0)) : nil
        known.append((number, name))
        return name
    }
}
