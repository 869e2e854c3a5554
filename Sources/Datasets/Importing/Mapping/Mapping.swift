/// How the columns of somebody's own files become events, items and users: what a mapping file says.
///
/// A mapping is JSON; `docs/importing.md` explains it by example. Fields are read by name: a column of the header in csv and tsv
/// (or its position, from 1, where there is no header), a dotted path such as `item.id` in jsonl.
public struct Mapping: Sendable, Hashable, Codable {
    /// Printed beside figures when the workspace has no name yet.
    public var name: String?
    public var domain: ItemDomain
    /// Lowest and highest rating, nil when nothing is rated.
    public var ratingScale: RatingScale?
    /// One for each file; a table whose file is not there is an error unless it is optional.
    public var tables: [MappedTable]

    public init(name: String? = nil, domain: ItemDomain = .other, ratingScale: RatingScale? = nil, tables: [MappedTable]) {
        self.name = name
        self.domain = domain
        self.ratingScale = ratingScale
        self.tables = tables
    }

    public init(from decoder: any Decoder) throws {
        try Mapping.refuseUnknownKeys(decoder, known: CodingKeys.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try values.decodeIfPresent(String.self, forKey: .name),
            domain: try values.decodeIfPresent(ItemDomain.self, forKey: .domain) ?? .other,
            ratingScale: try values.decodeIfPresent(RatingScale.self, forKey: .ratingScale),
            tables: try values.decode([MappedTable].self, forKey: .tables))
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case name, domain, ratingScale, tables }

    public struct RatingScale: Sendable, Hashable, Codable {
        public var low: Float
        public var high: Float
        public init(low: Float, high: Float) {
            self.low = low
            self.high = high
        }
    }
}

/// One file and what its columns mean.
public struct MappedTable: Sendable, Hashable, Codable {
    public enum Holds: String, Sendable, Codable, CaseIterable { case events, items, users }
    public enum Layout: String, Sendable, Codable, CaseIterable {
        case csv, tsv, jsonl
        /// One object of objects, or one list of them; the key of a row is the column `$key`.
        case json

        var isJSON: Bool { self == .jsonl || self == .json }
    }
    public enum Encoding: String, Sendable, Codable, CaseIterable { case utf8, latin1 }

    /// Name inside the folder that is imported, without `.gz` or `.zst`, `*` for any characters; nil when the path given is the file itself.
    public var file: String?
    public var holds: Holds
    public var layout: Layout
    /// One character between fields; nil takes the layout's own.
    public var delimiter: String?
    public var hasHeader: Bool
    public var encoding: Encoding
    public var isOptional: Bool

    /// Needed in events and users.
    public var user: FieldSource?
    /// Needed in items; in events, rows without it are events without an item.
    public var item: FieldSource?

    // Events
    /// What tells two events apart for whoever sent them: an id is applied once.
    public var id: FieldSource?
    public var kind: KindSource?
    public var time: TimeSource?
    public var rating: FieldSource?
    /// In seconds after `scale`.
    public var duration: FieldSource?
    /// Share of the item after `scale`, 0...1; nil computes it where `duration` and `length` are known.
    public var completion: FieldSource?
    /// How long the item is, in seconds after `scale`.
    public var length: FieldSource?
    public var episode: FieldSource?
    public var device: FieldSource?
    public var locale: FieldSource?
    public var surface: FieldSource?

    // Items
    public var title: FieldSource?
    public var year: FieldSource?
    public var text: FieldSource?
    public var released: TimeSource?
    /// By name of the facet. In jsonl, `"*": "labels"` makes a facet of each key of the object `labels`.
    public var facets: [String: FieldSource]
    /// What others call the item, by scheme: `imdb`, `tmdb`, …
    public var identifiers: [String: FieldSource]

    // Users
    /// By name of the attribute; `*` as in facets.
    public var attributes: [String: FieldSource]

    public init(file: String? = nil, holds: Holds, layout: Layout = .csv) {
        self.file = file
        self.holds = holds
        self.layout = layout
        hasHeader = true
        encoding = .utf8
        isOptional = false
        facets = [:]
        identifiers = [:]
        attributes = [:]
    }

