import Artwork
import Datasets
import Synchronization

/// Reads a person's leaning to genres and to people on the screen off the scores that rank titles for them: the same user state, nothing
/// more.
package final class ThemeReader: Sendable {
    package init() {}

    /// What is said of somebody of whom nothing is known.
    private struct Usual {
        var generation = -1
        /// Of each genre's titles, in deviations.
        var means: [Double] = []
        /// Of each title, in deviations; nil where nothing can be said. `[V]`
        var titles: [Double?] = []
    }
    private let usual = Mutex(Usual())

    /// How far the titles of a genre, or of a person on the screen, stand above the others for this person, less the same for a stranger.
    ///
    /// - Parameter people: whose leanings are wanted; the catalogue has too many to tell them all.
    /// - Complexity: O(V·genres of a title + titles of the people), once more for each snapshot.
    package func affinities(_ sheet: ScoreSheet, people: Set<Theme> = []) -> ThemeAffinities {
        let shelves = sheet.snapshot.shelves
        let usual = usual(sheet.snapshot)
        var values: [Theme: Double] = [:]
        if shelves.mixedFacet == .genre {
            let own = ThemeReader.means(sheet.scores, shelves)
            if usual.means.count == own.count {
                for (number, name) in shelves.genreNames.enumerated() {
                    values[Theme(.genre, name)] = ThemeReader.scale * (own[number] - usual.means[number])
                }
            }
        }
        if !people.isEmpty, usual.titles.count == sheet.scores.count {
            let own = ThemeReader.deviations(sheet.scores)
            for theme in people { values[theme] = ThemeReader.leaning(to: theme, own, usual.titles, sheet.snapshot.titles) }
        }
        return ThemeAffinities(values)
    }

    /// A mean over a genre's titles moves less than one title does: half a deviation is already much.
    private static let scale = 2.0
    /// Titles at which a person's are believed by half: of one title alone it cannot be told from whom its score comes.
    private static let believed = 3.0

    private static func leaning(to theme: Theme, _ own: [Double?], _ usual: [Double?], _ titles: TitleTable) -> Double {
        var (sum, count) = (0.0, 0.0)
        for item in titles.titles(theme.facet, theme.value) {
            guard let mine = own[item.position], let others = usual[item.position] else { continue }
            sum += mine - others
            count += 1
        }
        return count > 0 ? scale * sum / (count + believed) : 0
    }

    private func usual(_ snapshot: ServingSnapshot) -> Usual {
        if let known = usual.withLock({ $0.generation == snapshot.generation ? $0 : nil }) { return known }
        let scores = (try? snapshot.engine.scores(of: .stranger(nil, key: 0), at: RequestContext())) ?? []
        let made = Usual(
            generation: snapshot.generation, means: ThemeReader.means(scores, snapshot.shelves), titles: ThemeReader.deviations(scores))
        usual.withLock { $0 = made }
        return made
    }

    /// Scores as deviations from their mean. `[V]`
    private static func deviations(_ scores: [Float]) -> [Double?] {
        let finite = scores.filter(\.isFinite).map(Double.init)
        guard finite.count > 1 else { return scores.map { _ in nil } }
        let mean = finite.reduce(0, +) / Double(finite.count)
        let deviation = (finite.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(finite.count)).squareRoot()
        guard deviation > 0 else { return scores.map { _ in nil } }
        return scores.map { $0.isFinite ? (Double($0) - mean) / deviation : nil }
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
