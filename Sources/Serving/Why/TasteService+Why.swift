import Datasets
import Evaluation
import Recommenders

extension TasteService {
    /// Why a title has its place for a person at a moment.
    ///
    /// Titles of the history are taken out one by one and the score is measured again, attributes likewise; words come after.
    /// - Throws: `ServingError` (`notReady`, `unknownItem`), `StorageError`, `StateError`.
    public func why(_ asker: Asker, _ id: ItemID, at moment: Moment) throws -> WhyAnswer {
        let begun = seconds()
        let sheet = try sheet(asker, moment)
        guard let item = sheet.snapshot.titles.catalog.index(of: id) else { throw ServingError.unknownItem(id.rawValue) }
        let evidence = try sheet.snapshot.engine.evidence(for: item, sheet)
        let mentionable = MentionableTitles(sheet)
        let causes = evidence.effects.causes(4).filter { mentionable.contains($0.item) }.prefix(2)
        return try answer(item, sheet, evidence, Array(causes), begun)
    }

    private func answer(
        _ item: ItemIndex, _ sheet: ScoreSheet, _ evidence: WhyEvidence, _ causes: [TokenEffects.Effect], _ begun: Double
    ) throws -> WhyAnswer {
        let titles = sheet.snapshot.titles
        let standing = Standing(of: item, in: sheet)
        let named = causes.map { cause in
            WhyAnswer.Cause(
                item: cause.item, time: sheet.person.titles[cause.item]?.last, drop: cause.drop, ownDrop: cause.own,
                shared: FoundationScorer.shared(titles[item], titles[cause.item]))
        }
        let tried = evidence.effects.tried
        let correction = sheet.scores[item.position] - evidence.effects.score
        var parts = evidence.parts
        if sheet.isCorrected, correction.isFinite, abs(correction) > 1e-4 {
            parts.append(.init(kind: "correction", name: "what you told the profile", value: correction))
        }
        let words = WhyWords(titles)
        return WhyAnswer(
            head: head(sheet.snapshot, since: begun), snapshot: sheet.snapshot, item: item,
            score: sheet.scores[item.position].isFinite ? sheet.scores[item.position] : nil, place: standing.place, placeOf: standing.count,
            exclusion: standing.exclusion, causes: named, facets: evidence.facets, parts: parts,
            faithfulness: .init(
                namedDrop: mean(causes.map(\.drop)), triedDrop: mean(tried.map(\.drop)), triedTokens: tried.count,
                readTokens: evidence.effects.readTokens),
            counterfactual: try named.first.map { cause in
                let changed = try standing.place == nil ? nil : self.sheet(without: cause.item, evidence, sheet)
                return words.counterfactual(
                    item, without: cause.item, drop: cause.drop, place: standing.place,
                    changed: changed.flatMap { Standing(of: item, in: $0).place })
            }, reason: reason(named, evidence.facets, sheet, words))
    }

    /// The scores that the history without a title would have given, everything else as it is.
    private func sheet(without cause: ItemIndex, _ evidence: WhyEvidence, _ sheet: ScoreSheet) throws -> ScoreSheet {
        var changed = sheet
        changed.isCorrected = false
        changed.scores = try sheet.snapshot.engine.scores(without: cause, evidence, sheet)
        ScoreCorrections.apply(to: &changed)
        return changed
    }

    private func mean(_ values: [Float]) -> Float { values.isEmpty ? 0 : values.reduce(0, +) / Float(values.count) }

    private func reason(
        _ causes: [WhyAnswer.Cause], _ facets: [FacetEffect], _ sheet: ScoreSheet, _ words: WhyWords
    ) -> ServedReason {
        if let first = causes.first {
            return ServedReason(
                .becauseOf, titles: causes.map(\.item), shared: first.shared,
                text: words.because(causes.map(\.item), shared: first.shared))
        }
        guard !sheet.person.interactions.isEmpty else { return ServedReason(.popular, text: words.stranger) }
        if let best = facets.first(where: { $0.drop > 0 && $0.facet != "text" }) {
            return ServedReason(.facet, shared: [best.value], text: words.facet(best.value, best.facet))
        }
        return ServedReason(.profile, text: words.wholeHistory)
    }
}
