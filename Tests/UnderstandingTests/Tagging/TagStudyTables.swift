import Datasets
import Foundation

/// Titles with a text and the labels that were taken away from them.
struct LabelledTexts {
    var name: String
    var ids: [String]
    var texts: [String]
    /// Labels in the order of the report.
    var labels: [String]
    var truth: [Set<String>]

    func truth(of label: String, _ titles: [Int]) -> [Bool] { titles.map { truth[$0].contains(label) } }
}

/// Reads what the study asks for; nothing of it is stored in the repository.
enum TagStudyTables {
    static let folder = ProcessInfo.processInfo.environment["TASTEMAKER_DATA"] ?? "../shared/data"

    private static func lines(_ path: String) throws -> [String] {
        let reader = try LineReader(path: folder + path, maximumLineLength: 1 << 28)
        var lines: [String] = []
        while case .line(let line) = try reader.next() {
            let bytes = Array(line.bytes)
            lines.append(String(validating: bytes, as: UTF8.self) ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })))
        }
        return lines
    }

    /// Plots of MovieLens 1M by film; with the encyclopedia's abstracts where asked for, without the words that name a genre.
    static func plots(withAbstracts: Bool) throws -> [String: String] {
        let data = try Dataset.read(MovieLens1MImporter(folder: folder + "/ml-1m"), name: "ml-1m").dataset
        var plots: [String: String] = [:]
        for item in data.catalog.items { if let text = item.text { plots[item.id.rawValue] = text } }
        guard withAbstracts else { return plots }
        let json = try lines("/ml-1m/dbpedia_abstracts.json.gz").joined(separator: "\n")
        for (id, abstract) in try JSONDecoder().decode([String: String].self, from: Data(json.utf8)) {
            plots[id] = [plots[id], masked(abstract)].compactMap { $0 }.joined(separator: " ")
        }
        return plots
    }

    /// "is a 1995 American crime comedy film" would be the answer itself.
    private static let genreWords = try! NSRegularExpression(
        pattern:
            #"\b(action|adventures?|animat\w+|cartoon|child\w*|famil\w+|comed\w+|comic|crime|documentar\w+|dram\w+|fantas\w+|noir|horror|music\w*|myster\w+|romanc\w*|romantic\w*|sci-?fi|science|fiction\w*|thriller\w*|suspense|war|western\w*|slasher|spy|superhero|biograph\w+|histor\w+)\b"#,
        options: [.caseInsensitive])

    private static func masked(_ text: String) -> String {
        genreWords.stringByReplacingMatches(in: text, range: NSRange(text.startIndex..., in: text), withTemplate: " ")
    }

    /// The 18 genres of MovieLens 1M from texts of which they are no part.
    static func movieLens(withAbstracts: Bool) throws -> LabelledTexts {
        let plots = try plots(withAbstracts: withAbstracts)
        var found = LabelledTexts(
            name: withAbstracts ? "ml-1m plots and abstracts, genre words masked" : "ml-1m plots", ids: [], texts: [], labels: [], truth: []
        )
        for line in try lines("/ml-1m/movies.dat") {
            let fields = line.components(separatedBy: "::")
            guard fields.count >= 3, let plot = plots[fields[0]] else { continue }
            found.ids.append(fields[0])
            found.texts.append(plot)
            found.truth.append(Set(fields[fields.count - 1].split(separator: "|").map(String.init)))
        }
        found.labels = Set(found.truth.joined()).sorted()
        return found
    }

    /// Genres of TMDB from overviews.
    static func tmdb(mappings: String) throws -> LabelledTexts {
        let mapping = try Mapping(file: mappings + "/tmdb-catalog.json")
        let data = try Dataset.read(MappedImporter(mapping: mapping, path: folder + "/tmdb-catalog"), name: "tmdb-catalog").dataset
        let items = data.catalog.items.filter { $0.text?.isEmpty == false && !($0.facets[.genre] ?? []).isEmpty }
        let truth = items.map { Set($0.facets[.genre] ?? []) }
        return LabelledTexts(
            name: "tmdb-catalog overviews", ids: items.map(\.id.rawValue), texts: items.map { $0.text ?? "" },
            labels: frequent(truth, atLeast: 100), truth: truth)
    }

    /// The frequent notes of people about films of the small MovieLens whose plot the large one has.
    static func userTags() throws -> LabelledTexts {
        let plots = try plots(withAbstracts: false)
        var tags: [String: Set<String>] = [:]
        for line in try lines("/ml-latest-small/tags.csv.gz").dropFirst() {
            let fields = line.components(separatedBy: ",")
            guard fields.count >= 4, plots[fields[1]] != nil else { continue }
            let tag = fields[2..<(fields.count - 1)].joined(separator: ",").trimmingCharacters(in: ["\"", " "]).lowercased()
            tags[fields[1], default: []].insert(tag)
        }
        let ids = tags.keys.sorted()
        let truth = ids.map { tags[$0]! }
        return LabelledTexts(
            name: "ml-latest-small user tags from ml-1m plots", ids: ids, texts: ids.map { plots[$0]! },
            labels: frequent(truth, atLeast: 10), truth: truth)
    }

    private static func frequent(_ truth: [Set<String>], atLeast count: Int) -> [String] {
        var counts: [String: Int] = [:]
        for labels in truth { for label in labels { counts[label, default: 0] += 1 } }
        return counts.filter { $0.value >= count }.keys.sorted()
    }
}
