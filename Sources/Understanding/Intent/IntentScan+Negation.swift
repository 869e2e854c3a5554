extension IntentScan {
    /// "not Z", "without Z", "no horror", “不要恐怖片”.
    mutating func readNegation() -> Bool {
        guard let cue = vocabulary.longest(tokens, at: place, where: { $0.contains { $0.kind == .not } }) else { return false }
        if let longer = vocabulary.longest(tokens, at: place), longer.count > cue.count { return false }
        let start = place
        var next = place + cue.count
        if readOpposite(from: start, next) { return true }
        var excluded: [IntentPart.Meaning] = []
        var end = next
        while next < tokens.count, let (meanings, range) = excludable(at: next) {
            excluded += meanings
            end = range.upperBound
            next = range.upperBound
            guard ["or", "and", "nor", "和", "或"].contains(word(next) ?? ""), excludable(at: next + 1) != nil else { break }
            next += 1
        }
        if excluded.isEmpty {
            guard isCueAlone(cue.count), let words = unknown(from: start + cue.count) else { return false }
            excluded = [.exclusion(tokens[words].map(\.written).joined(separator: tokens[words.lowerBound].isIdeograph ? "" : " "))]
            end = words.upperBound
        }
        take(excluded, start..<swallowed(end))
        return true
    }

    /// “非” begins other words too, and "not" stands in sentences: alone they exclude only what is known.
    private func isCueAlone(_ count: Int) -> Bool {
        !["非", "无", "别", "never", "non", "not", "nothing"].contains(word(place) ?? "") || (word(place) == "not" && count > 1) || isShort
    }

    private var isShort: Bool { tokens.count <= 8 && ["not", "nothing"].contains(tokens[place].text) }

    private func swallowed(_ end: Int) -> Int {
        var end = end
        if let word = word(end), ["片", "的", "please"].contains(word) { end += 1 }
        return end
    }

    /// "nothing before 2000" asks for what came after, "nothing longer than two hours" for what is shorter.
    private mutating func readOpposite(from start: Int, _ next: Int) -> Bool {
        guard ["nothing", "no", "not"].contains(word(start) ?? "") else { return false }
        let first = word(next) == "from" ? next + 1 : next
        guard let comparison = word(first) else { return false }
        let after = word(first + 1) == "than" ? first + 2 : first + 1
        guard let (value, end) = IntentNumbers.year(tokens, at: after) else { return false }
        let bounds: IntentPart.Bounds? =
            switch comparison {
            case "before", "older", "earlier": IntentPart.Bounds(from: value.from)
            case "after", "newer", "later": IntentPart.Bounds(to: value.to)
            default: nil
            }
        guard let bounds else { return false }
        take([.years(bounds)], start..<end)
        return true
    }

    /// What is not wanted, where it is something that has a slot.
    private mutating func excludable(at start: Int) -> (meanings: [IntentPart.Meaning], range: Range<Int>)? {
        var first = start
        while let word = word(first), IntentScan.negationFillers.contains(word) || (word == "太") { first += 1 }
        guard first < tokens.count else { return nil }
        if let person = person(at: first, allowsSurname: true) ?? nearPerson(at: first) {
            return ([.notPerson(person.name)], first..<person.range.upperBound)
        }
        if let phrase = vocabulary.longest(tokens, at: first) {
            let meanings = phrase.senses.compactMap { opposite($0) }
            if !meanings.isEmpty { return (meanings, first..<phrase.count + first) }
        }
        return nil
    }

    private func opposite(_ sense: IntentVocabulary.Sense) -> IntentPart.Meaning? {
        switch sense.kind {
        case .genre: .notGenre(sense.value)
        case .mood: .notMood(sense.value)
        case .country: .notCountry(sense.value)
        case .language: .notLanguage(sense.value)
        case .format: sense.value == "film" ? .format(.series) : .format(.film)
        default: nil
        }
    }

    private static let negationFillers: Set<String> = [
        "a", "an", "the", "any", "too", "with", "by", "from", "in", "starring", "featuring", "more", "very", "that", "is", "are", "so",
    ]

    /// Words after a "without" that have no slot: up to three, or a title, to the next thing that means something.
    private mutating func unknown(from start: Int) -> Range<Int>? {
        var first = start
        while let word = word(first), IntentScan.negationFillers.contains(word) { first += 1 }
        guard first < tokens.count else { return nil }
        for stop in stride(from: min(tokens.count, first + 8), to: first, by: -1) where exactTitle(first..<stop) != nil {
            return first..<stop
        }
        var end = first
        let most = tokens[first].isIdeograph ? 6 : 3
        while end < tokens.count, end - first < most {
            if end > first, tokens[end].before == .comma || tokens[end].before == .stop { break }
            if QueryTokens.functionWords.contains(tokens[end].text) || ["的", "，"].contains(tokens[end].text) { break }
            if end > first || !tokens[end].isIdeograph, let phrase = vocabulary.longest(tokens, at: end), phrase.senses[0].kind != .keep {
                break
            }
            end += 1
        }
        return end > first ? first..<end : nil
    }
}
