import Datasets
import Evaluation
import Tensors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Fits `NewTitles` after training, on known titles that are treated as if nobody had met them.
///
/// The known titles are cut into ten folds by their ids, and each gets the vector that the attributes of the other nine predict.
/// Then, on validation cases only:
/// - `scale` maximises the likelihood of the chosen title among those of its fold (a conditional logit with one coefficient);
/// - `offset` is the largest that costs no more than `newTitleCost` of NDCG@10 when one fold stands in the list a second time, as new
///   titles: a catalogue of which a tenth is new.
struct NewTitleFitter {
    let model: FoundationModel
    let scorer: FoundationScorer
    let catalog: Catalog
    let validation: EvaluationTask
    /// Share of NDCG@10 that may be paid.
    let cost: Double
    let workers: Int

    static let foldCount = 10
    /// Below these, what is measured is chance: half a per cent of accuracy is less than one hit.
    private static let fewestCases = 200
    private static let fewestTitles = 50
    private static let referenceCount = 512

    private struct Case {
        /// Unit vector, `[D]`.
        var user: [Float]
        var target: Int
        var seen: Set<Int>
        /// Log-probability of the target among known titles.
        var targetLogit: Float
        /// Known titles above it that may be shown.
        var rank: Int
    }

    /// - Returns: nil when there are too few cases or titles, or no attributes.
    func fit() throws -> NewTitles? {
        let known = catalog.items.indices.filter { model.itemCounts[$0] > 0 }
        guard model.network.items.usesMetadata, cost > 0, known.count >= Self.fewestTitles else { return nil }
        let described = stage(known, textShare: 0)?.titles.count ?? 0
        guard described >= Self.fewestTitles else { return nil }
        let cases = try cases(known: Set(known))
        guard cases.count >= Self.fewestCases else { return nil }

        let share = textShare(known, cases)
        guard let stage = stage(known, textShare: share) else { return nil }
        let predicted = stage.heldOut()
        let scale = fitScale(samples(cases, stage, predicted))
        let references = references(stage, predicted)
        var result = NewTitles(map: stage.regression(), references: references, scale: scale, offset: 0)
        result.textShare = share
        result.offset = fitOffset(cases, stage, predicted, result)
        return result
    }

    /// The titles that have a row when texts weigh so much; nil when there are none.
    private func stage(_ known: [Int], textShare: Float) -> Stage? {
        let features = AttributeFeatures(model.facets, texts: model.texts, textShare: textShare)
        let items = known.map { catalog.items[$0] }
        let frequencies = features.inverseFrequencies(items)
        let rows = features.rows(items, inverseFrequencies: frequencies)
        let described = (0..<known.count).filter { !rows.range(of: $0).isEmpty }
        let folds = described.map { Int(StableHash.of(items[$0].id.rawValue, seed: 0xF01D) % UInt64(Self.foldCount)) }
        guard !described.isEmpty else { return nil }
        return Stage(
            titles: described.map { known[$0] }, folds: folds, rows: rows.selecting(described), valueCount: features.columnCount,
            frequencies: frequencies, scorer: scorer, workers: workers)
    }

    // MARK: Share of the texts

    private static let shares: [Float] = [0, 0.15, 0.3, 0.5, 0.7]
    /// Folds that the share is chosen on.
    private static let shareFolds = 3

    /// The share under which the chosen titles are likeliest among their fold, by their attributes and texts alone.
    private func textShare(_ known: [Int], _ cases: [Case]) -> Float {
        guard model.texts != nil else { return 0 }
        var best: (likelihood: Double, share: Float) = (-.infinity, 0)
        for share in Self.shares {
            guard let stage = stage(known, textShare: share) else { continue }
            let asked = cases.filter { stage.place[$0.target].map { stage.folds[$0] < Self.shareFolds } ?? false }
            guard !asked.isEmpty else { return 0 }
            let samples = samples(asked, stage, stage.heldOut(folds: Self.shareFolds))
            let likelihood = Self.logLikelihood(samples, Double(fitScale(samples)))
            if likelihood > best.likelihood { best = (likelihood, share) }
        }
        return best.share
    }

