import Datasets

/// Cuts the targets of an evaluation by who asked and what was asked for.
///
/// In a slice every target is one question (for protocols with one target a case that is the case itself): HR@k and
/// NDCG@k of that target alone, averaged over questions.
struct Slicer {
    let task: EvaluationTask
    let k: Int

    func slices(_ rankings: [CaseRanking]) -> [EvaluationSlice] {
        activity(rankings) + popularity(rankings) + age(rankings) + coldness(rankings)
    }

    /// Quartiles of the history length.
    private func activity(_ rankings: [CaseRanking]) -> [EvaluationSlice] {
        let lengths = rankings.map { task.cases[$0.caseIndex].historyCount }.sorted()
        guard lengths.count >= 4 else { return [] }
        // Upper ends; equal ones collapse, so that a slice is never empty by construction.
        let ends = [lengths.count / 4, lengths.count / 2, lengths.count * 3 / 4].map { lengths[$0] } + [lengths[lengths.count - 1]]
        let distinct = ends.reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
        let labels = distinct.enumerated().map { position, end in
            let low = position == 0 ? lengths[0] : distinct[position - 1] + 1
            return low == end ? "\(end) events" : "\(low)–\(end) events"
        }
        return collect(rankings, dimension: "activity", labels: labels) { ranking, _ in
            distinct.firstIndex { task.cases[ranking.caseIndex].historyCount <= $0 }
        }
    }

    /// Head, middle and tail each hold a third of the training events; cold items hold none.
    private func popularity(_ rankings: [CaseRanking]) -> [EvaluationSlice] {
        let group = popularityGroups()
        return collect(
            rankings, dimension: "popularity",
            labels: ["head (a third of events)", "middle (a third)", "tail (a third)", "cold (no event)"]
        ) { group[$1.position] }
    }

    private func popularityGroups() -> [Int] {
        let counts = task.statistics.counts
        var groups = [Int](repeating: 3, count: counts.count)
        var before = 0
        for item in counts.indices.sorted(by: { (counts[$1], $0) < (counts[$0], $1) }) where counts[item] > 0 {
            groups[item] = min(before * 3 / max(task.statistics.total, 1), 2)
            before += counts[item]
        }
        return groups
    }

    /// Years from the item's release to the request, or to the newest release where requests have no time.
    private func age(_ rankings: [CaseRanking]) -> [EvaluationSlice] {
        guard let newest = task.catalog.items.lazy.compactMap(\.releaseYear).max() else { return [] }
        return collect(
            rankings, dimension: "age", labels: ["up to 1 year", "2–5 years", "6–20 years", "over 20 years", "unknown"]
        ) { ranking, item in
            guard let released = task.catalog[item].releaseYear else { return 4 }
            let now = task.cases[ranking.caseIndex].request.time?.calendarYear ?? newest
            return [1, 5, 20].firstIndex { now - released <= $0 } ?? 3
        }
    }

    private func coldness(_ rankings: [CaseRanking]) -> [EvaluationSlice] {
        collect(rankings, dimension: "target", labels: ["warm", "cold"]) { task.statistics.isCold($1) ? 1 : 0 }
    }

    private func collect(
        _ rankings: [CaseRanking], dimension: String, labels: [String], group: (CaseRanking, ItemIndex) -> Int?
    ) -> [EvaluationSlice] {
        var sums = [(count: Int, hits: Double, gain: Double)](repeating: (0, 0, 0), count: labels.count)
        for ranking in rankings {
            for (rank, item) in zip(ranking.targets, ranking.targetItems) {
                guard let slice = group(ranking, item) else { continue }
                sums[slice].count += 1
                sums[slice].hits += HitRate.at(k, [rank]) ?? 0
                sums[slice].gain += NDCG.at(k, [rank]) ?? 0
            }
        }
        return zip(labels, sums).filter { $1.count > 0 }.map { label, sum in
            EvaluationSlice(
                dimension: dimension, label: label, targets: sum.count,
                metrics: ["HR@\(k)": sum.hits / Double(sum.count), "NDCG@\(k)": sum.gain / Double(sum.count)])
        }
    }
}

extension Item {
    var releaseYear: Int? { released?.calendarYear ?? year }
}

extension Timestamp {
    /// The year in UTC of the proleptic Gregorian calendar.
    ///
    /// Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
    var calendarYear: Int {
        let days = Int((Double(seconds) / 86_400).rounded(.down)) + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        return yearOfEra + era * 400 + (dayOfYear >= 306 ? 1 : 0)
    }
}
