/// Splits and decodes what stands in the first line of a request.
enum RequestPath {
    /// A segment longer than this names nothing of ours.
    static let longestSegment = 1024

    /// Decoded segments of a path.
    ///
    /// - Returns: nil for anything that two readers could read differently: bad percent signs, text that is no UTF-8, NUL.
    static func segments(_ path: Substring) -> [String]? {
        guard path.utf8.first == UInt8(ascii: "/") else { return nil }
        var result: [String] = []
        result.reserveCapacity(6)
        for part in path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard part.count <= longestSegment * 3, let text = decoded(part, plusIsSpace: false) else { return nil }
            guard text.utf8.count <= longestSegment, !text.utf8.contains(0) else { return nil }
            result.append(text)
        }
        return result
    }

    /// Percent signs undone.
    static func decoded(_ bytes: Substring.UTF8View, plusIsSpace: Bool) -> String? {
        guard bytes.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else { return String(Substring(bytes)) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
                result.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: result.append(UInt8(ascii: " "))
            default: result.append(byte)
            }
        }
        return String(validating: result, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
