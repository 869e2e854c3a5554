import Datasets

/// One presentation of a title whose outcome is known.
public struct CreativeTrial: Sendable {
    public var set: CreativeSet
    /// As it was when the choice was made.
    public var person: ThemeAffinities
    /// Position in `set`.
    public var chosen: Int
    /// What the creative was drawn from, shape `[K]`, sums to 1.
    public var distribution: [Double]
    /// 0...1: 1 when the title was taken.
    public var reward: Double

    /// - Throws: `ArtworkError.strangeTrial` when the parts do not fit together.
    public init(set: CreativeSet, person: ThemeAffinities, chosen: Int, distribution: [Double], reward: Double) throws(ArtworkError) {
        guard set.creatives.indices.contains(chosen) else {
            throw .strangeTrial(title: set.title, reason: "creative number \(chosen) of \(set.count) does not exist")
        }
        guard distribution.count == set.count, distribution.allSatisfy({ $0 >= 0 && $0 <= 1 }), abs(distribution.reduce(0, +) - 1) < 1e-4
        else { throw .strangeTrial(title: set.title, reason: "its probabilities do not form a distribution over \(set.count) creatives") }
        guard distribution[chosen] > 0 else {
            throw .strangeTrial(title: set.title, reason: "what was shown had probability 0: log the distribution that was drawn from")
        }
        guard reward >= 0, reward <= 1 else { throw .strangeTrial(title: set.title, reason: "its reward \(reward) is outside 0...1") }
        self.set = set
        self.person = person
        self.chosen = chosen
        self.distribution = distribution
        self.reward = reward
    }
}
