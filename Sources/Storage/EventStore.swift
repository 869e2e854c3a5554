import Datasets

/// Where events, items and what is known about users are kept.
///
/// Every call is one transaction: its whole effect is durable when it returns, and there is none when it throws.
/// Events are identified by their place in a source and, where the sender gave them one, by their own id; storing one
/// twice changes nothing. A user who was erased is not taken in again. Calls may come from any thread; one writes at a
/// time. All implementations pass `Tests/StorageTests/EventStoreConformance.swift`.
public protocol EventStore: Sendable {
    /// What errors call this store.
    var name: String { get }

    /// Says that from now on many small transactions come whose callers wait: upkeep may then be done beside them.
    ///
    /// The default changes nothing.
    func prepareToServe() throws

    // MARK: Writing

    /// Enters a source into the ledger, or finds it there, and says how far it was read.
    ///
    /// Problems behind the last committed event are forgotten, since the rows will be read again.
    func begin(_ source: SourceDescription) throws -> SourceRecord

    /// Stores events and problems of one source together with the position reached.
    ///
    /// An id (`RawEvent.id`) is applied once per store, whatever source it comes from: the same event again is counted as
    /// repeated; another event under a known id is kept out, named in the summary and stored as a problem of its row.
    /// - Parameters:
    ///   - events: in the order of the source; `source.file` is the name that `begin` was given.
    ///   - problems: rows of that source that could not be used; each call adds to the earlier ones.
    ///   - notesConflicts: whether events that are kept out become problems of their rows; a service tells its caller instead.
    /// - Returns: counts, and what became of each event.
    /// - Throws: `StorageError`: `conflict` when an event with this place is stored already and says something else,
    ///   `unknownSource`, `full`, `unwritable`, `busy`, `failed`.
    @discardableResult
    func append(_ events: [RawEvent], problems: [RowProblem], source: String, notesConflicts: Bool) throws -> AppendSummary

    /// Marks a source as read to its end, and brings indexes that were postponed during the import up to date.
    func finish(source: String) throws

    /// Adds what is known about items; two descriptions of one item are merged (`Item.merge`).
    func describe(items: [Item]) throws

    /// Sets what is known about items, replacing what was known before.
    func replace(items: [Item]) throws

    /// Removes what is known about items; events that name them stay, and so does their id.
    ///
    /// - Returns: how many of them were described.
    @discardableResult
    func remove(items: [ItemID]) throws -> Int

    /// Sets what is known about users, replacing what was known before.
    func describe(users: [UserAttributes]) throws

    /// Makes the events of one user those of another, in one transaction; attributes that the other has not come along.
    ///
    /// The first user is not known afterwards. Merging again changes nothing.
    /// - Returns: the number of events that changed hands.
    @discardableResult
    func merge(user: UserID, into other: UserID) throws -> Int

    /// Removes a user, all their events, and every item and name that only they brought along, and enters a keyed hash of
    /// their id into the erasure ledger: from then on their events and attributes are not taken in again.
    ///
    /// - Parameter time: for the ledger; the store has no clock.
    /// - Returns: the number of events removed; 0 when the user is not known.
    @discardableResult
    func erase(user: UserID, at time: Timestamp?) throws -> Int

    /// Takes a user off the erasure ledger, so that their events may come again.
    ///
    /// - Returns: whether the ledger knew them.
    @discardableResult
    func forgetErasure(of user: UserID) throws -> Bool

    /// Takes over the entries of another store's ledger that has the same key; a ledger without entries takes over the key too.
    func adopt(_ ledger: ErasureLedger) throws

    /// Sets how far a source was read to what another store had reached; never backwards. The counts stay this store's own.
    ///
    /// - Throws: `StorageError.unknownSource` when the source was not begun.
    func adopt(_ record: SourceRecord) throws

    // MARK: Reading

    /// Who was erased, as keyed hashes.
    func erasures() throws -> ErasureLedger

    /// The import ledger, in byte order of the names.
    func sources() throws -> [SourceRecord]

    /// Up to `limit` problems, by file, line and field.
    func problems(limit: Int) throws -> [RowProblem]

    func counts() throws -> StoreCounts

    /// Items that are described, in byte order of their ids.
    func items() throws -> [Item]

    /// Those of some items that are described, in byte order of their ids.
    func items(_ ids: [ItemID]) throws -> [Item]

    func users() throws -> [UserAttributes]

    /// What is known about one user; nil when nothing is.
    func attributes(of user: UserID) throws -> UserAttributes?

    /// Everybody with an event or a description, in byte order of the ids.
    func userIDs() throws -> [UserID]

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
    public func prepareToServe() throws {}

    @discardableResult
    public func append(_ events: [RawEvent], problems: [RowProblem], source: String) throws -> AppendSummary {
        try append(events, problems: problems, source: source, notesConflicts: true)
    }

    /// Everything, as models read it.
    ///
    /// - Parameters:
    ///   - resolution: what is left of the time, after the events are in order.
    ///   - absent: users who are left out as if they were not there.
    /// - Returns: the data, and the duplicates that were left out.
    public func dataset(
        name: String, resolution: TimeResolution = .exact, without absent: Set<UserID> = []
    ) throws -> (dataset: Dataset, problems: [RowProblem]) {
        let sources = try sources().map(\.description)
        var builder = DatasetBuilder(
            name: name, ratingScale: EventStoreReading.ratingScale(of: sources), domain: EventStoreReading.domain(of: sources))
        builder.receive(items: try items())
        builder.receive(users: try users().filter { !absent.contains($0.id) })
        try forEachBatch(of: 16_384) { batch in
            builder.receive(events: absent.isEmpty ? batch : batch.filter { !absent.contains($0.user) })
        }
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

    /// Erases a user without noting when.
    @discardableResult
    public func erase(user: UserID) throws -> Int { try erase(user: user, at: nil) }

    /// Erases whoever another store's ledger knows as erased: what a restored copy owes to the store it stands in for.
    ///
    /// - Returns: how many users were erased.
    @discardableResult
    public func obey(_ ledger: ErasureLedger) throws -> Int {
        guard !ledger.isEmpty else { return 0 }
        try adopt(ledger)
        var count = 0
        for user in try userIDs() {
            guard let entry = ledger.entry(of: user) else { continue }
            try erase(user: user, at: entry.time)
            count += 1
        }
        return count
    }

    /// Whether the user has an event.
    public func contains(user: UserID) throws -> Bool { try !events(of: user).isEmpty }
}

/// A store that can be copied while others write to it.
public protocol CopyableEventStore: EventStore {
    /// Writes the store as of one moment into a new file, which an implementation of this type opens.
    ///
    /// - Throws: `StorageError`, also when the copy has damage.
    func copy(to path: String) throws
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

extension RawEvent {
    /// Whether two events differ in their place only; unknown values are equal.
    package func says(theSameAs other: RawEvent) -> Bool {
        var moved = other
        moved.source = source
        return self == moved
    }
}
