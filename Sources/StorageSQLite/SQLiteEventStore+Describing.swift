import Datasets
import GRDB
import Storage

extension SQLiteEventStore {
    public func describe(items: [Item]) throws {
        guard !items.isEmpty else { return }
        try writing { database, numbers in
            let insertion = try NameInsertion(database, table: "items")
            let facets = try RawStatement(database, "INSERT INTO item_facets (item, facet, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            let selection = try database.cachedStatement(
                sql: "SELECT domain, title, year, text, released FROM items WHERE id = ? AND is_described")
            let update = try database.cachedStatement(
                sql: "UPDATE items SET is_described = 1, domain = ?, title = ?, year = ?, text = ?, released = ? WHERE id = ?")
            for item in items {
                let id = try numbers.item(item.id, insertion)
                var merged = item
                if let row = try Row.fetchOne(selection, arguments: [id]) {
                    merged = Item(
                        id: item.id, domain: ItemDomain(rawValue: row["domain"]) ?? .other, title: row["title"], year: row["year"],
                        text: row["text"], released: (row["released"] as Int64?).map(Timestamp.init(rawValue:)))
                    merged.merge(item)
                }
                try update.execute(arguments: [
                    merged.domain.rawValue, merged.title, merged.year, merged.text, merged.released?.rawValue, id,
                ])
                for (facet, values) in item.facets {
                    for value in values {
                        facets.bind(1, id)
                        facets.bind(2, facet.rawValue)
                        facets.bind(3, value)
                        try facets.run()
                    }
                }
            }
        }
    }

    public func describe(users: [UserAttributes]) throws {
        guard !users.isEmpty else { return }
        try writing { database, numbers in
            let insertion = try NameInsertion(database, table: "users")
            let removal = try database.cachedStatement(sql: "DELETE FROM user_attributes WHERE user = ?")
            let mark = try database.cachedStatement(sql: "UPDATE users SET is_described = 1 WHERE id = ?")
            let attribute = try database.cachedStatement(sql: "INSERT INTO user_attributes (user, name, value) VALUES (?, ?, ?)")
            for user in users {
                let id = try numbers.user(user.id, insertion)
                try removal.execute(arguments: [id])
                try mark.execute(arguments: [id])
                for (name, value) in user.values { try attribute.execute(arguments: [id, name, value]) }
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
            var items: [Item] = []
            let rows = try RawStatement(
                database, "SELECT id, name, domain, title, year, text, released FROM items WHERE is_described ORDER BY name")
            while try rows.step() {
                items.append(
                    Item(
                        id: ItemID(rows.text(1)), domain: ItemDomain(rawValue: rows.text(2)) ?? .other, title: rows.optionalText(3),
                        year: rows.optionalInteger(4).map(Int.init), facets: facets[rows.integer(0)] ?? [:], text: rows.optionalText(5),
                        released: rows.optionalInteger(6).map(Timestamp.init(rawValue:))))
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
}
