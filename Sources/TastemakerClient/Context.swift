/// The moment that an answer is for; what is nil is left to the server.
public struct Context: Sendable, Hashable {
    public var count: Int?
    /// RFC 3339; now where nil.
    public var at: String?
    public var device: String?
    public var locale: String?
    /// ISO 3166.
    public var country: String?
    /// Age in years that the person is taken for.
    public var maturity: Int?
    public var mood: String?
    public var surface: String?
    /// In the language of rules, such as `genre = "comedy" and year >= 1990`.
    public var filter: String?
    public var includesSeen: Bool?
    /// What an answer gave as `next`.
    public var cursor: String?

    public init(
        count: Int? = nil, at: String? = nil, device: String? = nil, locale: String? = nil, country: String? = nil, maturity: Int? = nil,
        mood: String? = nil, surface: String? = nil, filter: String? = nil, includesSeen: Bool? = nil, cursor: String? = nil
    ) {
        self.count = count
        self.at = at
        self.device = device
        self.locale = locale
        self.country = country
        self.maturity = maturity
        self.mood = mood
        self.surface = surface
        self.filter = filter
        self.includesSeen = includesSeen
        self.cursor = cursor
    }

    var query: [(String, String?)] {
        [
            ("count", count.map(String.init)), ("cursor", cursor), ("at", at), ("device", device), ("locale", locale), ("country", country),
            ("maturity", maturity.map(String.init)), ("mood", mood), ("surface", surface), ("filter", filter),
            ("include_seen", includesSeen.map { $0 ? "true" : "false" }),
        ]
    }
}

/// A body whose history is not stored, with the moment beside it.
struct SessionBody: Encodable {
    var history: [Event]
    var rows: Int?
    var context: Context

    private enum CodingKeys: String, CodingKey {
        case history, rows, count, cursor, at, device, locale, country, maturity, mood, surface, filter
        case includesSeen = "include_seen"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(history, forKey: .history)
        try container.encodeIfPresent(rows, forKey: .rows)
        try container.encodeIfPresent(context.count, forKey: .count)
        try container.encodeIfPresent(context.cursor, forKey: .cursor)
        try container.encodeIfPresent(context.at, forKey: .at)
        try container.encodeIfPresent(context.device, forKey: .device)
        try container.encodeIfPresent(context.locale, forKey: .locale)
        try container.encodeIfPresent(context.country, forKey: .country)
        try container.encodeIfPresent(context.maturity, forKey: .maturity)
        try container.encodeIfPresent(context.mood, forKey: .mood)
        try container.encodeIfPresent(context.surface, forKey: .surface)
        try container.encodeIfPresent(context.filter, forKey: .filter)
        try container.encodeIfPresent(context.includesSeen, forKey: .includesSeen)
    }
}
