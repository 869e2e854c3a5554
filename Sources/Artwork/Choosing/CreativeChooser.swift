import Datasets

/// What was chosen, and with which probabilities: all that a log needs.
public struct CreativeChoice: Sendable, Hashable {
    /// Position in the set.
    public var place: Int
    public var creative: String
    /// The probability of this creative under the distribution that was drawn from, damping included.
    public var propensity: Double
    /// Shape `[K]`.
    public var distribution: [Double]
    /// What the face was drawn from when its term began, shape `[K]`: a kept face is still the draw of that day, and what came of it
    /// teaches as much as it did then. Equal to `distribution` without damping.
    public var drawn: [Double]
    /// What the person sees from now on: to be kept until the next choice.
    public var held: HeldCreative
}

/// Chooses a creative for a person from what is believed now.
///
/// The draw derives from the person, the title and the batch of learning, never from the request: the same page asked for twice shows
/// the same faces, and the order of requests changes nothing.
public struct CreativeChooser: Sendable {
    public var policy: CreativePolicy
    /// See `CreativePolicy.distribution`.
    public var floor: Double
    /// Nil draws anew with every batch.
    public var damping: Damping?
    public var seed: UInt64

    /// A fiftieth is spread evenly, which costs a fiftieth of what choosing gains and leaves each of five creatives one showing in 250.
    public init(policy: CreativePolicy = .thompson(spread: 0.5), floor: Double = 0.02, damping: Damping? = .standard, seed: UInt64 = 1) {
        self.policy = policy
        self.floor = min(max(floor, 0), 1)
        self.damping = damping
        self.seed = seed
    }

    /// - Parameters:
    ///   - person: names the person for the draw only; any stable name will do.
    ///   - epoch: the number of the batch that was learned last.
    ///   - held: what the person last saw of this title.
    public func choose(
        _ set: CreativeSet, for affinities: ThemeAffinities, person: String, posterior: CreativePosterior, epoch: Int,
        held: HeldCreative? = nil, now: Timestamp
    ) -> CreativeChoice {
        var hash = StableHash(seed: seed)
        hash.combine(person)
        hash.combine(set.title.rawValue)
        hash.combine(UInt64(bitPattern: Int64(epoch)))
        let belief = posterior.belief(of: set, for: affinities)
        let free = policy.distribution(belief, floor: floor, seed: hash.value)
        // The draw is another chance than the one that made the distribution.
        hash.combine(0xD4A3)
        guard let damping, let held, let place = set.position(of: held.creative),
            damping.holds(held, at: place, means: belief.means, now: now)
        else { return drawn(from: free, set, logged: free, at: hash.unitInterval, now: now) }
        let logged = damping.applied(to: free, keeping: place)
        // At each exposure it is tossed for anew whether the face is kept.
        hash.combine(UInt64(bitPattern: Int64(held.exposures)))
        let toss = hash.unitInterval
        guard toss < damping.keep else {
            return drawn(from: free, set, logged: logged, at: (toss - damping.keep) / (1 - damping.keep), now: now)
        }
        var kept = held
        kept.exposures = min(held.exposures, Int.max - 1) + 1
        let origin = held.drawn.flatMap { $0.count == set.count ? $0 : nil } ?? logged
        return CreativeChoice(
            place: place, creative: held.creative, propensity: logged[place], distribution: logged, drawn: origin, held: kept)
    }

    /// A new term.
    private func drawn(from free: [Double], _ set: CreativeSet, logged: [Double], at point: Double, now: Timestamp) -> CreativeChoice {
        let place = CreativeChooser.draw(free, at: point)
        let creative = set.creatives[place].id
        return CreativeChoice(
            place: place, creative: creative, propensity: logged[place], distribution: logged, drawn: free,
            held: HeldCreative(creative: creative, since: now, exposures: 1, drawn: free))
    }

    static func draw(_ distribution: [Double], at point: Double) -> Int {
        var rest = point
        for (place, probability) in distribution.enumerated() {
            rest -= probability
            if rest < 0 { return place }
        }
        return distribution.lastIndex { $0 > 0 } ?? 0
    }
}
