/// What an English sentence claims.
struct EnglishClaims {
    private let subject: PitchSubject
    private let genres: Set<String>
    private let shared: Set<String>
    private let plot: Set<String>
    private let plotNames: Set<String>
    private let numbers: Set<String>
    /// The titles of the history to which the reasons give a comparative; and all comparatives that there are.
    private let contrasts: [String: Set<String>]
    private static let comparatives = Set(TitleContrast.allCases.map(\.english))

    init(_ subject: PitchSubject) {
        self.subject = subject
        genres = Set(subject.facts.genres.map(PitchGenre.key))
        shared = Set(subject.reasons.flatMap(\.shared))
        contrasts = subject.reasons.reduce(into: [:]) { known, reason in
            if let contrast = reason.contrast, let cause = reason.causes.first { known[contrast.english, default: []].insert(cause.title) }
        }
        var (words, names): (Set<String>, Set<String>) = ([], [])
        for sentence in subject.facts.sentences {
            for (place, word) in sentence.split(whereSeparator: { !ClaimReader.isWord($0) }).enumerated() {
                words.insert(word.lowercased())
                if place > 0, word.first?.isUppercase == true { names.insert(String(word)) }
            }
        }
        (plot, plotNames) = (words, names)
        var numbers: Set<String> = []
        if let year = subject.facts.year { numbers.formUnion(["\(year)", "\(year / 10 * 10)s"]) }
        if let minutes = subject.facts.minutes { numbers.insert("\(minutes)") }
        self.numbers = numbers.union(words.filter { $0.contains(where: \.isNumber) })
    }

    /// A sentence with a title of the history, or with the history: what it says must be what the reasons say.
    private struct Scope {
        var hasCause: Bool
        var isPersonal: Bool
        /// What it says of the title that the reasons give, compared with the one title of the history that it names.
        var contrasts: Set<String>
    }

    func claims(of sentence: [ClaimToken]) -> [PitchClaim] {
        let words = sentence.compactMap(\.word)
        let hasCause = sentence.contains { $0.fact?.kind == .cause }
        let scope = Scope(
            hasCause: hasCause, isPersonal: hasCause || words.contains("history"),
            contrasts: contrasted(sentence, words))
        var claims = history(sentence, words, hasCause)
        var isFirst = true
        for token in sentence {
            switch token {
            case .fact(let fact): claims.append(claim(fact, scope))
            case .word(let word): if let claim = claim(word, isFirst: isFirst, scope) { claims.append(claim) }
            case .mark: continue
            }
            isFirst = false
        }
        return claims + roles(sentence)
    }

    private func contrasted(_ sentence: [ClaimToken], _ words: [String]) -> Set<String> {
        let causes = Set(sentence.compactMap { $0.fact?.kind == .cause ? $0.fact?.value : nil })
        // Beside two titles nobody knows which one is meant.
        guard causes.count == 1 else { return [] }
        return Set(words.filter { contrasts[$0].map { !$0.isDisjoint(with: causes) } ?? false })
    }

    // MARK: The history

    private static let verbs: Set<String> = ["watched", "listened", "played", "read", "chose"]
    /// What compares needs something to compare with.
    private static let comparing: Set<String> = [
        "again", "more", "common", "shares", "share", "shared", "links", "another", "too", "also", "well",
    ]

    private func history(_ sentence: [ClaimToken], _ words: [String], _ hasCause: Bool) -> [PitchClaim] {
        var claims: [PitchClaim] = []
        if let verb = words.first(where: EnglishClaims.verbs.contains) {
            let isOwn = sentence.contains { $0.fact?.kind == .title }
            claims.append(PitchClaim(.history, verb, isSupported: hasCause && !isOwn))
        }
        if words.contains("history") { claims.append(PitchClaim(.history, "history", isSupported: !subject.reasons.isEmpty)) }
        if let word = words.first(where: EnglishClaims.comparing.contains), !hasCause {
            // “Also in the cast”, “there is crime in your history, and here as well”.
            let isList = words.starts(with: ["also", "in", "the", "cast"])
            let isHabit = words.contains("history") && words.suffix(3).elementsEqual(["here", "as", "well"])
            claims.append(PitchClaim(.history, word, isSupported: isList || isHabit))
        }
        return claims
    }

    // MARK: Facts and words

    private func claim(_ fact: ClaimFact, _ scope: Scope) -> PitchClaim {
        switch fact.kind {
        case .title: PitchClaim(.title, fact.value, isSupported: !scope.isPersonal)
        case .cause: PitchClaim(.title, fact.value, isSupported: true)
        case .person: PitchClaim(.person, fact.value, isSupported: !scope.isPersonal || shared.contains(fact.value))
        case .genre: PitchClaim(.genre, fact.value, isSupported: !scope.isPersonal || shared.contains(fact.value))
        case .label: PitchClaim(.label, fact.value, isSupported: !scope.isPersonal)
        }
    }

