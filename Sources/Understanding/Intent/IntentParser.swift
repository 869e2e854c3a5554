/// Reads what a query asks for, by tables of phrases and the names of a catalogue: no model, no network.
///
/// English and Chinese; other words are free text. Immutable, so that many requests may share one.
public struct IntentParser: Sendable {
    let lexicon: IntentLexicon
    let vocabulary: IntentVocabulary

    /// Bytes of a query that are looked at.
    public static let longest = 1_000

    /// - Parameter vocabulary: nil for the built-in tables.
    public init(lexicon: IntentLexicon, vocabulary: IntentVocabulary? = nil) {
        self.lexicon = lexicon
        self.vocabulary = vocabulary ?? .builtIn
    }

    /// - Parameters:
    ///   - text: as somebody typed it; what stands beyond `longest` bytes is not read.
    ///   - year: the current one, for "new" and "from the last five years".
    ///   - isUnfinished: whether the last word may go on, as while somebody types: then it is read as the beginning of a name or of a word.
    /// - Complexity: O(tokens · longest name), and one look at the names for each of at most a dozen misspelt places.
    public func parse(_ text: String, in year: Int, isUnfinished: Bool = false) -> Intent {
        let tokens = QueryTokens.cut(
            text.utf8.count <= IntentParser.longest ? text : String(decoding: text.utf8.prefix(IntentParser.longest), as: UTF8.self))
        guard !tokens.isEmpty else { return Intent() }
        var scan = IntentScan(tokens: tokens, vocabulary: vocabulary, lexicon: lexicon, year: year)
        // A blank or a full stop behind a word ends it.
        scan.isUnfinished = isUnfinished && tokens[tokens.count - 1].span.upperBound == text.utf16.count
        return scan.intent(of: text)
    }
}

extension IntentVocabulary {
    /// The tables of this folder; a test reads them line by line.
    public static let builtIn: IntentVocabulary = {
        do { return try IntentVocabulary(parsing: english, chinese) } catch { preconditionFailure("the built-in vocabulary: \(error)") }
    }()
}
