/// What somebody means who is still typing: the last word is the beginning of a name or of a word of the tables.
extension IntentScan {
    /// Letters of a single word from which on it may begin a name behind "with" or "like".
    private static let leastLetters = 4

    // MARK: Names

    /// The title that a whole query begins; of several the shortest.
    ///
    /// Nil for a single word, which may begin thousands, and where the tables understand every word as it stands: "dark war" may go on
    /// as a title, but means something already.
    func begunTitle(_ whole: Range<Int>) -> Named? {
        guard isUnfinished, whole.count >= 2, let name = shortest(lexicon.titles.begun(key(whole))), !isSaid(from: whole.lowerBound) else {
            return nil
        }
        return (name, whole)
    }

    private func shortest(_ names: [Int]) -> String? {
        names.map { lexicon.titles.names[$0] }.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    }

    /// Whether every word means something by itself, the last one too.
    private func isSaid(from start: Int) -> Bool {
        var reading = self
        (reading.isUnfinished, reading.place) = (false, start)
        while reading.place < tokens.count { reading.step() }
        return reading.uses.last == .meaning && !reading.uses.contains(.free)
    }

    /// Somebody whose name the last words begin, where it is nobody else's beginning or somebody is far better known than the others.
    func begunPerson(at start: Int, leastWords: Int) -> Named? {
        let range = start..<tokens.count
        guard isUnfinished, range.count >= leastWords, range.count <= 4, isWordy(range) else { return nil }
        guard range.count > 1 || tokens[start].text.count >= IntentScan.leastLetters else { return nil }
        let found = lexicon.people.begun(key(range))
        let weights = lexicon.people.weights
        let sorted = found.sorted { weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1 }
        guard let first = sorted.first, found.count < 64 else { return nil }
        guard sorted.count == 1 || (weights[first] >= 5 && weights[first] >= 3 * weights[sorted[1]]) else { return nil }
        return (lexicon.people.names[first], range)
    }

    /// "like the matr": the title that the last words begin, where few are called so.
    func begunLike(_ range: Range<Int>) -> Named? {
        guard isUnfinished, range.upperBound == tokens.count, !range.isEmpty, exactTitle(range) == nil else { return nil }
        guard tokens[range].reduce(0, { $0 + $1.text.count }) >= IntentScan.leastLetters else { return nil }
        let found = lexicon.titles.begun(key(range))
        return found.count <= 3 ? shortest(found).map { ($0, range) } : nil
    }

    // MARK: Words

    /// "french hor", "science fic": a phrase of the tables that the last words begin, where all that begin so mean the same.
    mutating func readBegunPhrase() -> Bool {
        let range = place..<tokens.count
        guard isUnfinished, range.count <= 3, tokens.count > 1, tokens[range].reduce(0, { $0 + $1.text.count }) >= 3 else { return false }
        let phrases = vocabulary.begun(tokens[range].map(\.text).joined(separator: " "))
        let meanings = Set(phrases.map { Set((vocabulary.phrases[$0] ?? []).compactMap(meaning)) })
        guard meanings.count == 1, let only = meanings.first, !only.isEmpty else { return false }
        // Whoever types "marc" may mean March, or somebody called so.
        if range.count == 1, !lexicon.people.begun(tokens[place].text, limit: 1).isEmpty { return false }
        take(only.sorted { "\($0)" < "\($1)" }, range, isWeak: true)
        return true
    }

    /// What the last word is when nothing understood it: the beginning of a word of the tables says nothing yet; the beginning of
    /// anything else makes a name of short queries, and then "dark" is a word of that name.
    mutating func settleBegun() {
        guard isUnfinished, uses.last == .free, !findings.isEmpty else { return }
        let last = tokens[tokens.count - 1].text
        let isAlone = tokens.count < 2 || uses[tokens.count - 2] != .free
        if isAlone, !vocabulary.begun(last, limit: 1).isEmpty || QueryTokens.functionWords.contains(where: { $0.hasPrefix(last) }) {
            uses[tokens.count - 1] = .filler
        } else if tokens.count <= 4, !lexicon.knownWords.contains(last), findings.allSatisfy(\.isWeak) {
            findings = []
            for place in uses.indices where uses[place] == .meaning { uses[place] = .free }
        }
    }
}

extension IntentParser {
    /// Whether a text of a few words ends in the beginning of a name: "tom h" may become many people.
    public func isBegun(_ text: String) -> Bool {
        let tokens = QueryTokens.cut(text)
        guard (1...4).contains(tokens.count) else { return false }
        return tokens.indices.contains { start in
            let key = tokens[start...].map(\.text).joined(separator: " ")
            guard key.utf8.count >= 2, lexicon.people.exact(key) == nil, lexicon.titles.exact(key) == nil else { return false }
            return !lexicon.people.begun(key, limit: 1).isEmpty || !lexicon.titles.begun(key, limit: 1).isEmpty
        }
    }
}
