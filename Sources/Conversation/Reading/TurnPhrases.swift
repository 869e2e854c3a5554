/// Phrases that do something in a conversation, read from a table that people edit.
///
/// A line says what phrases do: `liked: i loved, i enjoyed`. `#` begins a comment. Words after the colon are compared without
/// capitals and apostrophes.
struct TurnPhrases: Sendable {
    /// What a phrase does.
    enum Kind: String, Sendable, CaseIterable {
        case greet, thank, help, memory, clear, reset, more, indifferent, why, add, alone, outside, forbidden
        /// Before titles or references.
        case liked, disliked, seen, refused
        /// Behind them.
        case likedAfter = "liked-after"
        case dislikedAfter = "disliked-after"
        case seenAfter = "seen-after"
        /// Behind one that is chosen.
        case chooseAfter = "choose-after"
        /// Before a reference: titles like it.
        case like
        /// Takes a part away that follows.
        case retract
        /// Takes the part away that the value names: `retract-kind genre`.
        case retractKind = "retract-kind"
        case critique
        case company
        /// Words for titles of the last reply; the value says which: `0`, `last`, `all`, `it`, `0,1`.
        case reference
        /// Words that the intent reads as they stand: "not too long" is no "too long".
        case keep
        /// Says nothing, wherever it stands: "a long day" is no long film.
        case noise
        /// Says nothing at the beginning of a sentence, or behind a comma.
        case opener
        /// Says nothing among words that nothing understood.
        case filler
    }

    struct Sense: Sendable, Hashable {
        var kind: Kind
        var value: String
    }

    /// Of one phrase the first counts where nothing else is asked for.
    private var senses: [String: [Sense]] = [:]
    private var lengths: [String: Int] = [:]

    /// A line that cannot be read.
    struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        var line: Int
        var reason: String
        var description: String { "line \(line) of the phrases: \(reason)" }
    }

    init(parsing tables: String...) throws(Fault) {
        for table in tables {
            for (number, line) in table.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                try read(line, number + 1)
            }
        }
    }

    private mutating func read(_ line: Substring, _ number: Int) throws(Fault) {
        let text = line.prefix { $0 != "#" }
        guard text.contains(where: { !$0.isWhitespace }) else { return }
        let halves = text.split(separator: ":", maxSplits: 1)
        guard halves.count == 2 else { throw Fault(line: number, reason: "has no colon") }
        let words = halves[0].split(separator: " ").map(String.init)
        guard let kind = words.first.flatMap({ Kind(rawValue: $0) }) else { throw Fault(line: number, reason: "begins with no kind") }
        let sense = Sense(kind: kind, value: words.count > 1 ? words[1] : "")
        for phrase in halves[1].split(separator: ",") {
            let words = TurnWords.words(String(phrase))
            guard let first = words.first else { throw Fault(line: number, reason: "has an empty phrase") }
            let key = words.joined(separator: " ")
            guard !(senses[key] ?? []).contains(where: { $0.kind == kind }) else {
                throw Fault(line: number, reason: "says “\(key)” again")
            }
            senses[key, default: []].append(sense)
            lengths[first] = max(lengths[first] ?? 0, words.count)
        }
    }

    /// The longest phrase that begins at a place of a sentence.
    func longest(_ words: ArraySlice<TurnWord>, where accepts: (Sense) -> Bool = { _ in true }) -> (sense: Sense, count: Int)? {
        guard let first = words.first, let most = lengths[first.text] else { return nil }
        for count in stride(from: min(most, words.count), to: 0, by: -1) {
            let key = words.prefix(count).map(\.text).joined(separator: " ")
            if let sense = senses[key]?.first(where: accepts) { return (sense, count) }
        }
        return nil
    }

    /// The tables of this folder; a test reads them.
    static let builtIn: TurnPhrases = {
        do { return try TurnPhrases(parsing: english, chinese) } catch { preconditionFailure("the built-in phrases: \(error)") }
    }()
}
