#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets
import Recommenders

/// The mix of genres that a person chose so far, and how far a list in the making is from it, in bits: what
/// `Evaluation.Miscalibration` measures, one title at a time.
///
/// A title with m genres gives each of them 1/m; every title of the history counts once. Steck, "Calibrated Recommendations",
/// RecSys 2018: lists that follow accuracy alone crowd out what somebody likes less often.
package struct GenreMix: Sendable {
    /// Shares of the person's own genres; sums to 1. `[G]`
    package let own: [Double]
    private var counts: [Double]
    private var total = 0.0
    /// Of every own genre as if another title without it were added. `[G]`
    private var terms: [Double]
    private var sum = 0.0
    static let smoothing = 0.01

    /// Nil where the history names no genre.
    package init?(_ history: some Sequence<ItemIndex>, shelves: TitleShelves) {
        var own = [Double](repeating: 0, count: shelves.genreCount)
        var titles = 0.0
        for item in history {
            let genres = shelves.genres(of: item)
            guard !genres.isEmpty else { continue }
            for genre in genres { own[Int(genre)] += 1 / Double(genres.count) }
            titles += 1
        }
        guard titles > 0 else { return nil }
        self.own = own.map { $0 / titles }
        counts = Array(repeating: 0, count: own.count)
        terms = counts
        foresee()
    }

    /// The distance of the list after another title.
    ///
    /// - Complexity: O(genres of the title)
    package func distance(adding genres: ArraySlice<Int32>) -> Double {
        guard !genres.isEmpty else { return current }
        var result = sum
        let share = 1 / Double(genres.count)
        for genre in genres where own[Int(genre)] > 0 {
            result += term(Int(genre), (counts[Int(genre)] + share) / (total + 1)) - terms[Int(genre)]
        }
        return max(result, 0)
    }

    package mutating func add(_ genres: ArraySlice<Int32>) {
        guard !genres.isEmpty else { return }
        for genre in genres { counts[Int(genre)] += 1 / Double(genres.count) }
        total += 1
        foresee()
    }

    /// The distance of the list as it is.
    package var current: Double {
        max(0, own.indices.reduce(0.0) { $0 + (own[$1] > 0 ? term($1, total > 0 ? counts[$1] / total : 0) : 0) })
    }

    private func term(_ genre: Int, _ share: Double) -> Double {
        let p = own[genre]
        return p * log2(p / ((1 - GenreMix.smoothing) * share + GenreMix.smoothing * p))
    }

    private mutating func foresee() {
        sum = 0
        for genre in own.indices where own[genre] > 0 {
            terms[genre] = term(genre, counts[genre] / (total + 1))
            sum += terms[genre]
        }
    }
}
