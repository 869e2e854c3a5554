import Datasets

/// Which items may be recommended at all. Never a sample: what is left out is left out for everyone, by a stated rule.
///
/// A target outside the set is a miss, not a case less.
public struct CandidateSet: Sendable {
    /// Shown in the result, such as `trained items`.
    public let name: String
    /// V.
    public let catalogCount: Int
    /// How many items may be recommended.
    public let count: Int
    /// Ascending positions of those that may not.
    package let excluded: [Int32]

    /// - Parameter allowed: shape `[V]`.
    public init(name: String, allowed: [Bool]) {
        self.name = name
        catalogCount = allowed.count
        excluded = allowed.indices.lazy.filter { !allowed[$0] }.map { Int32($0) }
        count = catalogCount - excluded.count
    }

    /// Every item of the catalogue.
    public static func all(catalogCount: Int) -> CandidateSet {
        CandidateSet(name: "all items", allowed: [Bool](repeating: true, count: catalogCount))
    }

    /// The items with at least one training event, as most published protocols rank; a cold target is a miss.
    public static func trained(_ statistics: TrainingStatistics) -> CandidateSet {
        CandidateSet(name: "trained items", allowed: statistics.counts.map { $0 > 0 })
    }

    /// The items that no training event names.
    public static func cold(_ statistics: TrainingStatistics) -> CandidateSet {
        CandidateSet(name: "cold items", allowed: statistics.counts.map { $0 == 0 })
    }

    /// The items that occur in any event, listed but unknown ones left out.
    public static func occurring(in users: [UserHistory], catalogCount: Int) -> CandidateSet {
        let statistics = TrainingStatistics(users, catalogCount: catalogCount)
        return CandidateSet(name: "items with events", allowed: statistics.counts.map { $0 > 0 })
    }

    /// The given items only, such as a withheld pool.
    public static func only(_ items: some Sequence<ItemIndex>, name: String, catalogCount: Int) -> CandidateSet {
        var allowed = [Bool](repeating: false, count: catalogCount)
        for item in items where allowed.indices.contains(item.position) { allowed[item.position] = true }
        return CandidateSet(name: name, allowed: allowed)
    }
}
