import Datasets

/// What is asked of every model in one table: the same cases, candidates and rules.
public struct EvaluationTask: Sendable {
    public var dataset: String
    public var protocolName: String
    public var cases: [EvaluationCase]
    public var seenRemoved: Bool
    public var catalog: Catalog
    public var candidates: CandidateSet
    public var statistics: TrainingStatistics
    /// How people are parted to look for gaps between them, beside by activity.
    public var groupings: [UserGrouping] = []
    /// Of the data that was split, so that results tell whether they are of one data set.
    public var fingerprint: String?

    public enum Part: String, Sendable, Codable { case validation, test }

    /// - Parameters:
    ///   - split: from `catalog`'s data set.
    ///   - part: `test` is read once, for the report; choices are made on `validation`.
    ///   - candidates: every item of the catalogue unless given.
    public init(
        dataset: String, split: Split, part: Part = .test, catalog: Catalog, candidates: CandidateSet? = nil
    ) {
        self.dataset = dataset
        protocolName = split.protocolName
        cases = part == .test ? split.test : split.validation
        seenRemoved = split.seenRemoved
        self.catalog = catalog
        self.candidates = candidates ?? .all(catalogCount: catalog.count)
        statistics = TrainingStatistics(split.training, catalogCount: catalog.count)
    }

    /// 16 hexadecimal digits of who is asked, after how many events, and for what.
    var questionsHash: String {
        var hash = StableHash(seed: 0xA5C)
        for entry in cases {
            hash.combine(entry.userKey)
            hash.combine(UInt64(entry.historyCount))
            for target in entry.targets { hash.combine(UInt64(UInt32(bitPattern: target.rawValue))) }
        }
        let digits = String(hash.value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The same task with other candidates, such as the withheld pool.
    public func restricted(to candidates: CandidateSet) -> EvaluationTask {
        var task = self
        task.candidates = candidates
        return task
    }
}
