#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets
import Evaluation
import Recommenders

/// What diversity and calibration cost in accuracy: lists of ten for the cases of a validation set, chosen as `ListComposer` does.
///
/// NDCG@10 against the next choice, over the whole catalogue without what was met; likeness within a list is measured in the model's
/// space and, independently of it, by genres; distance from the own mix by `Evaluation.Miscalibration`.
package struct PageTradeoff: Sendable {
    package struct Point: Sendable, Codable, Hashable {
        package var kind: String
        package var diversity: Double
        package var calibration: Double
        package var ndcg = 0.0
        /// Mean of 1 − cosine over the pairs of a list.
        package var distance = 0.0
        /// Mean of 1 − shared genres ÷ all genres over the pairs of a list.
        package var genreDistance = 0.0
        /// Bits.
        package var miscalibration = 0.0
        /// Different titles in all lists.
        package var coverage = 0
    }
    package static let length = 10

    private let snapshot: ServingSnapshot
    private let metric: Miscalibration?
    private let options: PageOptions
    private let sheets: [(context: PageContext, history: [ItemIndex], target: Set<ItemIndex>)]

    /// - Parameters:
    ///   - cases: of a validation set, never of a test.
    ///   - scorer: over the catalogue of the snapshot.
    package init(_ cases: [EvaluationCase], scorer: some Scorer, snapshot: ServingSnapshot, options: PageOptions) throws {
        self.snapshot = snapshot
        self.options = options
        metric = Miscalibration(snapshot.titles.catalog)
        sheets = try cases.map { one in
            let query = ScoringQuery(
                userKey: one.userKey, interactions: one.interactions, historyCount: one.historyCount, request: one.request)
            var scores = [Float](repeating: 0, count: snapshot.titles.count)
            try scores.withUnsafeMutableBufferPointer { try scorer.score([query], into: $0) }
            let history = Array(one.interactions.prefix(one.historyCount))
            let person = PersonView(history: history)
            let sheet = ScoreSheet(
                snapshot, person, Moment(time: one.request.time ?? Timestamp(seconds: 0)), scores: scores,
                permitted: ItemMask(itemCount: scores.count, all: true))
            let context = PageContext(sheet, shelves: snapshot.shelves, options: options)
            return (context, history.compactMap(\.metItem), Set(one.targets))
        }
    }

    package func measure(_ kind: ListChooser.Diversity, diversity: Double, calibration: Double) -> Point {
        var point = Point(kind: kind == .volume ? "volume" : "marginal", diversity: diversity, calibration: calibration)
        var calibrated = 0
        var shown: Set<ItemIndex> = []
        for (context, history, target) in sheets {
            var composer = ListComposer(context, diversity: diversity, calibration: calibration, kind: kind, draw: .nothing)
            let list = composer.choose(PageTradeoff.length, before: []).map(\.item)
            point.ndcg += ndcg(list, target)
            point.distance += pairs(list) { 1 - Double(snapshot.shelves.cosine($0, $1)) }
            point.genreDistance += pairs(list, genreDistance)
            shown.formUnion(list)
            guard let bits = metric?.value(list: list, history: history) else { continue }
            point.miscalibration += bits
            calibrated += 1
        }
        let count = Double(max(1, sheets.count))
        (point.ndcg, point.distance, point.genreDistance) = (point.ndcg / count, point.distance / count, point.genreDistance / count)
        point.miscalibration /= Double(max(1, calibrated))
        point.coverage = shown.count
        return point
    }

    /// Mean of −log of the probability that the softmax over everything not met gives to the targets: by this the temperature is chosen.
    ///
    /// - Parameter temperature: share of the standard deviation of the scores.
    package func surprise(temperature: Float) -> Double {
        var (sum, count) = (0.0, 0)
        for (context, _, target) in sheets {
            let unit = temperature * context.temperature / options.temperature
            var total = 0.0
            for position in context.sheet.scores.indices where context.open.contains(ItemIndex(position)) {
                total += exp(Double((context.sheet.scores[position] - context.best) / unit))
            }
            for item in target where context.open.contains(item) {
                sum += log(total) - Double((context.sheet.scores[item.position] - context.best) / unit)
                count += 1
            }
        }
        return sum / Double(max(1, count))
    }

    private func ndcg(_ list: [ItemIndex], _ target: Set<ItemIndex>) -> Double {
        let gain = list.enumerated().reduce(0.0) { $0 + (target.contains($1.element) ? 1 / log2(Double($1.offset) + 2) : 0) }
        let ideal = (0..<min(target.count, list.count)).reduce(0.0) { $0 + 1 / log2(Double($1) + 2) }
        return ideal > 0 ? gain / ideal : 0
    }

    private func genreDistance(_ a: ItemIndex, _ b: ItemIndex) -> Double {
        let (one, other) = (Set(snapshot.shelves.genres(of: a)), Set(snapshot.shelves.genres(of: b)))
        let all = one.union(other).count
        return all > 0 ? 1 - Double(one.intersection(other).count) / Double(all) : 0
    }

    private func pairs(_ list: [ItemIndex], _ distance: (ItemIndex, ItemIndex) -> Double) -> Double {
        var (sum, count) = (0.0, 0)
        for (place, one) in list.enumerated() {
            for other in list[..<place] {
                sum += distance(one, other)
                count += 1
            }
        }
        return count > 0 ? sum / Double(count) : 0
    }
}
