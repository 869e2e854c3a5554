/// One thing that must be true of a split, or is worth knowing about it, with the figure that shows it.
public struct SplitCheck: Sendable, Hashable, Codable {
    public var name: String
    /// Always true for checks that only count.
    public var passed: Bool
    /// Events, cases or users that were found, as the sentence says.
    public var count: Int
    public var sentence: String
    public init(name: String, passed: Bool, count: Int, sentence: String) {
        self.name = name
        self.passed = passed
        self.count = count
        self.sentence = sentence
    }
}

extension Split {
    /// Runs the checks on a split as it is now; `checks` holds what they found when it was made.
    ///
    /// Checks of time are meaningful only as long as the times are exact.
    public func verified(against dataset: Dataset) -> [SplitCheck] { SplitCheck.all(self, dataset) }
}

extension SplitCheck {
    /// Looks at the parts of a split as they are, not at how they were made.
    static func all(_ split: Split, _ dataset: Dataset) -> [SplitCheck] {
        let training = Dictionary(split.training.map { ($0.key, $0.interactions) }) { first, _ in first }
        var checks = [
            leaks(split.test, training, dataset.catalog.count, name: "no-test-event-in-training", part: "test"),
            leaks(
                split.validation, training, dataset.catalog.count, name: "no-validation-event-in-training", part: "validation"),
            historyBeforeRequest(split),
        ]
        if let cutoff = split.cutoff {
            checks.append(trainingBeforeCutoff(split, cutoff))
            checks.append(testAfterCutoff(split, cutoff))
        }
        if !split.withheldItems.isEmpty { checks.append(withheldItemsAreUnseen(split)) }
        if split.protocolName == SplitProtocol.holdOut.rawValue { checks.append(noPairOnBothSides(split)) }
        if split.protocolName == SplitProtocol.repeatUse.rawValue { checks.append(everyTargetIsARepeat(split)) }
        checks.append(ties(dataset))
        checks.append(coldTargets(split))
        return checks
    }

    /// An event of a case must not occur in training more often than in the history before the case.
    private static func leaks(
        _ cases: [EvaluationCase], _ training: [UInt64: [Interaction]], _ itemCount: Int, name: String, part: String
    ) -> SplitCheck {
        var found = 0
        var isLearned = [Bool](repeating: false, count: itemCount)
        var learned: [Interaction] = []
        var user: UInt64?
        for question in cases {
            if user != question.userKey {
                for item in learned.lazy.compactMap(\.item) { isLearned[item.position] = false }
                learned = training[question.userKey] ?? []
                for item in learned.lazy.compactMap(\.item) { isLearned[item.position] = true }
                user = question.userKey
            }
            let history = question.interactions[..<question.historyCount]
            // Only an item that was learned can have leaked, which spares counting for nearly all.
            for event in question.askedEvents where event.item.map({ isLearned[$0.position] }) ?? false {
                let before = history.lazy.filter { $0 == event }.count
                if learned.lazy.filter({ $0 == event }).count > before { found += 1 }
            }
        }
        return SplitCheck(
            name: name, passed: found == 0, count: found,
            sentence: "\(found) answers of \(cases.count) \(part) cases are in the training part.")
    }

    private static func historyBeforeRequest(_ split: Split) -> SplitCheck {
        var found = 0
        for question in split.test {
            guard let time = question.request.time, let last = question.interactions[..<question.historyCount].last?.time
            else { continue }
            if last > time { found += 1 }
        }
        return SplitCheck(
            name: "history-before-request", passed: found == 0, count: found,
            sentence: "\(found) of \(split.test.count) test cases have an event in their history that is later than the request.")
    }

    private static func trainingBeforeCutoff(_ split: Split, _ cutoff: Timestamp) -> SplitCheck {
        var late = 0
        for user in split.training {
            for interaction in user.interactions where interaction.time.map({ $0 > cutoff }) ?? false { late += 1 }
        }
        return SplitCheck(
            name: "training-up-to-cutoff", passed: late == 0, count: late,
            sentence: "\(late) training events are later than the cut at second \(cutoff.seconds).")
    }

