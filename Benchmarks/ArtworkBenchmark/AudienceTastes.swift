import Artwork
import Datasets
import Simulation

/// People of the simulated audience as the study needs them: what their behaviour says of them, and what was planted.
struct AudienceTastes {
    let people: [PosterPerson]
    let catalogue: [Item]

    init(users: Int, seed: UInt64) {
        let audience = SimulatedAudience(.init(users: users, seed: seed, includesDemoPeople: false))
        let dataset = audience.dataset()
        let truth = audience.truth
        let genres = Set(dataset.catalog.items.flatMap { $0.facets[.genre] ?? [] }).sorted()
        let known = AudienceTastes.standardized(AudienceTastes.leanings(dataset, genres: genres))
        let planted = AudienceTastes.standardized(
            dataset.users.map { user in AudienceTastes.habits(truth.household(of: user.id), genres: genres) })
        people = dataset.users.enumerated().map { number, user in
            PosterPerson(
                name: user.id.rawValue, known: AudienceTastes.affinities(known[number], genres),
                tastes: AudienceTastes.affinities(planted[number], genres))
        }
        catalogue = dataset.catalog.items
    }

    /// How much more often than everybody an account starts titles of each genre, on a log scale; little-known accounts are near 0.
    private static func leanings(_ dataset: Dataset, genres: [String]) -> [[Double]] {
        let places = Dictionary(uniqueKeysWithValues: genres.enumerated().map { ($1, $0) })
        var all = [Double](repeating: 1, count: genres.count)
        let counts = dataset.users.map { user in
            var counts = [Double](repeating: 0, count: genres.count)
            for interaction in user.interactions where interaction.kind == .play {
                guard let item = interaction.item else { continue }
                for genre in dataset.catalog[item].facets[.genre] ?? [] { counts[places[genre]!] += 1 }
            }
            for place in counts.indices { all[place] += counts[place] }
            return counts
        }
        let sum = all.reduce(0, +)
        return counts.map { counts in
            let total = counts.reduce(0, +)
            return counts.indices.map { place in
                let share = all[place] / sum
                return logarithm((counts[place] + 5 * share) / (total + 5) / share)
            }
        }
    }

    /// The planted habits: how often each genre is wanted, less what is avoided or disliked.
    private static func habits(_ household: Household?, genres: [String]) -> [Double] {
        let people = household?.people ?? []
        return genres.map { genre in
            people.reduce(0) { sum, person in
                let wanted = person.habits.reduce(0) {
                    $0 + ($1.genres.contains(genre) ? $1.weight : 0) - ($1.avoids.contains(genre) ? 0.5 : 0)
                }
                return sum + wanted - (person.dislikedGenres.contains(genre) ? 1 : 0)
            } / Double(max(people.count, 1))
        }
    }

    /// Each column with mean 0 and standard deviation 1 over all people.
    private static func standardized(_ rows: [[Double]]) -> [[Double]] {
        guard let width = rows.first?.count else { return rows }
        let count = Double(rows.count)
        let means = (0..<width).map { column in rows.reduce(0) { $0 + $1[column] } / count }
        let deviations = (0..<width).map { column in
            (rows.reduce(0) { $0 + ($1[column] - means[column]) * ($1[column] - means[column]) } / count).squareRoot()
        }
        return rows.map { row in row.indices.map { deviations[$0] > 0 ? (row[$0] - means[$0]) / deviations[$0] : 0 } }
    }

    private static func affinities(_ row: [Double], _ genres: [String]) -> ThemeAffinities {
        ThemeAffinities(Dictionary(uniqueKeysWithValues: zip(genres, row).map { (Theme(.genre, $0), $1) }))
    }
}
