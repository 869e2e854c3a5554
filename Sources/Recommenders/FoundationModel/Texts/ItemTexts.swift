import Datasets
import FoundationEssentials
import Language
import NeuralNetworks

/// What a model reads of its items' texts: which encoder made the vectors, and the vectors of the texts that it was trained with.
///
/// A text that training knew keeps its vector without the encoder; another one is encoded when the encoder is at hand, and is silent
/// otherwise. Vectors are centred on the mean of the training catalogue: what all plots have in common tells none apart.
public struct ItemTexts: Sendable {
    public let identity: TextEncoderIdentity
    /// Length of a vector.
    public let dimension: Int
    /// Gives the encoder of that identity, or nil; asked only when there is a text that training did not know.
    public var encoder: @Sendable (TextEncoderIdentity) -> (any TextEncoder)?
    /// Place in `vectors` of each text, by its hash.
    private let places: [UInt64: Int]
    /// As the encoder made them, in ascending order of the texts' hashes, `[texts, dimension]`.
    private let vectors: [Float]
    private let mean: [Float]
    /// What travels in a bundle, so that it needs no folder.
    private let hashed: HashedTextEncoder?

    /// Encodes the texts of a catalogue.
    ///
    /// - Parameter encoder: nil fits a `HashedTextEncoder` on them.
    public init(_ catalog: Catalog, encoder: (any TextEncoder)? = nil, workers: Int) {
        var byHash: [UInt64: String] = [:]
        for item in catalog.items { if let text = Self.text(of: item) { byHash[Self.hash(text)] = text } }
        let hashes = byHash.keys.sorted()
        let texts = hashes.map { byHash[$0]! }
        let used = encoder ?? HashedTextEncoder(fitting: texts)
        self.init(
            identity: used.identity, hashes: hashes, vectors: used.encode(texts, workers: workers), dimension: used.dimension,
            hashed: used as? HashedTextEncoder)
        self.encoder = { _ in used }
    }

    private init(identity: TextEncoderIdentity, hashes: [UInt64], vectors: [Float], dimension: Int, hashed: HashedTextEncoder?) {
        self.identity = identity
        self.dimension = dimension
        self.vectors = vectors
        self.hashed = hashed
        places = Dictionary(uniqueKeysWithValues: hashes.enumerated().map { ($1, $0) })
        var sums = [Double](repeating: 0, count: dimension)
        for index in vectors.indices { sums[index % dimension] += Double(vectors[index]) }
        mean = sums.map { Float($0 / Double(max(1, hashes.count))) }
        encoder = { wanted in hashed.flatMap { $0.identity == wanted ? $0 : nil } }
    }

    /// What a training reads: the vectors that it was given, or those of a hashed encoder fitted on its catalogue.
    ///
    /// - Throws: `FoundationModelError.configuration` when they come from another encoder than the configuration names.
    static func demanded(
        by configuration: FoundationModelConfiguration, given: ItemTexts?, catalog: Catalog, workers: Int
    ) throws -> ItemTexts? {
        guard let kind = configuration.textReader else { return nil }
        if let given, given.identity.kind == kind { return given }
        guard kind == .hashed else {
            throw FoundationModelError.configuration(
                field: "textEncoder", value: kind.rawValue,
                rule: "hashed or none without the encoder's folder; `make text-encoder` installs one")
        }
        return ItemTexts(catalog, workers: workers)
    }

    /// Title and plot; nil for an item that has neither.
    static func text(of item: Item) -> String? {
        let title = item.title == item.id.rawValue ? nil : item.title
        guard let text = item.text, !text.isEmpty else { return title }
        return title.map { "\($0). \(text)" } ?? text
    }

    /// Threads for texts that come after training; a vector does not depend on their number.
    static var encodingWorkers: Int { ProcessInfo.processInfo.activeProcessorCount }

    private static func hash(_ text: String) -> UInt64 { StableHash.of(text, seed: 0x7E97) }

    /// Unit vectors of items, row-major `[items.count, dimension]`; zeros for items without a text and for unread texts.
    package func vectors(of items: [Item], workers: Int) -> (values: [Float], unread: Int) {
        var values = [Float](repeating: 0, count: items.count * dimension)
        var unknown: [(row: Int, text: String)] = []
        for (row, item) in items.enumerated() {
            guard let text = Self.text(of: item) else { continue }
            if let place = places[Self.hash(text)] {
                write(vectors[place * dimension..<(place + 1) * dimension], to: row, of: &values)
            } else {
                unknown.append((row, text))
            }
        }
        guard !unknown.isEmpty else { return (values, 0) }
        guard let encoder = encoder(identity) else { return (values, unknown.count) }
        let encoded = encoder.encode(unknown.map(\.text), workers: workers)
        for (number, one) in unknown.enumerated() {
            write(encoded[number * dimension..<(number + 1) * dimension], to: one.row, of: &values)
        }
        return (values, 0)
    }

    private func write(_ vector: ArraySlice<Float>, to row: Int, of values: inout [Float]) {
        guard vector.contains(where: { $0 != 0 }) else { return }
        let centred = zip(vector, mean).map { $0 - $1 }
        let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 1e-6 else { return }
        for (column, value) in centred.enumerated() { values[row * dimension + column] = value / length }
    }
}

// MARK: In a bundle

extension ItemTexts {
    /// What stands beside the tensors.
    struct Description: Codable {
        var encoder: TextEncoderIdentity
        /// Hexadecimal, ascending.
        var texts: [String]
    }

    private static let vectorsKey = "text.vectors"

    var description: Description {
        Description(encoder: identity, texts: places.keys.sorted().map { String($0, radix: 16) })
    }

    func export() -> [String: Safetensors.Entry] {
        let own = [Self.vectorsKey: Safetensors.Entry(shape: [places.count, dimension], values: vectors)]
        return own.merging(hashed?.export() ?? [:]) { own, _ in own }
    }

    /// - Throws: `CheckpointError` when the tensors do not fit, `TextEncoderError` for a damaged encoder.
    init(_ description: Description, _ tensors: [String: Safetensors.Entry]) throws {
        guard let entry = tensors[Self.vectorsKey] else { throw CheckpointError.missing(Self.vectorsKey) }
        let hashes = description.texts.compactMap { UInt64($0, radix: 16) }
        guard entry.shape.count == 2, entry.shape[1] > 0, entry.shape[0] == description.texts.count,
            Set(hashes).count == description.texts.count, hashes == hashes.sorted()
        else { throw CheckpointError.shape(Self.vectorsKey, expected: [description.texts.count, 1], found: entry.shape) }
        self.init(
            identity: description.encoder, hashes: hashes, vectors: entry.values, dimension: entry.shape[1],
            hashed: try HashedTextEncoder(tensors))
    }
}
