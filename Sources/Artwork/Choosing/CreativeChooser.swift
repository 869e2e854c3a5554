import Datasets

/// What was chosen, and with which probabilities: all that a log needs.
public struct CreativeChoice: Sendable, Hashable {
    /// Position in the set.
    public var place: Int
    public var creative: String
    /// The probability of this creative under the distribution that was drawn from.
    public var propensity: Double
    /// Shape `[K]`.
    public var distribution: [Double]
}

/// Chooses a creative for a person from what is believed now.
///
/// A poster that changes from visit to visit confuses, and nobody is to be held to a face that has turned out to be the worse one.
/// So the luck of a person with a title stays for a term, and the face changes when the probabilities have moved enough. At every
/// moment each creative is chosen with exactly its probability, whatever was shown before: nothing is lost against drawing
/// anew. The same page asked for twice shows the same faces, and neither the order of requests nor a restart changes anything.
public struct CreativeChooser: Sendable {
    public var policy: CreativePolicy
    /// See `CreativePolicy.distribution`.
    public var floor: Double
    /// Seconds after which a person's luck with a title is drawn anew.
    public var term: Int64 { didSet { term = max(term, 1) } }
    public var seed: UInt64

    /// - Parameters:
    ///   - floor: a hundredth is spread evenly, which costs a hundredth of what choosing gains and leaves each of five creatives one
    ///     showing in 500.
    ///   - days: of a term, at least one second. Without an end somebody's unlucky draw would stay for ever, and showings of one person
    ///     would teach ever less; a month makes few changes of its own.
    public init(policy: CreativePolicy = .thompson(spread: 0.5), floor: Double = 0.01, days: Double = 28, seed: UInt64 = 1) {
        self.policy = policy
        self.floor = min(max(floor, 0), 1)
        term = days.isFinite ? Int64(min(max(days * 86_400, 1), 1e12)) : 1_000_000_000_000
        self.seed = seed
    }

    /// - Parameter person: names the person for the draw only; any stable name will do.
    public func choose(
        _ set: CreativeSet, for affinities: ThemeAffinities, person: String, posterior: CreativePosterior, now: Timestamp
    ) -> CreativeChoice {
        let draw = FaceDraw(person: person, title: set.title, term: term, now: now, seed: seed)
        let distribution = policy.distribution(posterior.belief(of: set, for: affinities), floor: floor, seed: draw.seed)
        let place = draw.place(in: set, distribution)
        return CreativeChoice(
            place: place, creative: set.creatives[place].id, propensity: distribution[place], distribution: distribution)
    }
}
