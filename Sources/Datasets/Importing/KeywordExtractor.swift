#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Picks the words that set an item's text apart from the others: the facet `keyword` of a plot.
///
/// A word is weighted by (1 + ln count in the text) · ln(texts / texts with the word); stop words and words that only
/// one text has are left out, for they tell nothing or connect nothing. Plurals count as their singular. Of equal weights the
/// word that comes first in byte order wins, so the result depends on the set of texts alone.
public struct KeywordExtractor: Sendable, Hashable, Codable {
    /// Words kept per item.
    public var count: Int
    /// Texts that must have a word for it to count.
    public var minimumDocuments: Int
    /// Words that more than this share of the texts have are left out.
    public var maximumShare: Double

    public init(count: Int = 12, minimumDocuments: Int = 2, maximumShare: Double = 0.2) {
        self.count = max(count, 0)
        self.minimumDocuments = max(minimumDocuments, 1)
        self.maximumShare = maximumShare
    }

    /// The catalogue with the words of each text added to the facet `keyword`.
    public func apply(to catalog: Catalog) -> Catalog {
        let words = keywords(catalog.items.map(\.text))
        var items = catalog.items
        for (position, found) in words.enumerated() where !found.isEmpty {
            items[position].facets[.keyword] = Item.canonical((items[position].facets[.keyword] ?? []) + found)
        }
        return Catalog(items)
    }

    /// The words of each text, heaviest first.
    public func keywords(_ texts: [String?]) -> [[String]] {
        let counts = texts.map { $0.map(KeywordExtractor.wordCounts) ?? [:] }
        var documents: [String: Int] = [:]
        for words in counts {
            for word in words.keys { documents[word, default: 0] += 1 }
        }
        let total = counts.lazy.filter { !$0.isEmpty }.count
        let most = max(Int((maximumShare * Double(total)).rounded()), minimumDocuments)
        return counts.map { words in
            var weighted: [(word: String, weight: Double)] = []
            for (word, count) in words {
                guard let frequency = documents[word], frequency >= minimumDocuments, frequency <= most else { continue }
                weighted.append((word, (1 + log(Double(count))) * log(Double(total) / Double(frequency))))
            }
            weighted.sort {
                $0.weight != $1.weight ? $0.weight > $1.weight : $0.word.utf8.lexicographicallyPrecedes($1.word.utf8)
            }
            return weighted.prefix(count).map(\.word)
        }
    }

    /// Words of three letters and more, in lower case, without stop words and numbers.
    ///
    /// An apostrophe ends a word: what follows it, as in "hero's", is too short to count.
    static func wordCounts(_ text: String) -> [String: Int] {
        var counts: [String: Int] = [:]
        var word = ""
        func close() {
            if word.utf8.count >= 3 && !stopWords.contains(word) {
                let stem = singular(word)
                if !stopWords.contains(stem) { counts[stem, default: 0] += 1 }
            }
            word.removeAll(keepingCapacity: true)
        }
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                let letter = scalar.value | 0x20
                if letter >= 97 && letter <= 122 { word.unicodeScalars.append(Unicode.Scalar(UInt8(letter))) } else { close() }
            } else if scalar.properties.isAlphabetic {
                word += scalar.properties.lowercaseMapping
            } else {
                close()
            }
        }
        close()
        return counts
    }

    /// The first step of Porter's stemmer (1980): plurals only, so that people can still read the words.
    private static func singular(_ word: String) -> String {
        if word.hasSuffix("sses") { return String(word.dropLast(2)) }
        if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
        if word.hasSuffix("ss") || word.hasSuffix("us") || word.hasSuffix("is") { return word }
        if word.hasSuffix("s"), word.utf8.count > 3 { return String(word.dropLast()) }
        return word
    }
}
