// Histories as sets: what is held out is drawn per user, and so is the order of what remains.

extension Split {
    /// Takes a share of each user's items out of the history, with all their events, and asks for them at once.
    ///
    /// No pair of a user and an item is on both sides, so that nothing can be remembered: this is discovery.
    static func holdingOut(_ dataset: Dataset, _ configuration: SplitConfiguration) -> Split {
        var split = empty(configuration, seenRemoved: configuration.seenRemoved)
        for (position, user) in dataset.users.enumerated() {
            var draw = SetDraw(user, configuration)
            guard let parts = draw.itemParts() else { continue }
            let history = draw.shuffled(parts.kept + parts.validation)
            let kept = draw.shuffled(parts.kept)
            split.training.append(UserHistory(id: user.id, key: user.key, interactions: kept))
            if !parts.validationItems.isEmpty {
                split.validation.append(user.question(position, after: kept, parts.validation, parts.validationItems))
            }
            split.test.append(user.question(position, after: history, parts.test, parts.testItems))
        }
        return split
    }

    /// Takes events away whose item stays in the history, and asks for each in its own context.
    ///
    /// Items that the user knows are candidates: whether they come back is the question.
    static func repeating(_ dataset: Dataset, _ configuration: SplitConfiguration) -> Split {
        var split = empty(configuration, seenRemoved: false)
        for (position, user) in dataset.users.enumerated() {
            var draw = SetDraw(user, configuration)
            guard let parts = draw.eventParts() else { continue }
            let history = draw.shuffled(parts.kept + parts.validation)
            let kept = draw.shuffled(parts.kept)
            split.training.append(UserHistory(id: user.id, key: user.key, interactions: kept))
            for event in parts.validation { split.validation.append(user.question(position, after: kept, [event], [event.item!])) }
            for event in parts.test { split.test.append(user.question(position, after: history, [event], [event.item!])) }
        }
        return split
    }

    private static func empty(_ configuration: SplitConfiguration, seenRemoved: Bool) -> Split {
        Split(protocolName: configuration.kind.rawValue, training: [], validation: [], test: [], seenRemoved: seenRemoved)
    }
}

extension UserHistory {
    fileprivate func question(
        _ position: Int, after history: [Interaction], _ asked: [Interaction], _ targets: [ItemIndex]
    ) -> EvaluationCase {
        EvaluationCase(
            user: UserIndex(position), userKey: key, interactions: history + asked, historyCount: history.count,
            request: asked.count == 1 ? asked[0].context : RequestContext(), targets: targets)
    }
}

/// The lots of one user: they depend on the user's key and the seed alone, never on who else is there.
private struct SetDraw {
    struct Parts {
        var kept: [Interaction] = []
        var validation: [Interaction] = []
        var test: [Interaction] = []
        var validationItems: [ItemIndex] = []
        var testItems: [ItemIndex] = []
    }

    private let events: [Interaction]
    private let choices: [Segment]
    private let configuration: SplitConfiguration
    private var generator: SeededGenerator

    init(_ user: UserHistory, _ configuration: SplitConfiguration) {
        events = user.interactions
        choices = configuration.segmenter.segments(of: user.interactions[...]).filter(\.isTarget)
        self.configuration = configuration
        generator = SeededGenerator(seed: StableHash.mix(configuration.seed ^ StableHash.mix(user.key)))
    }

    mutating func shuffled(_ events: [Interaction]) -> [Interaction] { events.shuffled(using: &generator) }

    /// Chosen items in order of first choice.
    private var distinctItems: [ItemIndex] {
        var known: Set<ItemIndex> = []
        return choices.lazy.map(\.item).filter { known.insert($0).inserted }
    }

    /// - Returns: nil for a user with fewer than `minimumItems` chosen items.
    mutating func itemParts() -> Parts? {
        let items = distinctItems
        guard items.count >= configuration.minimumItems else { return nil }
        let drawn = items.shuffled(using: &generator)
        let (testCount, validationCount) = counts(of: items.count, spare: 1)
        var parts = Parts()
        parts.testItems = Array(drawn[..<testCount])
        parts.validationItems = Array(drawn[testCount..<(testCount + validationCount)])
        let (test, validation) = (Set(parts.testItems), Set(parts.validationItems))
        for event in events {
            if event.item.map(test.contains) ?? false {
                parts.test.append(event)
            } else if event.item.map(validation.contains) ?? false {
                parts.validation.append(event)
            } else {
                parts.kept.append(event)
            }
        }
        return parts
    }

    /// - Returns: nil for a user with too few items, or none that was chosen twice.
    mutating func eventParts() -> Parts? {
        guard distinctItems.count >= configuration.minimumItems else { return nil }
        var remaining: [ItemIndex: Int] = [:]
        for choice in choices { remaining[choice.item, default: 0] += 1 }
        let repeated = choices.shuffled(using: &generator).filter { choice in
            guard remaining[choice.item]! > 1 else { return false }
            remaining[choice.item]! -= 1
            return true
        }
        guard !repeated.isEmpty else { return nil }
        let (testShare, validationShare) = counts(of: choices.count, spare: 0)
        let testCount = min(testShare, repeated.count, configuration.casesPerUser)
        let validationCount = min(validationShare, repeated.count - testCount, configuration.casesPerUser)
        var parts = Parts()
        let asked = repeated[..<(testCount + validationCount)].map(\.range)
        let taken = Set(asked.joined())
        parts.test = asked[..<testCount].map { events[$0.lowerBound] }
        parts.validation = asked[testCount...].map { events[$0.lowerBound] }
        parts.kept = events.indices.lazy.filter { !taken.contains($0) }.map { events[$0] }
        return parts
    }

    /// How many of `count` test and validate, so that `spare` remain at least.
    private func counts(of count: Int, spare: Int) -> (test: Int, validation: Int) {
        let test = min(max(1, Int((configuration.heldOutShare * Double(count)).rounded())), max(1, count - spare))
        guard configuration.holdsOutValidation else { return (test, 0) }
        let half = max(1, Int((configuration.heldOutShare / 2 * Double(count)).rounded()))
        return (test, min(half, max(0, count - test - spare)))
    }
}
