import Datasets

/// What a title is, in a few words: “a romantic comedy”, “an animated family film”.
struct PitchNounPhrase {
    /// Without an article.
    let bare: String
    /// Genres that it names, for whoever must not name them twice.
    let genres: [String]

    /// - Parameter most: genres that are named.
    init(_ facts: PitchFacts, most: Int = 3) {
        let isFilm = facts.kind == .film || facts.kind == .series
        let all = facts.genres.map { (name: $0, words: PitchGenre.of($0)) }
        // The noun of one genre ends the phrase, where that is an English habit.
        let head = isFilm ? all.filter { $0.words.noun != nil }.max { $0.words.place < $1.words.place } : nil
        let rest = all.filter { $0.name != head?.name }.sorted { $0.words.place < $1.words.place }
            .prefix(max(0, most - (head == nil ? 0 : 1)))
        var words = PitchNounPhrase.withoutRepetition(rest.map(\.words.adjective))
        if let head {
            words.append(facts.kind == .series ? PitchNounPhrase.seriesHead(head.words) : head.words.noun!)
        } else {
            words.append(facts.kind.noun)
        }
        bare = words.joined(separator: " ")
        genres = rest.map(\.name) + (head.map { [$0.name] } ?? [])
    }

    private static func seriesHead(_ words: PitchGenre) -> String { "\(words.adjective) series" }

    private static func withoutRepetition(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return words.filter { seen.insert($0).inserted }
    }

    var withArticle: String { PitchNounPhrase.article(bare) + " " + bare }

    static func article(_ words: String) -> String {
        guard let first = words.lowercased().first else { return "a" }
        // Years and decades: “an 1980s comedy”, said “a nineteen-eighties comedy”.
        return "aeio".contains(first) ? "an" : "a"
    }
}

extension ItemDomain {
    var noun: String {
        switch self {
        case .film: "film"
        case .series: "series"
        case .song: "song"
        case .game: "game"
        case .article: "article"
        case .product: "product"
        case .app: "app"
        case .advertisement, .other: "title"
        }
    }

    /// What one did with it.
    var pastVerb: String {
        switch self {
        case .film, .series: "watched"
        case .song: "listened to"
        case .game: "played"
        case .article: "read"
        case .product, .app, .advertisement, .other: "chose"
        }
    }

    var chineseNoun: String {
        switch self {
        case .film: "片"
        case .series: "剧集"
        case .song: "歌曲"
        case .game: "游戏"
        case .article: "文章"
        case .product: "商品"
        case .app: "应用"
        case .advertisement, .other: "作品"
        }
    }

    var chineseVerb: String {
        switch self {
        case .film, .series: "看过"
        case .song: "听过"
        case .game: "玩过"
        case .article: "读过"
        case .product, .app, .advertisement, .other: "选过"
        }
    }
}
