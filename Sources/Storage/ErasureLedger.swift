import Crypto
import Datasets

/// Who was erased, without saying who it was: HMAC-SHA-256 of the ids under a random key of the store.
///
/// Whoever holds the ledger and guesses an id can test the guess; whoever holds only the hashes cannot. That is what it takes
/// to keep an erased user out when their events come again.
public struct ErasureLedger: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        /// 32 bytes.
        public var hash: [UInt8]
        public var time: Timestamp?
        public init(hash: [UInt8], time: Timestamp?) {
            self.hash = hash
            self.time = time
        }
    }

    /// 32 random bytes.
    public private(set) var key: [UInt8]
    private var times: [[UInt8]: Timestamp?] = [:]

    public init(key: [UInt8] = ErasureLedger.randomKey(), entries: [Entry] = []) {
        self.key = key
        for entry in entries { times[entry.hash] = .some(entry.time) }
    }

    /// A key that nobody can guess.
    public static func randomKey() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    public var isEmpty: Bool { times.isEmpty }
    public var count: Int { times.count }
    public var entries: [Entry] { times.map { Entry(hash: $0.key, time: $0.value) }.sorted { $0.hash.lexicographicallyPrecedes($1.hash) } }

    public func hash(of user: UserID) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(user.rawValue.utf8), using: SymmetricKey(data: key)))
    }

    public func contains(_ user: UserID) -> Bool { !isEmpty && times[hash(of: user)] != nil }

    public func entry(of user: UserID) -> Entry? {
        let hash = hash(of: user)
        return times[hash].map { Entry(hash: hash, time: $0) }
    }

    public mutating func insert(_ user: UserID, at time: Timestamp?) { times[hash(of: user)] = .some(time) }

    /// - Returns: whether the user was known.
    public mutating func remove(_ user: UserID) -> Bool { times.removeValue(forKey: hash(of: user)) != nil }

    /// Takes over the entries of a ledger with the same key; under another key they mean nothing, unless this one is empty.
    mutating func adopt(_ other: ErasureLedger) {
        guard key == other.key || isEmpty else { return }
        key = other.key
        times.merge(other.times) { mine, _ in mine }
    }
}
