import Datasets
import Tensors

/// What one row of a window shows: a token's fields as rows of the embedding tables, −1 where a field adds nothing.
struct StateToken: Sendable {
    /// Seconds; `Int64.min` where unknown, and for the start token.
    var time: Int64
    /// −1 for the start token.
    var item: Int32
    var engagement: Int16
    var locale: Int32
    var duration: Int16
    var completion: Int16
    var rating: Int16
    var device: Int16
    var hour: Int16
    var surface: Int16

    /// Row 0 of every history that is read from its beginning.
    static let start = StateToken(
        time: .min, item: -1, engagement: -1, locale: -1, duration: -1, completion: -1, rating: -1, device: -1, hour: -1, surface: -1)

    /// A token of which nothing but the item is known shows the item alone, as in `SequenceBatch`.
    init(_ token: InteractionToken) {
        let isBare = token.time == .min && token.rating == 0 && token.duration == 0 && token.completion == 0 && token.device == 0
        time = token.time
        item = token.item.rawValue
        engagement = isBare ? -1 : Int16(token.engagement)
        locale = isBare ? -1 : Int32(token.locale)
        duration = isBare ? -1 : Int16(token.duration)
        completion = isBare ? -1 : Int16(token.completion)
        rating = isBare ? -1 : Int16(token.rating)
        device = isBare ? -1 : Int16(token.device)
        hour = isBare ? -1 : Int16(token.hourOfWeek)
        surface = isBare ? -1 : Int16(token.surface)
    }

    private init(
        time: Int64, item: Int32, engagement: Int16, locale: Int32, duration: Int16, completion: Int16, rating: Int16, device: Int16,
        hour: Int16, surface: Int16
    ) {
        (self.time, self.item, self.engagement, self.locale) = (time, item, engagement, locale)
        (self.duration, self.completion, self.rating) = (duration, completion, rating)
        (self.device, self.hour, self.surface) = (device, hour, surface)
    }

    /// The row of a field's table.
    func row(_ field: SequenceBatch.Field) -> Int32 {
        switch field {
        case .engagement: Int32(engagement)
        case .duration: Int32(duration)
        case .completion: Int32(completion)
        case .rating: Int32(rating)
        case .device: Int32(device)
        case .hour: Int32(hour)
        case .locale: locale
        case .surface: Int32(surface)
        case .gap, .choices: -1
        }
    }
}