    private static func logLikelihood(_ samples: [Sample], _ scale: Double) -> Double {
        samples.reduce(0) { sum, sample in
            let greatest = Double(sample.values.max()!) * scale
            let total = sample.values.reduce(0.0) { $0 + exp(Double($1) * scale - greatest) }
            return sum + Double(sample.values[sample.chosen]) * scale - greatest - log(total)
        } / Double(max(1, samples.count))
    }

    // MARK: Cases

    private func cases(known: Set<Int>) throws -> [Case] {
        let (width, count) = (model.configuration.embeddingDimension, catalog.count)
        let members = known.sorted().map(Int32.init)
        var cases: [Case] = []
        var logits = [Float](repeating: 0, count: count)
        for asked in validation.cases {
            guard asked.targets.count == 1, known.contains(asked.targets[0].position) else { continue }
            let query = ScoringQuery(
                userKey: asked.userKey, interactions: asked.interactions, historyCount: asked.historyCount, request: asked.request)
            try logits.withUnsafeMutableBufferPointer { try scorer.score([query], into: $0) }
            let user = try scorer.userVectors([query])
            let target = asked.targets[0].position
            let seen = Set(asked.interactions[0..<asked.historyCount].compactMap { $0.item?.position }).subtracting([target])
            let hidden = validation.seenRemoved ? seen : []
            let rank = members.reduce(0) { $0 + (logits[Int($1)] > logits[target] && !hidden.contains(Int($1)) ? 1 : 0) }
            let total = LogSum.of(members.count) { logits[Int(members[$0])] }
            cases.append(Case(user: Array(user[0..<width]), target: target, seen: seen, targetLogit: logits[target] - total, rank: rank))
        }
        return cases
    }

    // MARK: Scale

    private typealias Sample = (values: [Float], chosen: Int)

    /// The logits of the titles of the target's fold, and the place of the target among them.
    private func samples(_ cases: [Case], _ stage: Stage, _ predicted: [Float]) -> [Sample] {
        cases.compactMap { asked in
            guard let own = stage.place[asked.target] else { return nil }
            let pool = stage.members[stage.folds[own]].filter { $0 == own || !asked.seen.contains(stage.titles[$0]) }
            return (pool.map { stage.cosine(asked.user, predicted, $0) / model.temperature }, pool.firstIndex(of: own)!)
        }
    }

    /// Newton's method on one coefficient; the likelihood is concave.
    private func fitScale(_ samples: [Sample]) -> Float {
        var scale = 0.5
        for _ in 0..<30 {
            var (gradient, curvature) = (0.0, 1e-9)
            for sample in samples {
                let moments = Self.moments(sample.values, scale)
                gradient += Double(sample.values[sample.chosen]) - moments.mean
                curvature += moments.variance
            }
            let next = min(2, max(0.05, scale + gradient / curvature))
            let isDone = abs(next - scale) < 1e-4
            scale = next
            if isDone { break }
        }
        return Float(scale)
    }

    /// Of the values under softmax(scale · values).
    private static func moments(_ values: [Float], _ scale: Double) -> (mean: Double, variance: Double) {
        let greatest = Double(values.max()!) * scale
        var (total, first, second) = (0.0, 0.0, 0.0)
        for value in values {
            let weight = exp(Double(value) * scale - greatest)
            total += weight
            first += weight * Double(value)
            second += weight * Double(value) * Double(value)
        }
        let mean = first / total
        return (mean, max(0, second / total - mean * mean))
    }

    // MARK: Offset

    /// Known titles drawn by their ids, with the vectors that attributes alone predict.
    private func references(_ stage: Stage, _ predicted: [Float]) -> [Float] {
        let width = model.configuration.embeddingDimension
        let order = stage.titles.indices.sorted { a, b in
            let (first, second) = (catalog.items[stage.titles[a]].id.rawValue, catalog.items[stage.titles[b]].id.rawValue)
            return (StableHash.of(first, seed: 0x5EF), a) < (StableHash.of(second, seed: 0x5EF), b)
        }
        return order.prefix(Self.referenceCount).flatMap { predicted[$0 * width..<($0 + 1) * width] }
    }

