import Datasets

/// A source as it introduces itself before its first row.
public struct SourceDescription: Sendable, Hashable, Codable {
    /// The name that the positions of its events carry.
    public var name: String
    public var format: String
    /// Lowest and highest rating that it can hold.
    public var ratingScale: ClosedRange<Float>?
    /// What its items are, where nothing describes them.
    public var domain: ItemDomain
    /// The beginning of its content, to tell it from another file of the same name.
    public var head: SourceHead?

    public init(
        name: String, format: String, ratingScale: ClosedRange<Float>? = nil, domain: ItemDomain = .other, head: SourceHead? = nil
    ) {
        self.name = name
        self.format = format
        self.ratingScale = ratingScale
        self.domain = domain
        self.head = head
    }
}

/// Length and hash of the first bytes of a source.
public struct SourceHead: Sendable, Hashable, Codable {
    /// How many bytes were hashed; fewer than asked for when the source was shorter.
    public var bytes: Int
    public var hash: String
    public init(bytes: Int, hash: String) {
        self.bytes = bytes
        self.hash = hash
    }
}

/// What the import ledger knows about a source.
public struct SourceRecord: Sendable, Hashable, Codable {
    public var description: SourceDescription
    /// Line and ordinal of the last event that was committed; nil before the first. An import goes on behind it.
    public var line: Int?
    public var ordinal: Int32?
    /// Events stored.
    public var accepted: Int
    /// Rows reported as problems.
    public var rejected: Int
    /// Whether the source was read to its end.
    public var isComplete: Bool

    package init(
        description: SourceDescription, line: Int? = nil, ordinal: Int32? = nil, accepted: Int = 0, rejected: Int = 0,
        isComplete: Bool = false
    ) {
        self.description = description
        self.line = line
        self.ordinal = ordinal
        self.accepted = accepted
        self.rejected = rejected
        self.isComplete = isComplete
    }

    /// Whether an event was committed by an earlier run, going by its place.
    public func covers(_ position: SourcePosition) -> Bool {
        guard let line, let ordinal else { return false }
        return (position.line, position.ordinal) <= (line, ordinal)
    }
}

/// How much a store holds.
public struct StoreCounts: Sendable, Hashable, Codable {
    public var events = 0
    /// Users with at least one event.
    public var users = 0
    /// Items that are described or have an event.
    public var items = 0
    /// Rows that could not be used.
    public var problems = 0
    public init() {}
}

/// What became of one event of a batch.
public enum EventFate: UInt8, Sendable, Hashable {
    case inserted, repeated, refused, conflict
}

/// What became of a batch. Two are equal when they count the same, whatever the order.
public struct AppendSummary: Sendable, Hashable {
    public private(set) var inserted = 0
    /// Events that were stored already, word for word.
    public private(set) var repeated = 0
    /// Events of users who were erased; they are not taken in again.
    public private(set) var refused = 0
    /// Events whose id is stored already and says something else; they are kept out and reported as row problems.
    public private(set) var conflicts: [EventConflict] = []
    /// What became of each event, by its place in the batch.
    public private(set) var fates: [EventFate] = []

    public init(inserted: Int = 0, repeated: Int = 0, refused: Int = 0, conflicts: [EventConflict] = []) {
        self.inserted = inserted
        self.repeated = repeated
        self.refused = refused
        self.conflicts = conflicts
    }

    public static func == (a: AppendSummary, b: AppendSummary) -> Bool {
        a.inserted == b.inserted && a.repeated == b.repeated && a.refused == b.refused && a.conflicts == b.conflicts
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(inserted)
        hasher.combine(repeated)
        hasher.combine(refused)
        hasher.combine(conflicts)
    }

    // MARK: Said once for every event of a batch, in its order

    package mutating func noteInserted() {
        inserted += 1
        fates.append(.inserted)
    }

    package mutating func noteRepeated() {
        repeated += 1
        fates.append(.repeated)
    }

    package mutating func noteRefused() {
        refused += 1
        fates.append(.refused)
    }

    package mutating func note(_ conflict: EventConflict) {
        conflicts.append(conflict)
        fates.append(.conflict)
    }
}

/// Two events that the sender gave one id, and that say different things.
public struct EventConflict: Sendable, Hashable, Codable {
    public var id: String
    /// The event that was kept out.
    public var position: SourcePosition
    /// The event that is stored.
    public var stored: SourcePosition
    public init(id: String, position: SourcePosition, stored: SourcePosition) {
        self.id = id
        self.position = position
        self.stored = stored
    }

    /// The same as a problem of the row that was kept out.
    public var problem: RowProblem {
        let place = stored.ordinal == 0 ? "\(stored.file):\(stored.line)" : "\(stored.file):\(stored.line) (event \(stored.ordinal))"
        return RowProblem(
            .conflict, file: position.file, line: position.line, field: "id",
            reason: "the event id \(EventConflict.quoted(id)) is stored already from \(place), with other content")
    }

    /// Ids come from outside: a report must not grow with them.
    private static func quoted(_ id: String) -> String { id.count > 60 ? "“\(id.prefix(60))…”" : "“\(id)”" }
}
