import Datasets

/// What one row of a window shows; 24 bytes.
struct StateToken: Sendable {
    /// Seconds; `Int64.min` where unknown, and for the start token.
    var time: Int64
    /// −1 for the start token.
    var item: Int32
    private var engagement: UInt16
    private var locale: UInt16
    private var duration: UInt8
    private var completion: UInt8
    private var rating: UInt8
    private var device: UInt8
    private var hour: UInt8
    private var surface: UInt8
    /// Whether the item alone is shown: nothing else is known of it, as in `SequenceBatch`, or it is the start token.
    private var isBare: Bool

    /// Row 0 of every history that is read from its beginning.
    static let start = StateToken()

    private init() {
        (time, item, engagement, locale, isBare) = (.min, -1, 0, 0, true)
        (duration, completion, rating, device, hour, surface) = (0, 0, 0, 0, 0, 0)
    }

    init(_ token: InteractionToken) {
        (time, item, engagement, locale) = (token.time, token.item.rawValue, token.engagement, token.locale)
        (duration, completion, rating) = (token.duration, token.completion, token.rating)
        (device, hour, surface) = (token.device, token.hourOfWeek, token.surface)
        isBare = time == .min && rating == 0 && duration == 0 && completion == 0 && device == 0
    }

    /// The row of a field's table, −1 where the field adds nothing.
    func row(_ field: SequenceBatch.Field) -> Int32 {
        guard !isBare else { return -1 }
        return switch field {
        case .engagement: Int32(engagement)
        case .duration: Int32(duration)
        case .completion: Int32(completion)
        case .rating: Int32(rating)
        case .device: Int32(device)
        case .hour: Int32(hour)
        case .locale: Int32(locale)
        case .surface: Int32(surface)
        case .gap, .choices: -1
        }
    }
}
