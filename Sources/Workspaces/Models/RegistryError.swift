/// Why a model cannot be published, found or served.
public struct RegistryError: Error, Sendable, Equatable, CustomStringConvertible {
    public struct Code: Sendable, Hashable {
        private enum Value: Sendable, Hashable {
            case unknown, damaged, invalidName, alreadyPublished, nonePromoted, noneServes, newerFormat
        }
        private let value: Value
        private init(_ value: Value) { self.value = value }
        /// No model has that name.
        public static let unknown = Code(.unknown)
        /// A file of the bundle is missing, too short, too long or has other bytes than were published.
        public static let damaged = Code(.damaged)
        public static let invalidName = Code(.invalidName)
        public static let alreadyPublished = Code(.alreadyPublished)
        /// No model was ever promoted, or there is none to go back to.
        public static let nonePromoted = Code(.nonePromoted)
        /// Every promoted model is damaged.
        public static let noneServes = Code(.noneServes)
        /// The bundle was written by a later version of the program.
        public static let newerFormat = Code(.newerFormat)
    }

    public let code: Code
    /// The model concerned; empty where none is.
    public let model: String
    public let reason: String
    public let advice: String

    init(_ code: Code, model: String = "", _ reason: String, advice: String) {
        self.code = code
        self.model = model
        self.reason = reason
        self.advice = advice
    }
    public var description: String { "\(reason). \(advice)." }
}
