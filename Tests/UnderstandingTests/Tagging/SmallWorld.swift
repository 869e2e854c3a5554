import Understanding

/// Titles of three kinds, whose words differ and whose genres tell the truth about most of them.
enum SmallWorld {
    static let kinds: [(genre: String, words: [String])] = [
        ("Western", ["cowboy", "ranch", "sheriff", "cattle", "saloon", "duel", "prairie", "stagecoach"]),
        ("Horror", ["haunted", "scream", "cellar", "blood", "curse", "midnight", "grave", "terrified"]),
        ("Romance", ["falls", "love", "kiss", "wedding", "letters", "heart", "summer", "dance"]),
    ]

    /// - Parameters:
    ///   - count: titles of each kind.
    ///   - undescribed: every so manyeth title has no genre.
    static func titles(_ count: Int, undescribed: Int = 5) -> [TaggedTitle] {
        kinds.enumerated().flatMap { kind, value in
            (0..<count).map { number in
                let words = (0..<5).map { value.words[(number * 3 + $0 * (1 + number % 3)) % value.words.count] }
                let facets = number % undescribed == 0 ? [:] : ["genre": [value.genre]]
                return TaggedTitle(
                    id: "\(value.genre)-\(number)", title: "Number \(kind * count + number)",
                    synopsis: "A stranger finds " + words.joined(separator: " and then ") + " in the end.", facets: facets)
            }
        }
    }
}
