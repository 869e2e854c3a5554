#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Text out of the bytes of a cell, in the encoding of its table.
struct TextReader {
    /// Longer names are taken for damage.
    static let maximumNameLength = 256
    let encoding: TextEncoding

    /// What something is called: 1...256 bytes without control characters.
    func name(_ bytes: UnsafeRawBufferPointer, _ field: BoundField) throws(FieldProblem) -> String {
        guard bytes.count <= TextReader.maximumNameLength else {
            throw FieldProblem(kind: .malformed, field: field.name, reason: "an identifier of \(bytes.count) bytes; 256 are allowed")
        }
        var isASCII = true
        for byte in bytes {
            guard byte >= 0x20, byte != 0x7F else {
                throw FieldProblem(kind: .malformed, field: field.name, reason: "a control character in an identifier")
            }
            if byte >= 0x80 { isASCII = false }
        }
        return isASCII ? String(decoding: bytes, as: UTF8.self) : try text(bytes, field)
    }

    func text(_ bytes: UnsafeRawBufferPointer, _ field: BoundField) throws(FieldProblem) -> String {
        guard let text = encoding.decode(bytes) else {
            throw FieldProblem(kind: .wrongEncoding, field: field.name, reason: "\(TextEncoding.quoted(bytes)) is not UTF-8")
        }
        return text
    }
}

/// Words that come again and again, such as devices: the same bytes give the same string without making it anew.
final class WordCache {
    private static let size = 256
    private var words = [String](repeating: "", count: WordCache.size)

    func word(_ bytes: UnsafeRawBufferPointer, make: () throws(FieldProblem) -> String) throws(FieldProblem) -> String {
        var hash: UInt32 = 2_166_136_261
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        let place = Int((hash ^ hash >> 16) % UInt32(WordCache.size))
        if isSame(words[place], bytes) { return words[place] }
        let made = try make()
        words[place] = made
        return made
    }

    private func isSame(_ word: String, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard word.utf8.count == bytes.count, !bytes.isEmpty else { return false }
        return word.utf8.withContiguousStorageIfAvailable { memcmp($0.baseAddress!, bytes.baseAddress!, bytes.count) == 0 } ?? false
    }
}
