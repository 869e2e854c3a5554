import Datasets
import Serving
import Synchronization

/// What JSON says of each title, escaped once a snapshot: `"id":"…","title":"…","year":1999`.
final class TitleFragments: Sendable {
    let generation: Int
    /// Where the fragment of each title begins, and the end of the last.
    private let starts: [Int]
    /// Where its name ends and what describes it begins.
    private let nameEnds: [Int]
    private let bytes: [UInt8]

    init(_ snapshot: ServingSnapshot) {
        generation = snapshot.generation
        var (starts, nameEnds): ([Int], [Int]) = ([], [])
        var bytes: [UInt8] = []
        starts.reserveCapacity(snapshot.titles.count + 1)
        for item in snapshot.titles.catalog.items {
            starts.append(bytes.count)
            bytes.append(contentsOf: #""id":"#.utf8)
            JSONWriter.append(item.id.rawValue, to: &bytes)
            bytes.append(contentsOf: #","title":"#.utf8)
            JSONWriter.append(item.title, to: &bytes)
            if let year = item.year { bytes.append(contentsOf: #","year":\#(year)"#.utf8) }
            nameEnds.append(bytes.count)
            TitleFragments.append(genres: item.facets[.genre] ?? [], to: &bytes)
        }
        starts.append(bytes.count)
        (self.starts, self.nameEnds, self.bytes) = (starts, nameEnds, bytes)
    }

    private static func append(genres: [String], to bytes: inout [UInt8]) {
        guard !genres.isEmpty else { return }
        bytes.append(contentsOf: #","genres":["#.utf8)
        for (place, genre) in genres.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONWriter.append(genre, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Writes the name with the genres, for titles that are shown: what a picture or a short description needs at once.
    func describe(_ item: ItemIndex, into json: inout JSONWriter) {
        write(starts[item.position]..<starts[item.position + 1], into: &json)
    }

    subscript(item: ItemIndex) -> ArraySlice<UInt8> { bytes[starts[item.position]..<nameEnds[item.position]] }

    func name(_ item: ItemIndex, into json: inout JSONWriter) { write(starts[item.position]..<nameEnds[item.position], into: &json) }

    private func write(_ range: Range<Int>, into json: inout JSONWriter) {
        bytes.withUnsafeBufferPointer { json.raw(UnsafeBufferPointer(rebasing: $0[range])) }
    }
}

/// Writes what the service answers, the same for all lists, rows and pages.
public final class AnswerWriter: Sendable {
    private let kept = Mutex<TitleFragments?>(nil)
    public init() {}

    /// Fragments of a snapshot; made anew when the numbers of titles changed.
    func fragments(_ snapshot: ServingSnapshot) -> TitleFragments {
        if let fragments = kept.withLock({ $0 }), fragments.generation == snapshot.generation { return fragments }
        let fragments = TitleFragments(snapshot)
        kept.withLock { kept in
            if (kept?.generation ?? -1) < fragments.generation { kept = fragments }
        }
        return fragments
    }

    /// A list as one object: head, items, cursor.
    public func list(_ list: ServedList) -> APIResponse {
        APIResponse.object(capacity: 512 + 360 * list.items.count) { json in
            head(list.head, into: &json)
            items("items", list.items, list.snapshot, into: &json)
            if let next = list.next { json.field("next_cursor", next) }
        }
    }

    /// A page as one object: head, rows with items, cursor.
    public func page(_ page: ServedPage) -> APIResponse {
        let count = page.rows.reduce(0) { $0 + $1.items.count }
        return APIResponse.object(capacity: 1024 + 256 * page.rows.count + 360 * count) { json in
            head(page.head, into: &json)
            var written = WrittenReasons()
            json.array("rows", page.rows) { json, row in self.row(row, page.snapshot, &written, into: &json) }
            if let next = page.next { json.field("next_cursor", next) }
        }
    }

    /// The fields that every answer has; `took_ms` is the time of the use case.
    public func head(_ head: AnswerHead, into json: inout JSONWriter) {
        json.field("recommendation_id", head.recommendationID)
        json.field("model_version", head.model)
        json.field("time", head.time)
        json.field("took_ms", AnswerWriter.milliseconds(head.seconds))
        if let basis = head.basis { json.field("basis", basis) }
    }

    private func row(_ row: ServedRow, _ snapshot: ServingSnapshot, _ written: inout WrittenReasons, into json: inout JSONWriter) {
        json.object { json in
            json.field("id", row.id)
            json.field("kind", row.kind.rawValue)
            json.field("title", row.title)
            if let reason = row.reason { self.reason(reason, fragments(snapshot), into: &json) }
            items("items", row.items, snapshot, &written, into: &json)
            if let next = row.next { json.field("next_cursor", next) }
        }
    }

    public func items(_ name: StaticString, _ items: [ServedItem], _ snapshot: ServingSnapshot, into json: inout JSONWriter) {
        var written = WrittenReasons()
        self.items(name, items, snapshot, &written, into: &json)
    }

    private func items(
        _ name: StaticString, _ items: [ServedItem], _ snapshot: ServingSnapshot, _ written: inout WrittenReasons,
        into json: inout JSONWriter
    ) {
        let fragments = fragments(snapshot)
        let facts = snapshot.titles.facts
        // By their numbers: an item that is handed over counts references for all its parts.
        json.array(name, items.indices) { json, place in
            json.object { json in
                fragments.describe(items[place].index, into: &json)
                if let image = facts[items[place].index.position].image { json.field("image", image) }
                json.field("score", items[place].score)
                json.field("source", items[place].source.rawValue)
                if let reason = items[place].reason {
                    written.write(reason, into: &json) { json in self.reason(reason, fragments, into: &json) }
                }
                // As it is recorded, so that both say the same.
                json.field("propensity", Float(items[place].propensity))
                if let progress = items[place].progress { json.field("progress", progress) }
                if items[place].episode > 0 { json.field("episode", Int(items[place].episode)) }
                if let artwork = items[place].artwork { json.object("artwork") { creative(artwork, into: &$0) } }
                if let highlight = items[place].highlight { json.object("highlight") { creative(highlight, into: &$0) } }
            }
        }
    }

    private func creative(_ creative: ServedCreative, into json: inout JSONWriter) {
        json.field("id", creative.id)
        json.field("kind", creative.kind.rawValue)
        if let address = creative.address { json.field("address", address) }
        if let theme = creative.theme { json.field("theme", theme) }
        if let text = creative.text { json.field("text", text) }
        json.field("propensity", creative.propensity)
    }

    func reason(_ reason: ServedReason, _ fragments: TitleFragments, into json: inout JSONWriter) {
        json.object("reason") { json in
            json.field("kind", reason.kind.rawValue)
            json.field("text", reason.text)
            json.array("titles", reason.titles) { json, title in json.object { fragments.name(title, into: &$0) } }
            json.field("shared", reason.shared)
            if let contrast = reason.contrast { json.field("contrast", contrast.rawValue) }
        }
    }

    /// Rounded to microseconds.
    static func milliseconds(_ seconds: Double) -> Double { (seconds * 1_000_000).rounded() / 1000 }
}

/// Reasons of one answer and where they stand in it: the same few are given for many titles.
private struct WrittenReasons {
    private var known: [(reason: ServedReason, place: Range<Int>)] = []
    private static let limit = 24

    mutating func write(_ reason: ServedReason, into json: inout JSONWriter, _ make: (inout JSONWriter) -> Void) {
        for number in known.indices where known[number].reason.isSame(as: reason) { return json.repeatField(known[number].place) }
        let place = json.place(of: make)
        if known.count < WrittenReasons.limit { known.append((reason, place)) }
    }
}
