/// What happened. Which kinds are learned from, and how, is decided by a `RolesTable`, not here.
public enum EventKind: UInt8, CaseIterable, Sendable, Codable, Hashable {
    case play, pause, resume, progress, complete, abandon, skip, trailer
    case rating, thumbsUp, thumbsDown, like, dislike, review
    case listAdd, listRemove, share, follow, hide
    case purchase, addToCart, open, click, install, read
    case impression, search
    /// Order-only data: the user and the item met, nothing more is known.
    case interaction
}

/// An instant in milliseconds since 1970-01-01 00:00 UTC.
public struct Timestamp: RawRepresentable, Hashable, Sendable, Codable, Comparable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
    /// Seconds beyond the 292 million years that fit are the last or first instant that does.
    public init(seconds: Int64) {
        let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        rawValue = overflow ? (seconds > 0 ? .max : .min) : milliseconds
    }
    /// Whole seconds since 1970, rounded down.
    public var seconds: Int64 { rawValue.flooredQuotient(1000) }
    public static func < (a: Timestamp, b: Timestamp) -> Bool { a.rawValue < b.rawValue }
}

/// Where and how a request was made; each field is an index into the vocabulary of the data set, 0 = unknown.
public struct RequestContext: Sendable, Hashable, Codable {
    public var time: Timestamp?
    public var device: UInt8
    public var locale: UInt16
    public var surface: UInt8
    /// What the asker says to be looking for; nil = nothing was said.
    public var intent: IntentCorrection?
    public init(
        time: Timestamp? = nil, device: UInt8 = 0, locale: UInt16 = 0, surface: UInt8 = 0, intent: IntentCorrection? = nil
    ) {
        self.time = time
        self.device = device
        self.locale = locale
        self.surface = surface
        self.intent = intent
    }
}

/// One event in the compact form that models read: indices instead of names. About 40 bytes.
public struct Interaction: Sendable, Hashable {
    private var rawTime: Int64
    private var rawItem: Int32
    private var rawRating: Float
    private var rawDuration: Float
    private var rawCompletion: Float
    /// Position of the episode in its series, 0 = not an episode. A post-action field.
    public var episode: Int32
    public var locale: UInt16
    public var kind: EventKind
    /// Index into `Dataset.devices`, 0 = unknown.
    public var device: UInt8
    /// Index into `Dataset.surfaces`, 0 = unknown.
    public var surface: UInt8

    public init(
        item: ItemIndex?, kind: EventKind, time: Timestamp? = nil, rating: Float? = nil, duration: Float? = nil,
        completion: Float? = nil, device: UInt8 = 0, locale: UInt16 = 0, surface: UInt8 = 0, episode: Int32 = 0
    ) {
        rawTime = time?.rawValue ?? .min
        rawItem = item?.rawValue ?? -1
        rawRating = rating ?? .nan
        rawDuration = duration ?? .nan
        rawCompletion = completion ?? .nan
        self.episode = episode
        self.locale = locale
        self.kind = kind
        self.device = device
        self.surface = surface
    }

    /// Nil for events without an item, such as a search.
    public var item: ItemIndex? {
        get { rawItem < 0 ? nil : ItemIndex(rawValue: rawItem) }
        set { rawItem = newValue?.rawValue ?? -1 }
    }
    /// Nil in order-only data.
    public var time: Timestamp? {
        get { rawTime == .min ? nil : Timestamp(rawValue: rawTime) }
        set { rawTime = newValue?.rawValue ?? .min }
    }
    /// On the scale of the data set, `Dataset.ratingScale`.
    public var rating: Float? {
        get { rawRating.isNaN ? nil : rawRating }
        set { rawRating = newValue ?? .nan }
    }
    /// Seconds spent.
    public var duration: Float? {
        get { rawDuration.isNaN ? nil : rawDuration }
        set { rawDuration = newValue ?? .nan }
    }
    /// Share of the item that was consumed, 0...1.
    public var completion: Float? {
        get { rawCompletion.isNaN ? nil : rawCompletion }
        set { rawCompletion = newValue ?? .nan }
    }
    public var context: RequestContext { RequestContext(time: time, device: device, locale: locale, surface: surface) }

    // The bit patterns are compared, so that an unknown rating equals an unknown rating.
    public static func == (a: Interaction, b: Interaction) -> Bool {
        a.rawTime == b.rawTime && a.rawItem == b.rawItem && a.kind == b.kind
            && a.rawRating.bitPattern == b.rawRating.bitPattern && a.rawDuration.bitPattern == b.rawDuration.bitPattern
            && a.rawCompletion.bitPattern == b.rawCompletion.bitPattern
            && a.device == b.device && a.locale == b.locale && a.surface == b.surface && a.episode == b.episode
    }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(rawTime)
        hasher.combine(rawItem)
        hasher.combine(kind)
        hasher.combine(rawRating.bitPattern)
    }
}

extension Int64 {
    /// The quotient rounded down, also below zero; `divisor` is positive.
    func flooredQuotient(_ divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
