import Datasets
import Serving
import Understanding

/// Reads what somebody does with a turn: phrases of a conversation first, and the rest as a query is read.
struct TurnReader {
    let text: String
    let references: ReferenceReader
    let phrases: TurnPhrases
    private(set) var reading = TurnReading()
    /// Words that no phrase of a conversation took.
    private var rest: [Substring] = []
    /// The same of sentences that want nothing.
    private var talk: [Substring] = []
    private var isTalk = false
    /// Words that nothing understood, and that describe nothing.
    private var leftOver: String?
    /// Looks for names that are still allowed: a turn of hundreds of "not" does not get hundreds.
    private var looks = 12
    private var isOutside = false
    private var isForbidden = false
    /// Titles that this turn has told of: what "like that" means where nothing was shown.
    private var told: [ItemIndex] = []

    init(_ text: String, _ references: ReferenceReader, phrases: TurnPhrases = .builtIn) {
        self.text = text
        self.references = references
        self.phrases = phrases
    }

    /// - Complexity: that of the intent's parser, a few times over for sentences that name titles.
    mutating func read() -> TurnReading {
        if text.unicodeScalars.contains(where: TurnWords.isIdeograph) {
            reading.language = .chinese
        } else if text.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) {
            reading.language = .english
        }
        if let whole = wholeTitle() {
            reading.moves = [.find(whole)]
            return reading
        }
        for sentence in TurnWords.sentences(text) { read(sentence) }
        readRest()
        judge()
        return reading
    }

    /// Names may hold points and commas; phrases of a conversation are no names.
    private func wholeTitle() -> [ItemIndex]? {
        let words = TurnWords.sentences(text).flatMap { $0 }
        guard !words.isEmpty, phrases.longest(words[...])?.count != words.count, let items = references.title(whole: text[...]) else {
            return nil
        }
        // "Heat was great" says more than the name; "I Know What You Did Last Summer" does not.
        let name = TurnWords.words(references.talk.titles[items[0]].title)
        let isNameAlone = name.drop { $0 == "the" }.elementsEqual(words.map(\.text).drop { $0 == "the" })
        let tells = words.indices.contains { place in
            phrases.longest(words[place...], where: { TurnReader.telling.contains($0.kind) }) != nil
        }
        return isNameAlone || !tells ? items : nil
    }

    private static let telling: Set<TurnPhrases.Kind> = [
        .liked, .disliked, .seen, .refused, .likedAfter, .dislikedAfter, .seenAfter, .chooseAfter, .like, .why, .company, .more, .retract,
    ]

    /// Titles that a text begins with, as long as looks are left.
    private mutating func titles(_ text: Substring) -> (items: [ItemIndex], end: String.Index)? {
        guard looks > 0 else { return nil }
        looks -= 1
        guard let found = references.titles(text) else { return nil }
        // "not a thriller" names no film called "A"; who means "Her" writes it so.
        let name = TurnWords.words(references.talk.titles[found.items[0]].title)
        let isSmall = found.items.count == 1 && name.allSatisfy { QueryTokens.functionWords.contains($0) || Int($0) != nil }
        return isSmall && text.first?.isLowercase ?? false ? nil : found
    }

    // MARK: Sentences

    private mutating func read(_ sentence: [TurnWord]) {
        isTalk = LooseTalk.isTalk(sentence)
        var place = skipOpeners(sentence, 0)
        if let end = readAfter(sentence, place) { place = end }
        var kept: Int?
        while place < sentence.count {
            if place > 0, sentence[place].isAfterComma {
                let next = skipOpeners(sentence, place)
                if next > place {
                    keep(sentence, &kept, to: place)
                    place = next
                    continue
                }
            }
            if let found = phrases.longest(sentence[place...]), found.sense.kind == .keep {
                if kept == nil { kept = place }
                place += found.count
            } else if let end = step(sentence, place) {
                keep(sentence, &kept, to: place)
                place = end
            } else {
                if kept == nil { kept = place }
                place += 1
            }
        }
        keep(sentence, &kept, to: sentence.count)
    }

    private mutating func keep(_ sentence: [TurnWord], _ start: inout Int?, to end: Int) {
        if var first = start, first < end {
            // The year of a name that something else has read: "(1995) with my sister".
            if isBracketedYear(sentence[first]) { first += 1 }
            guard first < end else { return start = nil }
            let words = text[sentence[first].range.lowerBound..<sentence[end - 1].range.upperBound]
            if isTalk { talk.append(words) } else { rest.append(words) }
        }
        start = nil
    }

    private func isBracketedYear(_ word: TurnWord) -> Bool {
        guard word.text.utf8.count == 4, word.text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), word.range.lowerBound > text.startIndex
        else { return false }
        return text[text.index(before: word.range.lowerBound)] == "("
    }

    private func skipOpeners(_ sentence: [TurnWord], _ start: Int) -> Int {
        var place = start
        while let found = phrases.longest(sentence[place...], where: { $0.kind == .opener }),
            // Of a longer phrase the opener is a part: "so dark".
            phrases.longest(sentence[place...])?.count == found.count
        { place += found.count }
        // "No, rather a thriller" refuses nothing that follows.
        if place < sentence.count, ["no", "nope", "nah", "不"].contains(sentence[place].text), sentence.indices.contains(place + 1),
            sentence[place + 1].isAfterComma
        {
            return skipOpeners(sentence, place + 1)
        }
        return place
    }

    /// "The second one was boring", "Heat is my favourite".
    private mutating func readAfter(_ sentence: [TurnWord], _ start: Int) -> Int? {
        for place in sentence.indices where place > start {
            let kinds: (TurnPhrases.Sense) -> Bool = { TurnReader.after[$0.kind] != nil || $0.kind == .chooseAfter }
            guard let found = phrases.longest(sentence[place...], where: kinds), let items = object(sentence[start..<place]) else {
                continue
            }
            tell(TurnReader.after[found.sense.kind].map { .told(items, $0) } ?? .find(items))
            return place + found.count
        }
        return nil
    }

    private mutating func tell(_ move: TurnMove) {
        reading.moves.append(move)
        if case .told(let items, _) = move { told = items }
    }

    /// All of some words as titles.
    private mutating func object(_ words: ArraySlice<TurnWord>) -> [ItemIndex]? {
        guard let first = words.first, let last = words.last else { return nil }
        if let found = references.reference(words), found.count == words.count { return found.items }
        let part = text[first.range.lowerBound..<last.range.upperBound]
        guard let found = titles(part), found.end >= last.range.upperBound else { return nil }
        return found.items
    }

    private static let after: [TurnPhrases.Kind: ChatState.Told.Verdict] = [
        .likedAfter: .liked, .dislikedAfter: .disliked, .seenAfter: .seen,
    ]
    private static let before: [TurnPhrases.Kind: ChatState.Told.Verdict] = [
        .liked: .liked, .disliked: .disliked, .seen: .seen, .refused: .refused,
    ]

    // MARK: Steps

    /// Understands a phrase at a place; the place behind it.
    private mutating func step(_ sentence: [TurnWord], _ place: Int) -> Int? {
        let words = sentence[place...]
        guard let found = phrases.longest(words) else { return nil }
        let end = place + found.count
        switch found.sense.kind {
        case .liked, .disliked, .seen, .refused:
            return readVerdict(found.sense.kind, isKnown: found.sense.value.isEmpty, sentence, place, end)
        case .like: return readLike(sentence, end)
        case .why: return readWhy(sentence, place, end)
        case .retract: return readRetraction(sentence, end)
        // "My friend told me of it" brings nobody along.
        case .company where isTalk && !["with", "for"].contains(sentence[place].text): return nil
        case .company: return readCompany(found.sense.value, sentence, place, end)
        case .reference: return readReference(sentence, place, end)
        case .noise: return end
        case .seenAfter where found.sense.value == "all" && !references.shown.isEmpty:
            tell(.told(references.shown, .seen))
            return end
        case .outside:
            isOutside = true
            return nil
        case .forbidden:
            isForbidden = true
            if found.sense.value == "sure" { reading.moves.append(.forbidden) }
            return nil
        default: break
        }
        guard let move = simple(found.sense, isWhole: place == 0 && end == sentence.count || found.count > 1 || end == sentence.count)
        else {
            return nil
        }
        reading.moves.append(move)
        return end
    }

    /// - Parameter isWhole: whether a short word may mean it here.
    private func simple(_ sense: TurnPhrases.Sense, isWhole: Bool) -> TurnMove? {
        switch sense.kind {
        case .greet: .greet
        case .thank: .thank
        case .help: isWhole ? .help : nil
        case .memory: .showMemory
        case .clear: .clearMemory
        case .reset: .reset
        case .more: isWhole ? .more : nil
        case .indifferent: isWhole ? .indifferent : nil
        case .add: .add
        case .alone: .alone
        case .critique: .critique(sense.value)
        case .retractKind: .retract(sense.value)
        default: nil
        }
    }

    /// "I loved Heat and Alien", "seen the first two", "not that one"; of genres and people the intent speaks.
    private mutating func readVerdict(
        _ kind: TurnPhrases.Kind, isKnown: Bool, _ sentence: [TurnWord], _ place: Int, _ end: Int
    ) -> Int? {
        guard let verdict = TurnReader.before[kind] else { return nil }
        guard end < sentence.count else {
            // "Seen." alone is about what was shown.
            guard kind == .seen, place == skipOpeners(sentence, 0), let first = references.shown.first else { return nil }
            tell(.told([first], .seen))
            return end
        }
        if let found = references.reference(sentence[end...]) {
            tell(.told(found.items, verdict))
            return end + found.count
        }
        // "I loved it" names no film called "It".
        let pointed = phrases.longest(sentence[end...], where: { $0.kind == .reference })?.count ?? 0
        let start = sentence[end].range.lowerBound
        guard let found = titles(text[start..<sentence[sentence.count - 1].range.upperBound]),
            pointed == 0 || found.end > sentence[end + pointed - 1].range.upperBound
        else {
            return wish(kind, isKnown: isKnown, sentence, end)
        }
        tell(.told(found.items, verdict))
        return sentence.indices.first { $0 >= end && sentence[$0].range.lowerBound >= found.end } ?? sentence.count
    }

    /// What is liked or refused and is no title is a wish: "I hate horror" is "not horror".
    ///
    /// - Parameter isKnown: whether the intent reads the phrase itself.
    private mutating func wish(_ kind: TurnPhrases.Kind, isKnown: Bool, _ sentence: [TurnWord], _ end: Int) -> Int? {
        switch kind {
        case .disliked: refuse()
        case .refused where !isKnown: refuse()
        case .liked: break
        default: return nil
        }
        if sentence[end].isAfterQuote { reading.moves.append(.unknownTitle) }
        return end
    }

    private mutating func refuse() { if isTalk { talk.append("not") } else { rest.append("not") } }

    /// "more like the second one"; of titles the intent speaks.
    private mutating func readLike(_ sentence: [TurnWord], _ end: Int) -> Int? {
        guard end < sentence.count else { return nil }
        if let found = references.reference(sentence[end...]) {
            reading.moves.append(.like(found.items))
            return end + found.count
        }
        // "I loved Alien, something like that."
        if !told.isEmpty, let found = phrases.longest(sentence[end...], where: { $0.kind == .reference }),
            ["it", "all"].contains(found.sense.value)
        {
            reading.moves.append(.like(told))
            return end + found.count
        }
        let part = text[sentence[end].range.lowerBound..<sentence[sentence.count - 1].range.upperBound]
        if sentence[end].isAfterQuote, titles(part) == nil {
            reading.moves.append(.unknownTitle)
            return sentence.count
        }
        return nil
    }

    private mutating func readWhy(_ sentence: [TurnWord], _ place: Int, _ end: Int) -> Int? {
        guard place == skipOpeners(sentence, 0) else { return nil }
        if end < sentence.count {
            if let found = references.reference(sentence[end...]) {
                reading.moves.append(.why(found.items.first))
                return sentence.count
            }
            let part = text[sentence[end].range.lowerBound..<sentence[sentence.count - 1].range.upperBound]
            if let found = titles(part) {
                reading.moves.append(.why(found.items.first))
                return sentence.count
            }
        }
        guard !references.shown.isEmpty else { return nil }
        reading.moves.append(.why(references.shown.first))
        return sentence.count
    }

    /// "forget the French", "it does not have to be a comedy".
    private mutating func readRetraction(_ sentence: [TurnWord], _ end: Int) -> Int? {
        guard end < sentence.count, looks > 0 else { return nil }
        looks -= 1
        let stop = sentence.indices.first { $0 > end && sentence[$0].isAfterComma } ?? sentence.count
        let part = text[sentence[end].range.lowerBound..<sentence[stop - 1].range.upperBound]
        let keys = references.talk.parser.parse(String(part), in: references.year).parts.filter { $0.meaning.kind != .text }.map(\.key)
        guard !keys.isEmpty else { return nil }
        for key in keys { reading.moves.append(.retract(key)) }
        return stop
    }

    /// "with my parents", and "my wife loves Notting Hill".
    private mutating func readCompany(_ name: String, _ sentence: [TurnWord], _ place: Int, _ end: Int) -> Int {
        reading.moves.append(.company(name))
        guard end + 1 < sentence.count,
            ["love", "loves", "like", "likes", "loved", "liked", "enjoys", "enjoy", "enjoyed", "喜"].contains(sentence[end].text)
        else { return end }
        let next = sentence[end].text == "喜" ? end + 2 : end + 1
        guard next < sentence.count else { return end }
        if let found = titles(text[sentence[next].range.lowerBound..<sentence[sentence.count - 1].range.upperBound]) {
            reading.moves.append(.companyLikes(name, found.items))
            return sentence.indices.first { $0 >= next && sentence[$0].range.lowerBound >= found.end } ?? sentence.count
        }
        return next
    }

    /// "the second one sounds good" is about it, without a verdict: it is shown again.
    private mutating func readReference(_ sentence: [TurnWord], _ place: Int, _ end: Int) -> Int? {
        guard let found = references.reference(sentence[place...]) else { return nil }
        guard place == skipOpeners(sentence, 0), place + found.count == sentence.count, found.items.count == 1 else { return nil }
        reading.moves.append(.find(found.items))
        return sentence.count
    }

    // MARK: The rest

    private mutating func readRest() {
        readTalk()
        let joined = joined(rest, keepsNames: true)
        guard !joined.isEmpty else { return }
        var intent = references.talk.parser.parse(joined, in: references.year)
        if let title = intent.title {
            intent.parts.removeAll { $0.meaning.kind == .title }
            let items = references.talk.titles(named: title)
            if !items.isEmpty { reading.moves.append(.find(references.title(whole: joined[...]) ?? items)) }
        }
        for adjustment in intent.values(.adjustment) where intent.values(.like).isEmpty {
            reading.moves.append(.critique(adjustment))
            intent = intent.removing("adjustment:" + adjustment)
        }
        intent.parts = intent.parts.compactMap(descriptive)
        // Words that are left over describe a title only where they say so, or where nothing else was said.
        let words = TurnWords.words(joined)
        let describes = TurnReader.describes(words) || (intent.parts.count == 1 && reading.moves.isEmpty && !LooseTalk.isAside(words))
        if let left = intent.text, !describes || QueryTokens.contentWords(left) < (intent.parts.count == 1 ? 2 : 1) {
            intent = intent.removing("text")
            leftOver = left
        }
        reading.intent = intent
    }

    /// Of talk only what titles can be told by; years and lengths in it are of other things.
    private mutating func readTalk() {
        let joined = joined(talk, keepsNames: false)
        guard !joined.isEmpty else { return }
        let intent = references.talk.parser.parse(joined, in: references.year)
        let kinds: Set<IntentPart.Kind> = [.genre, .notGenre, .mood, .notMood, .person, .notPerson, .country]
        reading.hints.parts = intent.parts.filter { kinds.contains($0.meaning.kind) }.map { IntentPart($0.meaning) }
    }

    /// What was kept, in one text.
    private func joined(_ parts: [Substring], keepsNames: Bool) -> String {
        var joined = ""
        for part in parts { joined += joined.isEmpty ? part : (joined.hasSuffix("not") ? " " : ", ") + part }
        for (spelling, other) in TurnReader.spellings { joined = joined.replacing(spelling, with: other) }
        return references.withoutDatedNames(joined, keepsNames: keepsNames)
    }

    /// What the intent reads in other words.
    private static let spellings = [("two thousands", "2000s"), ("two-thousands", "2000s"), ("noughties", "2000s")]

    private static let describing: Set<String> = ["about", "where", "whose", "which", "set", "story", "plot", "关", "讲", "故"]

    /// Whether words tell what happens: "a heist about …", and not "what is it about?".
    private static func describes(_ words: [String]) -> Bool {
        words.indices.contains { place in
            guard describing.contains(words[place]) else { return false }
            return place == 0 ? words.count > 3 && words[0] != "which" : !asides.contains(words[place - 1])
        }
    }

    /// What stands before "about" and "which" that tell nothing of a film.
    private static let asides: Set<String> = [
        "it", "its", "that", "thats", "this", "is", "was", "lot", "things", "thing", "much", "think", "thinking", "thought", "heard",
        "hear",
        "know", "knew", "them", "those", "these", "what", "how", "all", "care", "talking", "sure", "forgot", "forget", "great", "good",
        "and",
        "but", "or", "you", "i", "me", "read", "find", "worry", "not", "wonder", "wondering", "excited", "ask", "say", "said", "remember",
    ]

    /// A part without words that say nothing in a conversation; nil where nothing is left.
    private func descriptive(_ part: IntentPart) -> IntentPart? {
        guard case .text(let words) = part.meaning else { return part }
        var left: [TurnWord] = []
        var rest = TurnWords.sentences(words).flatMap { $0 }[...]
        while let first = rest.first {
            if let found = phrases.longest(rest, where: { [.filler, .opener, .greet, .thank].contains($0.kind) }) {
                rest = rest.dropFirst(found.count)
                continue
            }
            if !QueryTokens.functionWords.contains(first.text) || !left.isEmpty { left.append(first) }
            rest = rest.dropFirst()
        }
        while let last = left.last, QueryTokens.functionWords.contains(last.text) { left.removeLast() }
        guard let first = left.first, let last = left.last else { return nil }
        let text = String(words[first.range.lowerBound..<last.range.upperBound])
        return QueryTokens.contentWords(text) == 0 ? nil : IntentPart(.text(text), span: part.span)
    }

    // MARK: Judgement

    /// Words that say that a film is meant, whatever else stands beside them.
    private static let filmWords: Set<String> = [
        "film", "films", "movie", "movies", "series", "show", "shows", "watch", "something", "anything", "recommend", "suggest", "story",
        "documentary", "idea", "ideas", "suggestion", "suggestions", "recommendation", "recommendations", "tip", "tips", "pick", "picks",
        "片", "剧", "影", "看", "推",
    ]
    private static let questionWords: Set<String> = [
        "who", "what", "when", "where", "how", "which", "whose", "can", "could", "do", "does", "did", "is", "are", "was", "will", "should",
        "tell",
        "give", "list", "say", "explain", "define", "compute", "repeat", "print", "output", "respond", "answer",
    ]

    private mutating func judge() {
        let words = TurnWords.words(text)
        // A nation alone makes no film: "the capital of France".
        let parts = (reading.intent.parts + reading.hints.parts).filter { ![.text, .country, .language].contains($0.meaning.kind) }
        let meansFilm = !parts.isEmpty || words.contains(where: TurnReader.filmWords.contains)
        reading.meansFilm = meansFilm || !reading.intent.isEmpty
        if isForbidden, !meansFilm, !reading.has(.forbidden) { reading.moves.append(.forbidden) }
        guard !meansFilm, reading.moves.allSatisfy({ [.greet, .thank, .add].contains($0) }) else { return }
        if isOutside {
            reading.moves.append(.outside)
        } else if reading.intent.text != nil || leftOver != nil, let first = words.first, TurnReader.questionWords.contains(first) {
            reading.moves.append(aboutTitle() ?? .outside)
        }
    }

    /// "Who directed Heat?" is about a title that is here.
    private mutating func aboutTitle() -> TurnMove? {
        for sentence in TurnWords.sentences(text) {
            guard let last = sentence.last else { continue }
            for place in sentence.indices.dropFirst().prefix(12)
            where !QueryTokens.functionWords.contains(sentence[place].text) || sentence[place].text == "the" {
                let start = sentence[place].range.lowerBound
                guard let found = titles(text[start..<last.range.upperBound]), found.items.count == 1 else { continue }
                // As it is called, not nearly.
                let said = TurnWords.words(String(text[start..<found.end])).drop { $0 == "the" }
                let name = TurnWords.words(references.talk.titles[found.items[0]].title).drop { $0 == "the" }
                if said.elementsEqual(name) { return .find(found.items) }
            }
        }
        return nil
    }
}
