/// Phrases that mean something in a query, read from a table that people edit.
///
/// A line says what phrases mean: `genre comedy; format series: sitcom, sitcoms`. A `~` before a value marks words that plots are
/// full of, such as "war": they count only where the query is no description. `#` begins a comment.
public struct IntentVocabulary: Sendable {
    /// What one phrase means.
    struct Sense: Sendable, Hashable {
        var kind: Kind
        var value: String
        var isWeak: Bool
    }

    enum Kind: String, Sendable, CaseIterable {
        case genre, mood, format, country, language, age, years, length, adjust
        /// Names without which a search says the same.
        case filler
        /// "I want to watch".
        case wish
        /// Titles follow.
        case like
        /// What follows is not wanted.
        case not
        /// The person that follows, or stood before, has a part in it.
        case role, roleAfter
        case notMood = "not-mood"
        /// Words that stay words although others of their kind would mean something: "new york".
        case keep
    }

    /// A line that cannot be read.
    public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        public var line: Int
        public var reason: String
        public var description: String { "line \(line) of the vocabulary: \(reason)" }
    }

    /// Meanings by phrase, its words with a blank between them.
    private(set) var phrases: [String: [Sense]] = [:]
    /// Most words of a phrase that begins so.
    private var lengths: [String: Int] = [:]
    private var ids: [Kind: Set<String>] = [:]
    /// Phrases in the order of their bytes, for those that are still being typed.
    private var ordered: [String] = []
    /// Words that may be misspelt, by their first letter.
    private var words: [Character: [String]] = [:]

    /// - Throws: `Fault` for a line that cannot be read.
    public init(parsing tables: String...) throws(Fault) {
        for table in tables {
            for (number, line) in table.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                try read(line, number + 1)
            }
        }
        for (phrase, senses) in phrases where senses.contains(where: { IntentVocabulary.forgiving.contains($0.kind) }) {
            for word in phrase.split(separator: " ") where word.utf8.count >= 5 { words[word.first!, default: []].append(String(word)) }
        }
        for sense in phrases.values.joined() where !sense.value.isEmpty { ids[sense.kind, default: []].insert(sense.value) }
        for letter in words.keys { words[letter] = Array(Set(words[letter]!)).sorted() }
        ordered = phrases.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Phrases that begin so, in order, at most `limit`.
    func begun(_ text: String, limit: Int = 24) -> ArraySlice<String> {
        var (low, high) = (0, ordered.count)
        while low < high {
            let middle = (low + high) / 2
            if ordered[middle].utf8.lexicographicallyPrecedes(text.utf8) { low = middle + 1 } else { high = middle }
        }
        return ordered[low...].prefix(limit).prefix { $0.utf8.starts(with: text.utf8) }
    }

    /// Ids that phrases of a kind stand for.
    func values(_ kind: Kind) -> Set<String> { ids[kind] ?? [] }

    private static let forgiving: Set<Kind> = [.genre, .mood, .country, .language]

    private mutating func read(_ line: Substring, _ number: Int) throws(Fault) {
        let text = line.prefix { $0 != "#" }
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        let halves = text.split(separator: ":", maxSplits: 1)
        guard halves.count == 2 else { throw Fault(line: number, reason: "has no colon between meaning and phrases") }
        var senses: [Sense] = []
        for part in halves[0].split(separator: ";") {
            let words = part.split(separator: " ").map(String.init)
            guard let kind = words.first.flatMap({ Kind(rawValue: $0) }) else {
                throw Fault(
                    line: number,
                    reason: "“\(part)” begins with no kind; kinds are \(Kind.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            let value = words.count > 1 ? words[1] : ""
            let isWeak = value.hasPrefix("~")
            senses.append(Sense(kind: kind, value: isWeak ? String(value.dropFirst()) : value, isWeak: isWeak))
        }
        for phrase in halves[1].split(separator: ",") {
            let words = QueryTokens.cut(String(phrase)).map(\.text)
            guard let first = words.first else { throw Fault(line: number, reason: "has an empty phrase") }
            let key = words.joined(separator: " ")
            if phrases[key]?.contains(where: { known in senses.contains { $0.kind == known.kind } }) ?? false {
                throw Fault(line: number, reason: "says “\(key)” again")
            }
            phrases[key, default: []] += senses
            lengths[first] = max(lengths[first] ?? 0, words.count)
        }
    }

    /// The longest phrase that begins at a place.
    func longest(_ tokens: [QueryToken], at place: Int, where accepts: ([Sense]) -> Bool = { _ in true }) -> (senses: [Sense], count: Int)?
    {
        guard place < tokens.count, let most = lengths[tokens[place].text] else { return nil }
        for count in stride(from: min(most, tokens.count - place), to: 0, by: -1) {
            let phrase = count == 1 ? tokens[place].text : tokens[place..<place + count].map(\.text).joined(separator: " ")
            if let senses = phrases[phrase], accepts(senses) { return (senses, count) }
        }
        return nil
    }

    /// The phrase word that a word is misspelt of; only words of six letters and more are forgiven, by one change, of eight by two.
    func corrected(_ word: String) -> String? {
        guard word.utf8.count >= 5, word.utf8.count <= 24, let first = word.first, let known = words[first], !known.contains(word) else {
            return nil
        }
        let wanted = Array(word.utf8)
        var best: (word: String, distance: Int)?
        for other in known where max(other.utf8.count, wanted.count) >= 6 {
            let most = min(other.utf8.count, wanted.count) >= 8 ? 2 : 1
            if let distance = Misspelling.distance(wanted, Array(other.utf8), limit: most), distance < best?.distance ?? .max {
                best = (other, distance)
            }
        }
        return best?.word
    }

    func means(_ phrase: String, _ kind: Kind) -> Bool { phrases[phrase]?.contains { $0.kind == kind } ?? false }
}
