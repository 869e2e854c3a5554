/// A title as Netflix writes it, "Dark: Season 1: Secrets (Episode 1)", taken apart.
struct NetflixTitle: Hashable {
    var name: String
    var form: HistoryTitle.Form
    var season: Int?
    var episode: Int?
    var episodeTitle: String?
    /// The text before the first colon, where nothing tells whether that is a series.
    var seriesReading: String?

    init(_ written: String) {
        var text = written.trimmed
        var number: Int?
        // The account data appends the number to the title of an episode.
        if text.hasSuffix(")"), let open = text.range(of: " (", last: true),
            let found = NetflixTitle.counted(String(text[open.upperBound...].dropLast()), words: NetflixTitle.episodeWords)
        {
            number = found
            text = String(text[..<open.lowerBound])
        }
        let parts = NetflixTitle.parts(text)
        (name, form, episode) = (text, .unknown, number)
        if let place = parts.indices.dropFirst().first(where: { NetflixTitle.season(parts[$0]) != nil }) {
            name = parts[..<place].joined(separator: ": ")
            form = .series
            season = NetflixTitle.season(parts[place])
            let rest = parts[(place + 1)...].joined(separator: ": ")
            if !rest.isEmpty { episodeTitle = rest }
            episode = number ?? NetflixTitle.counted(rest, words: NetflixTitle.episodeWords)
        } else if parts.count > 1, let count = number ?? NetflixTitle.counted(parts[parts.count - 1], words: NetflixTitle.episodeWords) {
            // A limited series has no seasons: "Chernobyl: Episode 2".
            name = parts.dropLast().joined(separator: ": ")
            (form, season, episode, episodeTitle) = (.series, 1, count, parts[parts.count - 1])
        } else if number != nil {
            form = .series
        } else if parts.count > 1 {
            seriesReading = parts[0]
        }
    }

    private static func parts(_ text: String) -> [String] {
        var parts: [String] = []
        var rest = text[...]
        while let colon = rest.range(of: ": ") {
            parts.append(String(rest[..<colon.lowerBound]).trimmed)
            rest = rest[colon.upperBound...]
        }
        parts.append(String(rest).trimmed)
        return parts
    }

    /// "Season 2", "Staffel 2", "Part 2", "Volume 2", "Limited Series" (1), or the name of the series with a number is not enough.
    private static func season(_ part: String) -> Int? {
        if ["limited series", "miniseries", "mini-series", "miniserie", "série limitée", "serie limitada"].contains(part.lowercased()) {
            return 1
        }
        return counted(part, words: seasonWords)
    }

    private static let seasonWords: Set<String> = [
        "season", "series", "staffel", "saison", "temporada", "stagione", "seizoen", "säsong", "sesong", "sæson", "kausi", "sezon", "évad",
        "part", "teil", "partie", "parte", "volume", "vol.", "book", "buch", "collection",
    ]
    private static let episodeWords: Set<String> = [
        "episode", "folge", "épisode", "episodio", "episódio", "aflevering", "avsnitt", "afsnit", "jakso", "odcinek", "epizód", "chapter",
        "kapitel", "chapitre", "capítulo", "capitolo",
    ]
    private static let numberWords = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
        "twelve": 12,
    ]

    /// The number of a part such as "Season 2": one of the words and a number, nothing else.
    private static func counted(_ part: String, words: Set<String>) -> Int? {
        let pieces = part.lowercased().utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
        guard pieces.count == 2, words.contains(pieces[0]) else { return nil }
        if let number = numberWords[pieces[1]] { return number }
        guard pieces[1].utf8.count <= 4, let number = Int(pieces[1]), number > 0 else { return nil }
        return number
    }
}
