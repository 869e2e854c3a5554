/// Numbers that titles write in two ways.
enum Numerals {
    private static let roman = ["ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi"]
        .map { Array($0.utf8) }
    private static let plain = (2...16).map { Array(String($0).utf8) }
    private static let table: [[UInt8]: [UInt8]] = Dictionary(
        uniqueKeysWithValues: zip(roman, plain).map { ($0, $1) } + zip(plain, roman).map { ($0, $1) })
    private static let digits: [[UInt8]: [UInt8]] = Dictionary(uniqueKeysWithValues: zip(roman, plain).map { ($0, $1) })

    /// "2" for "ii" and "ii" for "2"; nil for what is no small number.
    static func other(_ word: ArraySlice<UInt8>) -> [UInt8]? { word.count <= 4 ? table[Array(word)] : nil }

    /// A name as names are compared: no article in front, no "and", no "part" before a number, numbers in digits, no blanks.
    static func canonical(_ folded: [UInt8]) -> [UInt8] {
        var words = WordFold.words(folded)
        if words.count > 1, articles.contains(Array(words[0])) { words.removeFirst() }
        var result: [UInt8] = []
        for (place, word) in words.enumerated() {
            let word = Array(word)
            if word == and || (place > 0 && parts.contains(word) && place + 1 < words.count && isNumber(words[place + 1])) { continue }
            result += place > 0 ? digits[word] ?? word : word
        }
        return result
    }

    private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
        word.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } || digits[Array(word)] != nil
    }

    private static let and = Array("and".utf8)
    private static let parts = Set(["part", "chapter", "volume", "vol", "pt"].map { Array($0.utf8) })
    static let articles = Set(
        ["the", "a", "an", "la", "le", "les", "l", "un", "une", "el", "los", "las", "il", "lo", "gli", "der", "die", "das", "ein", "eine"]
            .map {
                Array($0.utf8)
            })
}
