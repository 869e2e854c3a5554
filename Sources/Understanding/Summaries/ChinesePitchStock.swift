import Datasets

/// Chinese phrases for one title; names stay as the catalogue writes them.
struct ChinesePitchStock {
    private typealias Phrase = PitchGrammar.Phrase
    private(set) var stock: PitchGrammar.Stock
    private let facts: PitchFacts
    private let evidence: PitchEvidence

    init(_ subject: PitchSubject) {
        facts = subject.facts
        evidence = PitchEvidence(subject)
        stock = PitchGrammar.Stock(least: Phrase("least", facts.title.isEmpty ? "一部作品。" : "《\(facts.title)》。"))
        stock.why = ChinesePitchStock.spaced(whys())
        stock.what = ChinesePitchStock.spaced(whats())
        let isChinese = { (text: String) in text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
        stock.plot = facts.sentences.prefix(3).filter { isChinese($0) && $0.count <= 64 }.prefix(1).map { Phrase("plot", $0) }
        stock.more = ChinesePitchStock.spaced(more())
        stock.short = shorts().map(ChinesePitchStock.spaced)
    }

    private func thing(without genres: [String] = []) -> String {
        let words = facts.genres.filter { !genres.contains($0) }.prefix(3).map { PitchGenre.of($0).chinese }
        guard !words.isEmpty else { return facts.kind == .film ? "电影" : facts.kind.chineseNoun }
        return words.joined() + facts.kind.chineseNoun
    }

    private func whats() -> [Phrase] {
        let thing = thing(without: evidence.person == nil && evidence.cause != nil ? evidence.genres : [])
        let cast =
            facts.names(.cast).filter { $0 != evidence.person } + (evidence.person.map { [$0] } ?? []).filter(facts.names(.cast).contains)
        let (two, three) = (list(cast.prefix(2)), list(cast.prefix(3)))
        guard !cast.isEmpty else {
            return [Phrase("w-year", facts.year.map { "\($0)年的\(thing)。" } ?? "一部\(thing)。")]
        }
        var phrases = [Phrase("w-in", "\(two)出演的\(thing)。")]
        if let year = facts.year {
            phrases += [
                Phrase("w-year", "\(year)年的\(thing)，\(two)出演。"), Phrase("w-from", "\(two)出演的\(thing)，来自\(year)年。"),
                Phrase("w-one", "一部\(year)年的\(thing)，有\(two)。"), Phrase("w-list", "\(thing)，\(year)年，出演者有\(three)。"),
            ]
        }
        if let director = facts.names(.director).first, director != evidence.person {
            phrases.append(Phrase("w-directed", "由\(director)执导、\(two)出演的\(thing)。"))
        }
        return phrases
    }

    private func more() -> [Phrase] {
        var phrases: [Phrase] = []
        let rest = facts.names(.cast).dropFirst(3).filter { $0 != evidence.person }
        if rest.count >= 2 { phrases.append(Phrase("m-cast", "还有\(list(rest.prefix(3)))。")) }
        if let minutes = facts.minutes { phrases.append(Phrase("m-minutes", "片长\(minutes)分钟。")) }
        if let writer = facts.names(.writer).first { phrases.append(Phrase("m-writer", "\(writer)编剧。")) }
        return phrases
    }

    private func whys() -> [Phrase] {
        guard let cause = evidence.cause else { return habits() }
        let (title, verb) = ("《\(cause.title)》", cause.kind.chineseVerb)
        if let contrast = evidence.contrast?.chinese {
            if let genre = genreList, evidence.person == nil {
                return [Phrase("y-c-genre", "和你\(verb)的\(title)一样，有\(genre)，但\(contrast)。")]
            }
            return [Phrase("y-c-like", "像你\(verb)的\(title)，但\(contrast)。"), Phrase("y-c-as", "和\(title)相似，但\(contrast)。")]
        }
        if let person = evidence.person {
            return [
                Phrase("y-p-too", "你\(verb)\(title)，这里又有\(person)。"), Phrase("y-p-as", "\(title)里有\(person)，这里也有。"),
                Phrase("y-p-because", "因为你\(verb)有\(person)的\(title)。"), Phrase("y-p-from", "从\(title)到这里，都有\(person)。"),
            ]
        }
        if let genre = genreList {
            return [
                Phrase("y-more", "你\(verb)\(title)，这里同样有\(genre)。"), Phrase("y-as", "和你\(verb)的\(title)一样，有\(genre)。"),
                Phrase("y-common", "与\(title)的共同点：\(genre)。"), Phrase("y-after", "\(verb)\(title)之后，还有\(genre)。"),
            ]
        }
        let all = list(evidence.causes.prefix(2).map { "《\($0.title)》" })
        return [
            Phrase("y-because", "因为你\(verb)\(all)。"), Phrase("y-here", "它在这里，是因为你\(verb)\(all)。"),
            Phrase("y-after", "\(verb)\(all)之后，可以看看它。"),
        ]
    }

    private func habits() -> [Phrase] {
        switch evidence.kind {
        case .facet?:
            guard let value = evidence.person ?? genreList else { return [] }
            return [Phrase("y-f-has", "你的记录里有\(value)，这里也有。"), Phrase("y-f-for", "因为你的记录里有\(value)。")]
        case .profile?: return [Phrase("y-whole", "它来自你的整个记录。"), Phrase("y-from", "因为你的整个记录。")]
        default: return []
        }
    }

    private func shorts() -> [[Phrase]] {
        let thing = thing()
        let cast = facts.names(.cast)
        var (personal, next): ([Phrase], [Phrase]) = ([], [])
        if let cause = evidence.cause {
            let (title, verb) = ("《\(cause.title)》", cause.kind.chineseVerb)
            if let person = evidence.person {
                personal += [Phrase("s-again", "\(title)之后，又有\(person)。"), Phrase("s-too", "\(person)，\(title)里也有。")]
            } else if let genre = genreList {
                personal += [Phrase("s-more", "\(title)之后，还有\(genre)。"), Phrase("s-as", "和\(title)一样，有\(genre)。")]
            }
            next = [Phrase("s-after", "你\(verb)\(title)。再来：\(thing)。"), Phrase("s-next", "你\(verb)\(title)。接下来：\(thing)。")]
        }
        var plain =
            cast.isEmpty ? [] : [Phrase("s-with", "\(list(cast.prefix(2)))出演的\(thing)。"), Phrase("s-one", "\(cast[0])出演的\(thing)。")]
        if let year = facts.year { plain.append(Phrase("s-year", "\(year)年的\(thing)。")) }
        return [personal, next, plain, [Phrase("s-thing", "\(thing)。")]]
    }

    private var genreList: String? {
        evidence.genres.isEmpty ? nil : list(evidence.genres.prefix(2).map { PitchGenre.of($0).chinese })
    }

    private func list(_ values: some Collection<String>) -> String {
        let values = Array(values)
        guard let last = values.last, values.count > 1 else { return values.first ?? "" }
        return values.dropLast().joined(separator: "、") + "和" + last
    }

    /// Between Chinese and Latin letters stands a space, as printers have it.
    private static func spaced(_ phrases: [Phrase]) -> [Phrase] {
        phrases.map { phrase in
            var text = ""
            var last: Character?
            for character in phrase.text {
                if let last, isHan(last) != isHan(character), isHan(last) ? isLatin(character) : isLatin(last) && isHan(character) {
                    text.append(" ")
                }
                text.append(character)
                last = character
            }
            return Phrase(phrase.template, text)
        }
    }
    private static func isHan(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { (0x3400...0x9FFF).contains($0.value) } ?? false
    }
    private static func isLatin(_ character: Character) -> Bool {
        character.isLetter && !isHan(character) || character == "."
    }
}
