import Datasets
import Evaluation
import Tensors

// Letters: C classes of all heads, D width, V items.

/// Where in the space of titles the classes of the intent heads lie: what a request moves along when its asker says a class.
///
/// The direction of a class is the mean unit vector of its titles, each counted as often as it was chosen in training, less that of all
/// titles with a class of the head. How far a request goes along it is one number per head: the one under which what was chosen in the
/// validation cases is likeliest when its class is said. The kind of an engagement is no property of a title and has no direction.
struct IntentDirections {
    let vocabulary: IntentVocabulary
    let labels: IntentLabels
    let model: FoundationModel
    let scorer: FoundationScorer

    /// Lengths that are tried; requests have a length of about √D. 0 = what is said is not worth hearing.
    private static let lengths: [Float] = [0, 1, 2, 4, 8, 16, 32, 64]
    private static let mostCases = 400
    /// Below this many cases a length says more about the cases than about people.
    private static let fewestCases = 20

    private struct Case {
        /// Before it gets its length, `[D]`.
        var query: [Float]
        var predicted: [Float]
        /// A class of the target in each head; nil = none.
        var classes: [Int?]
        var target: Int
        /// Of the request.
        var year: Int?
    }

    /// - Returns: `[C, D]`; nil where there are too few cases.
    /// - Complexity: O(lengths · cases · V·D) for each head.
    func fit(_ cases: [EvaluationCase]) throws -> [Float]? {
        let known = try read(Array(cases.prefix(Self.mostCases)))
        guard known.count >= Self.fewestCases else { return nil }
        let width = model.configuration.embeddingDimension
        // The last year may be one of few requests: what is new then is not what was new to most.
        let years = known.compactMap(\.year).sorted()
        let year = years.isEmpty ? model.cutoffYear : years[years.count / 2]
        var result = [Float](repeating: 0, count: vocabulary.columnCount * width)
        for (head, range) in labels.groups.ranges.enumerated() where vocabulary.heads[head].aspect != .kind {
            let contrasts = contrasts(head, range.count, year: year)
            let asked = known.filter { $0.classes[head] != nil }
            guard asked.count >= Self.fewestCases else { continue }
            let likelihoods = Self.lengths.map { likelihood(asked, head, range, contrasts, length: $0) }
            let best = likelihoods.indices.max { (likelihoods[$0], $1) < (likelihoods[$1], $0) }!
            for place in contrasts.indices { result[range.lowerBound * width + place] = Self.lengths[best] * contrasts[place] }
        }
        return result
    }

    /// What the network makes of cases, and what they turned out to be.
    private func read(_ cases: [EvaluationCase]) throws -> [Case] {
        var result = [Case?](repeating: nil, count: cases.count)
        try scorer.forEachAnswer(cases.map(\.query), window: .latest) { answers, rows in
            guard let intents = answers.intents else { return }
            for (position, row) in rows.enumerated() {
                guard let target = cases[row].targets.first, scorer.model.itemCounts[target.position] > 0 else { continue }
                let year = cases[row].request.time.flatMap { CalendarYear.year(seconds: $0.seconds) } ?? model.cutoffYear
                let label = IntentLabel(item: target, kind: .discover, year: year)
                result[row] = Case(
                    query: Self.row(position, of: intents.query), predicted: Self.row(position, of: intents.predicted),
                    classes: vocabulary.heads.indices.map { labels.classes(label, head: $0).first }, target: target.position, year: year)
            }
        }
        return result.compactMap { $0 }
    }

    private static func row(_ row: Int, of tensor: Tensor) -> [Float] {
        Array(UnsafeBufferPointer(start: tensor.value + row * tensor.columns, count: tensor.columns))
    }

    /// Means of the classes less the mean of all, titles as old as they are in a year, `[classes, D]`.
    private func contrasts(_ head: Int, _ count: Int, year: Int?) -> [Float] {
        let width = model.configuration.embeddingDimension
        var (sums, weights) = ([Float](repeating: 0, count: count * width), [Float](repeating: 0, count: count))
        var (all, total) = ([Float](repeating: 0, count: width), Float(0))
        for (item, chosen) in model.itemCounts.enumerated() where chosen > 0 {
            let found = labels.classes(IntentLabel(item: ItemIndex(item), kind: .discover, year: year), head: head)
            guard !found.isEmpty else { continue }
            let vector = scorer.vector(of: ItemIndex(item))
            for column in 0..<width { all[column] += Float(chosen) * vector[column] }
            total += Float(chosen)
            for place in found {
                for column in 0..<width { sums[place * width + column] += Float(chosen) * vector[column] }
                weights[place] += Float(chosen)
            }
        }
        for place in 0..<count where weights[place] > 0 {
            for column in 0..<width { sums[place * width + column] = sums[place * width + column] / weights[place] - all[column] / total }
        }
        return sums
    }

    /// Mean log-probability of what was chosen when its class is said, directions of a length.
    private func likelihood(_ cases: [Case], _ head: Int, _ range: Range<Int>, _ contrasts: [Float], length: Float) -> Double {
        let arena = Arena()
        var logits = [Float](repeating: 0, count: scorer.itemCount)
        var sum = 0.0
        for one in cases {
            let user = said(one, one.classes[head]!, range, contrasts, length: length)
            arena.reset()
            user.withUnsafeBufferPointer { user in
                logits.withUnsafeMutableBufferPointer { scorer.logits(of: user.baseAddress!, into: $0.baseAddress!, arena: arena) }
            }
            sum += Double(logits[one.target] - LogSum.of(logits.count) { logits[$0] })
        }
        return sum / Double(max(1, cases.count))
    }

    /// The unit vector of a case whose class is said.
    private func said(_ one: Case, _ place: Int, _ range: Range<Int>, _ contrasts: [Float], length: Float) -> [Float] {
        var user = one.query
        let width = user.count
        for (other, column) in range.enumerated() {
            let share = length * ((other == place ? 1 : 0) - one.predicted[column])
            for depth in 0..<width { user[depth] += share * contrasts[other * width + depth] }
        }
        let norm = user.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return norm > 0 ? user.map { $0 / norm } : user
    }
}
