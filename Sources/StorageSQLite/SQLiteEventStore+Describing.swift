import Datasets
import GRDB
import Storage

extension SQLiteEventStore {
    public func describe(items: [Item]) throws {
        guard !items.isEmpty else { return }
        try writing { database, numbers in
            let insertion = try NameInsertion(database, table: "items")
            let facets = try RawStatement(database, "INSERT INTO item_facets (item, facet, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            let identifiers = try RawStatement(
                database, "INSERT INTO item_identifiers (item, scheme, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            let selection = try RawStatement(
                database, "SELECT domain, title, year, text, released FROM items WHERE id = ? AND is_described")
            let update = try RawStatement(
                database,
                "UPDATE items SET is_described = 1, domain = ?2, title = ?3, year = ?4, text = ?5, released = ?6 WHERE id = ?1")
            for item in items {
                let id = try numbers.item(item.id, insertion)
                try SQLiteEventStore.write(SQLiteEventStore.merged(item, id, selection), id, update)
                facets.bind(1, id)
                for (facet, values) in item.facets {
                    facets.bind(2, facet.rawValue)
                    for value in values {
                        facets.bind(3, value)
                        try facets.run()
                    }
                }
                identifiers.bind(1, id)
                for (scheme, value) in item.identifiers {
                    identifiers.bind(2, scheme)
                    identifiers.bind(3, value)
                    try identifiers.run()
                }
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

    private static func write(_ item: Item, _ id: Int64, _ update: RawStatement) throws {
        update.bind(1, id)
        update.bind(2, item.domain.rawValue)
        update.bind(3, item.title)
        update.bind(4, item.year.map(Int64.init))
        update.bind(5, item.text)
        update.bind(6, item.released?.rawValue)
        try update.run()
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

    public func items() throws -> [Item] {
        try reading { database in
            var facets: [Int64: [FacetName: [String]]] = [:]
            let facetRows = try RawStatement(database, "SELECT item, facet, value FROM item_facets ORDER BY item, facet, value")
            while try facetRows.step() {
                facets[facetRows.integer(0), default: [:]][FacetName(rawValue: facetRows.text(1)), default: []].append(facetRows.text(2))
            }
            var identifiers: [Int64: [String: String]] = [:]
            let identifierRows = try RawStatement(database, "SELECT item, scheme, value FROM item_identifiers")
            while try identifierRows.step() {
                identifiers[identifierRows.integer(0), default: [:]][identifierRows.text(1)] = identifierRows.text(2)
            }
            var items: [Item] = []
            let rows = try RawStatement(
                database, "SELECT id, name, domain, title, year, text, released FROM items WHERE is_described ORDER BY name")
            while try rows.step() {
                items.append(
                    Item(
                        id: ItemID(rows.text(1)), domain: ItemDomain(rawValue: rows.text(2)) ?? .other, title: rows.optionalText(3),
                        year: rows.optionalInteger(4).map(Int.init), facets: facets[rows.integer(0)] ?? [:], text: rows.optionalText(5),
                        released: rows.optionalInteger(6).map(Timestamp.init(rawValue:)), identifiers: identifiers[rows.integer(0)] ?? [:]))
            }
            return items
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
