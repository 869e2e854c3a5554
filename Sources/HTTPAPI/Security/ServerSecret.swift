import Crypto
import Datasets
import FoundationEssentials
import Serving
import Storage

/// 256 random bits of one workspace, and what is derived from them: hashes of keys, signatures of tokens, pseudonyms in logs.
package struct ServerSecret: Sendable {
    private let forKeys: SymmetricKey
    private let forTokens: SymmetricKey
    private let forLogs: SymmetricKey
    private let forAudit: SymmetricKey
    let noHash = Data(repeating: 0, count: 32)

    init(documents: any ServiceStore, now: () -> Timestamp) throws {
        if try documents.document("server", in: .secrets) == nil {
            let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
            // Whoever comes second takes what the first one made.
            do { try documents.write([.create(ServiceDocument(.secrets, key: "server", time: now(), data: fresh))]) } catch let error
                as StorageError where error.code == .conflict
            {}
        }
        guard let stored = try documents.document("server", in: .secrets)?.data, stored.count == 32 else {
            throw StorageError(
                .damaged, store: documents.name, "the server's secret cannot be read", advice: "Restore the workspace from a backup")
        }
        self.init(SymmetricKey(data: stored))
    }

    init(_ secret: SymmetricKey) {
        func derived(_ purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Data(purpose.utf8), outputByteCount: 32)
        }
        forKeys = derived("tastemaker keys 1")
        forTokens = derived("tastemaker user tokens 1")
        forLogs = derived("tastemaker logs 1")
        forAudit = derived("tastemaker audit 1")
    }

    func hash(ofKey text: String) -> Data { Data(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: forKeys)) }

    /// In constant time.
    func matches(_ text: String, hash: Data) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(hash, authenticating: Data(text.utf8), using: forKeys)
    }

    func signature(_ payload: [UInt8]) -> [UInt8] { Array(HMAC<SHA256>.authenticationCode(for: payload, using: forTokens)) }

    /// In constant time.
    func isSigned(_ payload: [UInt8], _ signature: [UInt8]) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: payload, using: forTokens)
    }

    func seal(_ text: String) -> String {
        HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: forAudit).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    func isSealed(_ text: String, _ seal: String) -> Bool { self.seal(text) == seal }

    /// A name for somebody in logs: the same each time, and of no use without the secret.
    func pseudonym(_ id: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(id.utf8), using: forLogs)
        return code.prefix(6).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}

/// Base 64 with the alphabet of addresses, without padding.
enum Base64URL {
    static func text(_ bytes: [UInt8]) -> String {
        String(
            Data(bytes).base64EncodedString().compactMap { character in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            })
    }

    /// - Returns: nil for any text that `text` does not write, so that no two texts mean the same bytes.
    static func bytes(_ text: Substring) -> [UInt8]? {
        guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "=") }) else { return nil }
        let plain = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: plain + padding) else { return nil }
        let bytes = Array(data)
        return Base64URL.text(bytes) == text ? bytes : nil
    }
}
