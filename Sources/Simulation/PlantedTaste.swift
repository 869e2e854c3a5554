import Datasets

/// Histories whose last choice is told only by their first events, a known number of events earlier.
///
/// A user belongs to one of several groups. The history opens with titles of the group, goes on with titles that everybody meets
/// alike, and ends with the choice of the group. Whoever does not read the opening can do no better than guess one of the groups. All
/// but the last event are trailers, which are read and never predicted, so that nothing else is learned.
public struct PlantedTaste: Sendable {
    public var groups: Int
    /// Events that tell the group.
    public var opening: Int
    /// Events between the last of those and the choice.
    public var distance: Int
    public var seed: UInt64
    private static let titlesOfGroup = 6
    private static let fillers = 40

    public init(groups: Int = 8, opening: Int = 32, distance: Int, seed: UInt64 = 1) {
        (self.groups, self.opening, self.distance, self.seed) = (groups, opening, distance, seed)
    }

    /// Events before the choice.
    public var historyCount: Int { opening + distance }

    private enum Title { case ofGroup(Int, Int), filler(Int), answer(Int) }

    private func id(_ title: Title) -> ItemID {
        switch title {
        case .ofGroup(let group, let number): ItemID("group-\(group)-\(number)")
        case .filler(let number): ItemID("filler-\(number)")
        case .answer(let group): ItemID("answer-\(group)")
        }
    }

    public var catalog: Catalog {
        var items: [Item] = []
        for group in 0..<groups {
            for number in 0..<Self.titlesOfGroup { items.append(Item(id: id(.ofGroup(group, number)))) }
            items.append(Item(id: id(.answer(group))))
        }
        for number in 0..<Self.fillers { items.append(Item(id: id(.filler(number)))) }
        return Catalog(items)
    }

    /// What each group chooses, in the order of the groups.
    public func answers(in catalog: Catalog) -> [ItemIndex] { (0..<groups).map { catalog.index(of: id(.answer($0)))! } }

    /// One user's events; the last is the choice.
    private func history(_ number: Int, in catalog: Catalog) -> UserHistory {
        let name = "planted-\(seed)-\(number)"
        var random = SeededGenerator(seed: StableHash.of(name, seed: seed))
        let group = number % groups
        func event(_ title: Title, _ kind: EventKind) -> Interaction { Interaction(item: catalog.index(of: id(title))!, kind: kind) }
        var events = (0..<opening).map { _ in event(.ofGroup(group, random.below(Self.titlesOfGroup)), .trailer) }
        events += (0..<distance).map { _ in event(.filler(random.below(Self.fillers)), .trailer) }
        events.append(event(.answer(group), .interaction))
        return UserHistory(id: UserID(name), key: StableHash.of(name, seed: Dataset.userKeySeed), interactions: events)
    }

    /// Users to learn from, and others to be asked about.
    public func world(learners: Int, asked: Int) -> (dataset: Dataset, split: Split) {
        let catalog = catalog
        let histories = (0..<learners + asked).map { history($0, in: catalog) }
        let dataset = Dataset(name: "planted taste", catalog: catalog, users: Array(histories[..<learners]))
        let answers = answers(in: catalog)
        let cases = histories[learners...].enumerated().map { number, user in
            EvaluationCase(
                user: UserIndex(number), userKey: user.key, interactions: user.interactions, historyCount: historyCount,
                request: RequestContext(), targets: [answers[(learners + number) % groups]])
        }
        let split = Split(protocolName: "planted", training: dataset.users, validation: [], test: cases, seenRemoved: false)
        return (dataset, split)
    }
}
