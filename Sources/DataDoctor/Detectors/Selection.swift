import Datasets
import Evaluation

/// Traces of filters that were applied before the data came here.
enum Selection {
    /// The counts that a filter left behind.
    struct Core: Sendable, Equatable {
        /// The smallest count that was kept.
        var minimum: Int
        /// How many have exactly this count.
        var at: Int
        /// How many have less: later steps may have taken events away.
        var below: Int
        var total: Int
    }

    /// Finds a k such that counts below it are (nearly) absent and counts from it on are not.
    ///
    /// A tail of the distribution thins out towards its end; a cut stops at its fullest. So the counts at k…1.5k must be at least
    /// half as frequent as those up to 2k and twenty times as frequent as those below k, and k itself nearly as frequent as those up to 2k.
    static func core(_ counts: [Int]) -> Core? {
        guard counts.count >= 50 else { return nil }
        var histogram = [Int](repeating: 0, count: 202)
        for count in counts { histogram[min(count, 201)] += 1 }
        var below = 0
        for k in 3...100 {
            below += histogram[k - 1]
            guard below * 50 <= counts.count else { return nil }
            let near = histogram[k..<(k + max(k / 2, 1))].reduce(0, +)
            let upTo = histogram[k..<2 * k].reduce(0, +)
            let nearDensity = Double(near) / Double(max(k / 2, 1))
            let density = Double(upTo) / Double(k)
            let belowDensity = Double(below) / Double(k - 1)
            guard histogram[k] >= max(5, counts.count / 100), Double(near) >= 0.02 * Double(counts.count), nearDensity >= 0.5 * density,
                Double(histogram[k]) >= 0.8 * density, nearDensity >= 20 * belowDensity
            else { continue }
            return Core(minimum: k, at: histogram[k], below: below, total: counts.count)
        }
        return nil
    }

    static func findings(in examination: Examination) -> [Finding] {
        let examiner = examination.examiner
        let userCounts = examiner.users.counts.filter { $0 > 0 }.map(Int.init)
        let itemCounts = examiner.items.counts.filter { $0 > 0 }.map(Int.init)
        let likedUsers = examiner.userFacts.map { Int($0.positive) }.filter { $0 > 0 }
        let likedItems = examiner.itemFacts.map { Int($0.positive) }.filter { $0 > 0 }
        // Where there are verdicts, filters are usually made on likes.
        let userCore = core(likedUsers).map { ($0, "likes") } ?? core(userCounts).map { ($0, "events") }
        let itemCore = core(likedItems).map { ($0, "likes") } ?? core(itemCounts).map { ($0, "events") }
        return [
            userCore.map { userFinding($0.0, $0.1, examination) }, itemCore.map { itemFinding($0.0, $0.1, examination) },
            outcomeFinding(examination), capFinding(userCounts, examination),
        ].compactMap { $0 }
    }

    private static func sentence(_ core: Core, _ what: String, _ of: String) -> String {
        let none = core.below == 0 ? "none has fewer" : "\(Figures.grouped(core.below)) have fewer"
        return
            "\(what) have \(core.minimum) \(of) or more: \(Figures.grouped(core.at)) have exactly \(core.minimum), \(none) — the data was filtered"
    }

    private static func userFinding(_ core: Core, _ of: String, _ examination: Examination) -> Finding {
        Finding(
            .memberFilter, .notice, sentence(core, "users", of), count: core.total, of: core.total, "users",
            cost: "People with fewer \(of) were left out: newcomers and occasional users, most of a real audience, are not represented.",
            unlocks: "With everybody, the answer to “what do we show a newcomer” can be measured.",
            advice:
                "Report figures as those of active users; ask for the unfiltered log, and evaluate withheld users after 0, 1, 2, 5 events.",
            figures: ["minimum": Double(core.minimum), "atMinimum": Double(core.at), "below": Double(core.below)])
    }

    private static func itemFinding(_ core: Core, _ of: String, _ examination: Examination) -> Finding {
        Finding(
            .itemFilter, .notice, sentence(core, "items", of), count: core.total, of: core.total, "items",
            cost:
                "Popularity among the kept is an artefact, the catalogue is smaller than the real one, and every list is easier than in life.",
            unlocks: "With all items, coverage and cold items can be measured.",
            advice: "State the filter beside every figure; do not compare with figures on unfiltered data.",
            figures: ["minimum": Double(core.minimum), "atMinimum": Double(core.at), "below": Double(core.below)])
    }

