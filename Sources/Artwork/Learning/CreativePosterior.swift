import Datasets

/// What is believed of a title's creatives for one person: a normal distribution of their take probabilities, up to a common amount.
public struct CreativeBelief: Sendable {
    /// Shape `[K]`; only differences mean something.
    public var means: [Double]
    /// Shape `[K, K]`.
    public var covariance: [Double]

    public init(means: [Double], covariance: [Double]) {
        self.means = means
        self.covariance = covariance
    }
}

/// The posterior of the hybrid model, ready to be asked; immutable, shared by all requests until the next batch.
public struct CreativePosterior: Sendable {
    /// What a title's creatives are beyond their themes.
    fileprivate struct TitleBlock: Sendable {
        var places: [String: Int]
        var inverse: PositiveDefinite
        var columns: [Int]
        /// (gram + prior)⁻¹ · cross; shape `[K, m]`.
        var gain: [Double]
        var weights: [Double]
    }

    public let layout: FeatureLayout
    private let weights: [Double]
    /// Covariance of the shared weights, shape `[D, D]`.
    private let covariance: [Double]
    private let blocks: [ItemID: TitleBlock]
    private let priors: CreativePriors

    /// - Throws: `ArtworkError.brokenModel` when the sums are not those of any data.
    /// - Complexity: O(D³ + Σ (K³ + K²·m + K·m²)) over the titles, D columns.
    public init(_ statistics: CreativeStatistics, priors: CreativePriors = CreativePriors()) throws(ArtworkError) {
        let width = statistics.layout.columnCount
        let noise = CreativePosterior.noise(statistics)
        var precision = statistics.gram.map { $0 / noise }
        var moment = statistics.moment.map { $0 / noise }
        let means = statistics.layout.priorMeans(priors)
        for (column, deviation) in statistics.layout.priorDeviations(priors).enumerated() {
            precision[column * width + column] += 1 / (deviation * deviation)
            moment[column] += means[column] / (deviation * deviation)
        }
        var blocks: [ItemID: TitleBlock] = [:]
        // In order of the ids: sums of floating point numbers depend on their order.
        for (id, title) in statistics.titles.sorted(by: { $0.key < $1.key }) {
            blocks[id] = try CreativePosterior.eliminate(title, noise: noise, priors: priors, from: &precision, &moment, width: width)
        }
        guard let shared = PositiveDefinite(precision, size: width) else {
            throw .brokenModel(reason: "its sums are not positive definite")
        }
        let weights = shared.solve(moment)
        for id in blocks.keys { blocks[id]?.settle(weights) }
        layout = statistics.layout
        self.weights = weights
        covariance = shared.inverse()
        self.blocks = blocks
        self.priors = priors
    }

    /// The variance of a yes or no, of the share of takes so far.
    private static func noise(_ statistics: CreativeStatistics) -> Double {
        let share = (statistics.rewards + 1) / (statistics.trials + 10)
        return max(share * (1 - share), 0.01)
    }

    /// Takes a title's own weights out of the shared equations (the Schur complement).
    private static func eliminate(
        _ title: TitleStatistics, noise: Double, priors: CreativePriors, from precision: inout [Double], _ moment: inout [Double],
        width: Int
    ) throws(ArtworkError) -> TitleBlock {
        let size = title.names.count
        let columns = title.columns.count
        var own = title.gram.map { $0 / noise }
        for place in 0..<size { own[place * size + place] += 1 / (priors.creative * priors.creative) }
        guard let inverse = PositiveDefinite(own, size: size) else {
            throw .brokenModel(reason: "a title's sums are not positive definite")
        }
        let cross = title.cross.map { $0 / noise }
        let weights = inverse.solve(title.moment.map { $0 / noise })
        var gain = [Double](repeating: 0, count: size * columns)
        for column in 0..<columns {
            let solved = inverse.solve((0..<size).map { cross[$0 * columns + column] })
            for row in 0..<size { gain[row * columns + column] = solved[row] }
        }
        for a in 0..<columns {
            for row in 0..<size { moment[title.columns[a]] -= cross[row * columns + a] * weights[row] }
            for b in 0..<columns {
                var sum = 0.0
                for row in 0..<size { sum += cross[row * columns + a] * gain[row * columns + b] }
                precision[title.columns[a] * width + title.columns[b]] -= sum
            }
        }
        let places = Dictionary(uniqueKeysWithValues: title.names.enumerated().map { ($1, $0) })
        return TitleBlock(places: places, inverse: inverse, columns: title.columns, gain: gain, weights: weights)
    }

