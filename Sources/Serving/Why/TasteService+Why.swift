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
                let changed = try standing.place == nil ? nil : self.sheet(of: sheet.person.without(cause.item), sheet)
                return words.counterfactual(
                    item, without: cause.item, drop: cause.drop, place: standing.place,
                    changed: changed.flatMap { Standing(of: item, in: $0).place })
            }, reason: reason(named, evidence.facets, sheet, words))
    }

    /// The scores that another history would have given, everything else as it is.
    private func sheet(of person: PersonView, _ sheet: ScoreSheet) throws -> ScoreSheet {
        var changed = ScoreSheet(
            snapshot: sheet.snapshot, person: sheet.person, moment: sheet.moment, request: sheet.request,
            scores: try sheet.snapshot.engine.scores(of: person, at: sheet.request), permitted: sheet.permitted, source: sheet.source)
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

/// What was measured about one title.
struct WhyEvidence {
    var effects: TokenEffects
    var facets: [FacetEffect]
    var parts: [WhyAnswer.Part]
}

extension ScoringEngine {
    func evidence(for item: ItemIndex, _ sheet: ScoreSheet) throws -> WhyEvidence {
        let query = sheet.person.query(sheet.request)
        let isKept = sheet.person.id != nil && !sheet.person.isPast
        if let engine = self as? ModelEngine {
            let explainer = engine.explainer
            let effects = try explainer.effects(on: [item], query, isKept: isKept)[0]
            let user = try explainer.userVector(query, isKept: isKept)
            return WhyEvidence(
                effects: effects, facets: explainer.facetEffects(on: sheet.snapshot.titles[item], query, user: user),
                parts: explainer.parts(of: item, query, user: user).map {
                    WhyAnswer.Part(kind: $0.kind.rawValue, name: $0.name, value: $0.value)
                })
        }
        if let engine = self as? SmallDataEngine {
            return WhyEvidence(
                effects: engine.recommender.effects(on: item, query), facets: [],
                parts: engine.recommender.parts(of: item, query).map {
                    WhyAnswer.Part(kind: $0.source.rawValue, name: $0.source.rawValue, value: $0.value)
                })
        }
        return WhyEvidence(
            effects: TokenEffects(item: item, score: sheet.scores[item.position], tried: [], readTokens: 0), facets: [], parts: [])
    }
}

extension PersonView {
    /// The same history without a title, as of somebody of whom nothing is kept.
    fileprivate func without(_ item: ItemIndex) -> PersonView {
        PersonView(id: nil, key: key, events: interactions.filter { $0.item != item }, record: record)
    }
}

/// Where a title stands among those that lists choose from.
private struct Standing {
    var place: Int?
    var count = 0
    var exclusion: WhyAnswer.Exclusion?

    init(of item: ItemIndex, in sheet: ScoreSheet) {
        let own = sheet.scores[item.position]
        var better = 0
        for position in sheet.scores.indices where Standing.stands(position, in: sheet) {
            count += 1
            if sheet.scores[position] > own || (sheet.scores[position] == own && position < item.position) { better += 1 }
        }
        exclusion = Standing.exclusion(of: item, in: sheet)
        place = Standing.stands(item.position, in: sheet) ? better + 1 : nil
    }

    private static func stands(_ position: Int, in sheet: ScoreSheet) -> Bool {
        let item = ItemIndex(position)
        return sheet.scores[position] > -.infinity && sheet.permitted.contains(item) && sheet.person.titles[item] == nil
    }

    private static func exclusion(of item: ItemIndex, in sheet: ScoreSheet) -> WhyAnswer.Exclusion? {
        if sheet.permitted.contains(item) { return sheet.person.titles[item] == nil ? nil : .met }
        let facts = sheet.snapshot.titles.facts[item.position]
        let isAvailable = facts.permits(
            country: sheet.moment.country ?? sheet.person.record.country,
            maturity: TasteService.stricter(sheet.moment.maturity, sheet.person.record.maturity), time: sheet.moment.time)
        return isAvailable ? .refused : .unavailable
    }
}
