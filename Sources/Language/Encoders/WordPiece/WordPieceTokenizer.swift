/// Cuts texts into the word pieces of a BERT vocabulary, exactly as the reference tokenizer does.
///
/// Words come from `BertNormalizer`; each is cut greedily into the longest known pieces, and a word that cannot be cut, or is longer than
/// a hundred characters, becomes the unknown piece. Devlin et al., "BERT", NAACL 2019; Wu et al., 2016, section 4.1.
package struct WordPieceTokenizer: Sendable {
    package let vocabulary: WordPieceVocabulary
    package let normalizer: BertNormalizer
    /// Most pieces of a text, the first and the last one included; the rest of the text is left out.
    package let maximumLength: Int

    private static let longestWord = 100

    package init(vocabulary: WordPieceVocabulary, lowercases: Bool, maximumLength: Int) {
        precondition(maximumLength >= 2, "no room for text among \(maximumLength) pieces")
        self.vocabulary = vocabulary
        normalizer = BertNormalizer(lowercases: lowercases)
        self.maximumLength = maximumLength
    }

    /// Appends the pieces of one text, framed by the first and the last one, and returns how many they are.
    ///
    /// - Parameter scratch: reused between texts, so that none of them costs an allocation.
    /// - Complexity: O(bytes · longest piece).
    @discardableResult
    package func append(_ text: String, to pieces: inout [Int32], scratch: inout WordScratch) -> Int {
        let first = pieces.count
        let limit = first + maximumLength - 1
        pieces.append(vocabulary.start)
        scratch.clear()
        var text = text
        text.withUTF8 { bytes in
            var place = 0
            while place < bytes.count, pieces.count < limit {
                if let special = special(in: bytes, at: place) {
                    endWord(&scratch, &pieces)
                    pieces.append(special.id)
                    place += special.length
                } else {
                    take(Self.scalar(bytes, &place), &scratch, &pieces)
                }
            }
        }
        endWord(&scratch, &pieces)
        if pieces.count > limit { pieces.removeSubrange(limit...) }
        pieces.append(vocabulary.end)
        return pieces.count - first
    }

    /// The pieces of one text.
    package func pieces(_ text: String) -> [Int32] {
        var (pieces, scratch) = ([Int32](), WordScratch())
        append(text, to: &pieces, scratch: &scratch)
        return pieces
    }

    // MARK: Words

    private func special(in bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> (id: Int32, length: Int)? {
        for special in vocabulary.specials where special.bytes[0] == bytes[place] && special.bytes.count <= bytes.count - place {
            if special.bytes.indices.allSatisfy({ special.bytes[$0] == bytes[place + $0] }) { return (special.id, special.bytes.count) }
        }
        return nil
    }

    private func take(_ scalar: UInt32, _ word: inout WordScratch, _ pieces: inout [Int32]) {
        let stands = BertNormalizer.isIdeograph(scalar)
        if stands { endWord(&word, &pieces) }
        switch normalizer.image(of: scalar) {
        case .same: add(scalar, &word, &pieces)
        case .gone: break
        case .space: endWord(&word, &pieces)
        case .one(let image): add(image, &word, &pieces)
        case .several(let images): for image in images { add(image, &word, &pieces) }
        }
        if stands { endWord(&word, &pieces) }
    }

    private func add(_ scalar: UInt32, _ word: inout WordScratch, _ pieces: inout [Int32]) {
        guard normalizer.isPunctuation(scalar) else { return word.append(scalar) }
        endWord(&word, &pieces)
        word.append(scalar)
        endWord(&word, &pieces)
    }

    private func endWord(_ word: inout WordScratch, _ pieces: inout [Int32]) {
        defer { word.clear() }
        guard word.characters > 0 else { return }
        guard word.characters <= Self.longestWord else { return pieces.append(vocabulary.unknown) }
        let first = pieces.count
        let isWhole = word.bytes.withUnsafeBufferPointer { cut($0, into: &pieces) }
        guard !isWhole else { return }
        pieces.removeSubrange(first...)
        pieces.append(vocabulary.unknown)
    }

    /// - Returns: whether the whole word is made of known pieces.
    private func cut(_ word: UnsafeBufferPointer<UInt8>, into pieces: inout [Int32]) -> Bool {
        var start = 0
        while start < word.count {
            var hash = WordPieceVocabulary.seed(continues: start > 0)
            var found: (id: Int32, end: Int)?
            var end = start
            let limit = min(word.count, start + vocabulary.longest)
            while end < limit {
                repeat {
                    hash = WordPieceVocabulary.extend(hash, word[end])
                    end += 1
                } while end < word.count && word[end] & 0xC0 == 0x80
                if let id = vocabulary.id(hash, UnsafeBufferPointer(rebasing: word[start..<end])) { found = (id, end) }
            }
            guard let found else { return false }
            pieces.append(found.id)
            start = found.end
        }
        return true
    }

    /// The scalar at `place` of valid UTF-8, and a step behind it.
    private static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> UInt32 {
        let lead = UInt32(bytes[place])
        place += 1
        guard lead >= 0x80 else { return lead }
        let more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1
        var scalar = lead & (0x3F >> UInt32(more))
        for _ in 0..<more {
            scalar = scalar << 6 | UInt32(bytes[place]) & 0x3F
            place += 1
        }
        return scalar
    }
}

/// The word that is being read.
package struct WordScratch: Sendable {
    fileprivate var bytes: [UInt8] = []
    fileprivate var characters = 0
    package init() { bytes.reserveCapacity(512) }

    fileprivate mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        characters = 0
    }

    /// Longer words than any vocabulary holds are counted and not kept.
    fileprivate mutating func append(_ scalar: UInt32) {
        characters += 1
        guard characters <= 100 else { return }
        switch scalar {
        case ..<0x80: bytes.append(UInt8(scalar))
        case ..<0x800:
            bytes.append(UInt8(0xC0 | scalar >> 6))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        case ..<0x10000:
            bytes.append(UInt8(0xE0 | scalar >> 12))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        default:
            bytes.append(UInt8(0xF0 | scalar >> 18))
            bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        }
    }
}
