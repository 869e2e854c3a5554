import Datasets

/// How many targets of a split by time are items that nobody has chosen before.
struct Coldness: HistoryDetector {
    struct Share: Sendable {
        var quantile: Double
        var cutoff: Int64
        var targets = 0
        var cold = 0
        var newUsers = 0
        var users = 0
    }

    private var choices: [(time: Int64, item: Int32)] = []
    private var firstOfUser: [Int64] = []
    private(set) var shares: [Share] = []

    mutating func look(at user: UserEvents, in examination: Examination) {
        for choice in user.choices where choice.hasTime { choices.append((choice.time, choice.item)) }
        if let first = user.entries.first, first.hasTime { firstOfUser.append(first.time) }
    }

    /// - Complexity: O(n log n) in the number of sampled choices.
    mutating func measure(in examination: Examination) {
        guard choices.count >= 100 else { return }
        let times = choices.map(\.time).sorted()
        for quantile in [0.8, 0.9] {
            var share = Share(quantile: quantile, cutoff: times[Int(quantile * Double(times.count - 1))])
            for choice in choices where choice.time > share.cutoff {
                share.targets += 1
                if examination.examiner.itemFacts[Int(choice.item)].firstTime > share.cutoff { share.cold += 1 }
            }
            share.users = firstOfUser.count
            share.newUsers = firstOfUser.count { $0 > share.cutoff }
            if share.targets > 0 { shares.append(share) }
        }
    }

    func findings(in examination: Examination) -> [Finding] {
        guard let worst = shares.max(by: { $0.coldShare < $1.coldShare }), worst.coldShare >= 0.2, worst.cold >= 20 else { return [] }
        let described = examination.examiner.descriptions.count(.facets) + examination.examiner.descriptions.count(.text)
        let each = shares.map { "\(Figures.percent($0.coldShare)) at \(Figures.percent($0.quantile))" }.joined(separator: ", ")
        return [
            Finding(
                .coldItems, worst.coldShare >= 0.4 ? .warning : .notice,
                "under a split by time, targets that nobody chose before the cut: \(each)" + examination.sampleNote,
                count: worst.cold, of: worst.targets, "targets",
                cost: described > 0
                    ? "A model of ids alone cannot know these items; only what is described can be recommended before anybody chose it."
                    : "Nothing describes the items, so a model trained before the cut can at best guess: static figures will be hopeless.",
                unlocks: "Judged as it goes on, with live popularity and hourly warm starts, the data shows what a service can do.",
                advice: described > 0
                    ? "Give attributes (--attributes) and report cold targets apart; evaluate prequentially, popularity updated live."
                    : "Describe the items if you can (title, section, text); evaluate prequentially against “popular in the last hour”.",
                figures: Dictionary(uniqueKeysWithValues: shares.map { ("coldShare\(Int(($0.quantile * 100).rounded()))", $0.coldShare) }))
        ]
    }
}

extension Coldness.Share {
    var coldShare: Double { targets > 0 ? Double(cold) / Double(targets) : 0 }
}
