import Foundation

/// Letters without their marks.
enum Accents {
    /// Compatibility decomposition without marks: "é" is "e", "Ａ" is "A", "ø" is "o".
    static func decomposed(_ text: String) -> [Unicode.Scalar] {
        text.decomposedStringWithCompatibilityMapping.unicodeScalars.flatMap { scalar -> [Unicode.Scalar] in
            if scalar.properties.generalCategory == .nonspacingMark { return [] }
            return letters[scalar] ?? [scalar]
        }
    }

    private static let letters: [Unicode.Scalar: [Unicode.Scalar]] = [
        "ß": ["s", "s"], "æ": ["a", "e"], "Æ": ["a", "e"], "ø": ["o"], "Ø": ["o"], "œ": ["o", "e"], "Œ": ["o", "e"], "ł": ["l"],
        "Ł": ["l"], "đ": ["d"], "Đ": ["d"], "ð": ["d"], "þ": ["t", "h"], "ı": ["i"],
    ]
}
