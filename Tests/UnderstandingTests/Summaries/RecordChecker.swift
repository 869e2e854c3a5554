import Datasets
import Understanding

/// A checker of another make than the one that ships: dumb, by looking up, without grammar.
///
/// Every number, every name that the catalogue knows of anybody, every title in quotation marks and every word for a genre must be in
/// the record of the title; beside a title of the history only what its record has as well. Capitals and praise are refused.
struct RecordChecker {
    let facts: PitchFacts
    /// Records of the titles of the history, by title: names and genres.
    let history: [String: Set<String>]
    /// Everybody's names.
    let everybody: Set<String>

    private static let genreWords: [(word: String, genres: Set<String>)] = [
        ("animat", ["Animation"]), ("romantic", ["Romance"]), ("romance", ["Romance"]), ("thrill", ["Thriller"]), ("crime", ["Crime"]),
        ("horror", ["Horror"]), ("science", ["Science Fiction", "Sci-Fi"]), ("fantasy", ["Fantasy"]), ("western", ["Western"]),
        ("musical", ["Musical"]), ("superhero", ["Superhero"]), ("spy", ["Spy"]), ("espionage", ["Spy"]),
        ("noir", ["Film Noir", "Film-Noir"]),
        ("slasher", ["Slasher"]), ("biograph", ["Biography"]), ("political", ["Political"]), ("politics", ["Political"]),
        ("sport", ["Sports"]), ("supernatural", ["Supernatural"]), ("disaster", ["Disaster"]), ("satir", ["Satire"]),
        ("comedy", ["Comedy"]),
        ("adventure", ["Adventure"]), ("family", ["Family"]), ("mystery", ["Mystery"]), ("documentary", ["Documentary"]),
        ("犯罪", ["Crime"]), ("喜剧", ["Comedy"]), ("惊悚", ["Thriller"]), ("爱情", ["Romance"]), ("科幻", ["Science Fiction", "Sci-Fi"]),
        ("恐怖", ["Horror"]), ("动画", ["Animation"]), ("奇幻", ["Fantasy"]), ("西部", ["Western"]), ("间谍", ["Spy"]), ("体育", ["Sports"]),
        ("传记", ["Biography"]), ("悬疑", ["Mystery"]), ("冒险", ["Adventure"]),
    ]
    private static let praise = [
        "best", "great", "oscar", "award", "winning", "acclaim", "masterpiece", "classic", "must", "unforget", "gripping", "amazing",
        "perfect",
        "rated", "rating", "favou", "love", "%", "最", "奖", "经典", "必看", "杰作", "精彩", "http", "www", "<", "](", "@", "!", "！",
    ]

    /// What nothing in the records says.
    func problems(_ text: String) -> [String] {
        var problems: [String] = []
        var rest = text
        for title in [facts.title] + history.keys {
            for (a, b) in [("“", "”"), ("《", "》")] { rest = rest.replacing(a + title + b, with: " ") }
        }
        if rest == facts.title + "." { return [] }
        for title in history.keys {
            for quoted in ["“\(title)”", "《\(title)》"] where text.contains(quoted) { problems += beside(title, quoted, text) }
        }
        problems += namesOfOthers(rest)
        for person in facts.people.map(\.name).sorted(by: { $0.count > $1.count }) { rest = rest.replacing(person, with: " ") }
        for mark in ["“", "”", "《", "》"] where rest.contains(mark) { problems.append("a quotation that is no title: \(mark)") }
        for sentence in facts.sentences { rest = rest.replacing(sentence, with: " ") }
        for label in facts.tags + facts.countries + facts.languages + facts.genres.map({ $0.lowercased() }) + facts.genres {
            rest = rest.replacing(label, with: " ")
        }
        return problems + numbers(rest) + words(rest)
    }

    private func namesOfOthers(_ text: String) -> [String] {
        let words = text.split { " ,;:“”".contains($0) }.map { $0.hasSuffix(".") ? $0.dropLast() : $0 }
        var problems: [String] = []
        for start in words.indices {
            for length in 2...4 where start + length <= words.count {
                let name = words[start..<start + length].joined(separator: " ")
                if everybody.contains(name), !facts.people.contains(where: { $0.name.contains(name) }) {
                    problems.append("a name of others: \(name)")
                }
            }
        }
        return problems
    }

    /// In one sentence with a title of the history.
    private func beside(_ title: String, _ quoted: String, _ text: String) -> [String] {
        let record = history[title]!
        let sentence = text.replacing(quoted, with: "¤").split(whereSeparator: { ".。".contains($0) }).first { $0.contains("¤") } ?? ""
        var problems: [String] = []
        for person in facts.people where sentence.contains(person.name) && !record.contains(person.name) {
            problems.append("\(person.name) is said to be in \(title)")
        }
        for (word, genres) in Self.genreWords where sentence.lowercased().contains(word) && genres.isDisjoint(with: record) {
            problems.append("\(title) is said to be \(word)")
        }
        return problems
    }

    private func numbers(_ text: String) -> [String] {
        let known = [facts.year.map { "\($0)" }, facts.year.map { "\($0 / 10 * 10)" }, facts.minutes.map { "\($0)" }].compactMap { $0 }
        return text.split { !($0.isASCII && $0.isNumber) }.map(String.init).filter { !known.contains($0) }.map { "the number \($0)" }
    }

    private func words(_ text: String) -> [String] {
        let lowered = text.lowercased()
        var problems = Self.praise.filter(lowered.contains).map { "praise or markup: \($0)" }
        let isNoir = facts.genres.contains("Film Noir") || facts.genres.contains("Film-Noir")
        for (word, genres) in Self.genreWords where lowered.contains(word) && genres.isDisjoint(with: facts.genres) {
            if !(word == "noir" && isNoir) { problems.append("the genre \(word)") }
        }
        for sentence in text.split(whereSeparator: { ".:。".contains($0) }) {
            let words = sentence.split { !$0.isLetter }
            for word in words.dropFirst() where word.first!.isUppercase && !["Western", "Westerns"].contains(word) {
                problems.append("the name \(word)")
            }
        }
        return problems
    }
}
