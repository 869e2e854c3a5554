/// Finds bytes in texts without making strings.
enum ByteSearch {
    /// Whether a text contains bytes, as they are.
    static func contains(_ wanted: [UInt8], in text: String) -> Bool {
        var text = text
        return text.withUTF8 { contains(wanted, in: $0, folding: identity) }
    }

    /// The same where the capitals of ASCII in the text do not matter; `wanted` has none.
    static func containsIgnoringCase(_ wanted: [UInt8], in text: String) -> Bool {
        // Other capitals have other bytes: then the text is folded first.
        if wanted.contains(where: { $0 >= 0x80 }) { return contains(wanted, in: text.lowercased()) }
        var text = text
        return text.withUTF8 { contains(wanted, in: $0, folding: lower) }
    }

    static func contains(_ wanted: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> Bool { contains(wanted, in: bytes, folding: identity) }

    private static func contains(_ wanted: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, folding: [UInt8]) -> Bool {
        guard let first = wanted.first else { return true }
        guard bytes.count >= wanted.count else { return false }
        return folding.withUnsafeBufferPointer { folding in
            wanted.withUnsafeBufferPointer { wanted in
                for start in 0...(bytes.count - wanted.count) where folding[Int(bytes[start])] == first {
                    var length = 1
                    while length < wanted.count, folding[Int(bytes[start + length])] == wanted[length] { length += 1 }
                    if length == wanted.count { return true }
                }
                return false
            }
        }
    }

    private static let identity = (0..<256).map { UInt8($0) }
    private static let lower = (0..<256).map { (0x41...0x5A).contains($0) ? UInt8($0 | 0x20) : UInt8($0) }
}