    /// Nil for words that claim nothing.
    private func claim(_ word: String, isFirst: Bool, _ scope: Scope) -> PitchClaim? {
        let plain = EnglishClaims.plain(word)
        guard !plain.isEmpty else { return nil }
        if plain.contains(where: \.isNumber) {
            return PitchClaim(.number, word, isSupported: numbers.contains(plain.lowercased()) && !scope.isPersonal)
        }
        let lowered = plain.lowercased()
        if EnglishClaims.comparatives.contains(lowered) {
            return PitchClaim(.contrast, word, isSupported: scope.contrasts.contains(lowered))
        }
        if TitleContrast.englishFrame.contains(lowered), !scope.contrasts.isEmpty { return nil }
        if PlainText.claims.contains(lowered) { return PitchClaim(.praise, word, isSupported: false) }
        if let genre = genre(lowered, word, scope) { return genre }
        if plain.first?.isUppercase == true, !isFirst {
            return PitchClaim(.name, word, isSupported: plotNames.contains(plain) && !scope.isPersonal)
        }
        if NeutralWords.english.contains(lowered) { return nil }
        return PitchClaim(.plot, word, isSupported: isTold(lowered) && !scope.isPersonal)
    }

    /// Parts of “science-fiction” count one by one.
    private func genre(_ lowered: String, _ word: String, _ scope: Scope) -> PitchClaim? {
        let parts = lowered.split(separator: "-").map(String.init)
        let meanings = ([lowered, word.lowercased()] + parts).compactMap { PitchGenre.words[$0] }
        guard let first = meanings.first else { return nil }
        let isOwn = !first.isDisjoint(with: genres)
        if !isOwn, isTold(lowered) { return PitchClaim(.plot, word, isSupported: !scope.isPersonal) }
        let isShared = !first.isDisjoint(with: Set(shared.map(PitchGenre.key)))
        return PitchClaim(.genre, word, isSupported: isOwn && (!scope.isPersonal || isShared))
    }

    private func isTold(_ word: String) -> Bool {
        plot.contains(word) || plot.contains(word + "s") || (word.hasSuffix("s") && plot.contains(String(word.dropLast())))
    }

    private static func plain(_ word: String) -> String {
        var word = word
        for ending in ["'s", "’s"] where word.hasSuffix(ending) { word = String(word.dropLast(2)) }
        return word.trimmed { $0 == "'" || $0 == "’" || $0 == "-" }
    }

    // MARK: Roles

    private static let before: [String: PitchFacts.Role] = [
        "directed": .director, "director": .director, "written": .writer, "writer": .writer, "starring": .cast, "with": .cast,
        "cast": .cast,
        "featuring": .cast,
    ]
    private static let after: [String: PitchFacts.Role] = [
        "directs": .director, "directed": .director, "writes": .writer, "wrote": .writer, "in": .cast, "appears": .cast,
    ]
    private static let naming: Set<String> = ["directed", "director", "written", "writer", "directs", "writes", "wrote"]

    /// Who is said to have done what.
    private func roles(_ sentence: [ClaimToken]) -> [PitchClaim] {
        var claims: [PitchClaim] = []
        var role: PitchFacts.Role?
        var named = 0
        for (place, token) in sentence.enumerated() {
            if let word = token.word {
                if let begun = EnglishClaims.before[word] {
                    role = begun
                } else if word != "and" && word != "by" && word != "the" {
                    role = nil
                }
            } else if let fact = token.fact, fact.kind == .person {
                var next = sentence[(place + 1)...].prefix(2).compactMap(\.word)
                if next.first == "is" { next.removeFirst() }
                let follows = next.first.flatMap { EnglishClaims.after[$0] }
                for role in [role, follows].compactMap({ $0 }) {
                    claims.append(PitchClaim(.role, "\(role.rawValue): \(fact.value)", isSupported: has(fact.value, role)))
                    if role != .cast { named += 1 }
                }
            }
        }
        let said = sentence.compactMap(\.word).count { EnglishClaims.naming.contains($0) }
        if said > named { claims.append(PitchClaim(.role, "nobody", isSupported: false)) }
        return claims
    }

    private func has(_ name: String, _ role: PitchFacts.Role) -> Bool {
        subject.facts.people.contains { $0.name == name && $0.role == role }
    }
}

extension String {
    fileprivate func trimmed(_ isCut: (Character) -> Bool) -> String {
        var text = self[...]
        while let first = text.first, isCut(first) { text = text.dropFirst() }
        while let last = text.last, isCut(last) { text = text.dropLast() }
        return String(text)
    }
}
