/// The ladder of inputs, printed beside every figure.
public enum ModelInputs: String, Sendable, Codable, CaseIterable, Comparable {
    /// Item ids and their order, nothing else.
    case ids
    /// And what is known about the items.
    case attributes
    /// And what came of it: rating, duration, completion, engagement.
    case outcomes
    /// And when and where: time, hour of week, device, locale, surface.
    case time

    private var rank: Int { Self.allCases.firstIndex(of: self)! }
    public static func < (a: ModelInputs, b: ModelInputs) -> Bool { a.rank < b.rank }

    /// As tables print it.
    public var label: String {
        switch self {
        case .ids: "ids"
        case .attributes: "ids + attributes"
        case .outcomes: "ids + attributes + outcomes"
        case .time: "ids + attributes + outcomes + time"
        }
    }
}
