import Datasets
import FoundationEssentials
import Synchronization

/// Documents in memory: for tests, and for services that shall leave no trace.
public final class MemoryServiceStore: ServiceStore {
    private struct Place: Hashable {
        var collection: ServiceCollection
        var key: String
    }
    private let documents = Mutex<[Place: ServiceDocument]>([:])
    public let name = "memory"
    public init() {}

    public func write(_ changes: [ServiceChange]) throws {
        try documents.withLock { stored in
            var changed = stored
            for change in changes {
                switch change {
                case .put(let document): changed[Place(collection: document.collection, key: document.key)] = document
                case .create(let document):
                    let place = Place(collection: document.collection, key: document.key)
                    guard changed[place] == nil else { throw StorageError.taken(document.key, document.collection, store: name) }
                    changed[place] = document
                case .remove(let collection, let key): changed[Place(collection: collection, key: key)] = nil
                }
            }
            stored = changed
        }
    }

    public func document(_ key: String, in collection: ServiceCollection) -> ServiceDocument? {
        documents.withLock { $0[Place(collection: collection, key: key)] }
    }

    public func documents(in collection: ServiceCollection, after: String?, limit: Int) -> [ServiceDocument] {
        let found = all { document in document.collection == collection && (after.map { precedes($0, document.key) } ?? true) }
        return Array(found.sorted { precedes($0.key, $1.key) }.prefix(max(0, limit)))
    }

    public func latest(
        in collection: ServiceCollection, owner: UserID?, since: Timestamp?, before: Timestamp?, limit: Int
    ) -> [ServiceDocument] {
        let found = all { document in
            document.collection == collection && (owner == nil || document.owner == owner)
                && (since.map { document.time > $0 } ?? true) && (before.map { document.time < $0 } ?? true)
        }
        return Array(found.sorted { $0.time != $1.time ? $0.time > $1.time : precedes($1.key, $0.key) }.prefix(max(0, limit)))
    }

    public func count(of collection: ServiceCollection) -> Int { all { $0.collection == collection }.count }

    public func everything(of owner: UserID) -> [ServiceDocument] {
        all { $0.owner == owner }.sorted {
            $0.collection != $1.collection ? precedes($0.collection.rawValue, $1.collection.rawValue) : precedes($0.key, $1.key)
        }
    }

    public func erase(owner: UserID) -> Int { removeAll { $0.owner == owner } }

    public func removeDocuments(in collection: ServiceCollection, before time: Timestamp) -> Int {
        removeAll { $0.collection == collection && $0.time < time }
    }

    public func owners() -> [UserID] { Set(all { $0.owner != nil }.compactMap(\.owner)).sorted() }

    public func purge() -> Bool { true }

    public func integrityProblems() -> [String] { [] }

    private func all(_ condition: (ServiceDocument) -> Bool) -> [ServiceDocument] {
        documents.withLock { $0.values.filter(condition) }
    }

    private func removeAll(_ condition: (ServiceDocument) -> Bool) -> Int {
        documents.withLock { stored in
            let before = stored.count
            stored = stored.filter { !condition($0.value) }
            return before - stored.count
        }
    }

    private func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}
