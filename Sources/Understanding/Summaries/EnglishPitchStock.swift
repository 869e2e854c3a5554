import Datasets

/// English phrases for one title.
struct EnglishPitchStock {
    private typealias Phrase = PitchGrammar.Phrase
    private(set) var stock: PitchGrammar.Stock
    private let facts: PitchFacts
    private let evidence: PitchEvidence

    init(_ subject: PitchSubject) {
        facts = subject.facts
        evidence = PitchEvidence(subject)
        stock = PitchGrammar.Stock(least: Phrase("least", facts.title.isEmpty ? "A \(facts.kind.noun)." : "\(facts.title)."))
        stock.why = whys()
        stock.what = whats()
        stock.plot = facts.sentences.prefix(3).enumerated().filter { $0.element.split(separator: " ").count <= 32 }.prefix(1)
            .map { Phrase("plot", $0.element) }
        stock.more = more()
        stock.short = shorts()
    }

    // MARK: What it is

    private func whats() -> [Phrase] {
        // What the reason names need not be said twice.
        var plain = facts
        if evidence.person == nil, evidence.cause != nil { plain.genres.removeAll { evidence.genres.contains($0) } }
        let thing = PitchNounPhrase(plain)
        let (a, bare) = (thing.withArticle, thing.bare)
        let cast =
            facts.names(.cast).filter { $0 != evidence.person } + (evidence.person.map { [$0] } ?? []).filter(facts.names(.cast).contains)
        let (two, three) = (list(cast.prefix(2)), list(cast.prefix(3)))
        var phrases: [Phrase] = []
        if let year = facts.year {
            phrases.append(Phrase("w-year", cast.isEmpty ? "\(a.begun) from \(year)." : "\(a.begun) from \(year) with \(two)."))
            if !cast.isEmpty {
                phrases += [
                    Phrase("w-in", "\(two) in \(a) from \(year)."), Phrase("w-from", "From \(year), \(a) with \(three)."),
                    Phrase("w-with", "With \(three): \(a) from \(year)."),
                    Phrase("w-bare", "\(plain.genres.isEmpty ? a.begun : bare.begun) with \(two), from \(year)."),
                    Phrase("w-this", "\(three), together in \(PitchNounPhrase.article("\(year)")) \(year) \(bare)."),
                    Phrase("w-decade", "A \(bare) of the \(year / 10 * 10)s with \(two)."),
                ]
            } else {
                phrases.append(Phrase("w-only", "From \(year): \(a)."))
            }
        } else {
            phrases.append(Phrase("w-plain", cast.isEmpty ? "\(a.begun)." : "\(a.begun) with \(two)."))
            if !cast.isEmpty { phrases.append(Phrase("w-cast", "\(two) in \(a).")) }
        }
        return phrases.map(EnglishPitchStock.mendArticle)
            + directed(a, list(cast.filter { !facts.names(.director).contains($0) }.prefix(2)))
    }

    /// “A action film of the 1990s”: the article belongs to what follows it.
    private static func mendArticle(_ phrase: Phrase) -> Phrase {
        guard phrase.text.hasPrefix("A "), phrase.template == "w-decade" else { return phrase }
        let rest = String(phrase.text.dropFirst(2))
        return Phrase(phrase.template, PitchNounPhrase.article(rest).begun + " " + rest)
    }

    private func directed(_ a: String, _ cast: String) -> [Phrase] {
        guard let director = facts.names(.director).first, director != evidence.person else { return [] }
        if cast.isEmpty { return [Phrase("w-by", "\(a.begun) directed by \(director).")] }
        return [
            Phrase("w-directs", "\(director) directs \(cast) in \(a)."),
            Phrase("w-directed", "\(a.begun) directed by \(director), with \(cast)."),
        ]
    }

