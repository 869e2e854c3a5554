import Datasets

/// A catalogue of songs that were never recorded, for tests of another domain than film.
public enum InventedSongs {
    static let genres = ["Ambient", "Blues", "Folk", "Jazz", "Metal", "Pop", "Soul", "Techno"]
    private static let first = [
        "Silver", "Burning", "Quiet", "Northern", "Paper", "Golden", "Broken", "Electric", "Hollow", "Velvet", "Distant", "Crooked",
    ]
    private static let second = [
        "River", "Window", "Summer", "Engine", "Lantern", "Garden", "Horizon", "Letter", "Mirror", "Station", "Harbour", "Feather",
    ]

    /// - Parameter count: at least 1; every artist has about eight songs and keeps to two genres.
    public static func catalog(count: Int = 400, seed: UInt64 = 1) -> Catalog {
        Catalog(
            (0..<max(count, 1)).map { number in
                var random = SeededGenerator(seed: StableHash.of("song \(number)", seed: seed))
                let artist = random.below(max(count / 8, 1))
                let genre = genres[(artist + (random.happens(0.3) ? 3 : 0)) % genres.count]
                let title = "\(first[random.below(first.count)]) \(second[random.below(second.count)]) No. \(number + 1)"
                return Item(
                    id: ItemID("song-\(number + 1)"), domain: .song, title: title, year: 1990 + random.below(35),
                    facets: [.genre: [genre], "artist": ["Artist \(artist + 1)"]])
            })
    }
}
