import Datasets

/// Words of a text and the pieces of three to five letters that they are made of, as numbers.
///
/// Pieces connect what words do not: "detective" and "detectives", a name in two spellings, a language without spaces.
/// Bojanowski et al., "Enriching Word Vectors with Subword Information", TACL 2017, from whom the borders `<` and `>` come.
struct TextFeatures {
    private static let shortest = 3, longest = 5
    private let normalizer = BertNormalizer(lowercases: true)
    private var word: [UInt32] = []

    /// Calls `body` with the hash of every word and piece, in the order of the text.
    mutating func forEach(in text: String, _ body: (UInt64) -> Void) {
        word.removeAll(keepingCapacity: true)
        for scalar in text.unicodeScalars {
            let stands = BertNormalizer.isIdeograph(scalar.value)
            if stands { end(body) }
            switch normalizer.image(of: scalar.value) {
            case .same: take(scalar.value, body)
            case .gone: break
            case .space: end(body)
            case .one(let image): take(image, body)
            case .several(let images): for image in images { take(image, body) }
            }
            if stands { end(body) }
        }
        end(body)
    }

    private mutating func take(_ scalar: UInt32, _ body: (UInt64) -> Void) {
        if normalizer.isPunctuation(scalar) { end(body) } else { word.append(scalar) }
    }

    private mutating func end(_ body: (UInt64) -> Void) {
        defer { word.removeAll(keepingCapacity: true) }
        guard !word.isEmpty, word.count <= 40 else { return }
        let framed = [UInt32(ascii: "<")] + word + [UInt32(ascii: ">")]
        body(Self.hash(framed[...], kind: 0))
        for length in Self.shortest...Self.longest where length < framed.count {
            for start in 0...framed.count - length { body(Self.hash(framed[start..<start + length], kind: 1)) }
        }
    }

    private static func hash(_ scalars: ArraySlice<UInt32>, kind: UInt64) -> UInt64 {
        var hash = StableHash(seed: 0x7E97 &+ kind)
        for scalar in scalars { hash.combine(UInt64(scalar)) }
        return hash.value
    }
}

extension UInt32 {
    fileprivate init(ascii scalar: Unicode.Scalar) { self = scalar.value }
}
