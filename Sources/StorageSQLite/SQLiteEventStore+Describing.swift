import Datasets
import GRDB
import Storage

extension SQLiteEventStore {
    public func describe(items: [Item]) throws {
        guard !items.isEmpty else { return }
        try writing { database, numbers in
            let writer = try ItemWriter(database)
            let selection = try RawStatement(
                database, "SELECT domain, title, year, text, released FROM items WHERE id = ? AND is_described")
            for item in items {
                let id = try numbers.item(item.id, writer.names)
                try writer.write(SQLiteEventStore.merged(item, id, selection), id, with: item)
            }
        }
    }

    /// What is stored about an item, and what is new; facets and identifiers merge in their tables.
    private static func merged(_ item: Item, _ id: Int64, _ selection: RawStatement) throws -> Item {
        selection.bind(1, id)
        defer { selection.reset() }
        guard try selection.step() else { return item }
        var merged = Item(
            id: item.id, domain: ItemDomain(rawValue: selection.text(0)) ?? .other, title: selection.optionalText(1),
            year: selection.optionalInteger(2).map(Int.init), text: selection.optionalText(3),
            released: selection.optionalInteger(4).map(Timestamp.init(rawValue:)))
        merged.merge(item)
        return merged
    }

    public func describe(users: [UserAttributes]) throws {
        guard !users.isEmpty else { return }
        try writing { database, numbers in
            let insertion = try NameInsertion(database, table: "users")
            let removal = try RawStatement(database, "DELETE FROM user_attributes WHERE user = ?")
            let mark = try RawStatement(database, "UPDATE users SET is_described = 1 WHERE id = ?")
            let attribute = try RawStatement(database, "INSERT INTO user_attributes (user, name, value) VALUES (?, ?, ?)")
            numbers.erasures = try numbers.erasures ?? SQLiteEventStore.erasures(database)
            for user in users where !numbers.refuses(user.id) {
                let id = try numbers.user(user.id, insertion)
                removal.bind(1, id)
                try removal.run()
                mark.bind(1, id)
                try mark.run()
                attribute.bind(1, id)
                for (name, value) in user.values {
                    attribute.bind(2, name)
                    attribute.bind(3, value)
                    try attribute.run()
                }
            }
        }
    }

    public func attributes(of user: UserID) throws -> UserAttributes? {
        try reading { database in
            let rows = try RawStatement(
                database,
                """
                SELECT user_attributes.name, value FROM users LEFT JOIN user_attributes ON user = id WHERE is_described AND users.name = ?
                """)
            rows.bind(1, user.rawValue)
            defer { rows.reset() }
            var found: UserAttributes?
            while try rows.step() {
                found = found ?? UserAttributes(id: user, values: [:])
                if !rows.isNull(0) { found?.values[rows.text(0)] = rows.text(1) }
            }
            return found
        }
    }

    public func users() throws -> [UserAttributes] {
        try reading { database in
            let rows = try RawStatement(
                database,
                """
                SELECT users.name, user_attributes.name, value FROM users LEFT JOIN user_attributes ON user = id
                WHERE is_described ORDER BY users.name
                """)
            var users: [UserAttributes] = []
            while try rows.step() {
                let id = UserID(rows.text(0))
                if users.last?.id != id { users.append(UserAttributes(id: id, values: [:])) }
                if !rows.isNull(1) { users[users.count - 1].values[rows.text(1)] = rows.text(2) }
            }
            return users
        }
    }

    public func userIDs() throws -> [UserID] {
        try reading { database in
            let rows = try RawStatement(
                database, "SELECT name FROM users WHERE is_described OR EXISTS (SELECT 1 FROM user_runs WHERE user = id) ORDER BY name")
            let isIndexed = try EventIndexing.ranges(database).isEmpty
            let all = try RawStatement(database, "SELECT name FROM users ORDER BY name")
            let source = isIndexed ? rows : all
            var users: [UserID] = []
            while try source.step() { users.append(UserID(source.text(0))) }
            return users
        }
    }
}
