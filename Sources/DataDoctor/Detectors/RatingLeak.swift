import Datasets
import Evaluation

/// Whether the gap to the previous event gives the rating away, as it does where stamps were interpolated around certain ratings.
///
/// Mutual information between the bucket of the gap and "the rating is low", in bits, above its mean over permutations of each
/// user's own ratings: who rates slowly and who rates low may go together without any leak.
struct RatingLeak: HistoryDetector {
    /// Original stamps reach a few thousandths of a bit; the interpolated ones of a well-known data set 0.1.
    static let noticeable = 0.01
    static let permutations = 20
    private var gaps: [UInt8] = []
    private var hourGaps: [UInt8] = []
    private var ratings: [Float] = []
    private var users: [Range<Int>] = []
    private var counts: [Float: Int] = [:]
    private var example: [Finding.Example] = []
    private(set) var result: Result?

    struct Result {
        var threshold: Float
        var bits: Double
        var nullMean: Double
        var nullMaximum: Double
        var hourBits: Double
        var excess: Double { bits - nullMean }
    }

    mutating func look(at user: UserEvents, in examination: Examination) {
        let start = ratings.count
        for (previous, event) in zip(user.entries, user.entries.dropFirst()) where event.hasTime && previous.hasTime && !event.rating.isNaN
        {
            let (from, to) = (previous.time / 1000, event.time / 1000)
            gaps.append(TimeGapBucket.bucket(from: from, to: to))
            hourGaps.append(TimeGapBucket.bucket(from: from / 3600 * 3600, to: to / 3600 * 3600))
            ratings.append(event.rating)
            if counts.count < 1000 || counts[event.rating] != nil { counts[event.rating, default: 0] += 1 }
            if example.count < examination.options.exampleCount, event.time != previous.time { example.append(examination.example(event)) }
        }
        if ratings.count > start { users.append(start..<ratings.count) }
    }

    /// The rating up to which a share nearest to one half lies.
    private var threshold: Float? {
        let total = counts.values.reduce(0, +)
        guard total >= 500, counts.count > 1 else { return nil }
        var below = 0
        var best: (distance: Double, value: Float)?
        for (value, count) in counts.sorted(by: { $0.key < $1.key }).dropLast() {
            below += count
            let distance = abs(Double(below) / Double(total) - 0.5)
            if distance < best?.distance ?? .infinity { best = (distance, value) }
        }
        return best.flatMap { $0.distance < 0.45 ? $0.value : nil }
    }

    mutating func measure(seed: UInt64) {
        guard let threshold else { return }
        var low = ratings.map { $0 <= threshold }
        let bits = RatingLeak.mutualInformation(gaps, low)
        let hourBits = RatingLeak.mutualInformation(hourGaps, low)
        var generator = SeededGenerator(seed: seed)
        var null: [Double] = []
        for _ in 0..<RatingLeak.permutations {
            for user in users { low[user].shuffle(using: &generator) }
            null.append(RatingLeak.mutualInformation(gaps, low))
        }
        result = Result(
            threshold: threshold, bits: bits, nullMean: null.reduce(0, +) / Double(null.count), nullMaximum: null.max() ?? 0,
            hourBits: hourBits)
    }

    /// In bits, without correction: the permutations carry the same bias.
    static func mutualInformation(_ buckets: [UInt8], _ labels: [Bool]) -> Double {
        var counts = [(Int, Int)](repeating: (0, 0), count: 256)
        for (bucket, label) in zip(buckets, labels) {
            if label { counts[Int(bucket)].0 += 1 } else { counts[Int(bucket)].1 += 1 }
        }
        let total = Double(labels.count)
        let low = Double(counts.reduce(0) { $0 + $1.0 }) / total
        guard total > 0, low > 0, low < 1 else { return 0 }
        var bits = 0.0
        for (first, second) in counts where first + second > 0 {
            let marginal = Double(first + second) / total
            if first > 0 { bits += Double(first) / total * log2(Double(first) / total / marginal / low) }
            if second > 0 { bits += Double(second) / total * log2(Double(second) / total / marginal / (1 - low)) }
        }
        return max(bits, 0)
    }

    func findings(in examination: Examination) -> [Finding] {
        guard let result, result.excess >= RatingLeak.noticeable, result.bits > result.nullMaximum else { return [] }
        return [
            Finding(
                .ratingLeaksThroughTime, .warning,
                "the gap to the previous event tells \(Figure.fixed(result.bits, digits: 4)) bits about “rating ≤ "
                    + "\(Figure.fixed(Double(result.threshold), digits: 1))”; shuffled within users it tells "
                    + "\(Figure.fixed(result.nullMean, digits: 4)) (at most \(Figure.fixed(result.nullMaximum, digits: 4)) in "
                    + "\(RatingLeak.permutations) permutations)" + examination.sampleNote,
                count: ratings.count, of: examination.examiner.events, "rated events", examples: example,
                cost:
                    "Some stamps were made up or depend on the rating (interpolated, rounded, written later): a model that reads time reads "
                    + "the answer, and figures with time are too good.",
                unlocks: "Time as an honest input.",
                advice: result.hourBits < result.bits / 4
                    ? "Import with --time-resolution hour: floored to the hour, \(Figure.fixed(result.hourBits, digits: 4)) bits are left. "
                        + "Make no claims about seconds."
                    : "Import with --time-resolution none, or find out where the stamps come from: floored to the hour, "
                        + "\(Figure.fixed(result.hourBits, digits: 4)) bits are left.",
                figures: [
                    "bits": result.bits, "permutedBits": result.nullMean, "permutedMaximum": result.nullMaximum,
                    "hourBits": result.hourBits,
                    "ratingThreshold": Double(result.threshold),
                ])
        ]
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
