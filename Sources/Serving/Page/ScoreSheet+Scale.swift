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
    package var spread: Float { moments.deviation }

    /// Mean and standard deviation of the scores over the titles that have one; 0 and 1 where there is nothing to tell.
    ///
    /// - Complexity: O(V)
    var moments: (mean: Float, deviation: Float) {
        var sums = ScoreSums()
        scores.withUnsafeBufferPointer { scores in
            var position = 0
            while position + 4 <= scores.count {
                sums.add(SIMD4(scores[position], scores[position + 1], scores[position + 2], scores[position + 3]))
                position += 4
            }
            while position < scores.count {
                sums.add(SIMD4(scores[position], -.infinity, -.infinity, -.infinity))
                position += 1
            }
        }
        return sums.moments
    }
}

/// Four sums side by side: one would wait for itself.
private struct ScoreSums {
    private var (count, sum, squares) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)

    /// - Parameter four: −∞ where nothing is said.
    @inline(__always) mutating func add(_ four: SIMD4<Float>) {
        let all = SIMD4<Double>(four)
        let isSaid = all .> -.infinity
        let values = all.replacing(with: 0, where: .!isSaid)
        count += SIMD4<Double>.zero.replacing(with: 1, where: isSaid)
        sum += values
        squares += values * values
    }

    var moments: (mean: Float, deviation: Float) {
        let (titles, mean) = (count.sum(), sum.sum() / max(1, count.sum()))
        guard titles > 1 else { return (Float(mean), 1) }
        let variance = squares.sum() / titles - mean * mean
        return (Float(mean), variance > 1e-12 ? Float(variance.squareRoot()) : 1)
    }
}
