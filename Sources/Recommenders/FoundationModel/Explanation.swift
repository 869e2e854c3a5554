import Datasets
import Evaluation

/// Why an item is in the list: the events of the history without which it would stand lower.
public struct Explanation: Sendable {
    public struct Cause: Sendable {
        public var item: ItemIndex
        /// How much the item's logit falls when this token is taken out of the history.
        public var drop: Float
    }
    public var item: ItemIndex
    /// Strongest first; empty when nothing in the history speaks for the item.
    public var causes: [Cause]
    /// Attribute values that the item shares with the first cause.
    public var shared: [String]
}

extension FoundationScorer {
    /// Takes tokens of the history out in turn and watches the scores: a measurement, not a guess.
    ///
    /// - Parameters:
    ///   - tokens: how many tokens are tried, those that seem to matter most for the items together.
    ///   - causes: how many are reported per item.
    /// - Complexity: three forward passes for the guess, at most one for each token that is tried.
    public func explain(
        _ query: ScoringQuery, items: [ItemIndex], catalog: Catalog, tokens: Int = 16, causes: Int = 2
    ) throws -> [Explanation] {
        let effort = Explainer.Effort(guessedTokens: tokens, likeTokens: items.count > 4 ? 1 : 2, windows: .infinity)
        return try Explainer(self).effects(on: items, query, effort: effort).map { effects in
            let strongest = effects.causes(causes)
            let shared = strongest.first.map { Self.shared(catalog[effects.item], catalog[$0.item]) } ?? []
            return Explanation(
                item: effects.item, causes: strongest.map { Explanation.Cause(item: $0.item, drop: $0.drop) }, shared: shared)
        }
    }

    /// Attribute values that two items have in common: people and genres before single plot words.
    public static func shared(_ a: Item, _ b: Item) -> [String] {
        let order: [FacetName] = [.director, .cast, .writer, .genre, .attribute, .keyword]
        return order.flatMap { name -> [String] in
            let other = Set(b.facets[name] ?? [])
            return (a.facets[name] ?? []).filter(other.contains)
        }
    }
}

extension TokenEffects {
    /// The tokens that speak for the title, strongest first, each title of the history once; what holds for all titles alike is none.
    public func causes(_ count: Int) -> [Effect] {
        var named: Set<ItemIndex> = [item]
        let speaking = tried.filter { $0.drop > 0 && $0.own > 0 && named.insert($0.item).inserted }
        return Array(speaking.prefix(count))
    }
}
