/// What BERT's tokenizer does to a text before it looks for words: control characters vanish, capitals and accents go where the
/// vocabulary has none, ideographs and punctuation become words of their own.
///
/// Equal, scalar by scalar, to `BertNormalizer` and `BertPreTokenizer` of huggingface/tokenizers 0.23, from which the tables are written
/// down. Marks are not reordered as Unicode's canonical order asks; almost all of them vanish here.
package struct BertNormalizer: Sendable {
    /// What becomes of one scalar.
    enum Image {
        case same
        case gone
        case space
        case one(UInt32)
        case several(ArraySlice<UInt32>)
    }

    private let folds: Bool
    private let actions: ScalarTable
    private let punctuation: ScalarTable
    private let long: [UInt32]

    private static let same: UInt32 = 0, gone: UInt32 = 0xFFFF_FFFF, space: UInt32 = 0xFFFF_FFFE
    /// Marks the place and the count of a longer image.
    private static let severalFlag: UInt32 = 0x8000_0000

    /// - Parameter lowercases: whether capitals and accents go, as in uncased models.
    package init(lowercases: Bool) {
        folds = lowercases
        var table = ScalarTable()
        Self.forEachRange(lowercases ? Self.removedRanges : Self.controlRanges) { table[$0] = Self.gone }
        for scalar in Self.spaces { table[scalar] = Self.space }
        var long: [UInt32] = []
        if lowercases {
            Self.forEachImage { table[$0] = $1 }
            Self.forEachLongImage { scalar, image in
                table[scalar] = Self.severalFlag | UInt32(long.count) << 4 | UInt32(image.count)
                long += image
            }
        }
        actions = table
        self.long = long
        var marks = ScalarTable()
        Self.forEachRange(Self.punctuationRanges) { marks[$0] = 1 }
        punctuation = marks
    }

    func image(of scalar: UInt32) -> Image {
        let action = actions[scalar]
        switch action {
        case Self.same: return folds && (0xAC00...0xD7A3).contains(scalar) ? .several(Self.hangul(scalar)) : .same
        case Self.gone: return .gone
        case Self.space: return .space
        default:
            guard action & Self.severalFlag != 0 else { return .one(action) }
            let start = Int((action & 0x7FFF_FFFF) >> 4)
            return .several(long[start..<start + Int(action & 15)])
        }
    }

    func isPunctuation(_ scalar: UInt32) -> Bool { punctuation[scalar] != 0 }

    /// Ideographs in the blocks that the reference names; the sixth begins where the reference begins it.
    static func isIdeograph(_ c: UInt32) -> Bool {
        guard c >= 0x3400 else { return false }
        switch c {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F, 0x2B920...0x2CEAF, 0xF900...0xFAFF,
            0x2F800...0x2FA1F:
            return true
        default: return false
        }
    }

    private static let spaces: [UInt32] =
        [0x9, 0xA, 0xD, 0x20, 0xA0, 0x1680] + Array(0x2000...0x200A) + [0x2028, 0x2029, 0x202F, 0x205F, 0x3000]

    /// A syllable as its letters; Unicode 16, section 3.12.
    private static func hangul(_ scalar: UInt32) -> ArraySlice<UInt32> {
        let place = scalar - 0xAC00
        let letters = [0x1100 + place / 588, 0x1161 + place % 588 / 28, 0x11A7 + place % 28]
        return letters.prefix(place % 28 == 0 ? 2 : 3)
    }
}

// MARK: Reading the tables

extension BertNormalizer {
    private static func numbers(_ text: String) -> [UInt32] { text.split(separator: " ").map { UInt32($0, radix: 36)! } }

    private static func forEachRange(_ text: String, _ body: (UInt32) -> Void) {
        let words = numbers(text)
        var first: UInt32 = 0
        for place in stride(from: 0, to: words.count, by: 2) {
            first += words[place]
            for scalar in first...first + words[place + 1] { body(scalar) }
        }
    }

    private static func forEachImage(_ body: (_ scalar: UInt32, _ image: UInt32) -> Void) {
        let words = numbers(images)
        var first: UInt32 = 0
        for place in stride(from: 0, to: words.count, by: 3) {
            first += words[place]
            let (count, step, image) = (words[place + 1] / 3, words[place + 1] % 3, words[place + 2])
            for number in 0..<count { body(first + number * max(1, step), image + number * step) }
        }
    }

    private static func forEachLongImage(_ body: (_ scalar: UInt32, _ image: ArraySlice<UInt32>) -> Void) {
        let words = numbers(longImages)
        var place = 0
        while place < words.count {
            let end = place + 2 + Int(words[place + 1])
            body(words[place], words[place + 2..<end])
            place = end
        }
    }
}

/// One word per Unicode scalar, 0 where nothing was written; pages of 256 scalars that hold nothing share one.
struct ScalarTable: Sendable {
    private var pages = [UInt16](repeating: 0, count: 0x110000 >> 8)
    private var words = [UInt32](repeating: 0, count: 256)

    subscript(scalar: UInt32) -> UInt32 {
        get { words[Int(pages[Int(scalar >> 8)]) << 8 | Int(scalar & 255)] }
        set {
            let page = Int(scalar >> 8)
            if pages[page] == 0 {
                pages[page] = UInt16(words.count >> 8)
                words.append(contentsOf: repeatElement(0, count: 256))
            }
            words[Int(pages[page]) << 8 | Int(scalar & 255)] = newValue
        }
    }
}
