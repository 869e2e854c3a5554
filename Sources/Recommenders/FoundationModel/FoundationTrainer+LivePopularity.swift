import Datasets
import Evaluation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension FoundationTrainer {
    /// Choices of the training part, as exact in time as the requests of the split.
    static func log(of users: CorpusUsers, dataset: Dataset, segmenter: Segmenter) throws -> PopularityLog {
        let timeline = PopularityTimeline(itemCount: dataset.catalog.count, histories: users, segmenter: segmenter)
        guard timeline.choiceCount > 0 else {
            throw FoundationModelError.configuration(
                field: "livePopularity", value: "true", rule: "only events with times (\"split\": {\"resolution\": \"hour\"} or finer)")
        }
        return PopularityLog(timeline, isLive: false)
    }

    /// What the softmax adds to its logits: fixed before training, from choices of the training part and how popular items
    /// are altogether, so that a resumed run finds the same.
    func offsets(_ timeline: PopularityTimeline, _ census: TrainingCensus) -> [PopularityOffsets] {
        let rows = timeline.mapped(to: census.softmaxRows, count: census.participants.count)
        let totals = census.participants.map { log1p(Float(census.counts[Int($0)])) }
        let fit = LivePopularityFit(choices: trainingChoices(census), totals: totals, timeline: rows, workers: workers)
        let weights = fit.weights(from: LivePopularityWeights()).popularity
        state.history.popularityInTraining = weights
        return (0..<workers).map { _ in PopularityOffsets(rows, weights: weights) }
    }

    /// Enough to know three weights to a few per cent.
    private static let mostTrainingChoices = 2000

    /// Choices of the training part, drawn by user and place, as rows of the softmax.
    private func trainingChoices(_ census: TrainingCensus) -> [LivePopularityFit.Case] {
        var drawn: [(hash: UInt64, choice: LivePopularityFit.Case)] = []
        func prune() {
            drawn.sort { ($0.hash, $0.choice.target) < ($1.hash, $1.choice.target) }
            drawn.removeLast(max(0, drawn.count - Self.mostTrainingChoices))
        }
        for user in users {
            if drawn.count >= 100 * Self.mostTrainingChoices { prune() }
            let sequence = model.tokenizer.tokens(user.interactions[...])
            for token in 0..<sequence.count where sequence.isTarget[token] && sequence.times[token] != .min {
                let target = Int(census.softmaxRows[sequence.items[token].position])
                let key = StableHash.mix(user.key ^ StableHash.mix(UInt64(token)))
                drawn.append(
                    (key, .init(time: Timestamp(seconds: sequence.times[token]), target: target, surface: 0, key: key)))
            }
        }
        prune()
        return drawn.map(\.choice)
    }

    /// Below this many cases a weight says more about the cases than about people.
    private static let fewestCasesForPopularity = 20

    /// Weighs logit and popularity on the validation cases, the model left as it is.
    func fitLivePopularity() throws {
        guard let popularity else { return }
        var plain = model
        plain.livePopularity = nil
        let fit = try LivePopularityFit(
            scorer: plain.bound(to: catalog), task: validation, timeline: popularity.timeline, workers: workers)
        guard fit.usableCount >= Self.fewestCasesForPopularity else { return }
        model.livePopularity = fit.weights()
    }
}
