import Datasets
import Evaluation

/// What the last minutes say about the candidates of a question; kept up with every choice.
///
/// Every signal is one or more columns. Additive terms that are equal for all candidates are left out: a softmax does not
/// see them.
public enum LiveSignal: String, Sendable, Codable, CaseIterable {
    /// ln of the counts at several half-lives: what is read now, and whether it rises or falls.
    case popularity
    /// What came after the user's last item, at several half-lives, against what would have come anyway.
    case transitions
    /// What goes with the user's last items.
    case session
    /// How much more it is chosen with this device, place and surface than by all.
    case context
    /// Time since the first and since the last choice of the item.
    case age
    /// Whether the user has met it.
    case met
    /// The logits of a foundation model, taken apart: what it says about everybody of late, and about this user beyond that.
    case foundation

    var columnCount: Int {
        switch self {
        case .popularity: LiveSignals.halfLives.count
        case .transitions: 4
        case .session: 3
        case .context: 3
        case .age: 3
        case .met: 1
        case .foundation: 3
        }
    }
}

final class LiveSignals {
    /// Minutes; the one of `reference` stands for "anyway".
    static let halfLives: [Double] = [2, 5, 15, 45, 180, 720]
    private static let reference = 3
    /// In counts: how much of what all do is mixed into what is seldom seen.
    private static let smoothing: Float = 3

    private let itemCount: Int
    private let counts: [DecayedCounts]
    private let next: FadingLinks
    private let together: FadingLinks
    /// By field, then value.
    private var contexts: [[Int: DecayedCounts]] = [[:], [:], [:]]
    private(set) var recent: RecentItems
    private let sessionizer = Sessionizer()
    private let depth = 5

    /// - Parameter horizonHours: candidates are the items chosen within it.
    init(horizonHours: Double, itemCount: Int) {
        self.itemCount = itemCount
        counts = Self.halfLives.map { DecayedCounts(minutes: $0, itemCount: itemCount) }
        next = FadingLinks(minutes: [30, 180, 10_000], itemCount: itemCount)
        together = FadingLinks(minutes: [360], itemCount: itemCount)
        recent = RecentItems(horizon: Int64(horizonHours * 3_600_000), itemCount: itemCount)
    }

    func candidates(at time: Int64) -> [Int32] {
        recent.forget(at: time)
        return recent.items
    }

    // MARK: Learning

    func learn(_ query: ScoringQuery, chosen: ItemIndex, at time: Int64) {
        let item = chosen.rawValue
        let before = lastItems(query)
        if let last = before.first {
            let isSession = sessionizer.continues(query.history.last?.time, query.request.time)
            next.add(from: last, to: item, at: time, weight: isSession ? 1 : 0.3)
        }
        for other in before where other != item {
            together.add(from: other, to: item, at: time)
            together.add(from: item, to: other, at: time, weight: 0.5)
        }
        for count in counts { count.add(item, at: time) }
        for (field, value) in EventContext(query.request).values.enumerated() where value != 0 {
            contextCounts(field, value).add(item, at: time)
        }
        recent.meet(item, at: time)
    }

    private func contextCounts(_ field: Int, _ value: Int) -> DecayedCounts {
        if let known = contexts[field][value] { return known }
        let new = DecayedCounts(minutes: 60, itemCount: itemCount)
        contexts[field][value] = new
        return new
    }

    /// Newest first, whichever session they are of.
    private func lastItems(_ query: ScoringQuery) -> [Int32] {
        var items: [Int32] = []
        for event in query.history.reversed() {
            guard items.count < depth else { break }
            if let item = event.chosenItem { items.append(item.rawValue) }
        }
        return items
    }

    // MARK: Columns

    /// Fills the columns of a signal from `first` on.
    func fill(_ signal: LiveSignal, _ table: CandidateTable, first: Int, _ query: ScoringQuery, at time: Int64) {
        switch signal {
        case .popularity: fillPopularity(table, first, time)
        case .transitions: fillTransitions(table, first, query, time)
        case .session: fillSession(table, first, query, time)
        case .context: fillContext(table, first, query, time)
        case .age: fillAge(table, first, time)
        case .met: fillMet(table, first, query)
        case .foundation: break
        }
    }

