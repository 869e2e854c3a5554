/// Where a row was read: the identity of an event across repeated imports of one file.
public struct SourcePosition: Sendable, Hashable, Codable, Comparable {
    /// Name of the file without folder and without `.gz` or `.zst`, so that it is the same on every machine.
    public var file: String
    /// Counted from 1.
    public var line: Int
    /// Position in the line, where one line holds many events; otherwise 0.
    public var ordinal: Int32
    public init(file: String, line: Int, ordinal: Int32 = 0) {
        self.file = file
        self.line = line
        self.ordinal = ordinal
    }
    public static func < (a: SourcePosition, b: SourcePosition) -> Bool {
        if a.file != b.file { return a.file.utf8.lexicographicallyPrecedes(b.file.utf8) }
        return (a.line, a.ordinal) < (b.line, b.ordinal)
    }
}

/// One event as the outside world tells it: names instead of indices.
public struct RawEvent: Sendable, Hashable, Codable {
    public var user: UserID
    /// Nil for events without an item, such as a search.
    public var item: ItemID?
    public var kind: EventKind
    public var time: Timestamp?
    public var rating: Float?
    /// Seconds spent.
    public var duration: Float?
    /// Share of the item that was consumed, 0...1.
    public var completion: Float?
    /// Position of the episode in its series, 0 = not an episode.
    public var episode: Int32
    public var device: String?
    public var locale: String?
    public var surface: String?
    /// The sender's own id of the event, if it has one: whoever sends it again means the same event.
    public var id: String?
    public var source: SourcePosition

    public init(
        user: UserID, item: ItemID?, kind: EventKind, time: Timestamp? = nil, rating: Float? = nil,
        duration: Float? = nil, completion: Float? = nil, episode: Int32 = 0, device: String? = nil,
        locale: String? = nil, surface: String? = nil, id: String? = nil, source: SourcePosition
    ) {
        self.user = user
        self.item = item
        self.kind = kind
        self.time = time
        self.rating = rating
        self.duration = duration
        self.completion = completion
        self.episode = episode
        self.device = device
        self.locale = locale
        self.surface = surface
        self.id = id
        self.source = source
    }
}

/// What is known about a user beside the events, such as `gender` or `age`.
public struct UserAttributes: Sendable, Hashable, Codable {
    public var id: UserID
    public var values: [String: String]
    public init(id: UserID, values: [String: String]) {
        self.id = id
        self.values = values
    }
}
