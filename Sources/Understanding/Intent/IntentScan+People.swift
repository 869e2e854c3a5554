extension IntentScan {
    /// "with Tom Hanks", "directed by Scorsese", “编剧是李安”: the words before a name give its role.
    mutating func readRole() -> Bool {
        guard let cue = vocabulary.longest(tokens, at: place, where: { $0.contains { $0.kind == .role } }) else { return false }
        if let longer = vocabulary.longest(tokens, at: place), longer.count > cue.count { return false }
        let role = IntentPart.Role(rawValue: cue.senses.first { $0.kind == .role }!.value) ?? .any
        let first = place + cue.count
        guard let person = person(at: first, allowsSurname: true) ?? begunPerson(at: first, leastWords: 1) ?? nearPerson(at: first) else {
            return false
        }
        for place in place..<first { uses[place] = .filler }
        takePerson(person, role)
        return true
    }

    mutating func readPerson() -> Bool {
        let inherited = lastPersonEnd >= 0 && isLink(from: lastPersonEnd, to: place) ? lastRole : nil
        guard let person = person(at: place, allowsSurname: inherited != nil) ?? begunPerson(at: place, leastWords: 2) else { return false }
        takePerson(person, inherited ?? .any)
        return true
    }

    /// Whether nothing but "and", "or" or a comma stands between two places.
    private func isLink(from end: Int, to start: Int) -> Bool {
        guard end < tokens.count, start >= end, start - end <= 1 else { return false }
        return start == end ? tokens[start].before == .comma : ["and", "or", "和", "与", "跟"].contains(tokens[end].text)
    }

    private mutating func takePerson(_ person: Named, _ role: IntentPart.Role) {
        var role = role
        take([.person(person.name, role)], person.range)
        if role == .any,
            let after = vocabulary.longest(tokens, at: place, where: { $0.contains { $0.kind == .roleAfter && $0.value != "like" } })
        {
            role = after.senses.first { $0.kind == .roleAfter }.flatMap { IntentPart.Role(rawValue: $0.value) } ?? .any
            findings[findings.count - 1].meaning = .person(person.name, role)
            for place in place..<place + after.count { uses[place] = .filler }
            place += after.count
        }
        (lastRole, lastPersonEnd) = (role, place)
    }

    /// Somebody whose full name begins at a place, or whose surname is enough.
    func person(at start: Int, allowsSurname: Bool) -> Named? {
        guard start < tokens.count else { return nil }
        let most = min(tokens.count, start + min(NameTable.wordLimit, lexicon.people.longest))
        for stop in stride(from: most, to: start + 1, by: -1) {
            let range = start..<stop
            if let found = lexicon.people.exact(key(range)) ?? lexicon.people.exact(tokens[range].map(\.text).joined(separator: " ")) {
                return (lexicon.people.names[found], range)
            }
        }
        return allowsSurname ? surname(at: start) : nil
    }

    private func surname(at start: Int) -> Named? {
        let isIdeographic = tokens[start].isIdeograph
        for stop in stride(from: min(tokens.count, start + (isIdeographic ? 6 : 1)), to: start, by: -1) {
            if isIdeographic, stop - start < 2 { return nil }
            let text = tokens[start..<stop].map(\.text).joined(separator: " ")
            if let found = lexicon.surnames[text] { return (lexicon.people.names[found], start..<stop) }
        }
        return nil
    }

    /// "Tarantino", "Hitchcock thrillers": a surname without a word of its role counts beside what says that titles are meant.
    mutating func readSurname() -> Bool {
        let token = tokens[place]
        if QueryTokens.functionWords.contains(token.text) || vocabulary.phrases[token.text] != nil { return false }
        if let found = surname(at: place), isLikelyName(found.range) {
            takePerson(found, .any)
            return true
        }
        guard let near = nearPerson(at: place) else { return false }
        takePerson(near, .any)
        return true
    }

    private func isLikelyName(_ range: Range<Int>) -> Bool {
        if tokens[range.lowerBound].isIdeograph { return true }
        let text = tokens[range.lowerBound].text
        if IntentScan.commonSurnames.contains(text) { return false }
        if tokens[range.lowerBound].isPossessive || tokens.count == range.count { return true }
        if tokens.count > 10 { return false }
        let next = vocabulary.longest(tokens, at: range.upperBound)?.senses[0].kind
        let isCapital = tokens[range.lowerBound].written.first?.isUppercase ?? false
        return next == .format || next == .genre || next == .years || isCapital
    }

    /// A name with an error in it: two or three words of which none is of the vocabulary, or three characters.
    mutating func nearPerson(at start: Int) -> Named? {
        guard start < tokens.count, tokens.count <= 16 else { return nil }
        let isIdeographic = tokens[start].isIdeograph
        for count in isIdeographic ? [4, 3] : [3, 2] where start + count <= tokens.count && looks > 0 {
            let range = start..<start + count
            guard isIdeographic ? isNameless(range) : isWordy(range) else { continue }
            looks -= 1
            if let near = lexicon.people.nearest(key(range)) {
                if !isIdeographic, !sharesWord(range, lexicon.people.names[near.name]) { continue }
                return (lexicon.people.names[near.name], range)
            }
        }
        return nil
    }

    /// Whether all characters are of no phrase: then they may be those of a name.
    private func isNameless(_ range: Range<Int>) -> Bool {
        range.allSatisfy { vocabulary.longest(tokens, at: $0).map { $0.count == 1 && $0.senses[0].kind == .filler } ?? true }
    }

    func isWordy(_ range: Range<Int>) -> Bool {
        range.allSatisfy {
            !QueryTokens.functionWords.contains(tokens[$0].text) && vocabulary.phrases[tokens[$0].text] == nil
                && tokens[$0].before != .comma
        }
    }

    /// A misspelt name has at least one word right.
    private func sharesWord(_ range: Range<Int>, _ name: String) -> Bool {
        let words = Set(QueryTokens.words(name))
        return range.contains { words.contains(tokens[$0].text) }
    }

    /// Surnames that are words first.
    private static let commonSurnames: Set<String> = [
        "banks", "bell", "bird", "bishop", "black", "bloom", "blue", "bridges", "brooks", "brown", "bush", "cage", "carpenter", "chase",
        "church",
        "coast", "cook", "cooper", "cross", "cruise", "dance", "date", "davis", "dean", "drake", "duke", "east", "field", "fields",
        "fisher", "fishing",
        "ford", "forest", "fox", "franklin", "freeman", "frost", "glass", "gold", "golden", "grace", "grant", "gray", "green", "hall",
        "hart", "heart", "hill",
        "hills", "holiday", "hope", "house", "hunt", "hunter", "iron", "island", "jordan", "joy", "king", "kings", "knight", "lake", "lamb",
        "lane",
        "law", "lion", "little", "long", "lord", "love", "major", "mars", "marsh", "martin", "mason", "miller", "monk", "moon", "moore",
        "north",
        "ocean", "page", "paris", "park", "parks", "phoenix", "poet", "pope", "post", "price", "prince", "queen", "rain", "reality", "rice",
        "rich", "river", "rivers", "road", "robot", "rock", "rose", "savage", "short", "silver", "singer", "small", "snow", "south",
        "space", "spring", "star",
        "stone", "storm", "strange", "strong", "summer", "summers", "swan", "swift", "time", "train", "turner", "vampire", "walker", "war",
        "ward", "waters", "weaver", "west",
        "white", "wild", "winter", "winters", "wolf", "wood", "woods", "young", "washington", "houston", "london", "england", "ireland",
        "france", "holland", "berlin",
    ]
}
