import Datasets

/// How a stream is judged.
public struct PrequentialOptions: Sendable, Hashable {
    /// Share of the choices that are only learned from.
    public var burnIn: Double
    /// Share of the choices before the first that counts for the test; those between are validation.
    public var testFrom: Double
    /// Share of the choices after which judging ends; below 1 while choices are made.
    public var until: Double
    /// Seconds after which learners may train anew.
    public var periodSeconds: Int64
    /// Whether what the user has met before is no candidate.
    public var seenRemoved: Bool
    /// k of HR and NDCG.
    public var cutoff: Int
    public var resamples: Int
    public var seed: UInt64

    public init(
        burnIn: Double = 0.1, testFrom: Double = 0.25, until: Double = 1, periodSeconds: Int64 = 3600, seenRemoved: Bool = true,
        cutoff: Int = 10, resamples: Int = 1000, seed: UInt64 = 42
    ) {
        self.burnIn = burnIn
        self.testFrom = testFrom
        self.until = until
        self.periodSeconds = max(1, periodSeconds)
        self.seenRemoved = seenRemoved
        self.cutoff = max(1, cutoff)
        self.resamples = resamples
        self.seed = seed
    }
}

/// What came out for one learner.
public struct PrequentialOutcome: Sendable {
    public var result: EvaluationResult
    /// HR@k on the choices between burn-in and test: what choices are made on.
    public var validationHitRate: Double
    /// Seconds that `begin` took, over the periods of the test.
    public var secondsPerPeriod: Double
    /// Seconds that answering and learning took for a choice, over the whole stream.
    public var secondsPerChoice: Double
    let sums: PrequentialSums
}

/// Goes through a stream once: every learner answers each question, then learns the answer.
///
/// Candidates are all items that anybody has chosen before the question; a target that nobody has is a miss. Means are over
/// questions, intervals over users with all their questions.
public struct PrequentialEvaluator: Sendable {
    public let options: PrequentialOptions
    public init(_ options: PrequentialOptions) { self.options = options }

    /// - Parameter progress: called with finished and all choices about once a period.
    /// - Throws: `PrequentialError.nothingToTest`, and whatever a learner throws.
    public func run(
        _ stream: PrequentialStream, learners: [any PrequentialLearner], progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> [PrequentialOutcome] {
        let end = stream.prefix(options.until)
        let (burnIn, testFrom) = (stream.prefix(options.burnIn), stream.prefix(options.testFrom))
        guard burnIn < end else { throw PrequentialError.nothingToTest(choices: stream.choices.count, testFrom: options.testFrom) }
        var judge = Judge(stream, learners: learners, options: options)
        for number in 0..<end {
            let phase: Judge.Phase = number < burnIn ? .burnIn : number < testFrom ? .validation : .test
            if try judge.meet(stream.choices[number], phase) { progress(number, end) }
        }
        return judge.outcomes()
    }

    /// The first against each of the others, on hits or gain by user.
    public func comparisons(_ outcomes: [PrequentialOutcome], metric: String) -> [PairedTest] {
        guard let first = outcomes.first else { return [] }
        let column = metric.hasPrefix("HR") ? 0 : 1
        let asked = first.sums.asked
        let mine = first.sums.contributions(column, asked: asked)
        return outcomes.dropFirst().map { other in
            let theirs = other.sums.contributions(column, asked: asked)
            return PairedTest(
                differences: zip(mine, theirs).map { $0 - $1 }, metric: metric, first: first.result.model, second: other.result.model,
                permutations: 2000, resamples: options.resamples, seed: options.seed)
        }
    }
}
