import Datasets
import Evaluation
import Tensors

/// One addend of a score.
public struct ScorePart: Sendable, Hashable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// What the network makes of the history and the moment.
        case network
        /// How much everybody chooses the title at the moment.
        case popularity
        /// What places a title that training never saw among the others.
        case newTitle = "new-title"
        /// A counting model beside the network.
        case companion
    }
    public var kind: Kind
    /// Of a companion, in words.
    public var name: String
    public var value: Float
}

extension Explainer {
    /// A title's score in its addends, which sum to it up to rounding.
    ///
    /// - Parameter user: unit vector of the person at the moment, `[D]`.
    /// - Complexity: that of scoring without reading the history.
    public func parts(of item: ItemIndex, _ query: ScoringQuery, user: [Float]) -> [ScorePart] {
        let network = scorer.logits(of: item, users: user)[0]
        guard !scorer.scoresAreLogits else { return [ScorePart(kind: .network, name: "network", value: network)] }
        var row = scorer.logitRow(user: user)
        var parts = scorer.newTitleParts(of: item, network: network, row: row)
        guard row[item.position].isFinite || scorer.livePopularityTerms != nil else { return parts }
        if let live = scorer.model.livePopularity, scorer.log != nil {
            let before = row[item.position]
            row.withUnsafeMutableBufferPointer { scorer.addLivePopularity([query], to: $0) }
            parts = parts.map { ScorePart(kind: $0.kind, name: $0.name, value: $0.value * live.scale) }
            let rest = row[item.position] - (before.isFinite ? before * live.scale : 0)
            parts.append(ScorePart(kind: .popularity, name: "popularity of the moment", value: rest))
        }
        guard let companions = scorer.companions else { return parts }
        let (scale, added) = companions.contributions(query, item: item)
        return parts.map { ScorePart(kind: $0.kind, name: $0.name, value: $0.value * scale) } + added
    }
}

extension FoundationScorer {
    /// What the network's logit is multiplied with in the score of a question.
    func networkScale(_ query: ScoringQuery) -> Float {
        let live = log == nil ? 1 : model.livePopularity?.scale ?? 1
        return live * (companions?.networkScale(query) ?? 1)
    }

    fileprivate func logitRow(user: [Float]) -> [Float] {
        var row = [Float](repeating: 0, count: itemCount)
        let arena = arenas.lend()
        defer { arenas.take(back: arena) }
        user.withUnsafeBufferPointer { user in
            row.withUnsafeMutableBufferPointer { logits(of: user.baseAddress!, into: $0.baseAddress!, arena: arena) }
        }
        return row
    }

    /// - Parameter row: logits of the catalogue, new titles placed.
    fileprivate func newTitleParts(of item: ItemIndex, network: Float, row: [Float]) -> [ScorePart] {
        guard row[item.position].isFinite else { return [] }
        guard let newTitles = model.newTitles, unseen.contains(item.position) else {
            return [ScorePart(kind: .network, name: "network", value: network)]
        }
        let scaled = network * newTitles.scale
        return [
            ScorePart(kind: .network, name: "network", value: scaled),
            ScorePart(kind: .newTitle, name: "a new title's share", value: row[item.position] - scaled),
        ]
    }
}
