import Datasets
import GRDB
import Storage

/// The numbers that stand for names in the tables, remembered between batches.
///
/// What is remembered holds only as long as nobody else writes; `SQLiteEventStore` forgets it after a failed transaction, an
/// erasure, and whenever SQLite says that another connection has committed.
struct NameIDs {
    private(set) var users: [UserID: Int64] = [:]
    private(set) var items: [ItemID: Int64] = [:]
    private(set) var kinds: [EventKind: Int64] = [:]
    private(set) var contexts: [String: Int64] = [:]
    /// Events that no index knows yet, by their own ids; nil before they were read.
    var unindexedIDs: UnindexedIDs?
    /// Of a service's events, where `unindexedIDs` were read.
    var waitingIDs = WaitingIDs()
    /// How many ids wait for the index until they are written; 0 where each batch writes its own.
    var idLot = 0
    /// Nil before it was read.
    var erasures: ErasureLedger?
    /// The counter of foreign commits that these numbers were read at.
    var dataVersion: Int64 = -1
    private var lastUser: (id: UserID, number: Int64)?

    /// About 200 bytes a name: a bound of half a gigabyte or so.
    private static let maximumCount = 2_000_000

    mutating func forget() {
        let idLot = idLot
        self = NameIDs()
        self.idLot = idLot
    }

    /// After items were removed; the ids of events stay where they are.
    mutating func forgetItems() { items = [:] }

    /// After users were removed and their events given to others.
    mutating func forgetUsers() { (users, lastUser) = ([:], nil) }

    /// Whether the user was erased and must not come back.
    func refuses(_ id: UserID) -> Bool {
        guard let erasures, !erasures.isEmpty, users[id] == nil else { return false }
        return erasures.contains(id)
    }

    mutating func user(_ id: UserID, _ insertion: NameInsertion) throws -> Int64 {
        // Files are mostly grouped by user.
        if let lastUser, lastUser.id == id { return lastUser.number }
        let number: Int64
        if let known = users[id] {
            number = known
        } else {
            if users.count >= NameIDs.maximumCount { users.removeAll() }
            number = try insertion.number(of: id.rawValue)
            users[id] = number
        }
        lastUser = (id, number)
        return number
    }

    mutating func item(_ id: ItemID, _ insertion: NameInsertion) throws -> Int64 {
        if let known = items[id] { return known }
        if items.count >= NameIDs.maximumCount { items.removeAll() }
        let number = try insertion.number(of: id.rawValue)
        items[id] = number
        return number
    }

    mutating func kind(_ kind: EventKind, _ insertion: NameInsertion) throws -> Int64 {
        if let known = kinds[kind] { return known }
        let number = try insertion.number(of: String(describing: kind))
        kinds[kind] = number
        return number
    }

    mutating func context(_ name: String, _ insertion: NameInsertion) throws -> Int64 {
        if let known = contexts[name] { return known }
        if contexts.count >= NameIDs.maximumCount { contexts.removeAll() }
        let number = try insertion.number(of: name)
        contexts[name] = number
        return number
    }
}

/// Finds the number of a name in one table, or gives it one.
struct NameInsertion {
    private let selection: RawStatement
    private let insertion: RawStatement

    init(_ database: Database, table: String) throws {
        selection = try RawStatement(database, "SELECT id FROM \(table) WHERE name = ?")
        insertion = try RawStatement(database, "INSERT INTO \(table) (name) VALUES (?)")
    }

    func number(of name: String) throws -> Int64 {
        selection.bind(1, name)
        defer { selection.reset() }
        if try selection.step() { return selection.integer(0) }
        insertion.bind(1, name)
        try insertion.run()
        return insertion.lastInsertedID
    }
}
