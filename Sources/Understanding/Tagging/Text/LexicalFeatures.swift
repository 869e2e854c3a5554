#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Words and pairs of words of a text as sparse unit vectors, weighted by how rare they are.
///
///     (1 + ln count) · ln((1 + texts) / (1 + texts with it)), scaled to length 1
///
/// Fitted on texts in any order: the result depends on the set of texts alone.
package struct LexicalFeatures: Sendable {
    /// Texts that must have a word for it to count.
    static let minimumTexts = 3
    static let maximumShare = 0.5
    static let maximumFeatures = 40_000

    /// Column of each word, or pair joined by a space.
    private let columns: [String: Int32]
    /// In byte order; `[S]`
    let terms: [String]
    private let weights: [Float]

    package var width: Int { terms.count }

    package init(fitting texts: [String]) {
        var counts: [String: Int] = [:]
        for text in texts { for term in Self.counts(text).keys { counts[term, default: 0] += 1 } }
        let most = max(Double(Self.minimumTexts), Self.maximumShare * Double(texts.count))
        let kept = counts.filter { $0.value >= Self.minimumTexts && Double($0.value) <= most }
            .sorted { $0.value != $1.value ? $0.value > $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .prefix(Self.maximumFeatures)
        terms = kept.map(\.key).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        columns = Dictionary(uniqueKeysWithValues: terms.enumerated().map { ($1, Int32($0)) })
        weights = terms.map { Float(log(Double(1 + texts.count) / Double(1 + counts[$0]!))) }
    }

    /// Entries of one text, by column.
    package func entries(_ text: String) -> [(column: Int32, value: Float)] {
        var found: [(column: Int32, value: Float)] = []
        for (term, count) in Self.counts(text) {
            guard let column = columns[term] else { continue }
            found.append((column, Float(1 + log(Double(count))) * weights[Int(column)]))
        }
        found.sort { $0.column < $1.column }
        let length = found.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
        return length > 0 ? found.map { ($0.column, $0.value / length) } : []
    }

    private static func counts(_ text: String) -> [String: Int] {
        var counts: [String: Int] = [:]
        var previous: String?
        for word in TextWords.words(of: text) {
            let term = singular(word.folded)
            counts[term, default: 0] += 1
            if let previous, !word.startsClause { counts[previous + " " + term, default: 0] += 1 }
            previous = term
        }
        return counts
    }

    /// The first step of Porter's stemmer: plurals only, so that people can still read the words.
    private static func singular(_ word: String) -> String {
        guard word.utf8.count > 3, word.utf8.last == UInt8(ascii: "s") else { return word }
        if word.hasSuffix("sses") { return String(word.dropLast(2)) }
        if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
        if word.hasSuffix("ss") || word.hasSuffix("us") || word.hasSuffix("is") { return word }
        return String(word.dropLast())
    }
}
