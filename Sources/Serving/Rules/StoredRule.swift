import Datasets
import Storage

/// A rule that holds until it is changed or removed.
public struct StoredRule: Sendable, Hashable, Codable {
    /// 1–64 letters, digits, `-`, `_` and `.`; rules apply in the order of their names.
    public var name: String
    /// Statements of the language of docs/rules.md.
    public var text: String
    public var isEnabled: Bool
    /// Lists that it is for, such as `home`; empty = all.
    public var surfaces: [String]
    public var changed: Timestamp

    public init(name: String, text: String, isEnabled: Bool = true, surfaces: [String] = [], changed: Timestamp = Timestamp(seconds: 0)) {
        self.name = name
        self.text = text
        self.isEnabled = isEnabled
        self.surfaces = surfaces
        self.changed = changed
    }
}

extension ServiceCollection {
    /// `StoredRule` by name.
    public static let rules: ServiceCollection = "rules"
}

/// What a rule would do.
public struct RuleCheck: Sendable {
    /// Why it cannot be read; nil when it can.
    public var error: RuleError?
    /// What each statement matches, in their order.
    public var statements: [Statement]

    public struct Statement: Sendable, Hashable {
        /// `include`, `exclude`, `boost`, `pin`, `limit`, or `filter` for a bare condition.
        public var action: String
        /// Titles that fulfil its condition for somebody who has done nothing yet; 0 for a pin of a title that is not there.
        public var titles: Int
        /// Whether it names other titles for other people or at other times.
        public var isPersonal: Bool
    }
}
