import Datasets
import Recommenders

extension TasteService {
    /// One reason for each title of a list, cheap enough for a page: the titles of the history that it is most like, those of late before
    /// those of long ago.
    ///
    /// A guess, not a measurement: what `why` measures for one title would cost a second for a page. How often both agree stands in
    /// `docs/serving.md`.
    /// - Complexity: O(items · latest titles · D), without reading anything.
    package func reasons(for items: [ItemIndex], _ sheet: ScoreSheet) -> [ServedReason] {
        let words = WhyWords(sheet.snapshot.titles)
        let latest = MentionableTitles(sheet).latest(ReasonRule.titles)
        guard !latest.isEmpty else { return items.map { _ in ServedReason(.popular, text: words.stranger) } }
        let causes = sheet.snapshot.engine.likeliestCauses(of: items, among: latest)
        return zip(items, causes).map { item, causes in
            guard let first = causes.first else { return ServedReason(.profile, text: words.wholeHistory) }
            let shared = FoundationScorer.shared(sheet.snapshot.titles[item], sheet.snapshot.titles[first])
            return ServedReason(.becauseOf, titles: causes, shared: shared, text: words.because(causes, shared: shared))
        }
    }
}

/// How reasons of a page are guessed; measured on MovieLens 1M, see `docs/serving.md`.
enum ReasonRule {
    /// Titles of the history that are looked at, latest first.
    static let titles = 64
}

extension ScoringEngine {
    /// At most two titles for each item that may be the cause of its place, the likelier first.
    ///
    /// - Parameter titles: of the history, latest first.
    func likeliestCauses(of items: [ItemIndex], among titles: [ItemIndex]) -> [[ItemIndex]] {
        if let engine = self as? ModelEngine { return engine.explainer.likeliestCauses(of: items, among: titles) }
        if let engine = self as? SmallDataEngine {
            return items.map { item in engine.recommender.nearest(titles.filter { $0 != item }, to: item) }
        }
        return items.map { _ in [] }
    }
}