    private func more() -> [Phrase] {
        var phrases: [Phrase] = []
        let rest = facts.names(.cast).dropFirst(3).filter { $0 != evidence.person }
        if rest.count >= 2 { phrases.append(Phrase("m-cast", "Also in the cast: \(list(rest.prefix(3))).")) }
        if let minutes = facts.minutes { phrases.append(Phrase("m-minutes", "It runs \(minutes) minutes.")) }
        if let writer = facts.names(.writer).first { phrases.append(Phrase("m-writer", "Written by \(writer).")) }
        if !facts.tags.isEmpty { phrases.append(Phrase("m-tags", "Tagged \(list(facts.tags.prefix(3))).")) }
        if let country = facts.countries.first {
            let language = facts.languages.first.map { ", in \($0)" } ?? ""
            phrases.append(Phrase("m-country", "From \(country)\(language)."))
        }
        return phrases
    }

    // MARK: Why it is here

    private func whys() -> [Phrase] {
        guard let cause = evidence.cause else { return habits() }
        let (title, verb) = (quoted(cause.title), cause.kind.pastVerb)
        if let contrast = evidence.contrast?.english { return contrasted(contrast, title, verb) }
        if let person = evidence.person { return shared(person, title, verb) }
        if let genre = genreList {
            return [
                Phrase("y-more", "You \(verb) \(title); here is more \(genre)."),
                Phrase("y-shares", "It shares \(genre) with \(title), which you \(verb)."),
                Phrase("y-common", "In common with \(title), which you \(verb): \(genre)."),
                Phrase("y-after", "More \(genre) after \(title)."),
                Phrase("y-links", "What links it to \(title) in your history: \(genre)."),
                Phrase("y-again", "\(genre.begun) again, after \(title)."),
                Phrase("y-brings", "You \(verb) \(title), and this one brings more \(genre)."),
                Phrase("y-is", "\(title) is in your history: more \(genre) here."),
            ]
        }
        let all = list(evidence.causes.prefix(2).map { quoted($0.title) })
        let speaks = evidence.causes.count > 1 ? "speak" : "speaks"
        return [
            Phrase("y-because", "It is here because you \(verb) \(all)."), Phrase("y-speaks", "\(all) in your history \(speaks) for it."),
            Phrase("y-what", "What speaks for it: you \(verb) \(all)."), Phrase("y-that", "You \(verb) \(all), and that speaks for it."),
            Phrase("y-going", "Here for you, going by \(all)."),
        ]
    }

    /// "Like X, but lighter": what it shares stands before what it does not.
    private func contrasted(_ contrast: String, _ title: String, _ verb: String) -> [Phrase] {
        if let person = evidence.person {
            return [
                Phrase("y-c-person", "\(person) again, as in \(title), but \(contrast)."),
                Phrase("y-c-of", "Like \(title), with \(person), but \(contrast)."),
            ].filter { $0.template != "y-c-of" || facts.names(.cast).contains(person) }
        }
        if let genre = genreList {
            return [
                Phrase("y-c-shares", "It shares \(genre) with \(title), which you \(verb), but is \(contrast)."),
                Phrase("y-c-more", "More \(genre) after \(title), but \(contrast)."),
                Phrase("y-c-is", "Like \(title), which you \(verb): \(genre), but \(contrast)."),
            ]
        }
        return [
            Phrase("y-c-like", "Like \(title), which you \(verb), but \(contrast)."),
            Phrase("y-c-but", "You \(verb) \(title): this is like it, but \(contrast)."),
        ]
    }

    private func shared(_ person: String, _ title: String, _ verb: String) -> [Phrase] {
        if !facts.names(.cast).contains(person) {
            return [
                Phrase("y-p-by", "You \(verb) \(title), and \(person) is behind this one too."),
                Phrase("y-p-behind", "\(person) links it to \(title), which you \(verb)."),
                Phrase("y-p-name", "A name in common with \(title), which you \(verb): \(person)."),
            ]
        }
        return [
            Phrase("y-p-too", "You \(verb) \(title); \(person) is in this one too."),
            Phrase("y-p-as", "\(person) is in it, as in \(title), which you \(verb)."),
            Phrase("y-p-link", "\(person) links it to \(title), which you \(verb)."),
            Phrase("y-p-after", "After \(title), more of \(person)."), Phrase("y-p-again", "\(person) again, after \(title)."),
            Phrase("y-p-you", "You \(verb) \(title), and here is \(person) again."),
            Phrase("y-p-common", "In common with \(title), which you \(verb): \(person)."),
        ]
    }

