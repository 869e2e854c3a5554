import Datasets
import Storage
import Synchronization

/// Documents that take in nothing about whoever was erased.
///
/// An answer that was on its way when its person was erased must not leave a trace behind them; so what it writes about them is
/// passed over without an error.
final class ObedientDocuments: ServiceStore {
    let base: any ServiceStore
    private let events: any EventStore
    private let ledger = Mutex<ErasureLedger?>(nil)
    var name: String { base.name }

    init(_ base: any ServiceStore, obeying events: any EventStore) {
        self.base = base
        self.events = events
    }

    /// Whether the ledger knows the user as erased.
    func isErased(_ user: UserID) throws -> Bool { try current().contains(user) }

    /// The ledger is read anew when it is needed next.
    func ledgerChanged() { ledger.withLock { $0 = nil } }

    private func current() throws -> ErasureLedger {
        try ledger.withLock { ledger in
            if let ledger { return ledger }
            let read = try events.erasures()
            ledger = read
            return read
        }
    }

    func write(_ changes: [ServiceChange]) throws {
        let ledger = try current()
        guard !ledger.isEmpty else { return try base.write(changes) }
        try base.write(
            changes.filter { change in
                switch change {
                case .put(let document), .create(let document): !(document.owner.map(ledger.contains) ?? false)
                case .remove: true
                }
            })
    }

    func document(_ key: String, in collection: ServiceCollection) throws -> ServiceDocument? { try base.document(key, in: collection) }
    func documents(in collection: ServiceCollection, after: String?, limit: Int) throws -> [ServiceDocument] {
        try base.documents(in: collection, after: after, limit: limit)
    }
    func latest(
        in collection: ServiceCollection, owner: UserID?, since: Timestamp?, before: Timestamp?, limit: Int
    ) throws -> [ServiceDocument] {
        try base.latest(in: collection, owner: owner, since: since, before: before, limit: limit)
    }
    func count(of collection: ServiceCollection) throws -> Int { try base.count(of: collection) }
    func everything(of owner: UserID) throws -> [ServiceDocument] { try base.everything(of: owner) }
    func erase(owner: UserID) throws -> Int { try base.erase(owner: owner) }
    func removeDocuments(in collection: ServiceCollection, before time: Timestamp) throws -> Int {
        try base.removeDocuments(in: collection, before: time)
    }
    func owners() throws -> [UserID] { try base.owners() }
    func purge() throws -> Bool { try base.purge() }
    func integrityProblems() throws -> [String] { try base.integrityProblems() }
}
