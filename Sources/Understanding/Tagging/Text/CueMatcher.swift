/// Words of a cue, in order; a stem is a beginning that is enough.
struct CuePhrase: Sendable, Hashable {
    struct Word: Sendable, Hashable {
        var text: String
        var isStem: Bool

        func matches(_ word: String) -> Bool { isStem ? word.hasPrefix(text) : word == text }
    }
    var words: [Word]

    static let shortestStem = 3

    /// Nil for a phrase without words, or with a stem that nearly every word would match.
    init?(_ phrase: String) {
        words = []
        for part in phrase.split(separator: " ") {
            let isStem = part.hasSuffix("*")
            let found = TextWords.folded(String(isStem ? part.dropLast() : part))
            guard let last = found.last else { return nil }
            guard !isStem || last.unicodeScalars.count >= CuePhrase.shortestStem else { return nil }
            words += found.dropLast().map { Word(text: $0, isStem: false) }
            words.append(Word(text: last, isStem: isStem))
        }
        guard !words.isEmpty else { return nil }
    }
}

/// A cue that stands in a text.
struct CueHit: Sendable, Hashable {
    /// Place of the tag in the vocabulary.
    var tag: Int
    var isWeak: Bool
    /// "not a love story" speaks for nothing.
    var isNegated: Bool
    /// As the text writes it.
    var words: String
}

/// Finds the cues of a vocabulary in texts.
struct CueMatcher: Sendable {
    private typealias Cue = (phrase: CuePhrase, tag: Int, isWeak: Bool)
    /// By first word; stems by their letters.
    private var whole: [String: [Cue]] = [:]
    private var stems: [String: [Cue]] = [:]
    private var longestStem = 0

    private static let negations: Set<String> = [
        "not", "no", "never", "without", "neither", "nor", "hardly", "isnt", "arent", "wasnt", "werent", "doesnt", "dont", "didnt",
        "cannot",
        "cant", "wont", "lacks", "lack", "不", "没", "沒", "无", "無", "非", "未", "别",
    ]
    /// Words between a negation and what it denies: "not a very romantic".
    private static let reach = 3

    init(_ vocabulary: TagVocabulary) {
        for (place, tag) in vocabulary.tags.enumerated() {
            for cue in tag.cues { add(cue, place, isWeak: false) }
            for cue in tag.weakCues { add(cue, place, isWeak: true) }
        }
    }

    private mutating func add(_ cue: String, _ tag: Int, isWeak: Bool) {
        guard let phrase = CuePhrase(cue), let first = phrase.words.first else { return }
        if first.isStem {
            stems[first.text, default: []].append((phrase, tag, isWeak))
            longestStem = max(longestStem, first.text.unicodeScalars.count)
        } else {
            whole[first.text, default: []].append((phrase, tag, isWeak))
        }
    }

    /// - Complexity: linear in the words of the text, times the cues that begin alike.
    func hits(in text: String) -> [CueHit] {
        let words = TextWords.words(of: text)
        var hits: [CueHit] = []
        for place in words.indices {
            forEachCue(beginning: words[place].folded) { cue in
                guard let end = end(of: cue.phrase, at: place, words) else { return }
                hits.append(
                    CueHit(
                        tag: cue.tag, isWeak: cue.isWeak, isNegated: isNegated(place, words),
                        words: String(text[words[place].range.lowerBound..<words[end].range.upperBound])))
            }
        }
        return hits
    }

    private func forEachCue(beginning word: String, _ body: (Cue) -> Void) {
        for cue in whole[word] ?? [] { body(cue) }
        var (stem, length) = ("", 0)
        for scalar in word.unicodeScalars.prefix(longestStem) {
            stem.unicodeScalars.append(scalar)
            length += 1
            if length >= CuePhrase.shortestStem { for cue in stems[stem] ?? [] { body(cue) } }
        }
    }

    /// Place of the phrase's last word; nil where it does not stand, or where a clause ends inside.
    private func end(of phrase: CuePhrase, at place: Int, _ words: [TextWord]) -> Int? {
        guard place + phrase.words.count <= words.count else { return nil }
        for (offset, word) in phrase.words.enumerated() {
            guard word.matches(words[place + offset].folded), offset == 0 || !words[place + offset].startsClause else { return nil }
        }
        return place + phrase.words.count - 1
    }

    private func isNegated(_ place: Int, _ words: [TextWord]) -> Bool {
        var place = place
        for _ in 0..<Self.reach {
            guard place > 0, !words[place].startsClause else { return false }
            place -= 1
            guard Self.negations.contains(words[place].folded) else { continue }
            return !(place + 1 < words.count && words[place + 1].folded == "only")
        }
        return false
    }
}
