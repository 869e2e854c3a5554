import Foundation

/// Texts as search compares them: lower case, no accents, everything that is no letter or digit is one blank.
enum WordFold {
    /// "Amélie & l’Été" becomes "amelie and l ete".
    ///
    /// - Complexity: O(length); texts in ASCII need no tables of Unicode.
    static func fold(_ text: String) -> [UInt8] {
        var text = text
        let ascii: [UInt8]? = text.withUTF8 { bytes in bytes.allSatisfy { $0 < 0x80 } ? foldASCII(bytes) : nil }
        return ascii ?? foldUnicode(text)
    }

    /// The words of a folded text.
    static func words(_ folded: [UInt8]) -> [ArraySlice<UInt8>] { folded.split(separator: blank) }

    static let blank = UInt8(ascii: " ")

    private static func foldASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var pending = false
        func begin() {
            if pending, !result.isEmpty { result.append(blank) }
            pending = false
        }
        for byte in bytes {
            switch byte {
            case 0x30...0x39, 0x61...0x7A:
                begin()
                result.append(byte)
            case 0x41...0x5A:
                begin()
                result.append(byte | 0x20)
            case UInt8(ascii: "'"): if endsWithArticle(result) { pending = true }
            case UInt8(ascii: "&"):
                pending = true
                begin()
                result += and
                pending = true
            default: pending = true
            }
        }
        return result
    }

    private static let and = Array("and".utf8)

    /// The apostrophe of "L'avventura" separates words, that of "Schindler's" does not.
    private static func endsWithArticle(_ bytes: [UInt8]) -> Bool {
        bytes.last == UInt8(ascii: "l") && (bytes.count == 1 || bytes[bytes.count - 2] == blank)
    }

    private static func foldUnicode(_ text: String) -> [UInt8] {
        var plain = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            if scalar == "\u{2019}" || scalar == "'" {
                plain.append("'")
            } else if scalar == "&" {
                plain.append("&")
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                plain.append(contentsOf: (special[scalar] ?? scalar.properties.lowercaseMapping).unicodeScalars)
            } else {
                plain.append(" ")
            }
        }
        return foldLetters(Array(String(plain).utf8))
    }

    /// As `foldASCII`, where bytes beyond ASCII are letters.
    private static func foldLetters(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes {
            switch byte {
            case blank: if let last = result.last, last != blank { result.append(blank) }
            case UInt8(ascii: "'"): if endsWithArticle(result) { result.append(blank) }
            case UInt8(ascii: "&"):
                if let last = result.last, last != blank { result.append(blank) }
                result += and + [blank]
            default: result.append(byte)
            }
        }
        if result.last == blank { result.removeLast() }
        return result
    }

    private static let special: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "œ": "oe", "Œ": "oe", "ł": "l", "Ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "Đ": "d", "Ð": "d", "Þ": "th", "ı": "i",
    ]
}
