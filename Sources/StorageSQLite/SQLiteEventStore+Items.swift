import Datasets
import GRDB
import Storage

extension SQLiteEventStore {
    public func replace(items: [Item]) throws {
        guard !items.isEmpty else { return }
        try writing { database, numbers in
            let writer = try ItemWriter(database)
            let removal = try ItemRemoval(database)
            for item in items {
                let id = try numbers.item(item.id, writer.names)
                try removal.removeValues(of: id)
                try writer.write(item, id, with: item)
            }
        }
    }

    /// - Complexity: one pass over the events where one of the items has none, which ends as soon as all others were met.
    @discardableResult
    public func remove(items: [ItemID]) throws -> Int {
        guard !items.isEmpty else { return 0 }
        return try writing { database, numbers in
            numbers.forgetItems()
            let selection = try RawStatement(database, "SELECT id FROM items WHERE name = ? AND is_described")
            let removal = try ItemRemoval(database)
            var removed: Set<Int64> = []
            for item in items {
                selection.bind(1, item.rawValue)
                if try selection.step() { removed.insert(selection.integer(0)) }
                selection.reset()
            }
            for id in removed {
                try removal.removeValues(of: id)
                try removal.removeDescription(of: id)
            }
            try removal.removeNames(removed)
            return removed.count
        }
    }

    public func items() throws -> [Item] { try reading { try ItemReading.all($0) } }

    public func items(_ ids: [ItemID]) throws -> [Item] {
        try reading { database in
            let reading = try ItemReading(database)
            return try Set(ids).sorted().compactMap { try reading.item($0) }
        }
    }
}

/// The statements that write what is known about items.
struct ItemWriter {
    let names: NameInsertion
    private let update: RawStatement
    private let facets: RawStatement
    private let identifiers: RawStatement

    init(_ database: Database) throws {
        names = try NameInsertion(database, table: "items")
        update = try RawStatement(
            database, "UPDATE items SET is_described = 1, domain = ?2, title = ?3, year = ?4, text = ?5, released = ?6 WHERE id = ?1")
        facets = try RawStatement(database, "INSERT INTO item_facets (item, facet, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
        identifiers = try RawStatement(
            database, "INSERT INTO item_identifiers (item, scheme, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
    }

    /// - Parameter values: facets and identifiers, which are added to those in the tables.
    func write(_ item: Item, _ id: Int64, with values: Item) throws {
        update.bind(1, id)
        update.bind(2, item.domain.rawValue)
        update.bind(3, item.title)
        update.bind(4, item.year.map(Int64.init))
        update.bind(5, item.text)
        update.bind(6, item.released?.rawValue)
        try update.run()
        facets.bind(1, id)
        for (facet, texts) in values.facets {
            facets.bind(2, facet.rawValue)
            for text in texts {
                facets.bind(3, text)
                try facets.run()
            }
        }
        identifiers.bind(1, id)
        for (scheme, text) in values.identifiers {
            identifiers.bind(2, scheme)
            identifiers.bind(3, text)
            try identifiers.run()
        }
    }
}

/// The statements that remove what is known about items.
private struct ItemRemoval {
    private let database: Database
    private let values: [RawStatement]
    private let description: RawStatement

    init(_ database: Database) throws {
        self.database = database
        values = try ["item_facets", "item_identifiers"].map { try RawStatement(database, "DELETE FROM \($0) WHERE item = ?") }
        description = try RawStatement(
            database,
            "UPDATE items SET is_described = 0, domain = 'other', title = NULL, year = NULL, text = NULL, released = NULL WHERE id = ?")
    }

    func removeValues(of id: Int64) throws {
        for statement in values {
            statement.bind(1, id)
            try statement.run()
        }
    }

    func removeDescription(of id: Int64) throws {
        description.bind(1, id)
        try description.run()
    }

    /// Removes the names that no event uses.
    func removeNames(_ ids: Set<Int64>) throws {
        var unused = ids
        let rows = try RawStatement(database, "SELECT item FROM events WHERE item IS NOT NULL")
        while !unused.isEmpty, try rows.step() { unused.remove(rows.integer(0)) }
        rows.reset()
        for id in unused { try database.execute(sql: "DELETE FROM items WHERE id = ?", arguments: [id]) }
    }
}

/// Reads what is known about items.
private struct ItemReading {
    private static let columns = "id, name, domain, title, year, text, released"

    private let item: RawStatement
    private let facets: RawStatement
    private let identifiers: RawStatement

    init(_ database: Database) throws {
        item = try RawStatement(database, "SELECT \(ItemReading.columns) FROM items WHERE name = ? AND is_described")
        facets = try RawStatement(database, "SELECT facet, value FROM item_facets WHERE item = ? ORDER BY facet, value")
        identifiers = try RawStatement(database, "SELECT scheme, value FROM item_identifiers WHERE item = ?")
    }

    /// Nil for one that nothing describes.
    func item(_ id: ItemID) throws -> Item? {
        item.bind(1, id.rawValue)
        defer { item.reset() }
        guard try item.step() else { return nil }
        let number = item.integer(0)
        var (values, names): ([FacetName: [String]], [String: String]) = ([:], [:])
        facets.bind(1, number)
        while try facets.step() { values[FacetName(rawValue: facets.text(0)), default: []].append(facets.text(1)) }
        facets.reset()
        identifiers.bind(1, number)
        while try identifiers.step() { names[identifiers.text(0)] = identifiers.text(1) }
        identifiers.reset()
        return ItemReading.item(item, facets: values, identifiers: names)
    }

    static func all(_ database: Database) throws -> [Item] {
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
        let rows = try RawStatement(database, "SELECT \(columns) FROM items WHERE is_described ORDER BY name")
        while try rows.step() {
            items.append(item(rows, facets: facets[rows.integer(0)] ?? [:], identifiers: identifiers[rows.integer(0)] ?? [:]))
        }
        return items
    }

    private static func item(_ row: RawStatement, facets: [FacetName: [String]], identifiers: [String: String]) -> Item {
        Item(
            id: ItemID(row.text(1)), domain: ItemDomain(rawValue: row.text(2)) ?? .other, title: row.optionalText(3),
            year: row.optionalInteger(4).map(Int.init), facets: facets, text: row.optionalText(5),
            released: row.optionalInteger(6).map(Timestamp.init(rawValue:)), identifiers: identifiers)
    }
}
