import Datasets
import Evaluation

/// The columns of some items for each of many questions with a known answer: what a fit of weights reads.
///
/// Where all items of all cases do not fit into memory, a case keeps its answers, the best of each column, and a draw of the
/// rest that counts for all of it: the softmax then estimates the whole catalogue's.
package struct CompanionCases: Sendable {
    package struct Case: Sendable {
        package var facts: CompanionFacts
        /// Rows of `features`.
        package var rows: Range<Int>
        /// Rows that were chosen, each with this weight.
        package var targets: [Int]
        package var weight: Float
        package var userKey: UInt64

        package init(facts: CompanionFacts, rows: Range<Int>, targets: [Int], weight: Float, userKey: UInt64) {
            self.facts = facts
            self.rows = rows
            self.targets = targets
            self.weight = weight
            self.userKey = userKey
        }
    }

    let columnCount: Int
    private(set) var cases: [Case] = []
    /// Row-major, shape `[rows, K]`.
    private(set) var features: [Float] = []
    /// How many items of the catalogue a row stands for, shape `[rows]`.
    private(set) var counts: [Float] = []

    private static let batch = 32

    /// Cases that stand already.
    package init(columnCount: Int, cases: [Case], features: [Float], counts: [Float]) {
        (self.columnCount, self.cases, self.features, self.counts) = (columnCount, cases, features, counts)
    }

    /// What a fit may hold.
    package struct Limits: Sendable {
        /// Floats of all features; 50 million are 200 MB.
        package var features = 50 << 20
        /// Items of a case; below this there are rather fewer cases.
        package var fewestRows = 400
    }

    /// - Parameters:
    ///   - scorer: bound to the task's catalogue, without companions.
    ///   - signals: in the order of the catalogue.
    ///   - task: validation; cases of which no target can be chosen are left out.
    init(scorer: FoundationScorer, signals: [CompanionSignal], task: EvaluationTask, limits: Limits, workers: Int) throws {
        columnCount = 1 + signals.reduce(0) { $0 + $1.columns.count }
        let itemCount = task.catalog.count
        let usable = Self.sample(task.cases.filter { !$0.targets.isEmpty }, most: limits.features / (columnCount * limits.fewestRows))
        let places = limits.features / (columnCount * max(1, usable.count))
        let rowsPerCase = places >= itemCount ? itemCount : max(limits.fewestRows, places)
        let columns = UnsafeMutableBufferPointer<Float>.allocate(capacity: columnCount * max(1, itemCount))
        defer { columns.deallocate() }
        for start in stride(from: 0, to: usable.count, by: Self.batch) where itemCount > 0 {
            let batch = Array(usable[start..<min(start + Self.batch, usable.count)])
            var logits = [Float](repeating: -.infinity, count: batch.count * itemCount)
            try LivePopularityFit.score(batch, with: scorer, itemCount: itemCount, into: &logits, workers: workers)
            for (index, one) in batch.enumerated() {
                columns.update(repeating: 0)
                for item in 0..<itemCount { columns[item] = logits[index * itemCount + item] }
                if task.seenRemoved {
                    for event in one.interactions[..<one.historyCount] { if let item = event.item { columns[item.position] = -.infinity } }
                }
                let question = CompanionQuestion(one.query, itemCount: itemCount, tokenizer: scorer.tokenizer)
                Self.fill(question, signals, columns.baseAddress! + itemCount, itemCount: itemCount)
                append(one, question.facts, UnsafeBufferPointer(columns), itemCount: itemCount, limit: rowsPerCase)
            }
        }
        weighUsers()
    }

    /// What decides whether a user's cases are among those that weights are fitted to.
    package static func drawHash(_ key: UInt64) -> UInt64 { StableHash.mix(key ^ 0xC0F) }

    /// No fit reads more cases than this: every companion has a column at least, and the network one.
    package static func mostCases(kinds: Int) -> Int {
        let limits = Limits()
        return limits.features / ((1 + max(1, kinds)) * limits.fewestRows)
    }

    /// The same cases whatever else is there: those with the smallest hashes of their users' keys, in their order.
    private static func sample(_ cases: [EvaluationCase], most: Int) -> [EvaluationCase] {
        guard cases.count > max(1, most) else { return cases }
        let order = cases.indices.sorted { (drawHash(cases[$0].userKey), $0) < (drawHash(cases[$1].userKey), $1) }
        return order.prefix(max(1, most)).sorted().map { cases[$0] }
    }

    private static func fill(
        _ question: CompanionQuestion, _ signals: [CompanionSignal], _ columns: UnsafeMutablePointer<Float>, itemCount: Int
    ) {
        var next = columns
        for signal in signals {
            signal.fill(question, into: next, itemCount: itemCount)
            next += signal.columns.count * itemCount
        }
    }

    private mutating func append(
        _ question: EvaluationCase, _ facts: CompanionFacts, _ columns: UnsafeBufferPointer<Float>, itemCount: Int, limit: Int
    ) {
        let isTarget = Set(question.targets.lazy.map(\.position).filter { columns[$0] > -.infinity })
        guard !isTarget.isEmpty else { return }
        let kept = limit >= itemCount ? nil : Self.best(columns, itemCount: itemCount, each: limit / (2 * columnCount)).union(isTarget)
        let rest = itemCount - (kept?.count ?? 0)
        let share = min(1, max(1, Double(limit - (kept?.count ?? 0))) / Double(max(1, rest)))
        let first = counts.count
        var targets: [Int] = []
        for item in 0..<itemCount where columns[item] > -.infinity {
            let isKept = kept?.contains(item) ?? true
            guard isKept || Self.isDrawn(item, question.userKey, share) else { continue }
            if isTarget.contains(item) { targets.append(counts.count) }
            counts.append(isKept ? 1 : Float(1 / share))
            for column in 0..<columnCount { features.append(columns[column * itemCount + item]) }
        }
        cases.append(Case(facts: facts, rows: first..<counts.count, targets: targets, weight: 1, userKey: question.userKey))
    }

    private static func best(_ columns: UnsafeBufferPointer<Float>, itemCount: Int, each: Int) -> Set<Int> {
        var best: Set<Int> = []
        for start in stride(from: 0, to: columns.count, by: itemCount) {
            let column = UnsafeBufferPointer(rebasing: columns[start..<start + itemCount])
            for item in BestItems.select(max(1, each), from: column) where columns[item.position] > -.infinity {
                best.insert(item.position)
            }
        }
        return best
    }

    private static func isDrawn(_ item: Int, _ key: UInt64, _ share: Double) -> Bool {
        Double(StableHash.mix(key ^ StableHash.mix(UInt64(item) &+ 0xC0DE)) >> 11) * 0x1p-53 < share
    }

    /// Every user counts alike, as in the figures that are published, and all together by the number of their choices.
    private mutating func weighUsers() {
        var choices: [UInt64: Int] = [:]
        for one in cases { choices[one.userKey, default: 0] += one.targets.count }
        let mean = Float(choices.values.reduce(0, +)) / Float(max(1, choices.count))
        for index in cases.indices { cases[index].weight = mean / Float(choices[cases[index].userKey]!) }
    }

    /// The targets' number: what the fit has to go by.
    var choiceCount: Int { cases.reduce(0) { $0 + $1.targets.count } }
}
