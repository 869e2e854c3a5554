/// How genres are worded: before a noun, as a noun, and in Chinese.
struct PitchGenre: Sendable {
    /// Before a noun: “crime drama”.
    var adjective: String
    /// As a noun of its own, where it is one: “a thriller”.
    var noun: String?
    /// As a stuff: “more crime”.
    var mass: String
    var chinese: String
    /// Adjectives with a lower place stand first: “animated family comedy”.
    var place: Int

    private init(_ adjective: String, _ noun: String?, _ mass: String, _ chinese: String, _ place: Int) {
        (self.adjective, self.noun, self.mass, self.chinese, self.place) = (adjective, noun, mass, chinese, place)
    }

    /// Compared without regard to case and to what joins the words; nil for a genre that we have no words for.
    static func known(_ genre: String) -> PitchGenre? { table[key(genre)] }

    /// For a genre without an entry: as the catalogue has it.
    static func of(_ genre: String) -> PitchGenre {
        known(genre) ?? PitchGenre(genre.lowercased(), nil, genre.lowercased(), "\(genre)类", 5)
    }

    static func key(_ genre: String) -> String { genre.lowercased().filter(\.isLetter) }

    private static let table: [String: PitchGenre] = [
        "action": .init("action", nil, "action", "动作", 4), "adventure": .init("adventure", "adventure", "adventure", "冒险", 6),
        "animation": .init("animated", nil, "animation", "动画", 0), "animated": .init("animated", nil, "animation", "动画", 0),
        "biography": .init("biographical", "biography", "biography", "传记", 2),
        "children": .init("children's", nil, "children's films", "儿童", 4),
        "childrens": .init("children's", nil, "children's films", "儿童", 4), "comedy": .init("comedy", "comedy", "comedy", "喜剧", 7),
        "crime": .init("crime", nil, "crime", "犯罪", 5), "dance": .init("dance", nil, "dance", "舞蹈", 5),
        "disaster": .init("disaster", nil, "disaster", "灾难", 5), "documentary": .init("documentary", "documentary", "documentary", "纪录", 3),
        "drama": .init("drama", "drama", "drama", "剧情", 9), "family": .init("family", nil, "family films", "家庭", 4),
        "fantasy": .init("fantasy", "fantasy", "fantasy", "奇幻", 3), "filmnoir": .init("noir", "film noir", "film noir", "黑色", 2),
        "historical": .init("historical", nil, "historical films", "历史", 1),
        "history": .init("historical", nil, "historical films", "历史", 1),
        "horror": .init("horror", nil, "horror", "恐怖", 5), "legal": .init("legal", nil, "legal films", "法律", 3),
        "martialarts": .init("martial-arts", nil, "martial arts", "武打", 3), "music": .init("music", nil, "music", "音乐", 5),
        "musical": .init("musical", "musical", "musicals", "歌舞", 3), "mystery": .init("mystery", "mystery", "mystery", "悬疑", 6),
        "political": .init("political", nil, "politics", "政治", 2), "romance": .init("romantic", "romance", "romance", "爱情", 1),
        "satire": .init("satirical", "satire", "satire", "讽刺", 2), "scifi": .init("science-fiction", nil, "science fiction", "科幻", 3),
        "sciencefiction": .init("science-fiction", nil, "science fiction", "科幻", 3),
        "slasher": .init("slasher", "slasher", "slashers", "血腥", 4), "sport": .init("sports", nil, "sport", "体育", 4),
        "sports": .init("sports", nil, "sport", "体育", 4), "spy": .init("spy", nil, "espionage", "间谍", 5),
        "superhero": .init("superhero", nil, "superheroes", "超级英雄", 3),
        "supernatural": .init("supernatural", nil, "supernatural films", "超自然", 2),
        "suspense": .init("suspense", nil, "suspense", "悬念", 5), "teen": .init("teen", nil, "teen films", "青春", 3),
        "thriller": .init("thriller", "thriller", "thrills", "惊悚", 8), "war": .init("war", nil, "war", "战争", 5),
        "western": .init("Western", "Western", "Westerns", "西部", 5),
    ]

    /// All words that claim a genre, by word: for whoever checks claims.
    static let words: [String: Set<String>] = {
        var words: [String: Set<String>] = [:]
        for (key, genre) in table {
            for text in [genre.adjective, genre.noun ?? "", genre.mass] {
                for word in text.lowercased().split(whereSeparator: { $0 == " " || $0 == "-" }) where !shared.contains(String(word)) {
                    words[String(word), default: []].insert(key)
                }
            }
        }
        for (word, keys) in others { words[word, default: []].formUnion(keys) }
        return words
    }()
    private static let shared: Set<String> = ["film", "films", "the"]
    private static let others: [String: Set<String>] = [
        "drama": ["drama"], "thrillers": ["thriller"], "dramas": ["drama"], "dramatic": ["drama"], "comedies": ["comedy"],
        "comic": ["comedy"],
        "comical": ["comedy"], "funny": ["comedy"], "thrilling": ["thriller"], "musicals": ["musical"], "mysteries": ["mystery"],
        "westerns": ["western"], "romantic": ["romance"], "love": ["romance"], "scary": ["horror"], "animation": ["animation", "animated"],
        "sci-fi": ["scifi", "sciencefiction"], "adventures": ["adventure"], "noir": ["filmnoir"], "biopic": ["biography"],
    ]
}
