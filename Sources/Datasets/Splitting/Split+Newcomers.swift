// People whom training never saw, asked at every one of their first steps.

/// The `newcomers` protocol.
public enum Newcomers {
    /// How many choices are known when the next one is asked for.
    public static let choiceCounts = [0, 1, 2, 5, 10]
}

extension Split {
    /// Withholds the users with the smallest keyed hashes: `withheldShare` of them for the test and, where validation is
    /// held out, the next half as many to make choices on. The others are learned from whole.
    ///
    /// A user with fewer choices is asked as far as they go. Without one withheld user another may take the place, and
    /// nothing else changes.
    static func newcomers(_ dataset: Dataset, _ configuration: SplitConfiguration) -> Split {
        var split = Split(
            protocolName: configuration.kind.rawValue, training: [], validation: [], test: [],
            seenRemoved: configuration.seenRemoved)
        let roles = configuration.newcomerRoles(dataset)
        for (position, user) in dataset.users.enumerated() {
            switch roles[position] {
            case .teaches: if !user.interactions.isEmpty { split.training.append(user) }
            case .validates: split.validation += user.firstQuestions(position, configuration.segmenter)
            case .tests: split.test += user.firstQuestions(position, configuration.segmenter)
            }
        }
        return split
    }
}

private enum NewcomerRole { case teaches, validates, tests }

extension SplitConfiguration {
    fileprivate func newcomerRoles(_ dataset: Dataset) -> [NewcomerRole] {
        let hashed = dataset.users.enumerated().map { position, user in
            var hash = StableHash(seed: seed)
            hash.combine(user.key)
            return (hash: hash.value, position: position)
        }.sorted { ($0.hash, $0.position) < ($1.hash, $1.position) }
        let tests = Int((withheldShare * Double(hashed.count)).rounded())
        let validates = holdsOutValidation ? tests / 2 : 0
        var roles = [NewcomerRole](repeating: .teaches, count: hashed.count)
        for (place, user) in hashed.prefix(tests + validates).enumerated() { roles[user.position] = place < tests ? .tests : .validates }
        return roles
    }
}

extension UserHistory {
    /// One question for each number of choices in `Newcomers.choiceCounts` after which there is another one.
    fileprivate func firstQuestions(_ user: Int, _ segmenter: Segmenter) -> [EvaluationCase] {
        let choices = segmenter.segments(of: interactions[...]).filter(\.isTarget)
        return Newcomers.choiceCounts.filter { $0 < choices.count }.map { count in
            var question = evaluationCase(user: user, choices[count])
            question.choicesBefore = count
            return question
        }
    }
}

extension SplitCheck {
    /// Nobody who is asked may be learned from, or be asked on both sides.
    static func withheldUsersAreUnseen(_ split: Split) -> SplitCheck {
        let test = Set(split.test.lazy.map(\.userKey))
        let validation = Set(split.validation.lazy.map(\.userKey))
        let learned = split.training.lazy.filter { test.contains($0.key) || validation.contains($0.key) }.count
        let found = learned + test.intersection(validation).count
        return SplitCheck(
            name: "withheld-users-unseen", passed: found == 0, count: found,
            sentence: "\(found) of the \(test.count) test and \(validation.count) validation users are in another part; "
                + "\(split.training.count) users are learned from.")
    }
}
