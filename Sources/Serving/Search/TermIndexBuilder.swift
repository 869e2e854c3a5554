/// Collects the words of documents, one document after the other.
struct TermIndexBuilder {
    private(set) var words = WordInterner()
    private(set) var nameLengths: [UInt8] = []
    private var wordOf: [Int32] = []
    private var documentOf: [Int32] = []
    private var fieldsOf: [UInt8] = []
    /// The last entry of each word.
    private var last: [Int32] = []

    mutating func beginDocument() { nameLengths.append(0) }

    private var document: Int { nameLengths.count - 1 }

    /// Adds the words of a folded text to the current document, at most `limit` of them.
    mutating func add(_ folded: [UInt8], _ field: SearchFields, limit: Int = 100) {
        let list = WordFold.words(folded).prefix(limit)
        for word in list {
            add(word, field)
            if let other = Numerals.other(word) { add(other[...], field) }
        }
        guard !field.isDisjoint(with: [.title, .alias]) else { return }
        for (a, b) in zip(list, list.dropFirst()) { add((a + b)[...], .joined) }
        let length = UInt8(clamping: list.count)
        if nameLengths[document] == 0 || length < nameLengths[document] { nameLengths[document] = length }
    }

    private mutating func add(_ word: ArraySlice<UInt8>, _ field: SearchFields) {
        guard word.count <= EditDistance.longestWord else { return }
        let number = words.intern(word)
        if number == last.count { last.append(-1) }
        let entry = Int(last[number])
        if entry >= 0, documentOf[entry] == Int32(document) {
            fieldsOf[entry] |= field.rawValue
            return
        }
        last[number] = Int32(wordOf.count)
        wordOf.append(Int32(number))
        documentOf.append(Int32(document))
        fieldsOf.append(field.rawValue)
    }

    /// Entries by word, then by document.
    func sorted() -> (offsets: [Int32], documents: [Int32], fields: [UInt8]) {
        var offsets = [Int32](repeating: 0, count: words.count + 1)
        for word in wordOf { offsets[Int(word) + 1] += 1 }
        for word in 0..<words.count { offsets[word + 1] += offsets[word] }
        var next = offsets
        var documents = [Int32](repeating: 0, count: wordOf.count)
        var fields = [UInt8](repeating: 0, count: wordOf.count)
        for entry in wordOf.indices {
            let place = Int(next[Int(wordOf[entry])])
            next[Int(wordOf[entry])] += 1
            documents[place] = documentOf[entry]
            fields[place] = fieldsOf[entry]
        }
        return (offsets, documents, fields)
    }
}
