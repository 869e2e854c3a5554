import Datasets
import FoundationEssentials
import GRDB
import Storage

/// Conditions are bound by hand, since a key may hold any text: GRDB would end it at a NUL.
extension SQLiteServiceStore {
    /// A value to bind.
    private enum Value {
        case text(String)
        case number(Int64)
    }

    public func document(_ key: String, in collection: ServiceCollection) throws -> ServiceDocument? {
        try documents("WHERE collection = ? AND key = ?", [.text(collection.rawValue), .text(key)]).first
    }

    public func documents(in collection: ServiceCollection, after: String?, limit: Int) throws -> [ServiceDocument] {
        guard limit > 0 else { return [] }
        let (name, limit) = (Value.text(collection.rawValue), Value.number(Int64(limit)))
        guard let after else { return try documents("WHERE collection = ? ORDER BY key LIMIT ?", [name, limit]) }
        return try documents("WHERE collection = ? AND key > ? ORDER BY key LIMIT ?", [name, .text(after), limit])
    }

    public func latest(
        in collection: ServiceCollection, owner: UserID?, since: Timestamp?, before: Timestamp?, limit: Int
    ) throws -> [ServiceDocument] {
        guard limit > 0 else { return [] }
        // Named, since the optimizer would rather sort everything of a collection than believe that an owner is rare.
        var condition = "INDEXED BY \(owner == nil ? "documents_by_time" : "documents_by_owner") WHERE collection = ?"
        var values: [Value] = [.text(collection.rawValue)]
        if let owner {
            condition += " AND owner = ?"
            values.append(.text(owner.rawValue))
        }
        if let since {
            condition += " AND time > ?"
            values.append(.number(since.rawValue))
        }
        if let before {
            condition += " AND time < ?"
            values.append(.number(before.rawValue))
        }
        return try documents(condition + " ORDER BY time DESC, key DESC LIMIT ?", values + [.number(Int64(limit))])
    }

    public func count(of collection: ServiceCollection) throws -> Int {
        try reading { database in
            let count = try RawStatement(cached: "SELECT count(*) FROM documents WHERE collection = ?", database)
            count.bind(1, collection.rawValue)
            defer { count.reset() }
            return try count.step() ? Int(count.integer(0)) : 0
        }
    }

    public func everything(of owner: UserID) throws -> [ServiceDocument] {
        try documents("WHERE owner = ? ORDER BY collection, key", [.text(owner.rawValue)])
    }

    public func owners() throws -> [UserID] {
        try reading { database in
            let rows = try RawStatement(cached: "SELECT DISTINCT owner FROM documents WHERE owner IS NOT NULL ORDER BY owner", database)
            defer { rows.reset() }
            var owners: [UserID] = []
            while try rows.step() { owners.append(UserID(rows.text(0))) }
            return owners
        }
    }

    public func integrityProblems() throws -> [String] {
        do {
            return try reading { try String.fetchAll($0, sql: "PRAGMA quick_check(20)").filter { $0 != "ok" } }
        } catch let error as StorageError where error.code == .damaged {
            return [error.reason]
        }
    }

    private func documents(_ condition: String, _ values: [Value]) throws -> [ServiceDocument] {
        try reading { database in
            let rows = try RawStatement(cached: "SELECT collection, key, owner, time, data FROM documents \(condition)", database)
            defer { rows.reset() }
            for (place, value) in values.enumerated() {
                switch value {
                case .text(let text): rows.bind(Int32(place + 1), text)
                case .number(let number): rows.bind(Int32(place + 1), number)
                }
            }
            var found: [ServiceDocument] = []
            while try rows.step() {
                found.append(
                    ServiceDocument(
                        ServiceCollection(rawValue: rows.text(0)), key: rows.text(1), owner: rows.optionalText(2).map { UserID($0) },
                        time: Timestamp(rawValue: rows.integer(3)), data: rows.data(4)))
            }
            return found
        }
    }
}

extension SQLiteServiceStore: CopyableServiceStore {
    /// Reads one snapshot, whatever is committed in the meantime; see `SQLiteEventStore.copy`.
    public func copy(to path: String) throws { try SQLiteEventStore.copy(pool, named: name, to: path) }
}
