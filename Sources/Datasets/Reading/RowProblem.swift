/// One row that could not be used; the rows around it are not touched by it.
public struct RowProblem: Sendable, Hashable, Codable, CustomStringConvertible {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// A field is not what the format says.
        case malformed
        /// The row has fewer fields than the format says.
        case truncated
        /// Bytes that are not text in the encoding of the format.
        case wrongEncoding
        /// A value that is well written and cannot be, such as six stars of five.
        case outOfRange
        /// A time before the data can have begun, or in the future.
        case implausibleTime
        /// The same event once more.
        case duplicate
        /// An event id that was used before, for an event that says something else.
        case conflict
        /// Longer than any row of the format can be.
        case tooLong
    }

    public var kind: Kind
    public var file: String
    /// Counted from 1.
    public var line: Int
    public var field: String?
    public var reason: String

    public init(_ kind: Kind, file: String, line: Int, field: String? = nil, reason: String) {
        self.kind = kind
        self.file = file
        self.line = line
        self.field = field
        self.reason = reason
    }

    public var description: String { "\(file):\(line)\(field.map { " (\($0))" } ?? ""): \(reason)" }
}
