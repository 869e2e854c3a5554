import Datasets
import Evaluation
import Recommenders

extension ScoreSheet {
    /// A sheet with scores from elsewhere; `permitted` holds what may be shown to the person.
    package init(
        _ snapshot: ServingSnapshot, _ person: PersonView, _ moment: Moment, scores: [Float], permitted: ItemMask
    ) {
        self.init(
            snapshot: snapshot, person: person, moment: moment, request: snapshot.context(moment), scores: scores, permitted: permitted,
            source: snapshot.basis == nil ? .model : .smallData)
    }

    /// - Complexity: O(V)
    mutating func add(_ amount: Float, to titles: ItemMask) {
        for position in scores.indices where titles.contains(ItemIndex(position)) { scores[position] += amount }
    }

    /// Standard deviation of the scores over the titles that have one; 1 where they are all alike.
    ///
    /// - Complexity: O(V)
    package var spread: Float {
        var (count, sum, squares) = (0.0, 0.0, 0.0)
        for score in scores where score > -.infinity {
            let value = Double(score)
            count += 1
            sum += value
            squares += value * value
        }
        guard count > 1 else { return 1 }
        let variance = squares / count - (sum / count) * (sum / count)
        return variance > 1e-12 ? Float(variance.squareRoot()) : 1
    }
}
