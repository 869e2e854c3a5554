import Datasets
import FoundationEssentials

/// What a running service remembers beside events and titles: keys, consents, corrections, impressions, rules, jobs, audit.
///
/// Documents lie in named collections. Rooms above give them meaning; the store gives durability, order and erasure: a call to
/// `write` is one transaction that is on the disk when it returns, and everything that has an owner goes when the owner is erased.
/// Calls may come from any thread. All implementations pass `Tests/StorageTests/ServiceStoreConformance.swift`.
public protocol ServiceStore: Sendable {
    /// What errors call this store.
    var name: String { get }

    /// Applies changes in order, all or none.
    ///
    /// - Throws: `StorageError` (`full`, `unwritable`, `busy`, `diskFailed`, `failed`); nothing was then changed. `conflict` when a
    ///   `create` finds its key taken.
    func write(_ changes: [ServiceChange]) throws

    func document(_ key: String, in collection: ServiceCollection) throws -> ServiceDocument?

    /// Up to `limit` documents in byte order of their keys, those behind `after`.
    func documents(in collection: ServiceCollection, after: String?, limit: Int) throws -> [ServiceDocument]

    /// Up to `limit` documents by time, newest first; of one owner where one is named, younger than `since`, older than `before`.
    func latest(
        in collection: ServiceCollection, owner: UserID?, since: Timestamp?, before: Timestamp?, limit: Int
    ) throws -> [ServiceDocument]

    func count(of collection: ServiceCollection) throws -> Int

    /// Everything that has this owner, in all collections, by collection and key: what an export of one person shows.
    func everything(of owner: UserID) throws -> [ServiceDocument]

    /// Removes everything that has this owner; no byte of it stays in the store's files after `purge`.
    ///
    /// - Returns: the number of documents removed.
    @discardableResult
    func erase(owner: UserID) throws -> Int

    /// Removes documents older than `time`: retention.
    @discardableResult
    func removeDocuments(in collection: ServiceCollection, before time: Timestamp) throws -> Int

    /// Everybody whom a document is about, in byte order of the ids.
    func owners() throws -> [UserID]

    /// Brings the store's files into a state in which nothing that was removed can be read from their bytes.
    ///
    /// - Returns: false when somebody is reading an earlier state, which must be kept until they end.
    @discardableResult
    func purge() throws -> Bool

    /// Damage that can be seen from inside; empty when all is well.
    func integrityProblems() throws -> [String]
}

/// A service store that can be copied while others write to it.
public protocol CopyableServiceStore: ServiceStore {
    /// Writes the store as of one moment into a new file.
    ///
    /// - Throws: `StorageError`, also when the copy has damage.
    func copy(to path: String) throws
}

/// The name of a collection; those in use are listed where their documents are defined.
public struct ServiceCollection: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }
}

/// One remembered thing.
public struct ServiceDocument: Sendable, Hashable {
    public var collection: ServiceCollection
    public var key: String
    /// The person whom it is about; nil for what is about nobody.
    public var owner: UserID?
    /// When it came about; the store has no clock.
    public var time: Timestamp
    public var data: Data
    public init(_ collection: ServiceCollection, key: String, owner: UserID? = nil, time: Timestamp, data: Data) {
        self.collection = collection
        self.key = key
        self.owner = owner
        self.time = time
        self.data = data
    }
}

/// One step of a transaction.
public enum ServiceChange: Sendable {
    /// Adds or replaces.
    case put(ServiceDocument)
    /// Adds; the whole transaction fails with `conflict` when the key is taken.
    case create(ServiceDocument)
    case remove(ServiceCollection, key: String)
}

extension ServiceStore {
    public func put(_ document: ServiceDocument) throws { try write([.put(document)]) }
    public func remove(_ key: String, in collection: ServiceCollection) throws { try write([.remove(collection, key: key)]) }

    /// Erases whoever a ledger knows as erased.
    ///
    /// - Returns: how many owners had something to erase.
    @discardableResult
    public func obey(_ ledger: ErasureLedger) throws -> Int {
        guard !ledger.isEmpty else { return 0 }
        var count = 0
        for owner in try owners() where ledger.contains(owner) {
            try erase(owner: owner)
            count += 1
        }
        return count
    }
}

extension StorageError {
    package static func taken(_ key: String, _ collection: ServiceCollection, store: String) -> StorageError {
        StorageError(
            .conflict, store: store, "“\(key)” exists already in \(collection.rawValue)", advice: "Choose another name, or replace it")
    }
}