    private func fillPopularity(_ table: CandidateTable, _ first: Int, _ time: Int64) {
        for (place, count) in counts.enumerated() {
            let (values, scale, target) = (count.values, count.scale(at: time), table.column(first + place))
            table.items.withUnsafeBufferPointer { items in
                for row in items.indices { target[row] = quickLog(values[Int(items[row])] * scale + 0.01) }
            }
        }
    }

    /// The share of an item in all choices of late, a little of it for everything.
    private func share(_ time: Int64) -> (Int32) -> Float {
        let count = counts[Self.reference]
        let (values, scale, total) = (count.values, count.scale(at: time), count.total(at: time) + 1)
        return { (values[Int($0)] * scale + 0.01) / total }
    }

    private func fillTransitions(_ table: CandidateTable, _ first: Int, _ query: ScoringQuery, _ time: Int64) {
        for column in 0..<4 { table.fill(first + column) }
        guard let last = lastItems(query).first else { return }
        let share = share(time)
        next.forEach(from: last, at: time) { item, weights in
            let row = recent.place(of: item)
            guard row >= 0 else { return }
            let expected = Self.smoothing * share(item)
            for lane in 0..<3 { table.column(first + lane)[row] = quickLog(1 + weights[lane] / expected) }
            table.column(first + 3)[row] = 1
        }
    }

    private func fillSession(_ table: CandidateTable, _ first: Int, _ query: ScoringQuery, _ time: Int64) {
        for column in 0..<3 { table.fill(first + column) }
        let sum = table.column(first)
        var weight: Float = 1
        for item in lastItems(query) {
            together.forEach(from: item, at: time) { other, weights in
                let row = recent.place(of: other)
                if row >= 0 { sum[row] += weight * weights[0] }
            }
            weight *= 0.7
        }
        let share = share(time)
        for row in 0..<table.count where sum[row] > 0 {
            table.column(first + 1)[row] = quickLog(1 + sum[row] / (Self.smoothing * share(table.items[row])))
            table.column(first + 2)[row] = 1
            sum[row] = quickLog(1 + sum[row])
        }
    }

    private func fillContext(_ table: CandidateTable, _ first: Int, _ query: ScoringQuery, _ time: Int64) {
        let all = counts[Self.reference]
        let (allValues, allScale) = (all.values, all.scale(at: time) / (all.total(at: time) + 1))
        for (field, value) in EventContext(query.request).values.enumerated() {
            guard value != 0, let count = contexts[field][value] else {
                table.fill(first + field)
                continue
            }
            let (values, scale, target) = (count.values, count.scale(at: time), table.column(first + field))
            table.items.withUnsafeBufferPointer { items in
                for row in items.indices {
                    let share = allValues[Int(items[row])] * allScale + 1e-5
                    target[row] = quickLog((values[Int(items[row])] * scale + 5 * share) / share)
                }
            }
        }
    }

    private func fillAge(_ table: CandidateTable, _ first: Int, _ time: Int64) {
        let (young, square, quiet) = (table.column(first), table.column(first + 1), table.column(first + 2))
        for (row, item) in table.items.enumerated() {
            let age = quickLog(1 + Float(time - recent.first[Int(item)]) / 60_000) / 5
            young[row] = age
            square[row] = age * age
            quiet[row] = quickLog(1 + Float(time - recent.last[Int(item)]) / 60_000) / 3
        }
    }

    private func fillMet(_ table: CandidateTable, _ first: Int, _ query: ScoringQuery) {
        table.fill(first)
        for event in query.history {
            guard let item = event.item else { continue }
            let row = recent.place(of: item.rawValue)
            if row >= 0 { table.column(first)[row] = 1 }
        }
    }
}
