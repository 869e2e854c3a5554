import Datasets

/// Everything that trials have taught: sums, from which `CreativePosterior` is computed. Holds nobody's name.
///
/// The sums are those of a regression of the reward on *centred* features, z(chosen) − E z under the distribution that was drawn
/// from. What makes a title taken whatever its picture (how good it is, how well it suits the person, where on the page it
/// stood, the hour) cancels in expectation, so no part of the title's own attraction is credited to a creative. This needs the logged
/// probabilities, which is one more reason to log them.
///
/// Krishnamurthy, Wu and Syrgkanis, "Semiparametric contextual bandits", ICML 2018; Greenewald, Tewari, Klasnja and Murphy,
/// "Action centered contextual bandits", NeurIPS 2017. The hybrid of shared and per-creative weights follows Li, Chu, Langford
/// and Schapire, "A contextual-bandit approach to personalized news article recommendation", WWW 2010, section 3.2.
public struct CreativeStatistics: Sendable, Hashable {
    public internal(set) var layout: FeatureLayout
    /// Shape `[D, D]`, D columns.
    var gram: [Double]
    /// Shape `[D]`.
    var moment: [Double]
    var titles: [ItemID: TitleStatistics] = [:]
    /// Trials learned from, faded with everything else.
    public internal(set) var trials = 0.0
    public internal(set) var rewards = 0.0

    public init(layout: FeatureLayout = FeatureLayout()) {
        self.layout = layout
        gram = [Double](repeating: 0, count: layout.columnCount * layout.columnCount)
        moment = [Double](repeating: 0, count: layout.columnCount)
    }

    public var titleCount: Int { titles.count }
    /// Share of the trials that were taken; 0 before the first.
    public var takeShare: Double { trials > 0 ? rewards / trials : 0 }

    /// Learns from one trial.
    ///
    /// - Complexity: O(K²·n²) for K creatives with n features each.
    public mutating func add(_ trial: CreativeTrial) {
        extend(by: trial.set.creatives.flatMap(\.themes))
        let centred = Centring(trial, layout: layout)
        let width = layout.columnCount
        var title = titles[trial.set.title] ?? TitleStatistics()
        let outcome = trial.reward - baseline(of: title)
        for a in centred.features {
            moment[a.column] += a.value * outcome
            for b in centred.features { gram[a.column * width + b.column] += a.value * b.value }
        }
        title.add(centred, names: trial.set.creatives.map(\.id), outcome: outcome)
        title.trials += 1
        title.rewards += trial.reward
        titles[trial.set.title] = title
        trials += 1
        rewards += trial.reward
    }

    /// Lets the past count less: all sums times `share`.
    ///
    /// - Parameter share: 0...1; 1 forgets nothing.
    public mutating func fade(_ share: Double) {
        let share = min(max(share, 0), 1)
        guard share < 1 else { return }
        for position in gram.indices { gram[position] *= share }
        for position in moment.indices { moment[position] *= share }
        for title in titles.keys { titles[title]?.fade(share) }
        trials *= share
        rewards *= share
    }

    /// Drops titles that are no longer in the catalogue; what they taught about themes stays.
    public mutating func keepTitles(_ isKept: (ItemID) -> Bool) { titles = titles.filter { isKept($0.key) } }

    /// A title's own share of takes, drawn to everybody's while it is little known. Taking it off cannot bias the centred
    /// regression and makes it less noisy.
    private func baseline(of title: TitleStatistics) -> Double {
        let borrowed = 20.0
        return (title.rewards + borrowed * takeShare) / (title.trials + borrowed)
    }

    /// People and rare values stay in their family's match; kinds of story get columns of their own.
    private mutating func extend(by themes: [Theme]) {
        let old = layout.columnCount
        layout.add(themes.filter { $0.family == .genre })
        let new = layout.columnCount
        guard new > old else { return }
        var wider = [Double](repeating: 0, count: new * new)
        for row in 0..<old { for column in 0..<old { wider[row * new + column] = gram[row * old + column] } }
        gram = wider
        moment += [Double](repeating: 0, count: new - old)
    }
}

/// A trial's features with their expectation under the logged distribution taken off.
struct Centring {
    /// By rising column.
    let features: [SparseEntry]
    /// Indicator of the chosen creative less the distribution; shape `[K]`.
    let indicators: [Double]

    init(_ trial: CreativeTrial, layout: FeatureLayout) {
        var indicators = trial.distribution.map { -$0 }
        indicators[trial.chosen] += 1
        var sums: [Int: Double] = [:]
        for (position, creative) in trial.set.creatives.enumerated() where indicators[position] != 0 {
            for entry in layout.features(of: creative, for: trial.person) {
                sums[entry.column, default: 0] += indicators[position] * entry.value
            }
        }
        features = sums.filter { abs($0.value) > 1e-12 }.map { SparseEntry(column: $0.key, value: $0.value) }
            .sorted { $0.column < $1.column }
        self.indicators = indicators
    }
}

extension TitleStatistics {
    mutating func add(_ centred: Centring, names: [String], outcome: Double) {
        let rows = names.map { place(of: $0) }
        let columns = centred.features.map { place(ofColumn: $0.column) }
        let size = self.names.count
        let width = self.columns.count
        for (i, row) in rows.enumerated() where centred.indicators[i] != 0 {
            let indicator = centred.indicators[i]
            moment[row] += indicator * outcome
            for (j, other) in rows.enumerated() { gram[row * size + other] += indicator * centred.indicators[j] }
            for (j, column) in columns.enumerated() { cross[row * width + column] += indicator * centred.features[j].value }
        }
    }
}
