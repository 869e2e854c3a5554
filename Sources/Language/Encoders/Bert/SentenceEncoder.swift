import Foundation
import Synchronization
import Tensors

/// A BERT sentence encoder of MiniLM's class, read from a folder as sentence-transformers saves it.
///
/// Texts become word pieces, pieces states, and the mean of a text's states its vector, of length 1. Texts are sorted by length and run end to
/// end, without padding; a text's vector depends on the text alone, whatever runs beside it.
///
/// Reimers and Gurevych, "Sentence-BERT", EMNLP 2019; Wang et al., "MiniLM", NeurIPS 2020.
public final class SentenceEncoder: TextEncoder {
    public let identity: TextEncoderIdentity
    public let precision: EncoderPrecision
    package let tokenizer: WordPieceTokenizer
    private let weights: BertWeights

    public var dimension: Int { weights.configuration.width }
    /// Word pieces of a text that are read; the rest is left out.
    public var maximumLength: Int { tokenizer.maximumLength }

    /// Rows of a micro-batch: their activations stay in the second-level cache.
    private static let rowsPerPass = 256

    /// - Parameters:
    ///   - folder: holds `config.json`, `model.safetensors` (F32, F16 or BF16) and `vocab.txt` or `tokenizer.json`; further files of
    ///     sentence-transformers are obeyed where they are there.
    ///   - precision: vectors of both precisions may be mixed, their cosine is above 0.9999.
    /// - Throws: `TextEncoderError`.
    public init(folder: String, precision: EncoderPrecision = .bfloat16) throws {
        let files = EncoderFolder(path: folder)
        let configuration = try BertConfiguration(files)
        let settings = try SentenceSettings(files, positions: configuration.positionCount)
        let vocabulary = try WordPieceVocabulary(files)
        guard vocabulary.count <= configuration.vocabularySize else {
            throw TextEncoderError.damaged(
                file: "vocab.txt", reason: "\(vocabulary.count) pieces, but config.json has \(configuration.vocabularySize) vectors")
        }
        let data = try files.weights()
        weights = try BertWeights(data, configuration, precision: precision)
        tokenizer = WordPieceTokenizer(vocabulary: vocabulary, lowercases: settings.lowercases, maximumLength: settings.maximumLength)
        self.precision = precision
        identity = TextEncoderIdentity(kind: .minilm, digest: Self.digest(data, files, settings))
    }

    private static func digest(_ weights: Data, _ files: EncoderFolder, _ settings: SentenceSettings) -> String {
        var digest = ContentDigest()
        digest.combine(weights)
        for name in ["config.json", "vocab.txt", "tokenizer.json"] {
            // A file is part of what is told apart, not of what is needed.
            if let data = try? files.read(name) { digest.combine(data) }
        }
        digest.combine(UInt64(settings.maximumLength) << 1 | (settings.lowercases ? 1 : 0))
        return digest.hexadecimal
    }

    /// - Complexity: O(pieces · L · D · (12 D + T)), with T pieces a text; memory for the pieces of all texts and `workers` passes.
    public func encode(_ texts: [String], workers: Int) -> [Float] {
        var result = [Float](repeating: 0, count: texts.count * dimension)
        guard !texts.isEmpty else { return result }
        let plan = EncodingPlan(texts, tokenizer: tokenizer, rowsPerPass: Self.rowsPerPass, workers: workers)
        let workers = min(max(1, workers), plan.passes.count)
        let d = dimension
        result.withUnsafeMutableBufferPointer { result in
            nonisolated(unsafe) let out = result.baseAddress!
            let queue = PassQueue()
            ParallelLoop.run(workers) { _ in
                let pass = BertPass(weights, precision: precision, rowLimit: plan.mostRows)
                while let members = queue.next(of: plan.passes) {
                    plan.withPieces(of: members) { pieces, segments in
                        pass.run(pieces, segments: segments) { out + plan.order[members.lowerBound + $0] * d }
                    }
                }
            }
        }
        return result
    }
}

/// Hands out micro-batches, so that no worker waits while there is work.
private final class PassQueue: Sendable {
    private let taken = Atomic(0)

    func next(of passes: [Range<Int>]) -> Range<Int>? {
        let number = taken.add(1, ordering: .relaxed).oldValue
        return number < passes.count ? passes[number] : nil
    }
}

/// Texts as pieces, sorted by length and cut into micro-batches, which become smaller towards the end: workers finish together.
struct EncodingPlan: Sendable {
    /// Numbers of the texts, longest first.
    let order: [Int]
    /// Places in `order` that run together.
    let passes: [Range<Int>]
    let mostRows: Int
    /// Pieces in the order of `order`.
    private let pieces: [Int32]
    private let borders: [Int]

    init(_ texts: [String], tokenizer: WordPieceTokenizer, rowsPerPass: Int, workers: Int) {
        let (read, ends) = Self.tokenize(texts, tokenizer, workers: workers)
        func start(_ text: Int) -> Int { text == 0 ? 0 : ends[text - 1] }
        func length(_ text: Int) -> Int { ends[text] - start(text) }
        order = texts.indices.sorted { (length($1), $0) < (length($0), $1) }
        var (sorted, borders): ([Int32], [Int]) = ([], [0])
        sorted.reserveCapacity(read.count)
        borders.reserveCapacity(texts.count + 1)
        for text in order {
            sorted += read[start(text)..<ends[text]]
            borders.append(sorted.count)
        }
        var passes: [Range<Int>] = []
        var first = 0
        func limit() -> Int { min(rowsPerPass, max(rowsPerPass / 4, (borders.last! - borders[first]) / (2 * max(1, workers)))) }
        for place in order.indices where place > first && borders[place + 1] - borders[first] > limit() {
            passes.append(first..<place)
            first = place
        }
        passes.append(first..<order.count)
        (pieces, self.borders, self.passes) = (sorted, borders, passes)
        mostRows = passes.lazy.map { borders[$0.upperBound] - borders[$0.lowerBound] }.max() ?? 0
    }

    /// The pieces of all texts in their order, and where each text's end.
    private static func tokenize(_ texts: [String], _ tokenizer: WordPieceTokenizer, workers: Int) -> (pieces: [Int32], ends: [Int]) {
        let parts = max(1, min(workers, texts.count / 64))
        nonisolated(unsafe) var shares = [(pieces: [Int32], lengths: [Int])](repeating: ([], []), count: parts)
        shares.withUnsafeMutableBufferPointer { buffer in
            nonisolated(unsafe) let shares = buffer.baseAddress!
            ParallelLoop.run(parts) { part in
                var (pieces, lengths, scratch) = ([Int32](), [Int](), WordScratch())
                for text in ParallelLoop.range(part, of: parts, count: texts.count) {
                    lengths.append(tokenizer.append(texts[text], to: &pieces, scratch: &scratch))
                }
                shares[part] = (pieces, lengths)
            }
        }
        var (pieces, ends, end): ([Int32], [Int], Int) = ([], [], 0)
        for share in shares {
            pieces += share.pieces
            for length in share.lengths {
                end += length
                ends.append(end)
            }
        }
        return (pieces, ends)
    }

    func withPieces(of members: Range<Int>, _ body: (UnsafePointer<Int32>, JaggedOffsets) -> Void) {
        let segments = JaggedOffsets(lengths: members.lazy.map { borders[$0 + 1] - borders[$0] })
        pieces.withUnsafeBufferPointer { body($0.baseAddress! + borders[members.lowerBound], segments) }
    }
}
