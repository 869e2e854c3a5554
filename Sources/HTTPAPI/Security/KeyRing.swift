import Crypto
import Datasets
import FoundationEssentials
import HTTPTypes
import Serving
import Storage
import Synchronization

extension ServiceCollection {
    /// `APIKey` by its public id.
    public static let keys: ServiceCollection = "keys"
    /// What keyed hashes and signatures are made with.
    public static let secrets: ServiceCollection = "secrets"
}

/// A key, as it is remembered: its secret part only as a keyed hash.
public struct APIKey: Sendable, Hashable, Codable {
    public var id: String
    public var name: String
    public var scopes: Set<Scope>
    public var created: Timestamp
    /// The first instant at which it no longer opens anything; nil = never.
    public var expires: Timestamp?
    public var revoked: Timestamp?
    /// HMAC-SHA-256 of the whole key.
    var hash: Data

    public func isValid(at time: Timestamp) -> Bool { revoked == nil && (expires.map { time < $0 } ?? true) }
}

/// The keys of a server: makes, checks and revokes them.
///
/// A key is `tk_ID_SECRET` with 256 random bits, shown once. Keys are read anew by `refresh`, so that what another process revokes
/// ends here within that interval.
public final class KeyRing: Sendable {
    private let documents: any ServiceStore
    private let now: @Sendable () -> Timestamp
    package let secret: ServerSecret
    private let keys: Mutex<[String: APIKey]>

    public init(documents: any ServiceStore, now: @escaping @Sendable () -> Timestamp) throws {
        self.documents = documents
        self.now = now
        secret = try ServerSecret(documents: documents, now: now)
        keys = Mutex([:])
        try refresh()
    }

    public func refresh() throws {
        var found: [String: APIKey] = [:]
        for document in try documents.all(in: .keys) { found[document.key] = try document.decoded(APIKey.self) }
        keys.withLock { $0 = found }
    }

    public var all: [APIKey] { keys.withLock { Array($0.values) }.sorted { ($0.created, $0.id) < ($1.created, $1.id) } }

    public func key(_ id: String) -> APIKey? { keys.withLock { $0[id] } }

    // MARK: Making and revoking

    /// Makes a key.
    ///
    /// - Returns: the whole key, which nobody can tell again.
    public func make(name: String, scopes: Set<Scope>, expires: Timestamp? = nil) throws -> (key: APIKey, text: String) {
        let id = Base64URL.text(SymmetricKey(size: .init(bitCount: 72)).withUnsafeBytes { Array($0) }).map { "-_".contains($0) ? "x" : $0 }
        let text = "tk_\(String(id))_" + Base64URL.text(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
        let key = APIKey(
            id: String(id), name: name, scopes: scopes, created: now(), expires: expires, revoked: nil, hash: secret.hash(ofKey: text))
        try documents.write([.create(try ServiceDocument(.keys, key: key.id, time: key.created, encoding: key))])
        keys.withLock { $0[key.id] = key }
        return (key, text)
    }

    /// From now on the key opens nothing, and tokens that it signed neither.
    ///
    /// - Returns: nil when there is none.
    public func revoke(_ id: String) throws -> APIKey? {
        guard var key = key(id) else { return nil }
        guard key.revoked == nil else { return key }
        key.revoked = now()
        try documents.put(try ServiceDocument(.keys, key: id, time: key.created, encoding: key))
        keys.withLock { [key] in $0[id] = key }
        return key
    }

    /// An admin key where there is no valid one: what the first run prints.
    public func firstKey() throws -> String? {
        let time = now()
        guard !all.contains(where: { $0.scopes.contains(.admin) && $0.isValid(at: time) }) else { return nil }
        return try make(name: "first run", scopes: [.admin]).text
    }

    // MARK: Checking

    /// Who sent these headers.
    ///
    /// - Throws: `Problem.unauthorized`, the same for all keys and tokens that are not valid.
    func principal(of headers: HTTPFields, query: Substring) throws(Problem) -> Principal {
        guard !KeyRing.holdsKey(query) else { throw .invalid("keys are never sent in an address, where logs keep them; send a header") }
        guard let text = try KeyRing.credential(headers) else { return .anonymous }
        if text.hasPrefix("tk_") { return try principal(key: text) }
        if text.hasPrefix(UserToken.prefix) { return try principal(token: text) }
        throw KeyRing.invalid
    }

    private static var invalid: Problem { Problem(.unauthorized, detail: "the key is not valid") }

    private static func holdsKey(_ query: Substring) -> Bool {
        ["tk_", UserToken.prefix].contains { mark in
            var rest = query.utf8[...]
            while let start = rest.firstIndex(of: mark.utf8.first!) {
                if rest[start...].starts(with: mark.utf8) { return true }
                rest = rest[rest.index(after: start)...]
            }
            return false
        }
    }

    private static func credential(_ headers: HTTPFields) throws(Problem) -> String? {
        let given = headers[values: .authorization] + headers[values: Headers.apiKey]
        guard let value = given.first else { return nil }
        guard given.count == 1, value.utf8.count <= 4096 else { throw invalid }
        if headers[Headers.apiKey] != nil { return value }
        guard value.utf8.count > 7, value.prefix(7).lowercased() == "bearer " else { throw invalid }
        return String(value.dropFirst(7))
    }

    private func principal(key text: String) throws(Problem) -> Principal {
        let parts = text.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
        let known = parts.count == 3 ? key(String(parts[1])) : nil
        // An id that does not exist takes as long as a secret that is wrong.
        let matches = secret.matches(text, hash: known?.hash ?? secret.noHash)
        guard let known, matches, known.isValid(at: now()) else { throw KeyRing.invalid }
        return .key(id: known.id, scopes: known.scopes)
    }

    private func principal(token text: String) throws(Problem) -> Principal {
        guard let token = UserToken.read(text, secret: secret, now: now()), let key = key(token.key), key.isValid(at: now()) else {
            throw KeyRing.invalid
        }
        return .user(token.user, key: token.key)
    }
}