    // MARK: Popularity against outcome

    /// Whether how often an item occurs tells whether an event on it is a like or a hate.
    private static func outcomeFinding(_ examination: Examination) -> Finding? {
        let facts = examination.examiner.itemFacts
        var groups: [UInt32: (positive: Int, negative: Int)] = [:]
        for (item, fact) in facts.enumerated() where fact.positive + fact.negative > 0 {
            groups[examination.examiner.items.counts[item], default: (0, 0)].positive += Int(fact.positive)
            groups[examination.examiner.items.counts[item]]!.negative += Int(fact.negative)
        }
        guard let auc = areaUnderCurve(groups), abs(auc - 0.5) >= 0.35 else { return nil }
        let positive = groups.values.reduce(0) { $0 + $1.positive }
        let negative = groups.values.reduce(0) { $0 + $1.negative }
        return Finding(
            .popularityRevealsOutcome, .warning,
            "how often an item occurs predicts like or dislike with AUC \(Figure.fixed(auc, digits: 3))\(trace(facts))", count: negative,
            of: positive + negative, "verdicts",
            cost: "A model that counts looks as if it knew taste; likes and dislikes were collected differently.",
            unlocks: "An outcome that is about taste.",
            advice:
                "Ask only about items with several events (\"minimumEventsPerItem\": 6 under \"preprocessing\"), and learn outcomes inside "
                + "likes: completion or watch time.",
            figures: ["auc": auc])
    }

    /// What the filter looks like: liked items have many likes, nearly all of them; the others occur once or twice.
    private static func trace(_ facts: [DataExaminer.ItemFact]) -> String {
        let liked = facts.map { Int($0.positive) }.filter { $0 > 0 }.sorted()
        let disliked = facts.filter { $0.positive == 0 && $0.negative > 0 }.map { Int($0.negative) }.sorted()
        guard let least = liked.dropFirst(liked.count / 10).first, let middle = disliked.dropFirst(disliked.count / 2).first, least >= 3
        else { return "" }
        return
            ": nine of ten liked items have \(least) likes or more, while \(Figures.counted(disliked.count, "item")) with dislikes only have "
            + "\(middle) at the median — the trace of a filter (k-core) on likes, so popularity among the kept is an artefact"
    }

    /// The chance that a positive has a larger count than a negative, ties counting half.
    static func areaUnderCurve(_ groups: [UInt32: (positive: Int, negative: Int)]) -> Double? {
        var below = 0.0
        var sum = 0.0
        var positives = 0.0
        for (_, group) in groups.sorted(by: { $0.key < $1.key }) {
            sum += Double(group.positive) * (below + Double(group.negative) / 2)
            below += Double(group.negative)
            positives += Double(group.positive)
        }
        guard positives >= 50, below >= 50 else { return nil }
        return sum / (positives * below)
    }

    // MARK: Caps

    /// Many users with exactly the largest count: lists were cut.
    private static func capFinding(_ counts: [Int], _ examination: Examination) -> Finding? {
        guard counts.count >= 50, let largest = counts.max(), largest >= 5 else { return nil }
        let at = counts.count { $0 == largest }
        let just = counts.count { $0 < largest && $0 * 10 >= largest * 8 }
        let everybody = at == counts.count
        guard everybody || (at * 10 >= counts.count && at > 2 * just) else { return nil }
        return Finding(
            .cappedHistories, .notice,
            everybody
                ? "every user has exactly \(largest) events"
                : "\(Figures.percent(Double(at) / Double(counts.count))) of the users have exactly "
                    + "\(largest) events, nobody more: histories were cut at \(largest)",
            count: at, of: counts.count, "users",
            cost: "What was cut away is missing from popularity, and from the histories of the most active.",
            unlocks: "Whole histories: lifelong taste instead of the last or the most frequent \(largest).",
            advice: "Export without a limit, or say “top \(largest)” beside every figure.", figures: ["maximum": Double(largest)])
    }
}