    private static func testAfterCutoff(_ split: Split, _ cutoff: Timestamp) -> SplitCheck {
        var early = 0
        for question in split.test where question.request.time.map({ $0 <= cutoff }) ?? true { early += 1 }
        return SplitCheck(
            name: "test-after-cutoff", passed: early == 0, count: early,
            sentence: "\(early) of \(split.test.count) test cases are not later than the cut at second \(cutoff.seconds).")
    }

    private static func withheldItemsAreUnseen(_ split: Split) -> SplitCheck {
        let withheld = Set(split.withheldItems)
        func count(_ events: ArraySlice<Interaction>) -> Int {
            events.lazy.filter { $0.item.map(withheld.contains) ?? false }.count
        }
        var found = 0
        for user in split.training { found += count(user.interactions[...]) }
        for question in split.validation + split.test { found += count(question.interactions[..<question.historyCount]) }
        return SplitCheck(
            name: "withheld-items-unseen", passed: found == 0, count: found,
            sentence: "\(found) events of the \(withheld.count) withheld items are in training or in a history.")
    }

    /// Who has met an item before could remember it instead of finding it.
    private static func noPairOnBothSides(_ split: Split) -> SplitCheck {
        var found = 0
        for question in split.validation + split.test {
            let targets = Set(question.targets)
            found += question.interactions[..<question.historyCount].lazy.filter { $0.item.map(targets.contains) ?? false }.count
        }
        let learned = Dictionary(split.training.map { ($0.key, Set($0.interactions.lazy.compactMap(\.item))) }) { first, _ in first }
        for question in split.test { found += question.targets.lazy.filter { learned[question.userKey]?.contains($0) ?? false }.count }
        return SplitCheck(
            name: "no-pair-on-both-sides", passed: found == 0, count: found,
            sentence: "\(found) events of held-out pairs of a user and an item are in a history or in training.")
    }

    private static func everyTargetIsARepeat(_ split: Split) -> SplitCheck {
        let missing = split.test.lazy.filter { question in
            !question.interactions[..<question.historyCount].contains { $0.item == question.targets[0] }
        }.count
        return SplitCheck(
            name: "every-target-is-a-repeat", passed: missing == 0, count: missing,
            sentence: "\(missing) of \(split.test.count) test targets are not in their user's history.")
    }

    /// Where the last instant of a user holds several events, their order is the file's and may give the answer away.
    private static func ties(_ dataset: Dataset) -> SplitCheck {
        var tied = 0
        var timed = 0
        for user in dataset.users {
            guard let last = user.interactions.last?.time else { continue }
            timed += 1
            if user.interactions.count > 1, user.interactions[user.interactions.count - 2].time == last { tied += 1 }
        }
        let share = timed == 0 ? 0 : Int((100 * Double(tied) / Double(timed)).rounded())
        let sentence =
            timed == 0
            ? "The data has no times, its order is the file's."
            : "The last instant of \(tied) of \(timed) users (\(share) %) holds several events, in the order of the file."
        return SplitCheck(name: "ties-at-the-end", passed: true, count: tied, sentence: sentence)
    }

    private static func coldTargets(_ split: Split) -> SplitCheck {
        var learned: Set<ItemIndex> = []
        for user in split.training {
            for interaction in user.interactions { if let item = interaction.item { learned.insert(item) } }
        }
        var cold = 0
        var all = 0
        for question in split.test {
            all += question.targets.count
            cold += question.targets.lazy.filter { !learned.contains($0) }.count
        }
        return SplitCheck(
            name: "cold-targets", passed: true, count: cold,
            sentence: "\(cold) of \(all) test targets have no training event; they stay, and count as misses.")
    }
}

extension EvaluationCase {
    /// The events that the targets came from.
    fileprivate var askedEvents: ArraySlice<Interaction> {
        guard targets.count > 1 else { return interactions[historyCount..<min(historyCount + 1, interactions.count)] }
        return interactions[historyCount...]
    }
}
