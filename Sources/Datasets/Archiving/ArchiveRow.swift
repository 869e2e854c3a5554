/// The rows of an archive, the format `tastemaker` of export and import: JSON objects, one a line.
///
///     sources.jsonl    what the events came from, written by whoever keeps sources
///     items.jsonl      {"id", "domain", "title", "year", "facets": {name: [value]}, "text", "released", "identifiers": {scheme: id}}
///     users.jsonl      {"id", "values": {name: value}}
///     events.jsonl     {"user", "item", "kind", "time", "rating", "duration", "completion", "episode", "device", "locale",
///                       "surface", "id", "source", "line", "ordinal"}
///
/// Times are milliseconds since 1970, durations seconds, completion a share; what is unknown is left out.
public enum ArchiveFile: String, Sendable, CaseIterable {
    case sources = "sources.jsonl"
    case problems = "problems.jsonl"
    case items = "items.jsonl"
    case users = "users.jsonl"
    case events = "events.jsonl"
}

/// Turns items, users and events into lines.
public struct ArchiveEncoder {
    private var writer = JSONObjectWriter()

    public init() {}

    /// The lines since the last `removeAll`.
    public var bytes: [UInt8] { writer.bytes }
    public mutating func removeAll() { writer.removeAll() }

    public mutating func append(_ item: Item) {
        writer.object { writer in
            writer.field("id", item.id.rawValue)
            writer.field("domain", item.domain.rawValue)
            writer.field("title", item.title)
            writer.field("year", item.year.map(Int64.init))
            writer.field("facets", Dictionary(uniqueKeysWithValues: item.facets.map { ($0.key.rawValue, $0.value) }))
            writer.field("text", item.text)
            writer.field("released", item.released?.rawValue)
            writer.field("identifiers", item.identifiers)
        }
        writer.endLine()
    }

    public mutating func append(_ user: UserAttributes) {
        writer.object { writer in
            writer.field("id", user.id.rawValue)
            writer.field("values", user.values)
        }
        writer.endLine()
    }

    public mutating func append(_ event: RawEvent) {
        writer.object { writer in
            writer.field("user", event.user.rawValue)
            writer.field("item", event.item?.rawValue)
            writer.field("kind", String(describing: event.kind))
            writer.field("time", event.time?.rawValue)
            writer.field("rating", event.rating)
            writer.field("duration", event.duration)
            writer.field("completion", event.completion)
            if event.episode != 0 { writer.field("episode", Int64(event.episode)) }
            writer.field("device", event.device)
            writer.field("locale", event.locale)
            writer.field("surface", event.surface)
            writer.field("id", event.id)
            writer.field("source", event.source.file)
            writer.field("line", Int64(event.source.line))
            if event.source.ordinal != 0 { writer.field("ordinal", Int64(event.source.ordinal)) }
        }
        writer.endLine()
    }
}

// MARK: Reading

/// As they stand in a file; what cannot be is refused by `value()`.
struct ArchivedItem: Decodable {
    var id: String
    var domain: ItemDomain?
    var title: String?
    var year: Int?
    var facets: [String: [String]]?
    var text: String?
    var released: Int64?
    var identifiers: [String: String]?

    var value: Item {
        Item(
            id: ItemID(id), domain: domain ?? .other, title: title, year: year,
            facets: Dictionary(uniqueKeysWithValues: (facets ?? [:]).map { (FacetName(rawValue: $0.key), $0.value) }), text: text,
            released: released.map(Timestamp.init(rawValue:)), identifiers: identifiers ?? [:])
    }
}

struct ArchivedUser: Decodable {
    var id: String
    var values: [String: String]?

    var value: UserAttributes { UserAttributes(id: UserID(id), values: values ?? [:]) }
}

struct ArchivedEvent: Decodable {
    var user: String
    var item: String?
    var kind: ArchivedKind
    var time: Int64?
    var rating: ArchivedNumber?
    var duration: ArchivedNumber?
    var completion: ArchivedNumber?
    var episode: Int32?
    var device: String?
    var locale: String?
    var surface: String?
    var id: String?
    var source: String
    var line: Int
    var ordinal: Int32?

    var value: RawEvent {
        RawEvent(
            user: UserID(user), item: item.map { ItemID($0) }, kind: kind.value, time: time.map(Timestamp.init(rawValue:)),
            rating: rating?.value, duration: duration?.value, completion: completion?.value, episode: episode ?? 0, device: device,
            locale: locale, surface: surface, id: id, source: SourcePosition(file: source, line: line, ordinal: ordinal ?? 0))
    }
}

/// A kind by its name, since numbers of `EventKind` are not a promise.
struct ArchivedKind: Decodable {
    var value: EventKind

    private static let kinds = Dictionary(uniqueKeysWithValues: EventKind.allCases.map { (String(describing: $0), $0) })

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let kind = ArchivedKind.kinds[name] else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "there is no kind of event “\(name.prefix(40))”")
        }
        value = kind
    }
}

/// A number, or the text of one that JSON does not have.
struct ArchivedNumber: Decodable {
    var value: Float

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Float.self) {
            value = number
        } else if let number = try Float(container.decode(String.self)), !number.isFinite {
            value = number
        } else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "it is not a number")
        }
    }
}