    private func habits() -> [Phrase] {
        switch evidence.kind {
        case .facet?:
            guard let value = evidence.person ?? genreList else { return [] }
            let phrases = [
                Phrase("y-f-speaks", "Your history speaks for \(value)."),
                Phrase("y-f-for", "It is here for \(value), going by your history."),
            ]
            // Who wrote or directed is not in a history as a genre or a face is.
            let isSeen = evidence.person == nil || facts.names(.cast).contains(value)
            return phrases + (isSeen ? [Phrase("y-f-has", "There is \(value) in your history, and here as well.")] : [])
        case .profile?:
            return [
                Phrase("y-whole", "It suits your history as a whole."), Phrase("y-comes", "It comes from your history as a whole."),
                Phrase("y-wide", "What speaks for it is your history as a whole."),
            ]
        default: return []
        }
    }

    // MARK: Short ones

    private func shorts() -> [[Phrase]] {
        let thing = PitchNounPhrase(facts, most: 2)
        let a = thing.withArticle
        let cast = facts.names(.cast)
        var (personal, next): ([Phrase], [Phrase]) = ([], [])
        if let cause = evidence.cause {
            let (title, verb) = (quoted(cause.title), cause.kind.pastVerb)
            if let person = evidence.person {
                personal += [
                    Phrase("s-again", "\(person) again, as in \(title)."), Phrase("s-of", "After \(title): more of \(person)."),
                ]
                if cast.contains(person) { personal.append(Phrase("s-too", "\(person), in \(title) and here too.")) }
            } else if let genre = genreList {
                personal += [
                    Phrase("s-more", "More \(genre) after \(title)."), Phrase("s-as", "\(genre.begun), as in \(title)."),
                    Phrase("s-here", "You \(verb) \(title): here is more \(genre)."),
                ]
            }
            next = [Phrase("s-now", "You \(verb) \(title). Now: \(a)."), Phrase("s-next", "You \(verb) \(title). Next: \(a).")]
        }
        var plain: [Phrase] = []
        if let first = cast.first {
            plain = [
                Phrase("s-with", "\(a.begun) with \(list(cast.prefix(2)))."), Phrase("s-in", "\(list(cast.prefix(2))) in \(a)."),
                Phrase("s-one", "\(a.begun) with \(first)."),
            ]
            if let year = facts.year { plain.append(Phrase("s-year", "\(thing.bare.begun) with \(first), \(year).")) }
        }
        let least = facts.year.map { [Phrase("s-from", "\(a.begun) from \($0).")] } ?? []
        return [personal, next, plain, least, [Phrase("s-thing", "\(a.begun).")]]
    }

    // MARK: Words

    private var genreList: String? {
        evidence.genres.isEmpty ? nil : list(evidence.genres.prefix(2).map { PitchGenre.of($0).mass })
    }

    private func quoted(_ title: String) -> String { "“\(title)”" }

    private func list(_ values: some Collection<String>) -> String {
        let values = Array(values)
        guard let last = values.last, values.count > 1 else { return values.first ?? "" }
        return values.dropLast().joined(separator: ", ") + " and " + last
    }
}

/// What of the reasons a sentence can be made of.
struct PitchEvidence {
    let kind: PitchReason.Kind?
    let causes: [PitchReason.Cause]
    /// Somebody whom the title shares with the first cause, or who suits the history.
    let person: String?
    /// The same of genres.
    let genres: [String]
    let contrast: TitleContrast?

    init(_ subject: PitchSubject) {
        // A title does not speak for itself, and without a name it cannot be named.
        let reason = subject.reasons.first { $0.kind != .becauseOf || !$0.causes.isEmpty }
        kind = reason?.kind
        causes = reason?.kind == .becauseOf ? reason?.causes ?? [] : []
        contrast = causes.isEmpty ? nil : reason?.contrast
        let shared = Set(reason?.shared ?? [])
        person = subject.facts.people.first { shared.contains($0.name) }?.name
        genres = subject.facts.genres.filter(shared.contains)
    }

    var cause: PitchReason.Cause? { causes.first }
}
