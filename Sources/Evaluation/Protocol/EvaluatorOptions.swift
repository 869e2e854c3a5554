/// How an evaluation is carried out; nothing here changes what is right, only what is printed and how fast.
public struct EvaluatorOptions: Sendable {
    /// The k of HR, NDCG and Recall, ascending; lists have the length of the first one.
    public var cutoffs: [Int]
    /// Threads that call the scorer at once; 1 for a scorer that is parallel inside.
    public var workers: Int
    /// Cases a call; the boundaries do not depend on `workers`, so the answer does not either.
    public var batchSize: Int
    /// Bootstrap resamples of the users.
    public var resamples: Int
    public var seed: UInt64
    /// Whether slices by activity, popularity, age and coldness are made.
    public var slices: Bool
    /// Whether the scorer is asked the questions of `LeakCheck` first.
    public var leakCheck: Bool

    /// - Parameters:
    ///   - cutoffs: 10, 50 and 200 are those of the published tables.
    ///   - batchSize: 64 rows of 3,706 scores are 1 MB, about one core's second-level cache.
    ///   - resamples: 1,000 put the end points of a 95 % interval within a few per cent of its width.
    public init(
        cutoffs: [Int] = [10, 50, 200], workers: Int = 2, batchSize: Int = 64, resamples: Int = 1000, seed: UInt64 = 42,
        slices: Bool = true, leakCheck: Bool = true
    ) {
        self.cutoffs = cutoffs
        self.workers = workers
        self.batchSize = batchSize
        self.resamples = resamples
        self.seed = seed
        self.slices = slices
        self.leakCheck = leakCheck
    }

    func validate() throws(EvaluationError) {
        guard let first = cutoffs.first, first > 0, zip(cutoffs, cutoffs.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw .impossibleOption(name: "cutoffs", value: "\(cutoffs)", expected: "one or more, positive, ascending")
        }
        guard workers > 0 else { throw .impossibleOption(name: "workers", value: "\(workers)", expected: "1 or more") }
        guard batchSize > 0 else {
            throw .impossibleOption(name: "batchSize", value: "\(batchSize)", expected: "1 or more")
        }
        guard resamples >= 0 else {
            throw .impossibleOption(name: "resamples", value: "\(resamples)", expected: "0 (no intervals) or more")
        }
    }
}
