/// What somebody typed, cut into words and phrases.
struct SearchQuery: Sendable, Equatable {
    /// Folded, without repetition, in order.
    var words: [[UInt8]]
    /// Folded texts that stood in quotes.
    var phrases: [[UInt8]]
    /// All of it, folded.
    var folded: [UInt8]
    /// The last word that may be a year, and what is left without it.
    var year: Int?
    var withoutYear: [UInt8]
    /// Whether the last word may go on.
    var isUnfinished: Bool

    static let longest = 2_000
    static let wordLimit = 16

    init(_ text: String, isUnfinished: Bool) {
        self.isUnfinished = isUnfinished && !(text.unicodeScalars.last?.properties.isWhitespace ?? true)
        folded = WordFold.fold(text)
        phrases = SearchQuery.phrases(text)
        let list = WordFold.words(folded).map { Array($0.prefix(EditDistance.longestWord)) }
        var seen: Set<[UInt8]> = []
        words = Array(list.filter { seen.insert($0).inserted }.prefix(SearchQuery.wordLimit))
        (year, withoutYear) = (nil, folded)
        if let last = list.last, list.count > 1, let year = SearchQuery.year(last) {
            self.year = year
            withoutYear = Array(folded.dropLast(last.count + 1))
        }
    }

    static func year(_ word: [UInt8]) -> Int? {
        guard word.count == 4, let year = Int(String(decoding: word, as: UTF8.self)), (1_850...2_150).contains(year) else { return nil }
        return year
    }

    /// What stands between pairs of straight or typographic quotes; an open quote at the end counts to the end.
    private static func phrases(_ text: String) -> [[UInt8]] {
        let parts = text.split(omittingEmptySubsequences: false) { "\"“”„«»".contains($0) }
        return parts.enumerated().filter { $0.offset % 2 == 1 }.map { WordFold.fold(String($0.element)) }.filter { !$0.isEmpty }
    }
}
