import Crypto
import FoundationEssentials

/// A place in an answer that the caller hands back to go on: opaque text that only this service can make.
///
/// base64url of a version byte, the payload, and 16 bytes of HMAC-SHA-256 over purpose, version and payload. It is signed and not
/// secret: nothing goes into it that the caller may not know. A cursor made for one purpose opens for no other.
public enum Cursor {
    /// What a cursor is for; part of what is signed, so that a list's place is never taken for a page's.
    public struct Purpose: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public init(stringLiteral value: String) { rawValue = value }
    }

    /// Signs a payload of at most `longestPayload` bytes.
    public static func seal(_ payload: [UInt8], for purpose: Purpose, key: CursorKey) -> String {
        precondition(payload.count <= longestPayload, "a cursor of \(payload.count) bytes")
        var bytes: [UInt8] = [version]
        bytes += payload
        bytes += code(bytes, purpose, key)
        return Base64URL.encode(bytes)
    }

    /// The payload of a cursor that this service made for this purpose.
    ///
    /// - Throws: `CursorError`; nothing of a refused cursor is looked at beyond its signature.
    public static func open(_ text: String, for purpose: Purpose, key: CursorKey) throws(CursorError) -> [UInt8] {
        guard text.utf8.count <= longestText else { throw .malformed }
        guard let bytes = Base64URL.decode(text), bytes.count > codeLength, bytes[0] == version else { throw .malformed }
        let signed = Array(bytes.dropLast(codeLength))
        guard isSame(code(signed, purpose, key), bytes.suffix(codeLength)) else { throw .foreign }
        return Array(signed.dropFirst())
    }

    /// Bytes a payload may have: whoever needs more keeps it and names it.
    public static let longestPayload = 3_000
    static let longestText = 4_096
    private static let version: UInt8 = 1
    private static let codeLength = 16

    private static func code(_ bytes: [UInt8], _ purpose: Purpose, _ key: CursorKey) -> [UInt8] {
        var hash = HMAC<SHA256>(key: key.key)
        hash.update(data: Array(purpose.rawValue.utf8))
        hash.update(data: [0] as [UInt8])
        hash.update(data: bytes)
        return Array(hash.finalize().prefix(codeLength))
    }

    /// In the same time wherever they differ.
    private static func isSame(_ a: [UInt8], _ b: ArraySlice<UInt8>) -> Bool {
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// What a service signs its cursors with; 32 random bytes that never leave it.
public struct CursorKey: Sendable {
    fileprivate let key: SymmetricKey
    public init(_ bytes: [UInt8]) { key = SymmetricKey(data: bytes) }
}

/// Why a cursor is refused.
public enum CursorError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Not the text of a cursor: cut, changed, or of another version.
    case malformed
    /// Signed by nobody here, or for something else.
    case foreign
    /// Ours, and no longer good: what it points at is gone.
    case outdated

    public var description: String {
        switch self {
        case .malformed: "this is no cursor; send the value of next as it was given, or leave it out to begin anew"
        case .foreign: "this cursor belongs to another request or was changed; leave it out to begin anew"
        case .outdated: "this cursor is too old; leave it out to begin anew"
        }
    }
}

/// Bytes as text that needs no escape in an address; no padding, one spelling each.
enum Base64URL {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
        return values
    }()

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var word: UInt32 = 0
        var bits = 0
        for byte in bytes {
            word = word << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(letters[Int(word >> UInt32(bits) & 63)])
            }
        }
        if bits > 0 { text.append(letters[Int(word << UInt32(6 - bits) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for other characters, impossible lengths and bits that nobody would have written.
    static func decode(_ text: String) -> [UInt8]? {
        guard text.utf8.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 3 / 4)
        var word: UInt32 = 0
        var bits = 0
        for letter in text.utf8 {
            let value = values[Int(letter)]
            guard value < 64 else { return nil }
            word = word << 6 | UInt32(value)
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
        }
        return word & (1 << UInt32(bits) - 1) == 0 ? bytes : nil
    }
}
