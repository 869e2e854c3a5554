import Datasets
import Evaluation
import Recommenders

/// What was measured about one title.
struct WhyEvidence {
    var effects: TokenEffects
    var facets: [FacetEffect]
    var parts: [WhyAnswer.Part]
    /// What a model's effects were measured from; nil for other engines.
    var measurement: TokenMeasurement?
}

extension ScoringEngine {
    func evidence(for item: ItemIndex, _ sheet: ScoreSheet) throws -> WhyEvidence {
        let query = sheet.person.query(sheet.request)
        if let engine = self as? ModelEngine {
            let explainer = engine.explainer
            let measurement = try explainer.measure([item], query, isKept: sheet.person.isKept)
            let user = measurement.user
            return WhyEvidence(
                effects: measurement.effects[0],
                facets: explainer.facetEffects(on: sheet.snapshot.titles[item], query, user: user),
                parts: explainer.parts(of: item, query, user: user).map {
                    WhyAnswer.Part(kind: $0.kind.rawValue, name: $0.name, value: $0.value)
                }, measurement: measurement)
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

    /// What one title of the history does for another, measured as the others were; nil where it is none that the engine reads.
    func effect(of cause: ItemIndex, on item: ItemIndex, _ evidence: WhyEvidence, _ sheet: ScoreSheet) throws -> TokenEffects.Effect? {
        if let known = evidence.effects.tried.first(where: { $0.item == cause }) { return known }
        guard let engine = self as? ModelEngine else { return nil }
        let query = sheet.person.query(sheet.request)
        let sequence = engine.scorer.model.tokenizer.tokens(query.history)
        guard let token = engine.explainer.readTokens(query).last(where: { sequence.items[$0] == cause }) else { return nil }
        return try engine.explainer.effects(
            on: [item], query, isKept: sheet.person.isKept, effort: .init(guessedTokens: 0, likeTokens: 0), trying: [token]
        )[0].tried.first { $0.item == cause }
    }

    /// Scores of the catalogue, had a title never been in the person's history.
    func scores(without item: ItemIndex, _ evidence: WhyEvidence, _ sheet: ScoreSheet) throws -> [Float] {
        if let engine = self as? ModelEngine, let measurement = evidence.measurement {
            let query = sheet.person.query(sheet.request)
            return try engine.explainer.scores(without: item, query, isKept: sheet.person.isKept, after: measurement)
        }
        return try scores(of: sheet.person.without(item), at: sheet.request)
    }
}

extension PersonView {
    /// Whether what is made of this history may be kept, and tokens of these events are those of what is kept: a state may have been
    /// read from more of them.
    fileprivate var isKept: Bool { id != nil && !isPast && older == nil }

    /// The same history without a title, as of somebody of whom nothing is kept.
    fileprivate func without(_ item: ItemIndex) -> PersonView {
        PersonView(id: nil, key: key, events: interactions.filter { $0.item != item }, record: record)
    }
}