    private func fitOffset(_ cases: [Case], _ stage: Stage, _ predicted: [Float], _ titles: NewTitles) -> Float {
        let passed = cases.enumerated().map { number, asked in thresholds(asked, fold: number % Self.foldCount, stage, predicted, titles) }
        func figure(_ offset: Float) -> Double {
            var sum = 0.0
            for (asked, passed) in zip(cases, passed) {
                let rank = asked.rank + passed.prefix { $0 < offset }.count
                if rank < 10 { sum += 1 / log2(Double(rank) + 2) }
            }
            return sum
        }
        let floor = figure(-.infinity) * (1 - cost)
        var (low, high): (Float, Float) = (-40, 20)
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if figure(middle) >= floor { low = middle } else { high = middle }
        }
        return low
    }

    /// The offsets at which the titles of a fold, taken for new, pass the target; the ten smallest, ascending.
    private func thresholds(_ asked: Case, fold: Int, _ stage: Stage, _ predicted: [Float], _ titles: NewTitles) -> [Float] {
        let width = model.configuration.embeddingDimension
        let factor = titles.scale / model.temperature
        let reference = titles.references.withUnsafeBufferPointer { rows in
            asked.user.withUnsafeBufferPointer { user in
                LogSum.ofMean(rows.count / width) { factor * Kernels.dot(user.baseAddress!, rows.baseAddress! + $0 * width, count: width) }
            }
        }
        let all = stage.members[fold].filter { stage.titles[$0] != asked.target && !asked.seen.contains(stage.titles[$0]) }
            .map { asked.targetLogit - (factor * stage.cosine(asked.user, predicted, $0) - reference) }
        return Array(all.sorted().prefix(10))
    }
}

/// The known titles with attributes, and the regressions on parts of them.
private struct Stage {
    /// Positions in the catalogue.
    let titles: [Int]
    let folds: [Int]
    /// Positions in `titles`, by fold.
    let members: [[Int]]
    /// Position in `titles` of a position in the catalogue.
    let place: [Int: Int]
    private let rows: SparseRows
    private let valueCount: Int
    private let frequencies: [Float]
    private let vectors: [Float]
    private let width: Int
    private let workers: Int

    init(
        titles: [Int], folds: [Int], rows: SparseRows, valueCount: Int, frequencies: [Float], scorer: FoundationScorer, workers: Int
    ) {
        self.titles = titles
        self.folds = folds
        self.rows = rows
        self.valueCount = valueCount
        self.frequencies = frequencies
        self.workers = workers
        width = scorer.model.configuration.embeddingDimension
        vectors = titles.flatMap { scorer.vector(of: ItemIndex($0)) }
        place = Dictionary(uniqueKeysWithValues: titles.enumerated().map { ($1, $0) })
        var members = [[Int]](repeating: [], count: NewTitleFitter.foldCount)
        for (position, fold) in folds.enumerated() { members[fold].append(position) }
        self.members = members
    }

    /// For every title the unit vector that the attributes of the titles of other folds predict.
    ///
    /// - Parameter count: only the first so many folds; the others' titles get zeros.
    func heldOut(folds count: Int = NewTitleFitter.foldCount) -> [Float] {
        var result = [Float](repeating: 0, count: vectors.count)
        for fold in 0..<count where !members[fold].isEmpty {
            let others = folds.indices.filter { folds[$0] != fold }
            let predicted = regression(on: others).predict(rows.selecting(members[fold]))
            for (number, position) in members[fold].enumerated() {
                for column in 0..<width { result[position * width + column] = predicted[number * width + column] }
            }
        }
        return result
    }

    func regression() -> AttributeRegression { regression(on: Array(folds.indices)) }

    private func regression(on positions: [Int]) -> AttributeRegression {
        AttributeRegression(
            rows.selecting(positions), valueCount: valueCount, vectors: positions.flatMap { vectors[$0 * width..<($0 + 1) * width] },
            width: width, inverseFrequencies: frequencies, workers: workers)
    }

    func cosine(_ user: [Float], _ vectors: [Float], _ position: Int) -> Float {
        user.withUnsafeBufferPointer { user in
            vectors.withUnsafeBufferPointer { Kernels.dot(user.baseAddress!, $0.baseAddress! + position * width, count: width) }
        }
    }
}
