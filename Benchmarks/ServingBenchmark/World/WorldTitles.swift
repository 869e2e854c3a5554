import Datasets

/// The titles of a made-up service: genres with stars and directors of their own, years, keywords, and names to search for.
struct WorldTitles {
    let items: [Item]
    /// Titles of each genre, most popular first.
    let byGenre: [[Int32]]

    static let genres = [
        "action", "adventure", "animation", "biography", "comedy", "crime", "dance", "documentary", "drama", "family", "fantasy",
        "film noir", "heist", "history", "horror", "music", "mystery", "romance", "science fiction", "sport", "spy", "thriller", "war",
        "western",
    ]
    private static let firsts = [
        "Ada", "Bela", "Carlo", "Dora", "Emil", "Fanny", "Goran", "Hanna", "Ivo", "Jana", "Karl", "Lena", "Milan", "Nora", "Otto", "Paula",
        "Quirin", "Rosa", "Stefan", "Tilda", "Uwe", "Vera", "Willem", "Xenia", "Yusuf", "Zoe",
    ]
    private static let lasts = [
        "Arden", "Bergmann", "Castell", "Dvorak", "Engel", "Ferrara", "Gruber", "Holm", "Ibsen", "Janssen", "Kovac", "Lindqvist", "Marek",
        "Novak", "Olsen", "Petrov", "Quist", "Rossi", "Sandberg", "Tanaka", "Ullmann", "Varga", "Weber", "Ximenes", "Yilmaz", "Zeller",
    ]
    private static let adjectives = [
        "Silent", "Golden", "Broken", "Last", "Hidden", "Burning", "Distant", "Second", "Winter", "Electric", "Crimson", "Quiet", "Endless",
        "Paper", "Glass", "Northern", "Forgotten", "Restless", "Hollow", "Velvet", "Stolen", "Midnight", "Open", "Narrow", "Blue",
    ]
    private static let nouns = [
        "River", "Harbour", "Letter", "Garden", "Station", "Mirror", "Promise", "Mountain", "Signal", "Orchard", "Bridge", "Summer",
        "Tower",
        "Engine", "Shadow", "Island", "Window", "Voyage", "Lantern", "Kingdom", "Railway", "Harvest", "Comet", "Theatre", "Border",
    ]

    init(_ plan: WorldPlan) {
        var random = SeededGenerator(seed: plan.seed ^ 0x7171_7E55)
        var byGenre = [[Int32]](repeating: [], count: WorldTitles.genres.count)
        // Low numbers are popular: events draw by Zipf's law from each genre's list, which keeps this order.
        items = (0..<plan.titles).map { number in
            var genres = [random.below(WorldTitles.genres.count)]
            while genres.count < 3, random.share() < 0.45 {
                let other = random.below(WorldTitles.genres.count)
                if !genres.contains(other) { genres.append(other) }
            }
            byGenre[genres[0]].append(Int32(number))
            return WorldTitles.item(number, genres: genres, plan, &random)
        }
        self.byGenre = byGenre
    }

    private static func item(_ number: Int, genres: [Int], _ plan: WorldPlan, _ random: inout SeededGenerator) -> Item {
        let adjective = adjectives[random.below(adjectives.count)]
        let noun = nouns[random.below(nouns.count)]
        let year = 2026 - Int(60 * random.share() * random.share())
        // Stars keep to a genre, so that casts say something.
        let cast = (0..<4).map { _ in person(genres[0], Zipf(count: 120).draw(&random)) }
        let keywords = (0..<3).map { _ in "\(nouns[random.below(nouns.count)].lowercased()) \(genres[0])-\(random.below(12))" }
        return Item(
            id: plan.title(number), domain: .film, title: "The \(adjective) \(noun) \(number / 25 + 1)", year: year,
            facets: [
                .genre: sorted(genres.map { WorldTitles.genres[$0] }), .cast: sorted(cast),
                .director: [person(genres[0], 1000 + Zipf(count: 40).draw(&random))], .keyword: sorted(keywords),
            ])
    }

    private static func sorted(_ values: [String]) -> [String] { Set(values).sorted() }

    private static func person(_ genre: Int, _ number: Int) -> String {
        let place = genre * 1040 + number
        let first = firsts[place % firsts.count]
        let last = lasts[place / firsts.count % lasts.count]
        let round = place / (firsts.count * lasts.count)
        return round == 0 ? "\(first) \(last)" : "\(first) \(lasts[(place + round) % lasts.count])-\(last)"
    }
}
