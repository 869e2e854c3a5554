/// Finds the catalogue's own names in a text, and words between them.
struct ClaimReader {
    /// A way to write a fact.
    struct Phrase {
        var text: [Character]
        var fact: ClaimFact
        /// Stands only at the beginning of a text.
        var isFirst = false
    }
    /// By their first character, longest first: a title may hold the name of a person.
    private var phrases: [Character: [Phrase]] = [:]
    /// Characters that names of the catalogue bring along.
    let scalars: Set<Unicode.Scalar>

    init(_ subject: PitchSubject) {
        var phrases: [Phrase] = []
        func add(_ text: String, _ kind: ClaimFact.Kind, _ value: String, isFirst: Bool = false) {
            guard !text.isEmpty else { return }
            phrases.append(Phrase(text: Array(text), fact: ClaimFact(kind: kind, value: value), isFirst: isFirst))
        }
        // Titles stand in quotation marks: “It” is a title, it is not.
        let titles = [(subject.facts.title, ClaimFact.Kind.title)] + subject.reasons.flatMap(\.causes).map { ($0.title, .cause) }
        for (title, kind) in titles where !title.isEmpty {
            for marks in [("“", "”"), ("\"", "\""), ("《", "》")] { add(marks.0 + title + marks.1, kind, title) }
        }
        if !subject.facts.title.isEmpty { add(subject.facts.title + ".", .title, subject.facts.title, isFirst: true) }
        for person in subject.facts.people { add(person.name, .person, person.name) }
        for label in subject.facts.countries + subject.facts.languages + subject.facts.tags { add(label, .label, label) }
        for genre in subject.facts.genres {
            if subject.language == .chinese {
                // Without a word of ours: as the catalogue has it, and 类 behind it.
                add(PitchGenre.known(genre)?.chinese ?? genre, .genre, genre)
            } else if PitchGenre.known(genre) == nil {
                // Genres without words of ours stand as the catalogue has them.
                add(genre.lowercased(), .genre, genre)
                add(genre.lowercased().begun, .genre, genre)
            }
        }
        scalars = phrases.reduce(into: []) { set, phrase in for character in phrase.text { set.formUnion(character.unicodeScalars) } }
        for phrase in phrases.sorted(by: { $0.text.count > $1.text.count }) { self.phrases[phrase.text[0], default: []].append(phrase) }
    }

    /// - Complexity: O(characters · phrases that begin alike).
    func tokens(of text: String) -> [ClaimToken] {
        let text = Array(text)
        var tokens: [ClaimToken] = []
        var place = 0
        while place < text.count {
            if let phrase = phrases[text[place]]?.first(where: { stands($0, in: text, at: place) }) {
                tokens.append(.fact(phrase.fact))
                if phrase.isFirst { tokens.append(.mark(".")) }
                place += phrase.text.count
            } else if Self.isHan(text[place]) {
                // Chinese does not part its words: a name may begin after every character.
                if place > 0, Self.isHan(text[place - 1]), case .word(let word)? = tokens.last, Self.isHan(word.last!) {
                    tokens[tokens.count - 1] = .word(word + String(text[place]))
                } else {
                    tokens.append(.word(String(text[place])))
                }
                place += 1
            } else if Self.isWord(text[place]) {
                let end = text[place...].firstIndex { !Self.isWord($0) || Self.isHan($0) } ?? text.count
                tokens.append(.word(String(text[place..<end])))
                place = end
            } else {
                if text[place] != " " { tokens.append(.mark(text[place])) }
                place += 1
            }
        }
        return tokens
    }

    /// Whole words only, but for Chinese.
    private func stands(_ phrase: Phrase, in text: [Character], at place: Int) -> Bool {
        let end = place + phrase.text.count
        guard end <= text.count, !phrase.isFirst || place == 0, text[place..<end].elementsEqual(phrase.text) else { return false }
        func isInner(_ inside: Character, _ outside: Character) -> Bool {
            Self.isWord(inside) && Self.isWord(outside) && !Self.isHan(inside) && !Self.isHan(outside)
        }
        if place > 0, isInner(text[place], text[place - 1]) { return false }
        return end == text.count || !isInner(text[end - 1], text[end])
    }

    static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "'" || character == "’" || character == "-"
    }
    static func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { (0x3400...0x9FFF).contains($0.value) } ?? false
    }
}
