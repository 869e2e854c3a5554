/// Where in a document a word stands, as bits.
struct SearchFields: OptionSet, Sendable, Hashable {
    let rawValue: UInt8
    static let title = SearchFields(rawValue: 1)
    /// Another name of the title.
    static let alias = SearchFields(rawValue: 2)
    static let person = SearchFields(rawValue: 4)
    static let keyword = SearchFields(rawValue: 8)
    static let text = SearchFields(rawValue: 16)
    /// Two words of a name without the blank between them.
    static let joined = SearchFields(rawValue: 32)
    static let year = SearchFields(rawValue: 64)

    static let everything = SearchFields(rawValue: 127)
    /// Where words count as what a title is called.
    static let names: SearchFields = [.title, .alias, .joined]
    /// Where misspelt and unfinished words are looked for.
    static let primary: SearchFields = [.title, .alias, .joined, .person, .keyword]

    /// What a match is worth, by the best field.
    static let weights: [Float] = (0..<128).map { bits in
        let fields = SearchFields(rawValue: UInt8(bits))
        let values: [(SearchFields, Float)] = [
            (.title, 1), (.alias, 0.95), (.joined, 0.95), (.person, 0.8), (.year, 0.6), (.keyword, 0.45), (.text, 0.3),
        ]
        return values.first { fields.contains($0.0) }?.1 ?? 0
    }
}

/// Which documents have which words, and where: immutable, made once per catalogue.
struct TermIndex: Sendable {
    let documentCount: Int
    let words: WordInterner
    /// Places of word `n` in `documents` and `fields`; `[words + 1]`
    private let offsets: [Int32]
    private let documents: [Int32]
    private let fields: [UInt8]
    /// Words that stand in primary fields, in byte order, with the letters that each has as bits.
    private let primary: [Int32]
    private let letters: [UInt32]
    /// Fewest words that a name of the document has. `[documents]`
    let nameLengths: [UInt8]

    init(_ builder: TermIndexBuilder) {
        documentCount = builder.nameLengths.count
        words = builder.words
        nameLengths = builder.nameLengths
        (offsets, documents, fields) = builder.sorted()
        var everywhere = [UInt8](repeating: 0, count: words.count)
        for word in 0..<words.count {
            for place in Int(offsets[word])..<Int(offsets[word + 1]) { everywhere[word] |= fields[place] }
        }
        let (words, used) = (words, everywhere)
        primary = (0..<words.count).filter { !SearchFields(rawValue: used[$0]).isDisjoint(with: .primary) }
            .sorted { words.bytes[words.range($0)].lexicographicallyPrecedes(words.bytes[words.range($1)]) }.map { Int32($0) }
        letters = primary.map { TermIndex.letters(words.bytes[words.range(Int($0))]) }
    }

    /// Documents with a word.
    func frequency(_ word: Int) -> Int { Int(offsets[word + 1] - offsets[word]) }

    /// Calls `body` with each document that has the word, and the fields it stands in.
    @inline(__always) func forEach(_ word: Int, _ body: (Int, UInt8) -> Void) {
        documents.withUnsafeBufferPointer { documents in
            fields.withUnsafeBufferPointer { fields in
                for place in Int(offsets[word])..<Int(offsets[word + 1]) { body(Int(documents[place]), fields[place]) }
            }
        }
    }

    /// Words of primary fields that begin so, the shortest first, at most `limit`.
    func completions(_ prefix: [UInt8], limit: Int) -> [Int] {
        var (low, high) = (0, primary.count)
        while low < high {
            let middle = (low + high) / 2
            if bytes(middle).lexicographicallyPrecedes(prefix) { low = middle + 1 } else { high = middle }
        }
        var found: [Int] = []
        while low < primary.count, found.count < 4 * limit, bytes(low).starts(with: prefix) {
            found.append(Int(primary[low]))
            low += 1
        }
        return Array(found.sorted { (words.range($0).count, $0) < (words.range($1).count, $1) }.prefix(limit))
    }

    private func bytes(_ place: Int) -> ArraySlice<UInt8> { words.bytes[words.range(Int(primary[place]))] }

    /// Words of primary fields that differ little from a word, the nearest first and among them the commonest, at most `limit`.
    ///
    /// - Complexity: one look at each word, and a comparison with those that have nearly the same letters.
    func neighbours(_ word: [UInt8], within distance: Int, isPrefix: Bool, limit: Int) -> [(word: Int, distance: Int)] {
        let own = TermIndex.letters(word[...])
        var measure = EditDistance()
        var found: [(word: Int, distance: Int)] = []
        words.bytes.withUnsafeBufferPointer { all in
            for place in primary.indices {
                // A change of one letter changes at most two bits; a beginning may lack nothing but what was mistyped.
                let missing = (own & ~letters[place]).nonzeroBitCount
                guard missing <= distance, isPrefix || (letters[place] & ~own).nonzeroBitCount <= distance else { continue }
                let range = words.range(Int(primary[place]))
                guard isPrefix || abs(range.count - word.count) <= distance else { continue }
                let theirs = UnsafeBufferPointer(rebasing: all[range])
                if let away = measure.between(word, theirs, limit: distance, isPrefix: isPrefix), away > 0 {
                    found.append((Int(primary[place]), away))
                }
            }
        }
        found.sort { ($0.distance, -frequency($0.word), $0.word) < ($1.distance, -frequency($1.word), $1.word) }
        return Array(found.prefix(limit))
    }

    private static func letters(_ word: ArraySlice<UInt8>) -> UInt32 {
        var bits: UInt32 = 0
        for byte in word { bits |= 1 << UInt32(byte & 31) }
        return bits
    }
}
