/// `movies_extrainfos.dat`: certificate, genres, people and plot of the films of MovieLens 1M.
///
/// Eleven columns separated by `::`, UTF-8, CR LF: id, title, year, certificate, release date, genres, director,
/// writer, actors, plot, poster. "N/A" stands for unknown.
enum MovieExtraInfo {
    static func merge(
        _ path: String, into items: inout [Item], sink: inout some ImportSink, options: ImportOptions
    ) throws {
        var places: [ItemID: Int] = [:]
        for (place, item) in items.enumerated() { places[item.id] = place }
        let table = DelimitedTable(path: path, encoding: .utf8, minimumFields: 11, options: options)
        try table.forEachRow(into: &sink) { fields, _ in
            guard let id = TextEncoding.identifier(fields[0]) else { return ("id", "not an identifier") }
            var columns: [String] = []
            for position in 1...8 {
                guard let text = table.text(fields[position...position]) else { return (names[position], "not text") }
                columns.append(text)
            }
            guard let plot = table.text(fields[9..<(fields.count - 1)]) else { return ("plot", "not text") }
            let extra = item(id: ItemID(id), columns: columns, plot: plot)
            if let place = places[extra.id] {
                items[place].merge(extra)
            } else {
                places[extra.id] = items.count
                items.append(extra)
            }
            return nil
        }
    }

    private static let names = ["id", "title", "year", "certificate", "released", "genres", "director", "writer", "actors"]

    private static func item(id: ItemID, columns: [String], plot: String) -> Item {
        var facets: [FacetName: [String]] = [:]
        facets[.certificate] = list(columns[2])
        facets[.genre] = list(columns[4])
        facets[.director] = list(columns[5])
        facets[.writer] = list(columns[6])
        facets[.cast] = list(columns[7])
        let year = Int(String(columns[1].prefix(4)))
        return Item(
            id: id, domain: .film, title: columns[0], year: year, facets: facets.filter { !$0.value.isEmpty },
            text: isUnknown(plot) ? nil : plot)
    }

    private static func isUnknown(_ text: String) -> Bool { text.isEmpty || text == "N/A" }

    /// Names separated by commas, without the remark in parentheses that follows a writer.
    private static func list(_ text: String) -> [String] {
        guard !isUnknown(text) else { return [] }
        let names = withoutRemarks(text).utf8.split(separator: UInt8(ascii: ",")).map { String(Substring($0)) }
        return Item.canonical(names).filter { !isUnknown($0) }
    }

    private static func withoutRemarks(_ text: String) -> String {
        var depth = 0
        var kept: [UInt8] = []
        for byte in text.utf8 {
            if byte == UInt8(ascii: "(") { depth += 1 }
            if depth == 0 { kept.append(byte) }
            if byte == UInt8(ascii: ")") && depth > 0 { depth -= 1 }
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
