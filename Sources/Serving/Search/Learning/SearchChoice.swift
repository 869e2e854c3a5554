import Datasets
import Storage
import Understanding

/// Somebody searched, and chose one of the titles that were found: a document that belongs to the person.
struct SearchChoice: Codable, Hashable {
    /// `SearchWords` of what was typed, never the text itself.
    var words: String
    var item: ItemID
    var time: Timestamp
}

extension ServiceCollection {
    /// `SearchChoice` by a hash of person, words and title.
    public static let searchChoices: ServiceCollection = "search-choices"
}

/// What of a query is learned from: the words that tell something, in order of the alphabet, each once.
enum SearchWords {
    /// More words tell a story that nobody else will tell the same way.
    static let most = 8

    /// Nil for what nothing may be learned from: nothing said, too much said, or what looks like an address or a number of somebody.
    static func of(_ text: String) -> String? {
        guard !text.contains("@"), !text.contains("://") else { return nil }
        let words = WordFold.words(WordFold.fold(text)).map { String(decoding: $0, as: UTF8.self) }
        guard words.allSatisfy({ word in word.utf8.count { (0x30...0x39).contains($0) } <= 4 && word.utf8.count <= 40 }) else { return nil }
        let telling = Set(words).subtracting(QueryTokens.functionWords)
        let kept = (telling.isEmpty ? Set(words) : telling).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard (1...most).contains(kept.count), kept.contains(where: { $0.utf8.count >= 2 }) else { return nil }
        return kept.joined(separator: " ")
    }
}
