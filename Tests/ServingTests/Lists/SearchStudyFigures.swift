import Datasets
import Foundation

/// How well one way to search answers queries of one kind.
struct SearchStudyFigures: Codable {
    var set: String
    var kind: String
    var system: String
    var queries: Int
    /// Share of the queries with an answer among the first ten; 95 % interval of 1,000 draws of the queries.
    var success10: Double
    var success10Interval: [Double]
    /// Of the first answer among the first ten.
    var meanReciprocalRank: Double
    /// Answers among the first ten, of as many as could stand there.
    var precision10: Double
    var precision10Interval: [Double]
    /// Of success, for attributes of precision: this system less BM25 on the same queries, and its 95 % interval.
    var overBM25: Double?
    var overBM25Interval: [Double]?
    /// Milliseconds that an answer took.
    var p50: Double?
    var p99: Double?

    static let headline = ["attributes": \Judged.precision]

    /// One query's figures.
    struct Judged {
        var success: Double
        var reciprocal: Double
        var precision: Double

        init(_ query: SearchStudyQueries.Query, _ found: [ItemIndex]) {
            let right = found.map(query.isAnswer)
            let first = right.firstIndex(of: true)
            success = first == nil ? 0 : 1
            reciprocal = first.map { 1 / Double($0 + 1) } ?? 0
            precision = Double(right.count { $0 }) / Double(max(1, min(10, query.answers)))
        }
    }

    /// - Parameters:
    ///   - words: the same queries by BM25 alone.
    ///   - times: milliseconds a query; none where nothing was timed.
    init(_ set: String, _ kind: String, _ system: String, _ judged: [Judged], words: [Judged]?, times: [Double] = []) {
        (self.set, self.kind, self.system, queries) = (set, kind, system, judged.count)
        let of = SearchStudyFigures.headline[kind] ?? \.success
        success10 = Self.rounded(Self.mean(judged.map(\.success)))
        success10Interval = Self.interval(judged.map(\.success))
        meanReciprocalRank = Self.rounded(Self.mean(judged.map(\.reciprocal)))
        precision10 = Self.rounded(Self.mean(judged.map(\.precision)))
        precision10Interval = Self.interval(judged.map(\.precision))
        if let words {
            let differences = zip(judged, words).map { $0[keyPath: of] - $1[keyPath: of] }
            overBM25 = Self.rounded(Self.mean(differences))
            overBM25Interval = Self.interval(differences)
        }
        let sorted = times.sorted()
        guard !sorted.isEmpty else { return }
        p50 = Self.rounded(sorted[sorted.count / 2])
        p99 = Self.rounded(sorted[min(sorted.count - 1, sorted.count * 99 / 100)])
    }

    var line: String {
        let over = overBM25.map { " | over BM25 \($0) \(overBM25Interval ?? [])" } ?? ""
        let time = p99.map { " | p50 \(p50 ?? 0) ms, p99 \($0) ms" } ?? ""
        return "\(set) | \(kind) | \(system) | success@10 \(success10) \(success10Interval) | MRR \(meanReciprocalRank)"
            + " | precision@10 \(precision10) \(precision10Interval) | \(queries)\(over)\(time)"
    }

    static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }

    /// 2.5 and 97.5 per cent of the means of 1,000 draws.
    static func interval(_ values: [Double]) -> [Double] {
        guard !values.isEmpty else { return [] }
        var random = SeededGenerator(seed: 0x5EA7)
        let means = (0..<1000).map { _ in
            mean((0..<values.count).map { _ in values[Int(random.next() % UInt64(values.count))] })
        }.sorted()
        return [rounded(means[25]), rounded(means[974])]
    }

    static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}

/// What a run of the study leaves behind.
struct SearchStudyReport: Codable {
    struct Personal: Codable {
        var people: Int
        var success10: Double
        var success10Without: Double
        var meanReciprocalRank: Double
        var meanReciprocalRankWithout: Double
        /// Of the reciprocal rank: with the history less without, and its 95 % interval.
        var difference: Double
        var differenceInterval: [Double]
    }
    var date: String
    var command: String
    var half: String
    var figures: [SearchStudyFigures]
    var personal: Personal?
    /// Milliseconds of suggestions while somebody types, by set: half of them and all but a hundredth are faster.
    var suggestions: [String: [Double]]

    func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try (encoder.encode(self) + Data([0x0A])).write(to: URL(fileURLWithPath: path))
    }
}
