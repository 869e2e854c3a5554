import Datasets

/// The words of what titles are about, for queries that describe one: BM25 over names, facets and texts as one document.
///
///     score(d) = Σ over words w of ln(1 + (N − n(w) + ½) / (n(w) + ½)) · f · (k₁ + 1) / (f + k₁ · (1 − b + b · |d| / avg))
///
/// Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.
package struct DescriptionIndex: Sendable {
    let documentCount: Int
    private let words: WordInterner
    /// Places of word `n` in `documents`; `[words + 1]`
    private let offsets: [Int32]
    private let documents: [Int32]
    /// f · (k₁ + 1) / (f + k₁ · …) of each posting.
    private let saturations: [Float]

    private static let saturation: Float = 1.2
    private static let lengthShare: Float = 0.75
    /// A word that more than this share of the titles has says nothing.
    private static let commonest = 0.35

    /// - Parameter texts: of each document its folded texts and how often each word of them counts.
    /// - Complexity: O(bytes of all texts).
    init(_ texts: [[(folded: [UInt8], times: Float)]]) {
        var (words, entries): (WordInterner, [(word: Int32, document: Int32, count: Float)]) = (WordInterner(), [])
        var lengths = [Float](repeating: 0, count: texts.count)
        for (document, parts) in texts.enumerated() {
            var counts: [Int: Float] = [:]
            for part in parts {
                for word in WordFold.words(part.folded) where word.count <= EditDistance.longestWord {
                    counts[words.intern(WordStem.stem(word)), default: 0] += part.times
                    lengths[document] += part.times
                }
            }
            entries += counts.map { (Int32($0.key), Int32(document), $0.value) }
        }
        entries.sort { ($0.word, $0.document) < ($1.word, $1.document) }
        let average = max(1, lengths.reduce(0, +) / Float(max(1, texts.count)))
        var offsets = [Int32](repeating: 0, count: words.count + 1)
        for entry in entries { offsets[Int(entry.word) + 1] += 1 }
        for word in 0..<words.count { offsets[word + 1] += offsets[word] }
        documentCount = texts.count
        self.words = words
        self.offsets = offsets
        documents = entries.map(\.document)
        saturations = entries.map { entry in
            let length = 1 - DescriptionIndex.lengthShare + DescriptionIndex.lengthShare * lengths[Int(entry.document)] / average
            return entry.count * (DescriptionIndex.saturation + 1) / (entry.count + DescriptionIndex.saturation * length)
        }
    }

    /// BM25 of every document, `[N]`; words of which everything is full are left out.
    ///
    /// - Complexity: O(postings of the words + N).
    func scores(_ folded: [UInt8]) -> [Float] {
        var scores = [Float](repeating: 0, count: documentCount)
        var met: Set<Int> = []
        for word in WordFold.words(folded) {
            guard let number = words.find(WordStem.stem(word)), met.insert(number).inserted else { continue }
            let range = Int(offsets[number])..<Int(offsets[number + 1])
            guard Double(range.count) <= DescriptionIndex.commonest * Double(documentCount) || documentCount < 20 else { continue }
            let weight = Float((1 + (Double(documentCount - range.count) + 0.5) / (Double(range.count) + 0.5)).logarithm)
            for place in range { scores[Int(documents[place])] += weight * saturations[place] }
        }
        return scores
    }
}

extension DescriptionIndex {
    package init(_ catalog: Catalog) { self.init(TitleNames(catalog)) }

    /// As `scores`, of a text as it is written.
    package func scores(of text: String) -> [Float] { scores(WordFold.fold(text)) }

    /// Texts of a catalogue: names and facets count twice, texts once, up to 4,000 letters of them.
    init(_ names: TitleNames) {
        let skipped = Set(TitleNames.otherNames)
        self.init(
            names.catalog.items.enumerated().map { position, item in
                var parts = names.names[position].prefix(2).map { (folded: $0, times: Float(2)) }
                for (facet, values) in item.facets where !skipped.contains(facet) {
                    for value in values { parts.append((WordFold.fold(value), 1)) }
                }
                if let text = item.text { parts.append((WordFold.fold(String(text.prefix(4_000))), 1)) }
                return parts
            })
    }
}
