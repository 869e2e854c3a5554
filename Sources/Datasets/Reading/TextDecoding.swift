/// The encodings that data sets come in.
public enum TextEncoding: String, Sendable, Codable {
    case utf8
    /// Every byte is a character, so nothing can be malformed.
    case latin1
    /// UTF-8 where the bytes allow it, latin-1 otherwise: copies of old files come in both.
    case utf8OrLatin1
}

extension TextEncoding {
    /// - Returns: nil when the bytes are not text in this encoding.
    func decode(_ bytes: UnsafeRawBufferPointer) -> String? {
        switch self {
        case .utf8: String(validating: bytes, as: UTF8.self)
        case .latin1: TextEncoding.latin1(bytes)
        case .utf8OrLatin1: String(validating: bytes, as: UTF8.self) ?? TextEncoding.latin1(bytes)
        }
    }

    private static func latin1(_ bytes: UnsafeRawBufferPointer) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(Unicode.Scalar(byte)) }
        return String(text)
    }

    /// An identifier: 1...256 bytes of UTF-8 without blanks or control characters.
    static func identifier(_ bytes: UnsafeRawBufferPointer) -> String? {
        guard !bytes.isEmpty, bytes.count <= 256 else { return nil }
        var isASCII = true
        for byte in bytes {
            guard byte > 0x20, byte != 0x7F else { return nil }
            if byte >= 0x80 { isASCII = false }
        }
        return isASCII ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
    }

    /// A value short enough, and clean enough, to be quoted in a report.
    static func quoted(_ bytes: UnsafeRawBufferPointer) -> String {
        var text = "\""
        for byte in bytes.prefix(40) {
            text.unicodeScalars.append(byte >= 0x20 && byte < 0x7F ? Unicode.Scalar(byte) : "?")
        }
        return text + (bytes.count > 40 ? "…\"" : "\"")
    }
}
