import Datasets

/// Where events, items and what is known about users are kept.
///
/// Every call is one transaction: its whole effect is durable when it returns, and there is none when it throws.
/// Events are identified by their place in a source; storing one twice changes nothing. Calls may come from any
/// thread; one writes at a time. All implementations pass `Tests/StorageTests/EventStoreConformance.swift`.
public protocol EventStore: Sendable {
    /// What errors call this store.
    var name: String { get }

    // MARK: Writing

    /// Enters a source into the ledger, or finds it there, and says how far it was read.
    ///
    /// Problems behind the last committed event are forgotten, since the rows will be read again.
    func begin(_ source: SourceDescription) throws -> SourceRecord

    /// Stores events and problems of one source together with the position reached.
    ///
    /// - Parameters:
    ///   - events: in the order of the source; `source.file` is the name that `begin` was given.
    ///   - problems: rows of that source that could not be used; each call adds to the earlier ones.
    /// - Throws: `StorageError`: `conflict` when an event is stored already and says something else, `unknownSource`,
    ///   `full`, `unwritable`, `busy`, `failed`.
    @discardableResult
    func append(_ events: [RawEvent], problems: [RowProblem], source: String) throws -> AppendSummary

    /// Marks a source as read to its end.
    func finish(source: String) throws

    /// Adds what is known about items; two descriptions of one item are merged (`Item.merge`).
    func describe(items: [Item]) throws

    /// Sets what is known about users, replacing what was known before.
    func describe(users: [UserAttributes]) throws

    /// Removes a user, all their events, and every item and name that only they brought along.
    ///
    /// - Returns: the number of events removed; 0 when the user is not known.
    @discardableResult
    func erase(user: UserID) throws -> Int

    // MARK: Reading

    /// The import ledger, in byte order of the names.
    func sources() throws -> [SourceRecord]

    /// Up to `limit` problems, by file, line and field.
    func problems(limit: Int) throws -> [RowProblem]

    func counts() throws -> StoreCounts

    /// Items that are described, in byte order of their ids.
    func items() throws -> [Item]

    func users() throws -> [UserAttributes]

    /// One user's events by time, then file, line and ordinal; empty when the user is not known.
    func events(of user: UserID) throws -> [RawEvent]

    /// Everybody's events of a span of time, in no particular order.
    ///
    /// What live popularity is counted from. The default reads the whole store.
    func events(from start: Timestamp, until end: Timestamp) throws -> [RawEvent]

    /// All events by file, line and ordinal, in batches of at most `batchSize`, as of one moment.
    ///
    /// The order depends on the content alone, not on the order of import.
    func forEachBatch(of batchSize: Int, _ body: ([RawEvent]) throws -> Void) throws

    /// Damage that can be seen from inside; empty when all is well.
    func integrityProblems() throws -> [String]
}

extension EventStore {
    /// Everything, as models read it.
    ///
    /// - Parameter resolution: what is left of the time, after the events are in order.
    /// - Returns: the data, and the duplicates that were left out.
    public func dataset(name: String, resolution: TimeResolution = .exact) throws -> (dataset: Dataset, problems: [RowProblem]) {
        let sources = try sources().map(\.description)
        var builder = DatasetBuilder(
            name: name, ratingScale: EventStoreReading.ratingScale(of: sources), domain: EventStoreReading.domain(of: sources))
        builder.receive(items: try items())
        builder.receive(users: try users())
        try forEachBatch(of: 16_384) { builder.receive(events: $0) }
        let dataset = builder.build(resolution: resolution)
        return (dataset, builder.problems)
    }

    public func events(from start: Timestamp, until end: Timestamp) throws -> [RawEvent] {
        var found: [RawEvent] = []
        try forEachBatch(of: 16_384) { batch in
            for event in batch { if let time = event.time, time >= start, time < end { found.append(event) } }
        }
        return found
    }

    /// Whether the user has an event.
    public func contains(user: UserID) throws -> Bool { try !events(of: user).isEmpty }
}

/// What a store's sources say about all its content.
package enum EventStoreReading {
    /// The smallest scale that holds the scales of all sources.
    package static func ratingScale(of sources: [SourceDescription]) -> ClosedRange<Float>? {
        let scales = sources.compactMap(\.ratingScale)
        guard let first = scales.first else { return nil }
        return scales.dropFirst().reduce(first) {
            min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound)
        }
    }

    /// The domain that all sources agree on, or `other`.
    package static func domain(of sources: [SourceDescription]) -> ItemDomain {
        let domains = Set(sources.map(\.domain))
        return domains.count == 1 ? domains.first! : .other
    }
}
