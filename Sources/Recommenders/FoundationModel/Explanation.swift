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
    /// Takes each of the latest tokens out in turn and watches the logits: a measurement, not a guess.
    ///
    /// - Parameters:
    ///   - latest: how many tokens are tried.
    ///   - causes: how many are reported per item.
    /// - Complexity: one forward pass over `latest` histories.
    public func explain(
        _ query: ScoringQuery, items: [ItemIndex], catalog: Catalog, latest: Int = 24, causes: Int = 2
    ) throws -> [Explanation] {
        let sequence = model.tokenizer.tokens(query.history)
        let tried = max(0, sequence.count - latest)..<sequence.count
        var variants = [query]
        for token in tried {
            var changed = query
            changed.interactions = Array(query.history)
            let range = sequence.sources[token]
            changed.interactions.removeSubrange(Int(range.lowerBound)..<Int(range.upperBound))
            changed.historyCount = changed.interactions.count
            changed.userKey = UInt64(token)  // Not prefixes of each other: each is read on its own.
            variants.append(changed)
        }
        let vectors = try userVectors(variants)
        let width = model.configuration.embeddingDimension
        func logit(_ row: Int, _ target: [Float]) -> Float {
            var sum: Float = 0
            for column in 0..<width { sum += vectors[row * width + column] * target[column] }
            return sum / model.temperature
        }
        return items.map { item in
            let target = vector(of: item)
            let whole = logit(0, target)
            let drops = tried.enumerated().map { Explanation.Cause(item: sequence.items[$1], drop: whole - logit($0 + 1, target)) }
            let strongest = drops.filter { $0.drop > 0 && $0.item != item }.sorted { $0.drop > $1.drop }.prefix(causes)
            let shared = strongest.first.map { Self.shared(catalog[item], catalog[$0.item]) } ?? []
            return Explanation(item: item, causes: Array(strongest), shared: shared)
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
