import Datasets

/// An event as a caller told it, checked, and not yet stored.
public struct IncomingEvent: Sendable, Hashable {
    /// Its source is filled in when it is stored.
    public var event: RawEvent
    /// Whether the caller said when it happened; otherwise it happened when it was read.
    public var hasTime: Bool
    public init(_ event: RawEvent, hasTime: Bool) {
        self.event = event
        self.hasTime = hasTime
    }
}

/// What became of an event that was handed in.
public enum EventReceipt: Sendable, Hashable {
    /// It is on the disk, and the person's next answer knows it.
    case accepted
    /// It was stored before, word for word.
    case duplicate
    /// Another event has its id; nothing was stored.
    case conflict
    /// Its user was erased; nothing was stored.
    case refused
    case invalid(field: String, reason: String)

    /// The name in answers.
    public var name: String {
        switch self {
        case .accepted: "accepted"
        case .duplicate: "duplicate"
        case .conflict: "conflict"
        case .refused: "refused"
        case .invalid: "invalid"
        }
    }
}

extension EventKind {
    /// `thumbs_up` for `thumbsUp`: how answers and requests write it.
    public var apiName: String { EventKind.apiNames[Int(rawValue)] }

    public init?(apiName: String) {
        guard let kind = EventKind.byAPIName[apiName] else { return nil }
        self = kind
    }

    private static let apiNames: [String] = {
        var names = [String](repeating: "", count: EventKind.allCases.count)
        for kind in EventKind.allCases {
            names[Int(kind.rawValue)] = String(describing: kind).reduce(into: "") { text, character in
                text += character.isUppercase ? "_" + character.lowercased() : String(character)
            }
        }
        return names
    }()
    private static let byAPIName = Dictionary(uniqueKeysWithValues: EventKind.allCases.map { ($0.apiName, $0) })
}
