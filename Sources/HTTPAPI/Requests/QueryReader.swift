import Datasets
import Serving

/// Reads the parameters behind the question mark, each at most once, and refuses those that nobody asked for.
public struct QueryReader: Sendable {
    private var values: [(name: String, value: String)] = []
    static let longest = 49_152
    static let most = 64

    init(_ text: Substring) throws(Problem) {
        guard text.utf8.count <= QueryReader.longest else { throw .invalid("the query is longer than \(QueryReader.longest) bytes") }
        for part in text.utf8.split(separator: UInt8(ascii: "&")) {
            let end = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let rest = end == part.endIndex ? part[end...] : part[part.index(after: end)...]
            guard let name = RequestPath.decoded(part[..<end], plusIsSpace: true),
                let value = RequestPath.decoded(rest, plusIsSpace: true), !value.utf8.contains(0)
            else { throw .invalid("the query holds a percent sign or bytes that are no text") }
            guard !values.contains(where: { $0.name == name }) else { throw .parameter(name, "is given twice") }
            values.append((name, value))
            guard values.count <= QueryReader.most else { throw .invalid("the query has more than \(QueryReader.most) parameters") }
        }
    }

    /// - Parameter longest: in characters, as JSON schemas count them.
    public mutating func string(_ name: String, longest: Int = 1024) throws(Problem) -> String? {
        guard let position = values.firstIndex(where: { $0.name == name }) else { return nil }
        let value = values.remove(at: position).value
        guard TextLength.of(value, isAtMost: longest) else { throw .parameter(name, "is longer than \(longest) characters") }
        return value
    }

    /// As `JSONFields.identifier`.
    public mutating func identifier(_ name: String) throws(Problem) -> String? {
        guard let text = try string(name, longest: 256) else { return nil }
        guard JSONFields.isIdentifier(text) else { throw .parameter(name, "is empty or holds control characters") }
        return text
    }

    /// `cursor`; nil for an empty one, which begins anew.
    mutating func cursor() throws(Problem) -> String? {
        let text = try string("cursor", longest: 1024)
        return text?.isEmpty == true ? nil : text
    }

    public mutating func integer(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = try string(name) else { return nil }
        guard let value = Int(text), text.first != "+", range.contains(value) else {
            throw .parameter(name, "is not a whole number between \(range.lowerBound) and \(range.upperBound)")
        }
        return value
    }

    public mutating func number(_ name: String, in range: ClosedRange<Double>) throws(Problem) -> Double? {
        guard let text = try string(name) else { return nil }
        guard let value = DecimalText.number(text), range.contains(value) else {
            throw .parameter(name, "is not a number between \(range.lowerBound) and \(range.upperBound)")
        }
        return value
    }

    public mutating func bool(_ name: String) throws(Problem) -> Bool? {
        switch try string(name) {
        case nil: return nil
        case "true": return true
        case "false": return false
        default: throw .parameter(name, "is neither true nor false")
        }
    }

    /// RFC 3339, such as `2026-03-01T21:30:00Z`.
    public mutating func time(_ name: String) throws(Problem) -> Timestamp? {
        guard let text = try string(name) else { return nil }
        guard let time = RFC3339.parse(text) else { throw .parameter(name, "is not a time such as 2026-03-01T21:30:00Z") }
        return time
    }

    /// Values with commas between them; nothing between none is an empty list.
    public mutating func list(_ name: String, most: Int) throws(Problem) -> [String]? {
        guard let text = try string(name, longest: QueryReader.longest) else { return nil }
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= most, !parts.contains("") else { throw .parameter(name, "is not a list of at most \(most) values") }
        return parts
    }

    /// Refuses what is left over.
    public func finish() throws(Problem) {
        if let other = values.first { throw .parameter(other.name, "is not a parameter of this address") }
    }
}

/// Lengths of texts in Unicode scalars: what JSON schemas mean.
enum TextLength {
    static func of(_ text: String, isAtMost longest: Int) -> Bool {
        // No scalar is shorter than a byte.
        text.utf8.count <= longest || text.unicodeScalars.count <= longest
    }
}

/// Numbers as JSON writes them; nothing that only one language reads, such as `0x1p4` or `nan`.
enum DecimalText {
    static func number(_ text: String) -> Double? {
        guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else { return nil }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }) else { return nil }
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }
}