    /// What is believed of the creatives for a person.
    ///
    /// A title or a creative that was never shown is judged by what its themes did elsewhere, with the uncertainty of that.
    /// - Complexity: O(K²·n²) for K creatives that touch n columns each.
    public func belief(of set: CreativeSet, for person: ThemeAffinities) -> CreativeBelief {
        let block = blocks[set.title]
        let count = set.count
        var means = [Double](repeating: 0, count: count)
        var directions: [[SparseEntry]] = []
        var owns: [[Double]?] = []
        for (position, creative) in set.creatives.enumerated() {
            let features = layout.features(of: creative, for: person)
            for entry in features { means[position] += entry.value * weights[entry.column] }
            guard let block, let place = block.places[creative.id] else {
                directions.append(features)
                owns.append(nil)
                continue
            }
            means[position] += block.weights[place]
            directions.append(block.direction(features, of: place))
            owns.append(block.own(place))
        }
        var result = [Double](repeating: 0, count: count * count)
        for i in 0..<count {
            for j in 0...i {
                var value = product(directions[i], directions[j])
                if let a = owns[i], let b = owns[j] {
                    value += dot(a, b)
                } else if i == j {
                    value += priors.creative * priors.creative
                }
                result[i * count + j] = value
                result[j * count + i] = value
            }
        }
        return CreativeBelief(means: means, covariance: result)
    }

    /// aᵀ · covariance · b
    private func product(_ a: [SparseEntry], _ b: [SparseEntry]) -> Double {
        let width = layout.columnCount
        var sum = 0.0
        for left in a { for right in b { sum += left.value * covariance[left.column * width + right.column] * right.value } }
        return sum
    }

    /// The pull of a theme on everybody, and its slope beyond its family's; nil when it has no columns.
    package func weights(of theme: Theme) -> (pull: Double, slope: Double)? {
        guard let place = layout.themes.firstIndex(of: theme) else { return nil }
        let column = ThemeFamily.allCases.count + CreativeKind.allCases.count + 2 * place
        return (weights[column], weights[column + 1])
    }

    /// By how much take probability rises with a standard deviation of affinity, for a family of themes.
    package func matchWeight(_ family: ThemeFamily) -> Double { weights[family.rawValue] }
}

extension CreativePosterior.TitleBlock {
    /// The creatives' own weights, once the shared ones are known.
    mutating func settle(_ shared: [Double]) {
        for row in weights.indices {
            for (place, column) in columns.enumerated() { weights[row] -= gain[row * columns.count + place] * shared[column] }
        }
    }

    /// A creative's features less what its own weight already answers for: its own weight is unsure as far as the shared ones are.
    func direction(_ features: [SparseEntry], of place: Int) -> [SparseEntry] {
        var entries = features
        for (position, column) in columns.enumerated() {
            let share = gain[place * columns.count + position]
            if let known = entries.firstIndex(where: { $0.column == column }) {
                entries[known].value -= share
            } else {
                entries.append(SparseEntry(column: column, value: -share))
            }
        }
        return entries
    }

    /// A vector whose products with those of other creatives are the covariances of their own weights.
    func own(_ place: Int) -> [Double] {
        var unit = [Double](repeating: 0, count: inverse.size)
        unit[place] = 1
        return inverse.forward(unit)
    }
}
