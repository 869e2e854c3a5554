import Datasets
import Serving

extension ReferenceReader {
    /// Words of a name before its year, at most.
    private static let longestName = 10

    /// A text in which a year behind a name, "Heat (1995)", is no wish for that year.
    ///
    /// - Parameter keepsNames: whether the name stays; otherwise names of the catalogue go as well, so that "Scary Movie (2000)" in talk
    ///   is no word for something scary.
    /// - Complexity: O(words · longest name).
    func withoutDatedNames(_ text: String, keepsNames: Bool) -> String {
        var kept: [Substring] = []
        for word in text.split(separator: " ") {
            guard let open = word.firstIndex(of: "("), let year = ReferenceReader.year(word[open...]) else {
                kept.append(word)
                continue
            }
            if open > word.startIndex { kept.append(word[..<open]) }
            // A year in brackets before any name is said for itself.
            if kept.isEmpty { kept.append("\(year)") }
            guard !keepsNames else { continue }
            let length = stride(from: min(ReferenceReader.longestName, kept.count), to: 0, by: -1).first { length in
                let name = kept.suffix(length).joined(separator: " ")
                return [name, "\(name) (\(year))"].contains { talk.titles(named: $0).contains { talk.titles[$0].year == year } }
            }
            kept.removeLast(length ?? 0)
        }
        return kept.joined(separator: " ")
    }

    /// Of "(1995)", with marks behind it or cut off before its end.
    private static func year(_ text: Substring) -> Int? {
        let digits = text.dropFirst().prefix { $0.isASCII && $0.isNumber }
        guard digits.count == 4, text.dropFirst(5).first.map({ $0 == ")" }) ?? true else { return nil }
        return Int(digits)
    }
}