    /// A misspelt key would silently lose a column, so unknown keys are errors.
    public init(from decoder: any Decoder) throws {
        try Mapping.refuseUnknownKeys(decoder, known: CodingKeys.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            file: try values.decodeIfPresent(String.self, forKey: .file), holds: try values.decode(Holds.self, forKey: .holds),
            layout: try values.decodeIfPresent(Layout.self, forKey: .layout) ?? .csv)
        delimiter = try values.decodeIfPresent(String.self, forKey: .delimiter)
        hasHeader = try values.decodeIfPresent(Bool.self, forKey: .hasHeader) ?? true
        encoding = try values.decodeIfPresent(Encoding.self, forKey: .encoding) ?? .utf8
        isOptional = try values.decodeIfPresent(Bool.self, forKey: .isOptional) ?? false
        func field(_ key: CodingKeys) throws -> FieldSource? { try values.decodeIfPresent(FieldSource.self, forKey: key) }
        func fields(_ key: CodingKeys) throws -> [String: FieldSource] {
            try values.decodeIfPresent([String: FieldSource].self, forKey: key) ?? [:]
        }
        (user, item, id) = (try field(.user), try field(.item), try field(.id))
        kind = try values.decodeIfPresent(KindSource.self, forKey: .kind)
        time = try values.decodeIfPresent(TimeSource.self, forKey: .time)
        (rating, duration, completion, length) = (try field(.rating), try field(.duration), try field(.completion), try field(.length))
        (episode, device, locale, surface) = (try field(.episode), try field(.device), try field(.locale), try field(.surface))
        (title, year, text) = (try field(.title), try field(.year), try field(.text))
        released = try values.decodeIfPresent(TimeSource.self, forKey: .released)
        (facets, identifiers, attributes) = (try fields(.facets), try fields(.identifiers), try fields(.attributes))
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case file, holds, layout, delimiter, hasHeader, encoding, isOptional, user, item, id, kind, time, rating, duration, completion
        case length, episode, device, locale, surface, title, year, text, released, facets, identifiers, attributes
    }
}

/// Where a value comes from: a column, several columns joined, or a constant.
///
/// In JSON a plain string is a column: `"user": "user_id"`; an object says more:
/// `"duration": {"column": "minutes", "scale": 60}`, `"genre": {"column": "genres", "separator": "|"}`,
/// `"surface": {"columns": ["place", "weather"]}`, `"device": {"constant": "tv"}`.
public struct FieldSource: Sendable, Hashable, Codable {
    /// Joined by a blank when there are several; empty for a constant.
    public var columns: [String]
    public var constant: String?
    /// Splits one cell into several values, in facets; in `item` of events, into one event for each, in order.
    public var separator: String?
    /// Numbers are multiplied by it.
    public var scale: Float?
    /// Cells that mean "not known", beside the empty one.
    public var missing: [String]
    /// Whole numbers are written without decimals: `874.0` becomes `874`, so that keys of two files meet.
    public var isWhole: Bool

    public init(
        _ columns: String..., constant: String? = nil, separator: String? = nil, scale: Float? = nil, missing: [String] = [],
        isWhole: Bool = false
    ) {
        self.columns = columns
        self.constant = constant
        self.separator = separator
        self.scale = scale
        self.missing = missing
        self.isWhole = isWhole
    }

    public init(from decoder: any Decoder) throws {
        self.init()
        if let column = try? decoder.singleValueContainer().decode(String.self) {
            columns = [column]
            return
        }
        try Mapping.refuseUnknownKeys(decoder, known: CodingKeys.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: CodingKeys.self)
        columns = try values.decodeIfPresent([String].self, forKey: .columns) ?? []
        if let column = try values.decodeIfPresent(String.self, forKey: .column) { columns.insert(column, at: 0) }
        isWhole = try values.decodeIfPresent(Bool.self, forKey: .isWhole) ?? false
        constant = try values.decodeIfPresent(String.self, forKey: .constant)
        separator = try values.decodeIfPresent(String.self, forKey: .separator)
        scale = try values.decodeIfPresent(Float.self, forKey: .scale)
        missing = try values.decodeIfPresent([String].self, forKey: .missing) ?? []
        guard columns.isEmpty != (constant == nil) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "name either a column, columns or a constant"))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        if columns.count == 1, constant == nil, separator == nil, scale == nil, missing.isEmpty, !isWhole {
            var value = encoder.singleValueContainer()
            return try value.encode(columns[0])
        }
        var values = encoder.container(keyedBy: CodingKeys.self)
        if columns.count == 1 { try values.encode(columns[0], forKey: .column) }
        if columns.count > 1 { try values.encode(columns, forKey: .columns) }
        try values.encodeIfPresent(constant, forKey: .constant)
        try values.encodeIfPresent(separator, forKey: .separator)
        try values.encodeIfPresent(scale, forKey: .scale)
        if !missing.isEmpty { try values.encode(missing, forKey: .missing) }
        if isWhole { try values.encode(isWhole, forKey: .isWhole) }
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case column, columns, constant, separator, scale, missing, isWhole }
}

