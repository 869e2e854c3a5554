#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Mapping {
    /// Larger mapping files are refused; those that people write have a few kilobytes.
    static let maximumFileSize = 1 << 20

    /// Reads a mapping file.
    ///
    /// - Throws: `ImportError` with code `badMapping` that names the key and what is wrong with it, or says why the file cannot be read.
    public init(file: String) throws {
        let bytes = try ByteReader(path: file).readAll(limit: Mapping.maximumFileSize)
        do {
            self = try JSONDecoder().decode(Mapping.self, from: Data(bytes))
        } catch let error as DecodingError {
            let (field, reason) = Mapping.explain(error)
            throw Mapping.bad(file, field, reason)
        }
        try check(file: file)
    }

    /// Finds contradictions that would lose rows later.
    ///
    /// - Parameter file: named in errors.
    /// - Throws: `ImportError` with code `badMapping`.
    public func check(file: String) throws(ImportError) {
        guard !tables.isEmpty else { throw Mapping.bad(file, "tables", "there is no table") }
        if let ratingScale {
            let (low, high) = (ratingScale.low, ratingScale.high)
            guard low.isFinite, high.isFinite, low < high else { throw Mapping.bad(file, "ratingScale", "low is not below high") }
        }
        for (index, table) in tables.enumerated() { try table.check(file: file, place: "tables[\(index)]") }
    }

    static func bad(_ file: String, _ field: String?, _ reason: String) -> ImportError {
        ImportError(.badMapping, file: file, field: field, reason: reason, advice: "docs/importing.md shows mapping files by example")
    }

    private static func explain(_ error: DecodingError) -> (field: String?, reason: String) {
        func place(_ path: [any CodingKey]) -> String? {
            let words = path.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined()
            return words.isEmpty ? nil : String(words.hasPrefix(".") ? words.dropFirst() : words[...])
        }
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            return (place(context.codingPath), context.debugDescription)
        case .keyNotFound(let key, let context):
            return (place(context.codingPath), "“\(key.stringValue)” is missing")
        @unknown default: return (nil, "not a mapping")
        }
    }
}

extension MappedTable {
    func check(file: String, place: String) throws(ImportError) {
        func refuse(_ key: String, _ reason: String) -> ImportError { Mapping.bad(file, "\(place).\(key)", reason) }
        if let name = self.file {
            guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")) else { throw refuse("file", "a name without folder was expected") }
        }
        if let delimiter {
            guard delimiter.utf8.count == 1, delimiter != "\"", delimiter != "\n", delimiter != "\r" else {
                throw refuse("delimiter", "one character was expected, and no quote or line end")
            }
            guard !layout.isJSON else { throw refuse("delimiter", "\(layout.rawValue) has none") }
        }
        guard !layout.isJSON || encoding == .utf8 else { throw refuse("encoding", "\(layout.rawValue) is always utf8") }
        switch holds {
        case .events: guard user != nil else { throw refuse("user", "events need one") }
        case .items: guard item != nil else { throw refuse("item", "items need one") }
        case .users: guard user != nil else { throw refuse("user", "users need one") }
        }
        for (key, source) in [("time", time), ("released", released)] {
            guard let source, TimeFormat(source.format) == nil else { continue }
            throw refuse(
                "\(key).format",
                "“\(source.format)” is neither seconds, milliseconds, microseconds, iso8601 nor a pattern with a year, a month and a day")
        }
        guard layout.isJSON || facets["*"] == nil && attributes["*"] == nil else {
            throw refuse("facets.*", "only JSON has objects whose keys can become facets or attributes")
        }
        if let kind, kind.constant == nil, (kind.column ?? "").isEmpty { throw refuse("kind", "name a kind or a column") }
        for (key, source) in allFields {
            if source.separator?.isEmpty == true { throw refuse("\(key).separator", "at least one character was expected") }
            if let scale = source.scale, !scale.isFinite { throw refuse("\(key).scale", "not a number") }
        }
    }

    /// Every field with its name, for checks.
    private var allFields: [(String, FieldSource)] {
        let single: [(String, FieldSource?)] = [
            ("user", user), ("item", item), ("id", id), ("rating", rating), ("duration", duration), ("completion", completion),
            ("length", length), ("episode", episode), ("device", device), ("locale", locale), ("surface", surface), ("title", title),
            ("year", year), ("text", text),
        ]
        return single.compactMap { name, field in field.map { (name, $0) } } + facets.map { ("facets.\($0.key)", $0.value) }
            + identifiers.map { ("identifiers.\($0.key)", $0.value) } + attributes.map { ("attributes.\($0.key)", $0.value) }
    }
}
