import Foundation
import Understanding

/// The queries of Tests/Golden/Intent, and how exactly a parser reads them.
struct IntentSet {
    struct Query: Decodable {
        var query: String
        var language: String
        var part: String
        var slots: Slots
    }

    struct Slots: Codable, Hashable {
        var genres, excludedGenres, languages, excludedLanguages, countries, excludedCountries: Set<String>?
        var moods, excludedMoods, adjustments, like, exclusions, excludedPeople: Set<String>?
        var people: Set<Person>?
        var years, runtime: Bounds?
        var maturity: Int?
        var format, title, text: String?
    }
    struct Person: Codable, Hashable {
        var name, role: String
    }
    struct Bounds: Codable, Hashable {
        var from, to: Int?
    }
    private struct Lexicon: Decodable { var titles, people: [String] }

    let queries: [Query]
    let parser: IntentParser

    /// - Parameter file: `english` or `chinese`.
    init(_ file: String, folder: URL = IntentSet.folder) throws {
        queries = try String(contentsOf: folder.appendingPathComponent("\(file).jsonl"), encoding: .utf8).split(separator: "\n")
            .map { try JSONDecoder().decode(Query.self, from: Data($0.utf8)) }
        let names = try JSONDecoder().decode(Lexicon.self, from: Data(contentsOf: folder.appendingPathComponent("lexicon.json")))
        parser = IntentParser(lexicon: IntentLexicon(titles: names.titles.map { .init($0) }, people: names.people.map { .init($0) }))
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Golden/Intent")

    /// The year that the sets were written in.
    static let year = 2026

    /// Queries of a part of which not every slot is exact, with what came out.
    func misread(_ part: String) -> [(query: Query, found: Slots)] {
        queries.filter { $0.part == part }.compactMap { query in
            let found = IntentSet.slots(parser.parse(query.query, in: IntentSet.year))
            return IntentSet.comparable(found) == IntentSet.comparable(query.slots) ? nil : (query, found)
        }
    }

    static func slots(_ intent: Intent) -> Slots {
        func values(_ kind: IntentPart.Kind) -> Set<String>? { intent.values(kind).isEmpty ? nil : Set(intent.values(kind)) }
        return Slots(
            genres: values(.genre), excludedGenres: values(.notGenre), languages: values(.language),
            excludedLanguages: values(.notLanguage),
            countries: values(.country), excludedCountries: values(.notCountry), moods: values(.mood), excludedMoods: values(.notMood),
            adjustments: values(.adjustment), like: values(.like), exclusions: values(.exclusion), excludedPeople: values(.notPerson),
            people: intent.people.isEmpty ? nil : Set(intent.people.map { Person(name: $0.name, role: $0.role.rawValue) }),
            years: intent.years.map { Bounds(from: $0.from, to: $0.to) }, runtime: intent.runtime.map { Bounds(from: $0.from, to: $0.to) },
            maturity: intent.maturity, format: intent.format?.rawValue, title: intent.title, text: intent.text)
    }

    /// Free text counts by its content words.
    private static func comparable(_ slots: Slots) -> Slots {
        var slots = slots
        let words = slots.text?.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { !functionWords.contains($0) }
        slots.text = words.flatMap { $0.isEmpty ? nil : $0.joined(separator: " ") }
        return slots
    }

    private static let functionWords = Set(
        """
        a an the of on in at to and or for with from by about is are was were be been who whose whom that which where when while it its if as \
        into up out down back through so do does did his her hers their he she they them him some i me my you your we our us had has have there this \
        these those one than then what can could would will should must not but over off onto after before between against during turns
        """.split(separator: " ").map(String.init))
}
