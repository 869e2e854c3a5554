/// An intent as a sentence that a person can read and correct.
///
/// Pieces with a key say a part of the intent and can be taken away with `Intent.removing`; pieces without hold the sentence together.
public struct IntentSentence: Sendable, Hashable, Codable {
    public struct Piece: Sendable, Hashable, Codable {
        public var text: String
        /// Of the part that it says; nil for what joins.
        public var key: String?
        public init(_ text: String, key: String? = nil) {
            self.text = text
            self.key = key
        }
    }

    public enum Language: String, Sendable, Hashable, Codable, CaseIterable {
        case english = "en"
        case chinese = "zh"

        /// The one that a query is written in, as far as this knows languages.
        public init(of query: String) { self = query.unicodeScalars.contains(where: QueryTokens.isIdeograph) ? .chinese : .english }
    }

    public var pieces: [Piece]

    /// All pieces, one behind the other.
    public var text: String { pieces.map(\.text).joined() }

    /// - Parameter isBegun: whether the free text is the beginning of a name that somebody is typing: then it is not said to be a subject.
    public init(_ intent: Intent, in language: Language, isBegun: Bool = false) {
        pieces = language == .chinese ? ChineseIntentWords.pieces(intent) : EnglishIntentWords.pieces(intent)
        guard isBegun, let text = intent.text, let place = pieces.firstIndex(where: { $0.key == "text" }) else { return }
        pieces[place].text = "“\(text)…”"
    }

    /// Puts what joins between pieces.
    static func joined(_ pieces: [Piece], _ link: String) -> [Piece] {
        Array(pieces.map { [$0] }.joined(separator: [Piece(link)]))
    }

    /// A clause: its words, then its pieces with a link between them; nothing without pieces.
    static func clause(_ words: String, _ pieces: [Piece], _ link: String) -> [Piece] {
        pieces.isEmpty ? [] : [Piece(words)] + joined(pieces, link)
    }
}
