/// Says an intent in English: "Comedies from the 1990s, under 90 minutes, not with Adam Sandler".
package enum EnglishIntentWords {
    typealias Piece = IntentSentence.Piece

    static func pieces(_ intent: Intent) -> [Piece] {
        guard !intent.isEmpty else { return [Piece("Anything")] }
        var pieces = head(intent)
        for clause in clauses(intent) where !clause.isEmpty { pieces += [Piece(clause[0].text == " " ? "" : ", ")] + clause }
        pieces.removeAll { $0.text.isEmpty }
        if let first = pieces.first?.text.first { pieces[0].text = first.uppercased() + pieces[0].text.dropFirst() }
        return pieces
    }

    /// "dark French crime series"
    private static func head(_ intent: Intent) -> [Piece] {
        if let title = intent.title { return [Piece("the title “\(title)”", key: "title")] }
        var words: [Piece] = []
        for mood in intent.values(.mood) { words.append(Piece(moods[mood] ?? mood, key: "mood:\(mood)")) }
        for country in intent.values(.country) { words.append(Piece(nations[country] ?? country, key: "country:\(country)")) }
        let genres = intent.values(.genre)
        for (place, genre) in genres.enumerated() {
            let isLast = place == genres.count - 1 && intent.format == nil
            let names = EnglishIntentWords.genres[genre] ?? (genre, genre)
            words.append(Piece(isLast ? names.1 : names.0, key: "genre:\(genre)"))
        }
        if let format = intent.format { words.append(Piece(format == .film ? "films" : "series", key: "format")) }
        if intent.format == nil, genres.isEmpty { words.append(Piece("titles")) }
        return IntentSentence.joined(words, " ")
    }

    private static func clauses(_ intent: Intent) -> [[Piece]] {
        let people = intent.people.map { person in
            let word =
                switch person.role {
                case .any: "of"
                case .actor: "with"
                case .director: "directed by"
                case .writer: "written by"
                }
            return Piece("\(word) \(person.name)", key: "person:\(person.name)")
        }
        let likes = intent.values(.like).map { Piece($0, key: "like:\($0)") }
        let adjustments = intent.values(.adjustment).map { Piece($0.replacing("-", with: " "), key: "adjustment:\($0)") }
        return [
            intent.years.map { [Piece(years($0), key: "years")] } ?? [],
            intent.runtime.map { [Piece(length($0), key: "runtime")] } ?? [],
            IntentSentence.joined(intent.values(.language).map { Piece("in \(languages[$0] ?? $0)", key: "language:\($0)") }, " or "),
            intent.maturity.map { [Piece(age($0), key: "maturity")] } ?? [],
            IntentSentence.joined(people, " and "),
            IntentSentence.clause("like ", likes, " and "),
            IntentSentence.clause("but ", adjustments, " and "),
            excluded(intent),
            intent.text.map { [Piece("about “\($0)”", key: "text")] } ?? [],
        ]
    }

    private static func excluded(_ intent: Intent) -> [Piece] {
        var pieces: [Piece] = []
        pieces += intent.values(.notGenre).map { Piece("no \(genres[$0]?.1 ?? $0)", key: "not-genre:\($0)") }
        pieces += intent.values(.notMood).map { Piece("not \(moods[$0] ?? $0)", key: "not-mood:\($0)") }
        pieces += intent.values(.notPerson).map { Piece("not with \($0)", key: "not-person:\($0)") }
        pieces += intent.values(.notCountry).map { Piece("not \(nations[$0] ?? $0)", key: "not-country:\($0)") }
        pieces += intent.values(.notLanguage).map { Piece("not in \(languages[$0] ?? $0)", key: "not-language:\($0)") }
        pieces += intent.values(.exclusion).map { Piece("without \($0)", key: "exclusion:\($0)") }
        return IntentSentence.joined(pieces, ", ")
    }

    static func years(_ bounds: IntentPart.Bounds) -> String {
        switch (bounds.from, bounds.to) {
        case (let from?, let to?) where from == to: "from \(from)"
        case (let from?, let to?) where from % 10 == 0 && to == from + 9: "from the \(from)s"
        case (let from?, let to?): "from \(from) to \(to)"
        case (let from?, nil): "from \(from) on"
        case (nil, let to?): "up to \(to)"
        case (nil, nil): "of any year"
        }
    }

    static func length(_ bounds: IntentPart.Bounds) -> String {
        switch (bounds.from, bounds.to) {
        case (let from?, let to?): "\(from) to \(to) minutes long"
        case (let from?, nil): "at least \(from) minutes"
        case (nil, let to?): "under \(to) minutes"
        case (nil, nil): "of any length"
        }
    }

    private static func age(_ age: Int) -> String {
        age == 0 ? "for all ages" : age <= 10 ? "fit for children of \(age)" : "fit for \(age)-year-olds"
    }

    /// Before a noun, and as one.
    static let genres: [String: (String, String)] = [
        "action": ("action", "action"), "adventure": ("adventure", "adventures"), "animation": ("animated", "animation"),
        "anime": ("anime", "anime"),
        "biography": ("biographical", "biographies"), "comedy": ("comedy", "comedies"), "crime": ("crime", "crime stories"),
        "documentary": ("documentary", "documentaries"), "drama": ("drama", "dramas"), "family": ("family", "family titles"),
        "fantasy": ("fantasy", "fantasy"), "film-noir": ("noir", "film noir"), "history": ("historical", "history"),
        "horror": ("horror", "horror"),
        "martial-arts": ("martial-arts", "martial arts"), "music": ("music", "music"), "musical": ("musical", "musicals"),
        "mystery": ("mystery", "mysteries"), "romance": ("romantic", "romances"), "science-fiction": ("science-fiction", "science fiction"),
        "sport": ("sports", "sport"), "superhero": ("superhero", "superheroes"), "thriller": ("thriller", "thrillers"),
        "war": ("war", "war stories"),
        "western": ("western", "westerns"),
    ]
    static let moods: [String: String] = [
        "uplifting": "uplifting", "strange": "strange", "cosy": "cosy", "relaxing": "light", "thoughtful": "thought-provoking",
        "tense": "tense",
    ]
    package static let nations: [String: String] = [
        "US": "American", "GB": "British", "FR": "French", "DE": "German", "IT": "Italian", "ES": "Spanish", "JP": "Japanese",
        "KR": "Korean",
        "CN": "Chinese", "HK": "Hong Kong", "TW": "Taiwanese", "IN": "Indian", "DK": "Danish", "SE": "Swedish", "NO": "Norwegian",
        "FI": "Finnish",
        "IS": "Icelandic", "NL": "Dutch", "BE": "Belgian", "MX": "Mexican", "BR": "Brazilian", "AR": "Argentinian", "CL": "Chilean",
        "IR": "Iranian",
        "TR": "Turkish", "RU": "Russian", "PL": "Polish", "CZ": "Czech", "HU": "Hungarian", "GR": "Greek", "IE": "Irish",
        "AU": "Australian",
        "NZ": "New Zealand", "CA": "Canadian", "ZA": "South African", "NG": "Nigerian", "EG": "Egyptian", "IL": "Israeli", "TH": "Thai",
        "VN": "Vietnamese", "ID": "Indonesian", "PH": "Filipino", "AT": "Austrian", "CH": "Swiss", "PT": "Portuguese",
    ]
    package static let languages: [String: String] = [
        "fr": "French", "es": "Spanish", "en": "English", "de": "German", "it": "Italian", "ja": "Japanese", "ko": "Korean",
        "zh": "Mandarin",
        "yue": "Cantonese", "pt": "Portuguese", "ru": "Russian", "hi": "Hindi", "ta": "Tamil", "te": "Telugu", "ar": "Arabic",
        "da": "Danish",
        "sv": "Swedish", "nl": "Dutch", "pl": "Polish", "tr": "Turkish", "fa": "Persian", "no": "Norwegian", "la": "Latin", "th": "Thai",
    ]
}
