import Datasets
import Foundation
import Language
import Testing
import Understanding

/// Labels from texts that do not hold them, against majority, words alone and vectors alone. Runs only when asked for:
///
///     TASTEMAKER_STUDY=tags TASTEMAKER_TEXT_ENCODER=FOLDER swift test -c release --filter TagStudy
///
/// A fifth of the titles, drawn by their ids, is the test part and is read once; penalties, blends, calibration and thresholds are chosen
/// by cross-fitting on the others. Results go to `docs/results/tags.json`, or to `TASTEMAKER_OUT`.
@Suite(.serialized, .enabled(if: ProcessInfo.processInfo.environment["TASTEMAKER_STUDY"] == "tags", "set TASTEMAKER_STUDY=tags"))
struct TagStudy {
    private static let environment = ProcessInfo.processInfo.environment

    @Test func labelsFromTexts() throws {
        let encoder = try Self.environment["TASTEMAKER_TEXT_ENCODER"].map { try SentenceEncoder(folder: $0) }
        let mappings = FileManager.default.currentDirectoryPath + "/Mappings"
        var report = TagStudyReport(date: ISO8601DateFormatter().string(from: Date()), sets: [], transfer: nil)
        for set in [
            try TagStudyTables.movieLens(withAbstracts: false), try TagStudyTables.movieLens(withAbstracts: true),
            try TagStudyTables.tmdb(mappings: mappings), try TagStudyTables.userTags(),
        ] {
            let study = LabelStudy(set, encoder: encoder)
            let result = study.run()
            for variant in result.variants {
                print(
                    "\(result.name) · \(variant.name): macro F1 \(variant.macroF1) (\(variant.macroF1Interval)), micro \(variant.microF1), ECE \(variant.calibrationError)"
                )
            }
            report.sets.append(result)
        }
        report.transfer = try TransferredEvidence.measure(encoder: encoder)
        if let transfer = report.transfer { print("tags without labels: \(transfer)") }
        let path = Self.environment["TASTEMAKER_OUT"] ?? "docs/results/tags.json"
        let json = JSONEncoder()
        json.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try json.encode(report).write(to: URL(fileURLWithPath: path))
        let plots = try #require(report.sets.first)
        let hashed = try #require(plots.variants.first { $0.name == "words + hashed" })
        #expect(hashed.macroF1 >= 0.42 && hashed.calibrationError <= 0.05)
        guard encoder != nil else { return }
        let sentence = try #require(plots.variants.first { $0.name == "words + minilm" })
        #expect(sentence.macroF1 >= 0.48 && sentence.calibrationError <= 0.05)
    }
}

struct TagStudyReport: Codable {
    var date: String
    var sets: [LabelStudy.Result]
    var transfer: TransferredEvidence.Result?
}

/// One set of labels under one split.
struct LabelStudy {
    struct Variant: Codable {
        var name: String
        var macroF1: Double
        /// 2.5 and 97.5 per cent of 1,000 draws of the test titles.
        var macroF1Interval: [Double]
        var microF1: Double
        /// Over all pairs of title and label, 15 bins.
        var calibrationError: Double
        /// The mean over labels of their own.
        var classwiseCalibrationError: Double
        var f1: [String: Double]
    }
    struct Result: Codable {
        var name: String
        var titles: Int
        var testTitles: Int
        /// Positive titles of the test part.
        var labels: [String: Int]
        var variants: [Variant]
    }

    let set: LabelledTexts
    let encoder: SentenceEncoder?
    private let keys: [UInt64]
    private let train: [Int]
    private let test: [Int]

    init(_ set: LabelledTexts, encoder: SentenceEncoder?) {
        (self.set, self.encoder) = (set, encoder)
        let keys = set.ids.map { StableHash.of($0, seed: 0x7A65) }
        self.keys = keys
        train = keys.indices.filter { keys[$0] % 5 != 0 }
        test = keys.indices.filter { keys[$0] % 5 == 0 }
    }

