/// One reading of a query from its first token to its last.
struct IntentScan {
    let tokens: [QueryToken]
    let vocabulary: IntentVocabulary
    let lexicon: IntentLexicon
    let year: Int

    /// What was understood, with the tokens that said it.
    struct Finding {
        var meaning: IntentPart.Meaning
        var tokens: Range<Int>
        /// A word that descriptions use as well.
        var isWeak = false
    }
    var findings: [Finding] = []
    /// What a token turned out to be.
    var uses: [Use]
    var place = 0
    /// Forgiving looks at the names that are still allowed: hostile queries do not get thousands.
    var looks = 24
    /// The role of the last person, which an "and" hands on.
    var lastRole: IntentPart.Role?
    var lastPersonEnd = -1
    /// Whether the last word may go on.
    var isUnfinished = false

    enum Use { case free, filler, meaning }

    init(tokens: [QueryToken], vocabulary: IntentVocabulary, lexicon: IntentLexicon, year: Int) {
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.lexicon = lexicon
        self.year = year
        uses = [Use](repeating: .free, count: tokens.count)
    }

    mutating func intent(of text: String) -> Intent {
        let wish = wishEnd(0)
        for place in 0..<wish { uses[place] = .filler }
        place = wish
        if !readWhole(from: wish) {
            readBeforeBut(from: wish)
            while place < tokens.count { step() }
            demote()
            settleBegun()
            readRest()
        }
        return assembled(text)
    }

    /// Understands what stands at `place`, or goes on by one token.
    mutating func step() {
        if readQuoted() || readLike() || readNegation() || readAge() || readYears() || readLength() || readRole() || readPerson() { return }
        if readPhrase() || readBegunPhrase() || readSurname() || readMisspelt() { return }
        if QueryTokens.functionWords.contains(tokens[place].text) { uses[place] = .filler }
        place += 1
    }

    /// Notes a meaning of the next tokens and goes on behind them.
    mutating func take(_ meanings: [IntentPart.Meaning], _ range: Range<Int>, isWeak: Bool = false) {
        for place in range { uses[place] = .meaning }
        for meaning in meanings { findings.append(Finding(meaning: meaning, tokens: range, isWeak: isWeak)) }
        place = range.upperBound
    }

    func word(_ place: Int) -> String? { tokens.indices.contains(place) ? tokens[place].text : nil }

    /// Folded words as names are keyed.
    func key(_ range: Range<Int>) -> String { tokens[range].map { $0.isPossessive ? $0.text + "s" : $0.text }.joined(separator: " ") }

    /// The end of what says nothing but "I want to watch", repeated.
    func wishEnd(_ start: Int) -> Int {
        var end = start
        while let wish = vocabulary.longest(tokens, at: end, where: { $0.contains { $0.kind == .wish } }) { end += wish.count }
        return end
    }

    /// The end of fillers and function words, from a place.
    func skipFillers(_ start: Int) -> Int {
        var end = start
        while end < tokens.count {
            if let filler = vocabulary.longest(tokens, at: end), filler.senses.contains(where: { $0.kind == .filler }) {
                end += filler.count
            } else if QueryTokens.functionWords.contains(tokens[end].text) {
                end += 1
            } else {
                break
            }
        }
        return end
    }

    // MARK: Phrases

    private mutating func readPhrase() -> Bool {
        guard let (senses, count) = vocabulary.longest(tokens, at: place) else { return false }
        let range = place..<place + count
        switch senses[0].kind {
        case .filler, .wish:
            for place in range { uses[place] = .filler }
            place = range.upperBound
        case .keep:
            place = range.upperBound
        case .not, .role, .roleAfter, .like:
            // With nothing to apply to they are words that say nothing.
            for place in range { uses[place] = .filler }
            place = range.upperBound
        default:
            take(senses.compactMap { meaning($0) }, range, isWeak: senses.contains(where: \.isWeak))
        }
        return true
    }

    func meaning(_ sense: IntentVocabulary.Sense) -> IntentPart.Meaning? {
        switch sense.kind {
        case .genre: .genre(sense.value)
        case .mood: .mood(sense.value)
        case .notMood: .notMood(sense.value)
        case .format: IntentPart.Format(rawValue: sense.value).map { .format($0) }
        case .country: .country(sense.value)
        case .language: .language(sense.value)
        case .age: Int(sense.value).map { .maturity($0) }
        case .adjust: .adjustment(sense.value)
        case .years: .years(vagueYears(sense.value))
        case .length: .runtime(IntentScan.vagueLength(sense.value))
        case .filler, .wish, .like, .not, .role, .roleAfter, .keep: nil
        }
    }

    func vagueYears(_ value: String) -> IntentPart.Bounds {
        switch value {
        case "new": IntentPart.Bounds(from: year - 2)
        case "old": IntentPart.Bounds(to: 1979)
        default: IntentPart.Bounds(from: 2000)
        }
    }

    static func vagueLength(_ value: String) -> IntentPart.Bounds {
        switch value {
        case "short": IntentPart.Bounds(to: 90)
        case "moderate": IntentPart.Bounds(to: 120)
        default: IntentPart.Bounds(from: 150)
        }
    }

    private mutating func readMisspelt() -> Bool {
        let token = tokens[place]
        guard !token.isIdeograph, !lexicon.knownWords.contains(token.text), let word = vocabulary.corrected(token.text) else {
            return false
        }
        var corrected = tokens
        corrected[place].text = word
        guard let (senses, count) = vocabulary.longest(corrected, at: place) else {
            // The second word of a phrase that has begun before is met with the first.
            return false
        }
        let meanings = senses.compactMap { meaning($0) }
        guard !meanings.isEmpty else { return false }
        take(meanings, place..<place + count, isWeak: true)
        return true
    }
}

extension QueryTokens {
    /// Words that hold sentences together and tell nothing themselves.
    package static let functionWords: Set<String> = [
        "a", "an", "the", "of", "on", "in", "at", "to", "and", "or", "for", "with", "from", "by", "about", "is", "are", "was", "were", "be",
        "been", "who", "whose", "whom", "that", "which", "where", "when", "while", "it", "its", "if", "as", "into", "up", "out", "down",
        "back", "through", "so", "do", "does", "did", "his", "her", "hers", "their", "theirs", "he", "she", "they", "them", "him", "some",
        "i", "me",
        "my", "you", "your", "we", "our", "us", "had", "has", "have", "there", "this", "these", "those", "one", "s", "than", "then", "what",
        "can", "could", "would", "will", "should", "must", "not", "but", "over", "off", "onto", "after", "before", "between", "against",
        "during", "turns",
    ]
}

extension QueryTokens {
    /// Words of a text that tell something; two characters of a script without blanks count as one.
    package static func contentWords(_ text: String) -> Int {
        var (words, characters) = (0, 0)
        for token in cut(text) {
            if token.isIdeograph { characters += 1 } else if !functionWords.contains(token.text) { words += 1 }
        }
        return words + characters / 2
    }
}