/// What happened, from a column with a table of words, or always the same.
///
/// In JSON a plain string is the kind of every row: `"kind": "play"`; an object reads a column:
/// `"kind": {"column": "event", "values": {"view": "open", "buy": "purchase"}, "others": "report"}`. A word that is in no table but is
/// itself the name of a kind means that kind.
public struct KindSource: Sendable, Hashable, Codable {
    /// What becomes of a word that is not in the table.
    public enum Others: String, Sendable, Codable, CaseIterable {
        /// The row is reported as a problem.
        case report
        /// The row is passed over.
        case skip
        /// The row is an `interaction`.
        case interaction
    }

    public var column: String?
    /// Nil when a column says it.
    public var constant: EventKindName?
    public var values: [String: EventKindName]
    public var others: Others

    public init(constant: EventKindName) {
        self.constant = constant
        values = [:]
        others = .report
    }

    public init(column: String, values: [String: EventKindName], others: Others = .report) {
        self.column = column
        self.values = values
        self.others = others
    }

    public init(from decoder: any Decoder) throws {
        if (try? decoder.singleValueContainer().decode(String.self)) != nil {
            self.init(constant: try EventKindName(from: decoder))
            return
        }
        try Mapping.refuseUnknownKeys(decoder, known: CodingKeys.allCases.map(\.rawValue))
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            column: try container.decode(String.self, forKey: .column),
            values: try container.decodeIfPresent([String: EventKindName].self, forKey: .values) ?? [:],
            others: try container.decodeIfPresent(Others.self, forKey: .others) ?? .report)
    }

    public func encode(to encoder: any Encoder) throws {
        if let constant {
            var value = encoder.singleValueContainer()
            return try value.encode(constant)
        }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(column, forKey: .column)
        if !values.isEmpty { try container.encode(values, forKey: .values) }
        try container.encode(others, forKey: .others)
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case column, values, others }
}

/// An `EventKind` by name, as files write it.
public struct EventKindName: Sendable, Hashable, Codable {
    public var kind: EventKind
    public init(_ kind: EventKind) { self.kind = kind }

    public init(from decoder: any Decoder) throws {
        let name = try decoder.singleValueContainer().decode(String.self)
        guard let kind = EventKind.allCases.first(where: { "\($0)" == name }) else {
            let names = EventKind.allCases.map { "\($0)" }.joined(separator: ", ")
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "“\(name)” is no kind of event; there are \(names)"))
        }
        self.kind = kind
    }

    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode("\(kind)")
    }
}

/// A time: which column (or columns, joined by a blank), and how it is written.
public struct TimeSource: Sendable, Hashable, Codable {
    /// `seconds`, `milliseconds`, `microseconds` since 1970, or `iso8601`, or a pattern such as `yyyy-MM-dd HH:mm:ss`, `dd/MM/yy`
    /// (yyyy, yy, MMM for Jan, MM, M, dd, d, HH, H, hh and h with a for AM or PM, mm, ss, SSS, and everything else literally), read as UTC.
    public var format: String
    public var columns: [String]
    /// Cells that mean "not known": such an event has no time. An empty cell is a problem, unless the empty word is listed here.
    public var missing: [String]

    public init(_ columns: String..., format: String = "seconds", missing: [String] = []) {
        self.columns = columns
        self.format = format
        self.missing = missing
    }

    public init(from decoder: any Decoder) throws {
        self.init()
        if let column = try? decoder.singleValueContainer().decode(String.self) {
            columns = [column]
            return
        }
        try Mapping.refuseUnknownKeys(decoder, known: CodingKeys.allCases.map(\.rawValue))
        let values = try decoder.container(keyedBy: CodingKeys.self)
        columns = try values.decodeIfPresent([String].self, forKey: .columns) ?? []
        if let column = try values.decodeIfPresent(String.self, forKey: .column) { columns.insert(column, at: 0) }
        format = try values.decodeIfPresent(String.self, forKey: .format) ?? "seconds"
        missing = try values.decodeIfPresent([String].self, forKey: .missing) ?? []
        guard !columns.isEmpty else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "name a column"))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        if columns.count == 1 { try values.encode(columns[0], forKey: .column) } else { try values.encode(columns, forKey: .columns) }
        try values.encode(format, forKey: .format)
        if !missing.isEmpty { try values.encode(missing, forKey: .missing) }
    }

    enum CodingKeys: String, CodingKey, CaseIterable { case column, columns, format, missing }
}

extension Mapping {
    private struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    static func refuseUnknownKeys(_ decoder: any Decoder, known: [String]) throws {
        for key in try decoder.container(keyedBy: AnyKey.self).allKeys where !known.contains(key.stringValue) {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "“\(key.stringValue)” is not known here; there are \(known.joined(separator: ", "))"))
        }
    }
}
