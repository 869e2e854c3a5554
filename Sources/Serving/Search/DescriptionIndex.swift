import Datasets

/// The words of what titles are about, for queries that describe one: BM25 over names, facets and texts as one document.
///
///     score(d) = Σ over words w of t(w) · idf(w)^p · f · (k₁ + 1) / (f + k₁ · (1 − b + b · |d| / avg))
///     idf(w) = ln(1 + (N − n(w) + ½) / (n(w) + ½)),  t(w) = ½ for words that tell of films and not of stories, else 1
///
/// Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009; with p = 1 and t = 1 it is that.
package struct DescriptionIndex: Sendable {
    let documentCount: Int
    private let words: WordInterner
    /// Places of word `n` in `documents`; `[words + 1]`
    private let offsets: [Int32]
    private let documents: [Int32]
    /// f · (k₁ + 1) / (f + k₁ · …) of each posting.
    private let saturations: [Float]

    /// What a word is worth; chosen by `make bench-language` with HALF=validation.
    package struct Weighing: Sendable {
        /// k₁
        package var saturation: Float = 0.8
        /// b
        package var lengthShare: Float = 0.75
        /// p
        package var rarity: Float = 1.5
        /// t of "directed", "sequel", "starring": whoever describes a film says them, and no plot does, so they seem rare.
        package var talk: Float = 0.5
        package static let story = Weighing()
        /// BM25 as it is published: what search is measured against.
        package static let plain: Weighing = {
            var weighing = Weighing()
            (weighing.saturation, weighing.rarity, weighing.talk) = (1.2, 1, 1)
            return weighing
        }()
    }
    private let weighing: Weighing
    /// A word that more than this share of the titles has says nothing.
    private static let commonest = 0.35

    /// - Parameter texts: of each document its folded texts and how often each word of them counts.
    /// - Complexity: O(bytes of all texts).
    init(_ texts: [[(folded: [UInt8], times: Float)]], _ weighing: Weighing = .story) {
        self.weighing = weighing
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
            let length = 1 - weighing.lengthShare + weighing.lengthShare * lengths[Int(entry.document)] / average
            return entry.count * (weighing.saturation + 1) / (entry.count + weighing.saturation * length)
        }
    }

    /// BM25 of every document, `[N]`; words of which everything is full are left out.
    ///
    /// - Complexity: O(postings of the words + N).
    func scores(_ folded: [UInt8]) -> [Float] {
        var scores = [Float](repeating: 0, count: documentCount)
        var met: Set<Int> = []
        for word in WordFold.words(folded) {
            let stem = WordStem.stem(word)
            guard let number = words.find(stem), met.insert(number).inserted else { continue }
            let range = Int(offsets[number])..<Int(offsets[number + 1])
            guard Double(range.count) <= DescriptionIndex.commonest * Double(documentCount) || documentCount < 20 else { continue }
            let rarity = (1 + (Double(documentCount - range.count) + 0.5) / (Double(range.count) + 0.5)).logarithm
            let weight = Float(rarity.raised(to: Double(weighing.rarity))) * (FilmTalk.stems.contains(Array(stem)) ? weighing.talk : 1)
            for place in range { scores[Int(documents[place])] += weight * saturations[place] }
        }
        return scores
    }
}

extension DescriptionIndex {
    package init(_ catalog: Catalog, _ weighing: Weighing = .story) { self.init(TitleNames(catalog), weighing) }

    /// As `scores`, of a text as it is written.
    package func scores(of text: String) -> [Float] { scores(WordFold.fold(text)) }

    /// Texts of a catalogue: names and facets count twice, texts once, up to 4,000 letters of them.
    init(_ names: TitleNames, _ weighing: Weighing = .story) {
        let skipped = Set(TitleNames.otherNames)
        self.init(
            names.catalog.items.enumerated().map { position, item in
                var parts = names.names[position].prefix(2).map { (folded: $0, times: Float(2)) }
                for (facet, values) in item.facets where !skipped.contains(facet) {
                    for value in values { parts.append((WordFold.fold(value), 1)) }
                }
                if let text = item.text { parts.append((WordFold.fold(String(text.prefix(4_000))), 1)) }
                return parts
            }, weighing)
    }
}
