/// What a kind of event means for learning.
public enum EventRole: String, Sendable, Codable, CaseIterable {
    /// The user chose this: in the history and a training target.
    case target
    /// Says something about the user, but is not to be predicted.
    case historyOnly
    /// Shown and passed over.
    case negative
    /// Part of a request, such as a search.
    case requestOnly

    /// Whether events of this role become part of tokens.
    public var entersHistory: Bool { self == .target || self == .historyOnly }
}

/// The role of each kind of event, a matter of configuration: what counts as a choice differs between products.
public struct RolesTable: Sendable, Hashable {
    private var roles: [EventRole]
    private var rejections: [Bool]

    /// The defaults: choosing, consuming, praising and keeping are targets; stopping, refusing and heartbeats are history.
    ///
    /// Hide, thumbs-down and dislike also reject: a token that holds one is never a target, whatever else it holds.
    public init() {
        roles = Array(repeating: .target, count: EventKind.allCases.count)
        rejections = Array(repeating: false, count: EventKind.allCases.count)
        let history: [EventKind] = [.pause, .progress, .abandon, .skip, .trailer, .thumbsDown, .dislike, .listRemove, .hide]
        for kind in history { self[kind] = .historyOnly }
        self[.impression] = .negative
        self[.search] = .requestOnly
        for kind in [EventKind.thumbsDown, .dislike, .hide] { rejections[Int(kind.rawValue)] = true }
    }

    public subscript(kind: EventKind) -> EventRole {
        get { roles[Int(kind.rawValue)] }
        set { roles[Int(kind.rawValue)] = newValue }
    }

    /// Whether an event of this kind keeps its token from being a target.
    public func rejects(_ kind: EventKind) -> Bool { rejections[Int(kind.rawValue)] }

    public mutating func setRejects(_ kind: EventKind, _ rejects: Bool) { rejections[Int(kind.rawValue)] = rejects }
}

extension RolesTable: Codable {
    private struct Row: Codable {
        var role: EventRole
        var rejects: Bool?
    }

    /// `{"play": {"role": "target"}, "hide": {"role": "historyOnly", "rejects": true}, …}`; kinds that are missing
    /// keep their default, unknown names are refused.
    public init(from decoder: any Decoder) throws {
        self.init()
        let table = try decoder.singleValueContainer().decode([String: Row].self)
        for (name, row) in table {
            guard let kind = EventKind(name: name) else {
                let context = DecodingError.Context(
                    codingPath: decoder.codingPath,
                    debugDescription: "\(name) is not a kind of event; known are \(EventKind.allCases.map(\.name))")
                throw DecodingError.dataCorrupted(context)
            }
            self[kind] = row.role
            setRejects(kind, row.rejects ?? false)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var table: [String: Row] = [:]
        for kind in EventKind.allCases { table[kind.name] = Row(role: self[kind], rejects: rejects(kind) ? true : nil) }
        var container = encoder.singleValueContainer()
        try container.encode(table)
    }
}

extension EventKind {
    /// The name used in configuration, in files and by the interface, such as `thumbsUp`.
    public var name: String { String(describing: self) }

    public init?(name: String) {
        guard let kind = EventKind.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }
}
