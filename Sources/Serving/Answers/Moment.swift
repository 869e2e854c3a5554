import Datasets

/// When, where and on what somebody asks.
public struct Moment: Sendable, Hashable {
    public var time: Timestamp
    public var device: String?
    public var locale: String?
    /// The place of the product that asks, such as `home`; where logs carried surfaces, the model knows them.
    public var surface: String?
    /// ISO 3166 code in capitals; decides what is licensed.
    public var country: String?
    /// Age in years that the asker is taken for; the stricter of this and the person's own limit holds.
    public var maturity: Int?
    /// A facet value, or several, that the person is in the mood for.
    public var mood: String?
    /// What the person says to be looking for; nil = the model's own prediction holds.
    public var intent: IntentWish?

    public init(
        time: Timestamp, device: String? = nil, locale: String? = nil, surface: String? = nil, country: String? = nil,
        maturity: Int? = nil, mood: String? = nil, intent: IntentWish? = nil
    ) {
        self.intent = intent
        self.time = time
        self.device = device
        self.locale = locale
        self.surface = surface
        self.country = country
        self.maturity = maturity
        self.mood = mood
    }
}

/// Whose history an answer rests on.
public enum Asker: Sendable {
    case user(UserID)
    /// A history that came with the request, oldest first; nothing of it is kept.
    case session([RawEvent])
}
