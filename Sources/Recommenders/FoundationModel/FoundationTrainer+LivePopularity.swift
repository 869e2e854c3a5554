import Datasets
import Evaluation

extension FoundationTrainer {
    /// Choices of the training part, as exact in time as the requests of the split.
    static func log(of split: Split, dataset: Dataset, segmenter: Segmenter) throws -> PopularityLog {
        let timeline = PopularityTimeline(itemCount: dataset.catalog.count, histories: split.training, segmenter: segmenter)
        guard timeline.choiceCount > 0 else {
            throw FoundationModelError.configuration(
                field: "livePopularity", value: "true", rule: "only events with times (\"split\": {\"resolution\": \"hour\"} or finer)")
        }
        return PopularityLog(timeline, isLive: false)
    }

    /// Below this many cases a weight says more about the cases than about people.
    private static let fewestCasesForPopularity = 20

    /// Weighs logit and popularity on the validation cases, the model left as it is.
    func fitLivePopularity() throws {
        guard let popularity else { return }
        var plain = model
        plain.livePopularity = nil
        plain.newTitleBoost = 0
        let fit = try LivePopularityFit(
            scorer: plain.bound(to: catalog), task: validation, timeline: popularity.timeline, workers: workers)
        guard fit.usableCount >= Self.fewestCasesForPopularity else { return }
        model.livePopularity = fit.weights()
    }
}
