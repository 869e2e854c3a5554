import Datasets

/// What a browser holds to be its own user, and nobody else: signed by the server for a key, and gone with it.
///
/// `tu_PAYLOAD.SIGNATURE`, both in base 64; there is one algorithm, and nothing in the token chooses it.
struct UserToken: Sendable, Hashable {
    static let prefix = "tu_"
    /// Longest life, in seconds.
    static let longestLife = 86_400

    var user: UserID
    /// The first instant at which it opens nothing.
    var expires: Timestamp
    /// The key that asked for it.
    var key: String

    func text(_ secret: ServerSecret) -> String {
        var json = JSONWriter(capacity: 128)
        json.object { json in
            json.field("sub", user.rawValue)
            json.field("exp", Int(expires.seconds))
            json.field("kid", key)
        }
        return UserToken.prefix + Base64URL.text(json.bytes) + "." + Base64URL.text(secret.signature(json.bytes))
    }

    /// - Returns: nil for whatever was not signed by us, has expired, or says anything more or less.
    static func read(_ text: String, secret: ServerSecret, now: Timestamp) -> UserToken? {
        guard text.utf8.count <= 4096, text.hasPrefix(prefix) else { return nil }
        let parts = text.dropFirst(prefix.count).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let payload = Base64URL.bytes(parts[0]), let signature = Base64URL.bytes(parts[1]) else { return nil }
        guard secret.isSigned(payload, signature) else { return nil }
        guard let value = try? JSONReader.read(bytes: payload), var fields = try? JSONFields(value, pointer: ""),
            let user = try? fields.identifier("sub"), let expires = fields.value("exp")?.integer, let key = try? fields.identifier("kid"),
            (try? fields.finish()) != nil
        else { return nil }
        let token = UserToken(user: UserID(user), expires: Timestamp(seconds: expires), key: key)
        return now < token.expires ? token : nil
    }
}
