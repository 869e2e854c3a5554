import Datasets
import Serving

/// Reads the fields of a JSON object, each by its type, and refuses those that nobody asked for.
///
/// `null` counts as absent, so that clients may send either.
public struct JSONFields: Sendable {
    private var members: [JSONValue.Member]
    private var nulls: Set<String> = []
    /// JSON pointer of the object in the body.
    public let pointer: String

    public init(_ value: JSONValue, pointer: String) throws(Problem) {
        guard case .object(let members) = value else { throw .field(pointer, "is not an object") }
        self.members = members
        self.pointer = pointer
    }

    /// JSON pointer of a field.
    public func pointer(_ name: String) -> String {
        pointer + "/"
            + name.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
            .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
    }

    /// Any value; nil where the field is absent or null.
    public mutating func value(_ name: String) -> JSONValue? {
        guard let position = members.firstIndex(where: { $0.name == name }) else { return nil }
        let value = members.remove(at: position).value
        guard value != .null else {
            nulls.insert(name)
            return nil
        }
        return value
    }

    /// Whether a field that was read stood there as `null`: what a patch removes.
    public func wasNull(_ name: String) -> Bool { nulls.contains(name) }

    /// - Parameter longest: in characters, as JSON schemas count them.
    public mutating func string(_ name: String, longest: Int = 65_536) throws(Problem) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { throw .field(pointer(name), "is not a string") }
        guard TextLength.of(text, isAtMost: longest) else {
            throw .field(pointer(name), "is longer than \(longest) characters")
        }
        return text
    }

    /// An id: not empty, no control characters, at most 256 characters.
    public mutating func identifier(_ name: String) throws(Problem) -> String? {
        guard let text = try string(name, longest: 256) else { return nil }
        guard JSONFields.isIdentifier(text) else { throw .field(pointer(name), "is empty or holds control characters") }
        return text
    }

    static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty && TextLength.of(text, isAtMost: 256) && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    }

    /// `cursor`; nil for an empty one, which begins anew.
    mutating func cursor() throws(Problem) -> String? {
        let text = try string("cursor", longest: 1024)
        return text?.isEmpty == true ? nil : text
    }

    public mutating func integer(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let value = value(name) else { return nil }
        guard let number = value.integer, let whole = Int(exactly: number), range.contains(whole) else {
            throw .field(pointer(name), "is not a whole number between \(range.lowerBound) and \(range.upperBound)")
        }
        return whole
    }

    public mutating func number(_ name: String, in range: ClosedRange<Double>) throws(Problem) -> Double? {
        guard let value = value(name) else { return nil }
        guard let number = value.double, range.contains(number) else {
            throw .field(pointer(name), "is not a number between \(range.lowerBound) and \(range.upperBound)")
        }
        return number
    }

    public mutating func bool(_ name: String) throws(Problem) -> Bool? {
        guard let value = value(name) else { return nil }
        guard case .bool(let truth) = value else { throw .field(pointer(name), "is neither true nor false") }
        return truth
    }

    /// RFC 3339, such as `2026-03-01T21:30:00Z`.
    public mutating func time(_ name: String) throws(Problem) -> Timestamp? {
        guard let text = try string(name, longest: 64) else { return nil }
        guard let time = RFC3339.parse(text) else { throw .field(pointer(name), "is not a time such as 2026-03-01T21:30:00Z") }
        return time
    }

    public mutating func array(_ name: String, most: Int = 10_000) throws(Problem) -> [JSONValue]? {
        guard let value = value(name) else { return nil }
        guard let values = value.array else { throw .field(pointer(name), "is not a list") }
        guard values.count <= most else { throw .field(pointer(name), "has more than \(most) elements") }
        return values
    }

    /// - Parameter longest: of one string, in characters.
    public mutating func strings(_ name: String, most: Int = 10_000, longest: Int = 1024) throws(Problem) -> [String]? {
        guard let values = try array(name, most: most) else { return nil }
        var texts: [String] = []
        texts.reserveCapacity(values.count)
        for (position, value) in values.enumerated() {
            guard let text = value.string, TextLength.of(text, isAtMost: longest) else {
                throw .field(pointer(name) + "/\(position)", "is not a string of at most \(longest) characters")
            }
            texts.append(text)
        }
        return texts
    }

    public mutating func object(_ name: String) throws(Problem) -> JSONFields? {
        guard let value = value(name) else { return nil }
        return try JSONFields(value, pointer: pointer(name))
    }

    public mutating func objects(_ name: String, most: Int = 10_000) throws(Problem) -> [JSONFields]? {
        guard let values = try array(name, most: most) else { return nil }
        var objects: [JSONFields] = []
        objects.reserveCapacity(values.count)
        for (position, value) in values.enumerated() { objects.append(try JSONFields(value, pointer: pointer(name) + "/\(position)")) }
        return objects
    }

    /// Names that have not been read: for objects whose keys are data.
    public var remainingNames: [String] { members.map(\.name) }

    /// Refuses what is left over.
    public func finish() throws(Problem) {
        if let other = members.first { throw .field(pointer(other.name), "is not a field that can be set here") }
    }

    /// A field that may not be absent.
    public func required<Value>(_ name: String, _ value: Value?) throws(Problem) -> Value {
        guard let value else { throw .field(pointer(name), "is missing") }
        return value
    }
}
