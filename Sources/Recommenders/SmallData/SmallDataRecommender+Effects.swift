import Datasets
import Evaluation

extension SmallDataRecommender {
    /// What titles of a history do for an item's score: each is taken out in turn, with all that happened with it.
    ///
    /// Tried are those most like the item by what is known about them, and the latest.
    /// - Parameter count: how many are tried, half of each kind.
    /// - Complexity: that of `count` questions.
    public func effects(on item: ItemIndex, _ query: ScoringQuery, count: Int = 12) -> TokenEffects {
        let titles = distinct(Array(query.history)).filter { $0 != item }
        var tried = Array(likeness(of: titles, to: item).prefix(count / 2))
        for title in titles where tried.count < count && !tried.contains(title) { tried.append(title) }
        let whole = scores(query)
        let effects = tried.map { title -> TokenEffects.Effect in
            var changed = query
            changed.interactions = Array(query.history.filter { $0.item != title })
            changed.historyCount = changed.interactions.count
            let without = scores(changed)
            return TokenEffects.Effect(
                token: query.history.lastIndex { $0.item == title } ?? 0, item: title, drop: whole[item.position] - without[item.position],
                general: mean(whole) - mean(without))
        }
        return TokenEffects(
            item: item, score: whole[item.position], tried: effects.sorted { ($1.own, $0.token) < ($0.own, $1.token) },
            readTokens: titles.count)
    }

    /// What each source adds to an item's score; the sum is the score.
    public func parts(of item: ItemIndex, _ query: ScoringQuery) -> [(source: Source, value: Float)] {
        parts(of: query).values(item.position)
    }

    private func scores(_ query: ScoringQuery) -> [Float] {
        var scores = [Float](repeating: 0, count: catalogCount)
        scores.withUnsafeMutableBufferPointer { score([query], into: $0) }
        return scores
    }

    private func mean(_ scores: [Float]) -> Float { scores.reduce(0, +) / Float(max(1, scores.count)) }
}
