import Datasets
import FoundationEssentials
import Storage

/// What one answer showed to one person, so that it can be told later, weighed against what came of it, and shown again less.
///
/// Packed into one document of the collection `impressions`: key = recommendation id, owner = person. About 18 bytes and an id a title; a face adds 6 bytes and its id.
public struct ImpressionRecord: Sendable, Hashable, Codable {
    /// A creative that was chosen, with its probability.
    public struct Face: Sendable, Hashable, Codable {
        public var id: String
        public var propensity: Float
        public init(id: String, propensity: Float) {
            self.id = id
            self.propensity = propensity
        }
    }
    public struct Shown: Sendable, Hashable, Codable {
        public var item: ItemID
        public var score: Float
        public var source: ServedSource
        public var propensity: Float
        /// The face that it was shown with, and the line of text; nil where there was no choice.
        public var artwork: Face?
        public var highlight: Face?
        public init(item: ItemID, score: Float, source: ServedSource, propensity: Float) {
            self.item = item
            self.score = score
            self.source = source
            self.propensity = propensity
        }
    }
    public struct Row: Sendable, Hashable, Codable {
        /// Of the row, or `list`.
        public var id: String
        public var title: String
        /// By place.
        public var items: [Shown]
        public init(id: String, title: String, items: [Shown]) {
            self.id = id
            self.title = title
            self.items = items
        }
    }
    public var id: String
    public var time: Timestamp
    /// Model that scored.
    public var model: String
    /// `home`, `row` or `list`; `search`, `similar` or `rank` where titles were asked for.
    public var surface: String
    /// The answer that this one continues; empty = none.
    public var continues: String
    /// Names the candidates that the places were filled from, in order.
    public var candidates: UInt64
    /// Share of places that were drawn.
    public var explorationRate: Double
    public var rows: [Row]

    public init(
        id: String, time: Timestamp, model: String, surface: String, continues: String, candidates: UInt64, explorationRate: Double,
        rows: [Row]
    ) {
        self.id = id
        self.time = time
        self.model = model
        self.surface = surface
        self.continues = continues
        self.candidates = candidates
        self.explorationRate = explorationRate
        self.rows = rows
    }
}

extension ServiceCollection {
    /// Packed `ImpressionRecord` by recommendation id.
    public static let impressions: ServiceCollection = "impressions"
}

extension ImpressionRecord {
    /// What the numbers of sources in a record mean stands in the record itself.
    private static let sources = ServedSource.allCases
    private static let mark: UInt32 = 0x324D_4954  // "TIM2"
    /// Before faces were recorded.
    private static let firstMark: UInt32 = 0x314D_4954  // "TIM1"

    /// The packed form: little-endian numbers, texts behind their length.
    public func packed() -> Data {
        var writer = PackedWriter()
        writer.number(ImpressionRecord.mark)
        writer.text(id)
        writer.number(time.rawValue)
        writer.text(model)
        writer.text(surface)
        writer.text(continues)
        writer.number(candidates)
        writer.number(explorationRate.bitPattern)
        writer.number(UInt8(ImpressionRecord.sources.count))
        for source in ImpressionRecord.sources { writer.text(source.rawValue) }
        writer.number(UInt16(clamping: rows.count))
        for row in rows.prefix(Int(UInt16.max)) {
            writer.text(row.id)
            writer.text(row.title)
            writer.number(UInt16(clamping: row.items.count))
            for shown in row.items.prefix(Int(UInt16.max)) {
                writer.text(shown.item.rawValue)
                writer.number(shown.score.bitPattern)
                writer.number(UInt8(ImpressionRecord.sources.firstIndex(of: shown.source)!))
                writer.number(shown.propensity.bitPattern)
                shown.packFaces(into: &writer)
            }
        }
        return writer.data
    }

    /// - Throws: `StorageError.damaged` for anything that `packed` did not write.
    public init(packed data: Data) throws(StorageError) {
        var reader = PackedReader(data)
        guard let record = try? ImpressionRecord(&reader), reader.isAtEnd else {
            throw StorageError(
                .damaged, store: "service", "a record of impressions cannot be read", advice: "Restore the workspace from a backup")
        }
        self = record
    }

    private init(_ reader: inout PackedReader) throws(PackedReader.Malformed) {
        let mark = try reader.number(UInt32.self)
        guard mark == ImpressionRecord.mark || mark == ImpressionRecord.firstMark else { throw PackedReader.Malformed() }
        id = try reader.text()
        time = Timestamp(rawValue: try reader.number(Int64.self))
        model = try reader.text()
        surface = try reader.text()
        continues = try reader.text()
        candidates = try reader.number(UInt64.self)
        explorationRate = Double(bitPattern: try reader.number(UInt64.self))
        var sources: [ServedSource] = []
        for _ in 0..<(try reader.number(UInt8.self)) {
            guard let source = ServedSource(rawValue: try reader.text()) else { throw PackedReader.Malformed() }
            sources.append(source)
        }
        rows = []
        for _ in 0..<(try reader.number(UInt16.self)) {
            var row = Row(id: try reader.text(), title: try reader.text(), items: [])
            for _ in 0..<(try reader.number(UInt16.self)) {
                row.items.append(try Shown(&reader, sources, hasFaces: mark == ImpressionRecord.mark))
            }
            rows.append(row)
        }
    }
}

extension ImpressionRecord.Shown {
    /// One byte says which faces follow.
    fileprivate func packFaces(into writer: inout PackedWriter) {
        writer.number(UInt8(artwork == nil ? 0 : 1) | UInt8(highlight == nil ? 0 : 2))
        for face in [artwork, highlight] {
            guard let face else { continue }
            writer.text(face.id)
            writer.number(face.propensity.bitPattern)
        }
    }

    fileprivate init(_ reader: inout PackedReader, _ sources: [ServedSource], hasFaces: Bool) throws(PackedReader.Malformed) {
        item = ItemID(try reader.text())
        score = Float(bitPattern: try reader.number(UInt32.self))
        let number = Int(try reader.number(UInt8.self))
        guard number < sources.count else { throw PackedReader.Malformed() }
        source = sources[number]
        propensity = Float(bitPattern: try reader.number(UInt32.self))
        guard hasFaces else { return }
        let faces = try reader.number(UInt8.self)
        guard faces < 4 else { throw PackedReader.Malformed() }
        if faces & 1 != 0 { artwork = try ImpressionRecord.Face(&reader) }
        if faces & 2 != 0 { highlight = try ImpressionRecord.Face(&reader) }
    }
}

extension ImpressionRecord.Face {
    fileprivate init(_ reader: inout PackedReader) throws(PackedReader.Malformed) {
        id = try reader.text()
        propensity = Float(bitPattern: try reader.number(UInt32.self))
    }

    init?(_ served: ServedCreative?) {
        guard let served else { return nil }
        self.init(id: served.id, propensity: Float(served.propensity))
    }
}
