import TestSupport
import Datasets
import Storage

/// Counts the documents that are read from another store.
final class CountingStore: ServiceStore {
    private let base: any ServiceStore
    private let count = Guarded(0)
    var read: Int { count.withLock { $0 } }
    var name: String { base.name }

    init(_ base: any ServiceStore) { self.base = base }

    private func counted(_ found: [ServiceDocument]) -> [ServiceDocument] {
        count.withLock { $0 += found.count }
        return found
    }

    func document(_ key: String, in collection: ServiceCollection) throws -> ServiceDocument? {
        try base.document(key, in: collection).map { counted([$0])[0] }
    }
    func documents(in collection: ServiceCollection, after: String?, limit: Int) throws -> [ServiceDocument] {
        counted(try base.documents(in: collection, after: after, limit: limit))
    }
    func latest(
        in collection: ServiceCollection, owner: UserID?, since: Timestamp?, before: Timestamp?, limit: Int
    ) throws -> [ServiceDocument] {
        counted(try base.latest(in: collection, owner: owner, since: since, before: before, limit: limit))
    }
    func everything(of owner: UserID) throws -> [ServiceDocument] { counted(try base.everything(of: owner)) }
    func write(_ changes: [ServiceChange]) throws { try base.write(changes) }
    func count(of collection: ServiceCollection) throws -> Int { try base.count(of: collection) }
    func erase(owner: UserID) throws -> Int { try base.erase(owner: owner) }
    func removeDocuments(in collection: ServiceCollection, before time: Timestamp) throws -> Int {
        try base.removeDocuments(in: collection, before: time)
    }
    func owners() throws -> [UserID] { try base.owners() }
    func purge() throws -> Bool { try base.purge() }
    func integrityProblems() throws -> [String] { try base.integrityProblems() }
}
