import Datasets
import Evaluation
import Recommenders
import Understanding

extension TasteService {
    /// Why a title has its place for a person at a moment.
    ///
    /// Titles of the history are taken out one by one and the score is measured again, attributes likewise; words come after. The title
    /// that a page names for it is tried as well, so that nothing said there stands unmeasured.
    /// - Parameter named: a title of the history that was said to be the cause; nil for the one that a page would name.
    /// - Throws: `ServingError` (`notReady`, `unknownItem`), `StorageError`, `StateError`.
    public func why(_ asker: Asker, _ id: ItemID, named: ItemID? = nil, at moment: Moment) throws -> WhyAnswer {
        let begun = seconds()
        let sheet = try sheet(asker, moment)
        guard let item = sheet.snapshot.titles.catalog.index(of: id) else { throw ServingError.unknownItem(id.rawValue) }
        let evidence = try sheet.snapshot.engine.evidence(for: item, sheet)
        let mentionable = MentionableTitles(sheet)
        var causes = Array(evidence.effects.causes(4).filter { mentionable.contains($0.item) }.prefix(2))
        let said = named.flatMap { sheet.snapshot.titles.catalog.index(of: $0) } ?? likeliest(item, sheet)
        let page = try said.flatMap { said in
            mentionable.contains(said) ? try sheet.snapshot.engine.effect(of: said, on: item, evidence, sheet) : nil
        }
        // What no guess thought of may be what the page named.
        if causes.isEmpty, let page, page.drop > 0, page.own > 0, page.item != item { causes = [page] }
        return try answer(item, sheet, evidence, causes, page, begun)
    }

    /// The title of the history that a page would name for another.
    private func likeliest(_ item: ItemIndex, _ sheet: ScoreSheet) -> ItemIndex? {
        let recent = TasteSketch.recent(sheet.person, limit: TasteSketch.recentCount)
        return PageReasons(sheet, shelves: sheet.snapshot.shelves, recent: recent, mix: nil).likeliest(item)
    }

    private func answer(
        _ item: ItemIndex, _ sheet: ScoreSheet, _ evidence: WhyEvidence, _ causes: [TokenEffects.Effect],
        _ page: TokenEffects.Effect?, _ begun: Double
    ) throws -> WhyAnswer {
        let titles = sheet.snapshot.titles
        let standing = Standing(of: item, in: sheet)
        let named = causes.map { cause in
            WhyAnswer.Cause(
                item: cause.item, time: sheet.person.titles[cause.item]?.last, drop: cause.drop, ownDrop: cause.own,
                shared: FoundationScorer.shared(titles[item], titles[cause.item]))
        }
        let tried = evidence.effects.tried
        let words = WhyWords(titles)
        let facets = WhyAnswer.named(evidence.facets)
        return WhyAnswer(
            head: head(sheet.snapshot, since: begun), snapshot: sheet.snapshot, item: item,
            score: sheet.scores[item.position].isFinite ? sheet.scores[item.position] : nil, place: standing.place, placeOf: standing.count,
            exclusion: standing.exclusion, causes: named, facets: facets, parts: parts(item, sheet, evidence),
            faithfulness: .init(
                namedDrop: mean(causes.map(\.drop)), triedDrop: mean(tried.map(\.drop)), triedTokens: tried.count,
                readTokens: evidence.effects.readTokens),
            counterfactual: try named.first.map { cause in
                let changed = try standing.place == nil ? nil : self.sheet(without: cause.item, evidence, sheet)
                return words.counterfactual(
                    item, without: cause.item, drop: cause.drop, place: standing.place,
                    changed: changed.flatMap { Standing(of: item, in: $0).place })
            }, reason: worded(reason(item, named, facets, sheet, words), item, sheet), page: page.map { words.page($0, beside: causes) })
    }

    private func parts(_ item: ItemIndex, _ sheet: ScoreSheet, _ evidence: WhyEvidence) -> [WhyAnswer.Part] {
        let correction = sheet.scores[item.position] - evidence.effects.score
        guard sheet.isCorrected, correction.isFinite, abs(correction) > 1e-4 else { return evidence.parts }
        return evidence.parts + [.init(kind: "correction", name: "what you told the profile", value: correction)]
    }

    /// The scores that the history without a title would have given, everything else as it is.
    private func sheet(without cause: ItemIndex, _ evidence: WhyEvidence, _ sheet: ScoreSheet) throws -> ScoreSheet {
        var changed = sheet
        changed.isCorrected = false
        changed.scores = try sheet.snapshot.engine.scores(without: cause, evidence, sheet)
        ScoreCorrections.apply(to: &changed)
        return changed
    }

    /// The reason in a sentence of the pitch engine, in the language that is asked for; as it is where that engine has none that holds.
    private func worded(_ reason: ServedReason, _ item: ItemIndex, _ sheet: ScoreSheet) -> ServedReason {
        guard let pitched = PitchReason(reason, sheet.snapshot.titles) else { return reason }
        let subject = PitchSubject(
            facts: PitchFacts(sheet.snapshot.titles, item), reasons: [pitched], length: .medium,
            language: PitchLanguage(locale: sheet.moment.locale))
        var reason = reason
        if let text = PitchWriter.reason(subject) { reason.text = text }
        return reason
    }

    private func mean(_ values: [Float]) -> Float { values.isEmpty ? 0 : values.reduce(0, +) / Float(values.count) }

    private func reason(
        _ item: ItemIndex, _ causes: [WhyAnswer.Cause], _ facets: [FacetEffect], _ sheet: ScoreSheet, _ words: WhyWords
    ) -> ServedReason {
        if let first = causes.first {
            var reason = ServedReason(
                .becauseOf, titles: causes.map(\.item), shared: first.shared,
                text: words.because(causes.map(\.item), shared: first.shared))
            let titles = sheet.snapshot.titles
            reason.contrast = TitleContrast(of: .init(titles, item), to: .init(titles, first.item))
            return reason
        }
        guard !sheet.person.interactions.isEmpty else { return ServedReason(.popular, text: words.stranger) }
        if let best = facets.first(where: { $0.drop > 0 && $0.facet != "text" }) {
            return ServedReason(.facet, shared: [best.value], text: words.facet(best.value, best.facet))
        }
        return ServedReason(.profile, text: words.wholeHistory)
    }
}
