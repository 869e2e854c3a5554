/// Something that a person did.
public struct Event: Sendable, Hashable, Codable {
    /// Makes the event safe to send again: it is applied once. Without one, a lost answer leaves open whether it counted.
    public var id: String?
    public var user: String?
    public var item: String?
    /// Such as `play`, `complete`, `thumbs_up` or `impression`.
    public var kind: String
    /// RFC 3339; now where nil.
    public var time: String?
    public var rating: Double?
    /// Seconds spent.
    public var duration: Double?
    /// Share of the title that was consumed, 0...1.
    public var completion: Double?
    public var episode: Int?
    public var device: String?
    public var locale: String?
    public var surface: String?

    public init(
        id: String? = nil, user: String? = nil, item: String? = nil, kind: String, time: String? = nil, rating: Double? = nil,
        duration: Double? = nil, completion: Double? = nil, episode: Int? = nil, device: String? = nil, locale: String? = nil,
        surface: String? = nil
    ) {
        self.id = id
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
    }
}

/// What became of one event.
public struct EventResult: Sendable, Hashable, Codable {
    /// Line of the request, from 1; nil in the answer to a single event.
    public var line: Int?
    public var id: String?
    /// `accepted`, `duplicate` (it was stored before), `conflict`, `refused`, `invalid` or `failed`.
    public var result: String
    /// The field that is wrong, where one is.
    public var field: String?
    /// Why it was not stored.
    public var detail: String?

    /// Whether the event is durable now.
    public var isStored: Bool { result == "accepted" || result == "duplicate" }
}
