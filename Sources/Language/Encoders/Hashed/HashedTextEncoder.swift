import Datasets
import NeuralNetworks
import Tensors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An encoder that needs no download: hashed n-grams, weighted by how rare they are, in the leading directions of a catalogue's texts.
///
///     v = normalise(Σ over features f of (1 + ln count) · idf(f) · V[f])
///
/// Deerwester et al., "Indexing by Latent Semantic Analysis", JASIS 1990; Weinberger et al., "Feature Hashing", ICML 2009.
public struct HashedTextEncoder: TextEncoder {
    public let identity: TextEncoderIdentity
    public let dimension: Int
    /// Feature of each bucket's row, −1 = too rare, too common or never met. `[buckets]`
    private let rows: [Int32]
    /// idf · V, `[features, dimension]`.
    private let weights: [Float]

    private static let bucketBits = 15
    private static let minimumTexts = 2
    /// What more than this share of the texts have says nothing.
    private static let maximumShare = 0.6
    /// Larger catalogues are fitted on so many of their texts, drawn by the texts themselves.
    private static let fittedTexts = 20_000

    /// Fits on texts in any order: the result depends on the set of texts, not on their order.
    ///
    /// - Parameter dimension: of the vectors; fewer when there are fewer texts.
    /// - Complexity: O(texts · features of a text · dimension).
    public init(fitting texts: [String], dimension: Int = 128, seed: UInt64 = 1) {
        let chosen = Set(texts.filter { !$0.isEmpty }).map { (StableHash.of($0, seed: 0x7E97), $0) }.sorted { $0 < $1 }
            .prefix(Self.fittedTexts).map(\.1)
        let counted = Self.counted(chosen)
        var frequencies = [Int](repeating: 0, count: 1 << Self.bucketBits)
        for text in counted { for entry in text { frequencies[entry.bucket] += 1 } }
        let limit = max(Double(Self.minimumTexts), Self.maximumShare * Double(chosen.count))
        var rows = [Int32](repeating: -1, count: frequencies.count)
        var idf: [Float] = []
        for (bucket, count) in frequencies.enumerated() where count >= Self.minimumTexts && Double(count) <= limit {
            rows[bucket] = Int32(idf.count)
            idf.append(Float(log(Double(1 + chosen.count) / Double(1 + count))))
        }
        let matrix = Self.matrix(counted, rows, idf)
        let (basis, rank) = TruncatedSVD(matrix, columnCount: idf.count, rank: dimension).rightVectors(seed: seed)
        self.init(rows: rows, weights: basis.indices.map { Float(basis[$0]) * idf[$0 / max(1, rank)] }, dimension: max(1, rank))
    }

    private init(rows: [Int32], weights: [Float], dimension: Int) {
        self.rows = rows
        self.weights = weights
        self.dimension = dimension
        var digest = ContentDigest()
        rows.withUnsafeBytes { digest.combine($0) }
        weights.withUnsafeBytes { digest.combine($0) }
        identity = TextEncoderIdentity(kind: .hashed, digest: digest.hexadecimal)
    }

    private typealias Entry = (bucket: Int, weight: Float)

    /// Buckets of each text with 1 + ln count, ascending.
    private static func counted(_ texts: [String]) -> [[Entry]] {
        var features = TextFeatures()
        return texts.map { counted($0, &features) }
    }

    private static func counted(_ text: String, _ features: inout TextFeatures) -> [Entry] {
        var buckets: [Int] = []
        features.forEach(in: text) { buckets.append(Int($0 >> UInt64(64 - bucketBits))) }
        buckets.sort()
        var entries: [Entry] = []
        var first = 0
        for place in buckets.indices where place + 1 == buckets.count || buckets[place + 1] != buckets[place] {
            entries.append((buckets[place], Float(1 + log(Double(place + 1 - first)))))
            first = place + 1
        }
        return entries
    }

    /// Rows of unit length, so that a long plot is worth no more than a short one.
    private static func matrix(_ counted: [[Entry]], _ rows: [Int32], _ idf: [Float]) -> CompressedRows {
        var matrix = CompressedRows()
        for text in counted {
            var (kept, square): ([(Int32, Float)], Float) = ([], 0)
            for entry in text where rows[entry.bucket] >= 0 {
                let value = entry.weight * idf[Int(rows[entry.bucket])]
                kept.append((rows[entry.bucket], value))
                square += value * value
            }
            let scale = square > 0 ? 1 / square.squareRoot() : 0
            for (column, value) in kept {
                matrix.columns.append(column)
                matrix.values.append(value * scale)
            }
            matrix.borders.append(matrix.columns.count)
        }
        return matrix
    }

    public func encode(_ texts: [String], workers: Int) -> [Float] {
        var result = [Float](repeating: 0, count: texts.count * dimension)
        let workers = max(1, min(workers, texts.count))
        result.withUnsafeMutableBufferPointer { buffer in
            nonisolated(unsafe) let out = buffer
            ParallelLoop.run(workers) { worker in
                var features = TextFeatures()
                for text in ParallelLoop.range(worker, of: workers, count: texts.count) {
                    let entries = Self.counted(texts[text], &features)
                    encode(entries, into: UnsafeMutableBufferPointer(rebasing: out[text * dimension..<(text + 1) * dimension]))
                }
            }
        }
        return result
    }

    private func encode(_ entries: [Entry], into out: UnsafeMutableBufferPointer<Float>) {
        for entry in entries where rows[entry.bucket] >= 0 {
            let source = Int(rows[entry.bucket]) * dimension
            for k in 0..<dimension { out[k] += entry.weight * weights[source + k] }
        }
        var square: Float = 0
        for k in 0..<dimension { square += out[k] * out[k] }
        guard square > 0 else { return }
        let scale = 1 / square.squareRoot()
        for k in 0..<dimension { out[k] *= scale }
    }
}

// MARK: In a bundle

extension HashedTextEncoder {
    private static let prefix = "text.hashed."

    /// As tensors of a bundle.
    package func export() -> [String: Safetensors.Entry] {
        [
            Self.prefix + "rows": .init(shape: [rows.count], values: rows.map { Float($0) }),
            Self.prefix + "weights": .init(shape: [weights.count / dimension, dimension], values: weights),
        ]
    }

    /// - Returns: nil when the bundle has none.
    /// - Throws: `TextEncoderError.tensor` when the shapes do not belong together.
    package init?(_ tensors: [String: Safetensors.Entry]) throws {
        guard let rows = tensors[Self.prefix + "rows"], let weights = tensors[Self.prefix + "weights"] else { return nil }
        guard rows.values.count == 1 << Self.bucketBits, weights.shape.count == 2, weights.shape[1] > 0 else {
            throw TextEncoderError.tensor(name: Self.prefix + "rows", reason: "its shape is \(rows.shape), its weights' \(weights.shape)")
        }
        let count = Float(weights.shape[0])
        guard rows.values.allSatisfy({ $0 >= -1 && $0 < count && $0 == $0.rounded() }) else {
            throw TextEncoderError.tensor(name: Self.prefix + "rows", reason: "it names features that do not exist")
        }
        self.init(rows: rows.values.map { Int32($0) }, weights: weights.values, dimension: weights.shape[1])
    }
}
