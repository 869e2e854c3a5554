/// Says an intent in Chinese: “1990年代的喜剧，90分钟以内，不要亚当·桑德勒”.
enum ChineseIntentWords {
    typealias Piece = IntentSentence.Piece

    static func pieces(_ intent: Intent) -> [Piece] {
        guard !intent.isEmpty else { return [Piece("什么都可以")] }
        return Array(([head(intent)] + clauses(intent)).filter { !$0.isEmpty }.joined(separator: [Piece("，")]))
    }

    private static func head(_ intent: Intent) -> [Piece] {
        if let title = intent.title { return [Piece("《\(title)》", key: "title")] }
        var words: [Piece] = []
        if let years = intent.years { words.append(Piece(self.years(years) + "的", key: "years")) }
        words += intent.values(.mood).map { Piece((moods[$0] ?? $0) + "的", key: "mood:\($0)") }
        words += intent.values(.country).map { Piece(nations[$0] ?? $0, key: "country:\($0)") }
        words += intent.values(.language).map { Piece((languages[$0] ?? $0), key: "language:\($0)") }
        let genres = intent.values(.genre)
        words += genres.map { Piece(ChineseIntentWords.genres[$0] ?? $0, key: "genre:\($0)") }
        if let format = intent.format {
            words.append(Piece(format == .film ? "电影" : "剧集", key: "format"))
        } else {
            words.append(Piece(genres.isEmpty ? "作品" : "片"))
        }
        return words
    }

    private static func clauses(_ intent: Intent) -> [[Piece]] {
        let people = intent.people.map { person in
            let text =
                switch person.role {
                case .any: "与\(person.name)有关"
                case .actor: "\(person.name)主演"
                case .director: "\(person.name)导演"
                case .writer: "\(person.name)编剧"
                }
            return Piece(text, key: "person:\(person.name)")
        }
        let likes = intent.values(.like).map { Piece("《\($0)》", key: "like:\($0)") }
        return [
            intent.runtime.map { [Piece(length($0), key: "runtime")] } ?? [],
            intent.maturity.map { [Piece("适合\($0)岁", key: "maturity")] } ?? [],
            IntentSentence.joined(people, "、"),
            IntentSentence.clause("像", likes, "和"),
            IntentSentence.clause("但", intent.values(.adjustment).map { Piece(adjustments[$0] ?? $0, key: "adjustment:\($0)") }, "、"),
            excluded(intent),
            intent.text.map { [Piece("关于“\($0)”", key: "text")] } ?? [],
        ]
    }

    private static func excluded(_ intent: Intent) -> [Piece] {
        var pieces: [Piece] = []
        pieces += intent.values(.notGenre).map { Piece("不要\(genres[$0] ?? $0)片", key: "not-genre:\($0)") }
        pieces += intent.values(.notMood).map { Piece("不要太\(moods[$0] ?? $0)", key: "not-mood:\($0)") }
        pieces += intent.values(.notPerson).map { Piece("不要\($0)", key: "not-person:\($0)") }
        pieces += intent.values(.notCountry).map { Piece("不要\(nations[$0] ?? $0)", key: "not-country:\($0)") }
        pieces += intent.values(.notLanguage).map { Piece("不要\(languages[$0] ?? $0)", key: "not-language:\($0)") }
        pieces += intent.values(.exclusion).map { Piece("没有\($0)", key: "exclusion:\($0)") }
        return IntentSentence.joined(pieces, "，")
    }

    private static func years(_ bounds: IntentPart.Bounds) -> String {
        switch (bounds.from, bounds.to) {
        case (let from?, let to?) where from == to: "\(from)年"
        case (let from?, let to?) where from % 10 == 0 && to == from + 9: "\(from)年代"
        case (let from?, let to?): "\(from)到\(to)年"
        case (let from?, nil): "\(from)年以来"
        case (nil, let to?): "\(to)年以前"
        case (nil, nil): "任何年份"
        }
    }

    private static func length(_ bounds: IntentPart.Bounds) -> String {
        switch (bounds.from, bounds.to) {
        case (let from?, let to?): "\(from)到\(to)分钟"
        case (let from?, nil): "\(from)分钟以上"
        case (nil, let to?): "\(to)分钟以内"
        case (nil, nil): "长短不限"
        }
    }

    private static let genres: [String: String] = [
        "action": "动作", "adventure": "冒险", "animation": "动画", "anime": "动漫", "biography": "传记", "comedy": "喜剧", "crime": "犯罪",
        "documentary": "纪录",
        "drama": "剧情", "family": "家庭", "fantasy": "奇幻", "film-noir": "黑色", "history": "历史", "horror": "恐怖", "martial-arts": "武侠",
        "music": "音乐",
        "musical": "歌舞", "mystery": "悬疑", "romance": "爱情", "science-fiction": "科幻", "sport": "体育", "superhero": "超级英雄", "thriller": "惊悚",
        "war": "战争",
        "western": "西部",
    ]
    private static let moods: [String: String] = [
        "uplifting": "让人开心", "dark": "黑暗", "scary": "吓人", "cosy": "舒适", "sad": "催泪", "funny": "搞笑", "tense": "紧张", "relaxing": "轻松",
        "thoughtful": "烧脑", "strange": "诡异", "exciting": "刺激", "inspiring": "励志", "heartwarming": "温馨",
    ]
    private static let nations: [String: String] = [
        "US": "美国", "GB": "英国", "FR": "法国", "DE": "德国", "IT": "意大利", "ES": "西班牙", "JP": "日本", "KR": "韩国", "CN": "国产", "HK": "香港",
        "TW": "台湾",
        "IN": "印度", "TH": "泰国", "RU": "俄罗斯", "DK": "丹麦", "SE": "瑞典", "NO": "挪威", "MX": "墨西哥", "BR": "巴西", "AU": "澳大利亚", "CA": "加拿大",
        "IR": "伊朗", "TR": "土耳其", "PL": "波兰", "IE": "爱尔兰", "AR": "阿根廷", "NL": "荷兰",
    ]
    private static let languages: [String: String] = [
        "fr": "法语", "en": "英语", "es": "西班牙语", "de": "德语", "it": "意大利语", "ja": "日语", "ko": "韩语", "zh": "国语", "yue": "粤语", "ru": "俄语",
        "pt": "葡萄牙语", "hi": "印地语", "ar": "阿拉伯语", "th": "泰语",
    ]
    private static let adjustments: [String: String] = [
        "funnier": "更搞笑", "darker": "更黑暗", "lighter": "更轻松", "newer": "更新", "older": "更早", "shorter": "更短", "longer": "更长",
        "scarier": "更恐怖",
        "gentler": "更温和", "more-romantic": "更浪漫", "more-action": "动作更多", "sadder": "更悲伤", "happier": "更欢乐", "slower": "更慢", "faster": "更快",
        "smarter": "更烧脑", "weirder": "更怪",
    ]
}
