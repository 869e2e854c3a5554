import Datasets
import Evaluation

/// Events of one user that carry one stamp: whoever sorts them decides what the last one is.
struct Ties: HistoryDetector {
    /// Below this share of users whose last two are tied, figures do not move.
    static let noticeable = 0.01
    private(set) var stamped = 0
    private(set) var tied = 0
    private(set) var users = 0
    private(set) var lastTied = 0
    private(set) var runs = 0
    private(set) var longest = 0
    private var runSizes = [Int](repeating: 0, count: 65)
    /// Neighbours inside ties whose items can be told apart and were met before, and how many of them ascend.
    private(set) var neighbours = 0
    private(set) var ascending = 0
    private var examples: [Finding.Example] = []
    private var sortedExamples: [Finding.Example] = []

    mutating func look(at user: UserEvents, in examination: Examination) {
        let entries = user.entries
        guard entries.count >= 2 else { return }
        var start = 0
        for position in entries.indices where entries[position].hasTime {
            stamped += 1
            if position + 1 == entries.count || entries[position + 1].time != entries[position].time {
                if entries[start].time != entries[position].time { start = position }
                close(entries[start...position], in: examination)
                start = position + 1
            }
        }
        let (last, before) = (entries[entries.count - 1], entries[entries.count - 2])
        guard last.hasTime else { return }
        users += 1
        guard last.time == before.time, last.item != before.item else { return }
        lastTied += 1
        if examples.count < examination.options.exampleCount {
            examples += [examination.example(before), examination.example(last, "the same user at the same instant")]
        }
    }

    private mutating func close(_ run: ArraySlice<SampledEvent>, in examination: Examination) {
        guard run.count > 1, run.contains(where: { $0.item != run.first!.item }) else { return }
        runs += 1
        tied += run.count
        longest = max(longest, run.count)
        runSizes[min(run.count, 64)] += 1
        for (a, b) in zip(run, run.dropFirst()) where a.item != b.item && !examination.introduces(b) {
            guard let ascends = examination.itemPrecedes(a, b) else { continue }
            neighbours += 1
            if ascends { ascending += 1 }
            if ascends, sortedExamples.count < examination.options.exampleCount { sortedExamples.append(examination.example(b)) }
        }
    }

    /// The size that half of the runs do not exceed.
    private var medianRun: Int {
        var left = (runs + 1) / 2
        for size in runSizes.indices {
            left -= runSizes[size]
            if left <= 0 { return size }
        }
        return 0
    }

    func findings(in examination: Examination) -> [Finding] {
        [tieFinding(examination), sortedFinding()].compactMap { $0 }
    }

    private func tieFinding(_ examination: Examination) -> Finding? {
        let share = users > 0 ? Double(lastTied) / Double(users) : 0
        guard share >= Ties.noticeable, lastTied >= 3 else { return nil }
        let longestRun = longest > 2 ? ", the longest of \(Figures.grouped(longest))" : ""
        return Finding(
            .ties, share >= 0.05 ? .warning : .notice,
            "\(Figures.percent(share)) of the users' last two events have one time stamp; in all, "
                + "\(Figures.percent(Double(tied) / Double(max(stamped, 1)))) of the events are tied, in runs of \(medianRun) at the median"
                + longestRun + examination.sampleNote,
            count: lastTied, of: users, "users", examples: examples,
            cost: "A sort that is not stable changes the target of leave-one-out for these users, and with it every published figure; "
                + "two programs that read this file can disagree without either being wrong.",
            unlocks: "With a finer stamp or a sequence number, order inside a tie would be known instead of assumed.",
            advice: "Ties keep the order of the file here. If that order means nothing, shuffle it once for all: "
                + "\"tieSeed\": 1 under \"preprocessing\" in the run file, and compare.",
            figures: [
                "tiedShare": Double(tied) / Double(max(stamped, 1)), "lastTwoTiedShare": share, "medianRun": Double(medianRun),
                "longestRun": Double(longest),
            ])
    }

    private func sortedFinding() -> Finding? {
        guard neighbours >= 100 else { return nil }
        let share = Double(ascending) / Double(neighbours)
        guard share >= 0.9 else { return nil }
        return Finding(
            .tiesSortedByItem, .warning,
            "inside ties, \(Figures.percent(share)) of neighbours ascend by item id: the file is sorted by id where the time is equal",
            count: ascending, of: neighbours, "tied neighbours", examples: sortedExamples,
            cost: "The order of ids is not the order in which people chose, and a sequence model learns the numbering of the catalogue.",
            unlocks: "True order, or none, inside ties.",
            advice: "Shuffle ties: \"tieSeed\": 1 under \"preprocessing\" in the run file.", figures: ["ascendingShare": share])
    }
}