    func run() -> Result {
        let hashed = HashedTextEncoder(fitting: set.texts).encode(set.texts, workers: 2)
        var variants = [
            majority(), learned("words", nil, words: true), learned("hashed", hashed), learned("words + hashed", hashed, words: true),
        ]
        if let encoder {
            let vectors = VectorCache.vectors(set.texts, encoder)
            variants += [learned("minilm", vectors), learned("words + minilm", vectors, words: true)]
        }
        return Result(
            name: set.name, titles: set.ids.count, testTitles: test.count,
            labels: Dictionary(uniqueKeysWithValues: set.labels.map { ($0, set.truth(of: $0, test).count { $0 }) }), variants: variants)
    }

    /// Everybody gets the most frequent label, with the shares of the training part as confidences.
    private func majority() -> Variant {
        let shares = set.labels.map { Double(set.truth(of: $0, train).count { $0 }) / Double(train.count) }
        let top = shares.indices.max { shares[$0] < shares[$1] }
        return judge("majority", shares.map { Array(repeating: $0, count: test.count) }, shares.indices.map { $0 == top ? 0 : 2 })
    }

    private func learned(_ name: String, _ vectors: [Float]?, words: Bool = false) -> Variant {
        let features = TitleFeatures(words ? set.texts : nil, vectors: vectors ?? [], count: set.texts.count)
        var training = LabelTraining()
        training.workers = 2
        let models = OneVersusRest(
            fitting: features.selecting(train), set.labels.map { ($0, set.truth(of: $0, train)) }, keys: train.map { keys[$0] }, training)
        let asked = features.selecting(test)
        let byName = Dictionary(uniqueKeysWithValues: models.labels.map { ($0.name, $0) })
        let probabilities = set.labels.map { byName[$0]?.probabilities(asked) ?? Array(repeating: 0, count: test.count) }
        return judge(name, probabilities, set.labels.map { byName[$0]?.threshold ?? 2 })
    }

    /// - Parameter probabilities: by label, of the test titles.
    private func judge(_ name: String, _ probabilities: [[Double]], _ thresholds: [Double]) -> Variant {
        let truth = set.labels.map { set.truth(of: $0, test) }
        let decisions = zip(probabilities, thresholds).map { values, threshold in values.map { $0 >= threshold } }
        func f1s(_ titles: [Int]) -> [Double] {
            zip(decisions, truth).map { decided, true_ in LabelCounts(titles.lazy.map { decided[$0] }, titles.lazy.map { true_[$0] }).f1 }
        }
        let all = Array(test.indices)
        let single = f1s(all)
        var random = SeededGenerator(seed: 0x7A65)
        let draws = (0..<1000).map { _ in
            mean(f1s(all.map { _ in Int(random.next() % UInt64(all.count)) }))
        }.sorted()
        return Variant(
            name: name, macroF1: rounded(mean(single)), macroF1Interval: [rounded(draws[25]), rounded(draws[974])],
            microF1: rounded(LabelCounts(decisions.joined(), truth.joined()).f1),
            calibrationError: rounded(LabelScores.calibrationError(Array(probabilities.joined()), Array(truth.joined()))),
            classwiseCalibrationError: rounded(mean(zip(probabilities, truth).map { LabelScores.calibrationError($0, $1) })),
            f1: Dictionary(uniqueKeysWithValues: zip(set.labels, single.map(rounded))))
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }
}

func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

/// Vectors of texts, kept below TMPDIR between runs of a study.
enum VectorCache {
    static func vectors(_ texts: [String], _ encoder: SentenceEncoder) -> [Float] {
        var key = StableHash(seed: 1)
        key.combine(encoder.identity.digest)
        for text in texts { key.combine(text) }
        let file = FileManager.default.temporaryDirectory.appending(path: "tag-study-\(String(key.value, radix: 16)).f32")
        if let kept = try? Data(contentsOf: file), kept.count == texts.count * encoder.dimension * 4 {
            return kept.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        }
        let vectors = encoder.encode(texts, workers: 2)
        // A cache that cannot be written costs time only.
        try? vectors.withUnsafeBytes { Data($0) }.write(to: file)
        return vectors
    }
}
