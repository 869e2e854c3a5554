import Datasets

/// What was planted in an audience: the answers that a good model should come close to.
public struct AudienceTruth: Sendable {
    let audience: SimulatedAudience
    private let positions: [UserID: Int]

    init(_ audience: SimulatedAudience) {
        self.audience = audience
        positions = Dictionary(uniqueKeysWithValues: audience.households.enumerated().map { ($1.id, $0) })
    }

    public var userIDs: [UserID] { audience.households.map(\.id) }

    /// The account's people with their habits and cravings; nil for someone unknown.
    public func household(of user: UserID) -> Household? { positions[user].map { audience.households[$0] } }

    public func traits(of item: ItemIndex) -> HiddenTraits { audience.world.traits[item.position] }

    /// What is craved after a title, the nearest first.
    public func successors(of item: ItemIndex) -> [ItemIndex] {
        audience.world.successors[item.position].map { ItemIndex(Int($0)) }
    }

    /// The genres that the account turns to on a device at an hour (UTC), of all its people; sorted.
    public func preferredGenres(of user: UserID, device: String, hour: Int, weekend: Bool? = nil) -> [String] {
        let habits = household(of: user)?.people.flatMap(\.habits) ?? []
        return Set(habits.filter { $0.covers(device: device, hour: hour, weekend: weekend) }.flatMap(\.genres)).sorted()
    }

    /// The true probabilities of an account's next title, just before it was chosen.
    ///
    /// The account's life is lived again up to that choice and the choice is made `draws` times.
    ///
    /// - Parameters:
    ///   - title: how many titles the account has started before.
    ///   - device: overrides where the choice is made; nil leaves the real situation.
    ///   - hour: of the day in UTC; the nearest one after the real time.
    /// - Returns: nil when the user is unknown or never starts that many titles.
    public func choices(
        of user: UserID, afterTitles title: Int, device: String? = nil, hour: Int? = nil, draws: Int = 2_000
    ) -> ChoiceDistribution? {
        guard let household = household(of: user) else { return nil }
        var life = HouseholdLife(household, world: audience.world, configuration: audience.configuration)
        var moment: Situation?
        life.live { life, situation in
            guard life.titleCount == title else { return false }
            moment = situation
            return true
        }
        guard var situation = moment else { return nil }
        if device != nil || hour != nil { situation = move(situation, household, device: device, hour: hour) }
        return sample(life, situation, draws: draws)
    }

    /// The genres that the account would truly go for on a device at an hour, averaged over moments of its life, so that no
    /// passing mood decides.
    ///
    /// - Returns: the share of each genre, a title of two genres counting for both; empty for an unknown user.
    public func expectedGenreShares(of user: UserID, device: String, hour: Int, draws: Int = 400) -> [String: Float] {
        let moments = stride(from: 4, through: 24, by: 4).compactMap {
            choices(of: user, afterTitles: $0, device: device, hour: hour, draws: draws)
        }
        var sum: [String: Float] = [:]
        for moment in moments { sum.merge(moment.genreShares(in: audience.catalog), uniquingKeysWith: +) }
        return sum.mapValues { $0 / Float(moments.count) }
    }

    private func move(_ situation: Situation, _ household: Household, device: String?, hour: Int?) -> Situation {
        var moved = situation
        if let hour { moved.time += Int64(((hour - Int(situation.time / 3_600 % 24)) % 24 + 24) % 24) * 3_600 }
        if let device { moved.device = SimulatedAudience.deviceIndex(device) }
        let name = SimulatedAudience.devices[Int(moved.device)]
        let clock = Int(moved.time / 3_600 % 24)
        moved.habit = nil
        for (number, person) in household.people.enumerated() {
            guard let habit = person.habits.firstIndex(where: { $0.covers(device: name, hour: clock) }) else { continue }
            moved.person = number
            moved.habit = habit
            break
        }
        return moved
    }

    private func sample(_ life: HouseholdLife, _ situation: Situation, draws: Int) -> ChoiceDistribution {
        let chooser = life.chooser(situation)
        let mind = life.minds[situation.person]
        var random = SeededGenerator(seed: StableHash.of(life.household.id.rawValue, seed: UInt64(life.titleCount)))
        var counts = [Float](repeating: 0, count: audience.catalog.count)
        var made: Float = 0
        for _ in 0..<max(draws, 1) {
            guard let choice = chooser.choose(mind, seen: life.seen, random: &random) else { continue }
            counts[Int(choice.item)] += 1
            made += 1
        }
        return ChoiceDistribution(
            probabilities: counts.map { made > 0 ? $0 / made : 0 }, time: Timestamp(seconds: situation.time),
            device: situation.device)
    }
}

/// How likely each title was to be chosen.
public struct ChoiceDistribution: Sendable {
    /// Shape `[V]`, sums to 1 unless nothing would do.
    public var probabilities: [Float]
    public var time: Timestamp
    public var device: UInt8

    /// The share of each genre in the choices; a title of two genres counts for both.
    public func genreShares(in catalog: Catalog) -> [String: Float] {
        var shares: [String: Float] = [:]
        for (position, probability) in probabilities.enumerated() where probability > 0 {
            for genre in catalog.items[position].facets[.genre] ?? [] { shares[genre, default: 0] += probability }
        }
        return shares
    }
}
