import Datasets

extension FoundationTrainer {
    /// The part of a user's history that this epoch reads: the latest, the first, or one anywhere, by the shares that training gives them.
    func window(_ user: UserHistory) -> TrainingWindow? {
        let user = training.shufflesHistories ? shuffled(user) : user
        let sequence = model.tokenizer.trainingTokens(user, epoch: state.epoch, seed: training.seed)
        guard sequence.count > 0 else { return nil }
        let longest = model.configuration.maximumSequenceLength
        var start = 0
        if sequence.count > longest {
            var random = SeededGenerator(seed: mixed(user.key, 0x717D))
            let latest = sequence.count - longest
            let lot = Double.random(in: 0..<1, using: &random)
            if lot < training.latestWindowShare {
                start = model.configuration.firstPosition(of: latest + longest)
            } else if lot >= training.latestWindowShare + training.firstWindowShare {
                start = model.configuration.firstPosition(of: Int.random(in: 0...latest, using: &random) + longest)
            }
        }
        let range = start..<min(start + longest, sequence.count)
        let isSilent = draws(user, 0x5117)
        let isAsked = asked(sequence)
        func target(_ position: Int) -> Int32 { isAsked[position] ? softmaxRows[sequence.items[position].position] : -1 }
        let kinds = intentLabels == nil ? [] : EngagementKind.all(of: sequence)
        let requests = range.map { position in
            let learned = target(position) >= 0 ? label(sequence, position, kinds) : nil
            guard !isSilent else {
                return SequenceBatch.Request(
                    position: position, time: .min, device: 0, hour: 0, locale: 0, surface: 0, target: target(position), weight: 1,
                    label: learned)
            }
            return SequenceBatch.Request(
                position: position, time: sequence.times[position], device: sequence.devices[position],
                hour: sequence.hoursOfWeek[position], locale: sequence.locales[position], surface: sequence.surfaces[position],
                target: target(position), weight: 1, label: learned)
        }
        return TrainingWindow(
            sequence: sequence, range: range, requests: requests, seed: mixed(user.key, 0xD20F), isBare: draws(user, 0xBA2E))
    }

    /// What the intent heads learn of a choice; nil in a model without.
    private func label(_ sequence: TokenSequence, _ position: Int, _ kinds: [EngagementKind]) -> IntentLabel? {
        guard !kinds.isEmpty else { return nil }
        return IntentLabel(sequence, token: position, kind: kinds[position], cutoffYear: model.cutoffYear)
    }

    /// Which tokens are targets: all choices, or, where repeats teach nothing, the first of each item.
    private func asked(_ sequence: TokenSequence) -> [Bool] {
        guard !training.learnsRepeats else { return sequence.isTarget }
        var known: Set<ItemIndex> = []
        return sequence.items.indices.map { known.insert(sequence.items[$0]).inserted && sequence.isTarget[$0] }
    }

    /// A history that is a set has no order, so every epoch draws one, from the user's key and the epoch alone.
    private func shuffled(_ user: UserHistory) -> UserHistory {
        var random = SeededGenerator(seed: mixed(user.key, 0x5E7))
        return UserHistory(id: user.id, key: user.key, interactions: user.interactions.shuffled(using: &random))
    }

    /// Whether this epoch's window of a user is one of those that hide something.
    private func draws(_ user: UserHistory, _ purpose: UInt64) -> Bool {
        guard model.configuration.inputs >= .outcomes, training.bareShare > 0 else { return false }
        var random = SeededGenerator(seed: mixed(user.key, purpose))
        return Double.random(in: 0..<1, using: &random) < training.bareShare
    }
}

/// One user's share of a step.
struct TrainingWindow: Sendable {
    var sequence: TokenSequence
    var range: Range<Int>
    var requests: [SequenceBatch.Request]
    var seed: UInt64
    var isBare: Bool
    var weight: Double { requests.reduce(0.0) { $1.target >= 0 ? $0 + Double($1.weight) : $0 } }

    /// Longest first, each to the worker with the fewest tokens so far; ties go to the lower number.
    static func balanced(_ windows: [TrainingWindow], workers: Int) -> [[TrainingWindow]] {
        var shares = [[TrainingWindow]](repeating: [], count: workers)
        var loads = [Int](repeating: 0, count: workers)
        let order = windows.indices.sorted { (-windows[$0].range.count, $0) < (-windows[$1].range.count, $1) }
        for index in order {
            let worker = loads.indices.min { (loads[$0], $0) < (loads[$1], $1) }!
            shares[worker].append(windows[index])
            loads[worker] += windows[index].range.count
        }
        return shares
    }
}
