import Artwork
import Datasets
import Synchronization

/// Reads a person's leaning to genres off the scores that rank titles for them: the same user state, nothing more.
final class ThemeReader: Sendable {
    /// Means of a genre's titles for somebody of whom nothing is known, in deviations of their scores.
    private struct Usual {
        var generation = -1
        var means: [Double] = []
    }
    private let usual = Mutex(Usual())

    /// How far a genre's titles stand above the others for this person, less the same for a stranger.
    ///
    /// - Complexity: O(V·genres of a title), once more for each snapshot.
    func affinities(_ sheet: ScoreSheet) -> ThemeAffinities {
        let shelves = sheet.snapshot.shelves
        guard shelves.mixedFacet == .genre else { return ThemeAffinities() }
        let own = ThemeReader.means(sheet.scores, shelves)
        let usual = usual(sheet.snapshot)
        guard usual.count == own.count else { return ThemeAffinities() }
        var values: [Theme: Double] = [:]
        for (number, name) in shelves.genreNames.enumerated() {
            values[Theme(.genre, name)] = ThemeReader.scale * (own[number] - usual[number])
        }
        return ThemeAffinities(values)
    }

    /// A mean over a genre's titles moves less than one title does: half a deviation is already much.
    private static let scale = 2.0

    private func usual(_ snapshot: ServingSnapshot) -> [Double] {
        let known = usual.withLock { $0.generation == snapshot.generation ? $0.means : nil }
        if let known { return known }
        let scores = (try? snapshot.engine.scores(of: .stranger(nil, key: 0), at: RequestContext())) ?? []
        let means = ThemeReader.means(scores, snapshot.shelves)
        usual.withLock { $0 = Usual(generation: snapshot.generation, means: means) }
        return means
    }

    private static func means(_ scores: [Float], _ shelves: TitleShelves) -> [Double] {
        var (count, sum, squares) = (0.0, 0.0, 0.0)
        var sums = [Double](repeating: 0, count: shelves.genreCount)
        var counts = sums
        for (position, score) in scores.enumerated() where score.isFinite {
            let score = Double(score)
            count += 1
            sum += score
            squares += score * score
            shelves.forEachGenre(of: ItemIndex(position)) { genre in
                sums[genre] += score
                counts[genre] += 1
            }
        }
        guard count > 1 else { return sums.map { _ in 0 } }
        let mean = sum / count
        let deviation = max(squares / count - mean * mean, 0).squareRoot()
        guard deviation > 0 else { return sums.map { _ in 0 } }
        return sums.indices.map { counts[$0] > 0 ? (sums[$0] / counts[$0] - mean) / deviation : 0 }
    }
}
