import Datasets
import Foundation
import Language
import Recommenders
import Serving
import Storage
import Workspaces

/// A catalogue to be searched, with texts that tell its stories in other words and people who are not in it.
struct SearchStudyFilms {
    var name: String
    var service: TasteService
    var clock: TestClock
    /// By id of a title.
    var stories: [String: String]
    var people: [SearchStudyPeople.Case]

    // MARK: MovieLens 1M

    /// Plots are searched, abstracts of an encyclopedia are the queries; half of the people are learned from, the others ask.
    static func movieLens(_ data: String, half: SearchStudyQueries.Half) throws -> SearchStudyFilms {
        let folder = try temporaryFolder()
        for file in ["movies.dat", "movies_extrainfos.dat.gz", "users.dat"] {
            try FileManager.default.createSymbolicLink(atPath: folder + "/" + file, withDestinationPath: data + "/ml-1m/" + file)
        }
        var (kept, asking): ([UInt8], [String]) = ([], [])
        for line in try lines(data + "/ml-1m/ratings.dat.gz") {
            let user = String(line.prefix { $0 != ":" })
            if StableHash.of(user, seed: 0xA5C) % 2 == 0 { kept += Array(line.utf8) + [0x0A] } else { asking.append(line) }
        }
        try Data(kept).write(to: URL(fileURLWithPath: folder + "/ratings.dat"))
        var workspace = try Workspace.openOrCreate(folder + "/workspace")
        _ = try workspace.importAll(from: MovieLens1MImporter(folder: folder))
        try train(&workspace)
        let (service, clock) = try serve(workspace)
        let abstracts = try JSONDecoder().decode(
            [String: String].self, from: Data(try lines(data + "/ml-1m/dbpedia_abstracts.json.gz").joined(separator: "\n").utf8))
        let titles = try service.host.current().titles
        return SearchStudyFilms(
            name: "ml-1m", service: service, clock: clock,
            // The first sentence of an abstract names year, nation, genre and director, which no plot says.
            stories: abstracts.mapValues { $0.split(separator: ".").dropFirst().joined(separator: ".") },
            people: SearchStudyPeople.cases(asking, titles, half: half))
    }

    /// A small model: the order that search adds taste to.
    private static func train(_ workspace: inout Workspace) throws {
        var run = RunConfiguration(name: "study")
        run.model.embeddingDimension = 64
        run.model.layerCount = 2
        run.model.headCount = 2
        run.model.maximumSequenceLength = 100
        run.training.epochs = 5
        _ = try workspace.train(TrainingRequest(run: run, name: "study", seed: 1, workers: 2)) { _ in }
        try workspace.models.promote("study")
    }

    // MARK: Films of Wikipedia

    /// The twenty thousand newest films that have an opening paragraph, which is searched; plots of MovieLens 1M are the queries.
    static func wikipedia(_ data: String) throws -> SearchStudyFilms {
        let films = try WikipediaFilms(data + "/wikipedia-movies/movies.jsonl.gz", newest: 20_000)
        let workspace = try Workspace.openOrCreate(try temporaryFolder() + "/workspace")
        _ = try workspace.importAll(from: films)
        let (service, clock) = try serve(workspace)
        var known: [String: String] = [:]
        for item in films.items { known[key(item.title, item.year), default: item.id.rawValue] = item.id.rawValue }
        var stories: [String: String] = [:]
        for line in try lines(data + "/ml-1m/movies_extrainfos.dat.gz") {
            let fields = line.components(separatedBy: "::")
            guard fields.count >= 10, let id = known[key(SearchWorld.plain(fields[1]), Int(fields[2]))] else { continue }
            stories[id] = fields[9]
        }
        return SearchStudyFilms(name: "wikipedia-movies", service: service, clock: clock, stories: stories, people: [])
    }

    private static func key(_ title: String, _ year: Int?) -> String {
        title.lowercased().filter { $0.isLetter || $0.isNumber } + " \(year ?? 0)"
    }

    // MARK: Parts

    private static func temporaryFolder() throws -> String {
        let folder = NSTemporaryDirectory() + "study-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    /// The same films, read by a sentence encoder.
    func service(reading encoder: any TextEncoder) throws -> TasteService {
        var options = ServiceOptions()
        options.searchEncoder = encoder
        let service = try Self.serve(try Workspace.open(service.workspace.folder), options).0
        try service.prepareSearch()
        try service.readTexts(workers: 2)
        return service
    }

    private static func serve(_ workspace: Workspace, _ options: ServiceOptions = ServiceOptions()) throws -> (TasteService, TestClock) {
        let clock = TestClock(ServiceWorld.today)
        let service = TasteService(
            workspace: workspace, documents: MemoryServiceStore(), options: options, now: { clock.now }, seconds: { clock.seconds },
            random: { clock.random() })
        try service.host.reload()
        return (service, clock)
    }

    /// The lines of a text, plain or gzip.
    static func lines(_ path: String) throws -> [String] {
        let reader = try LineReader(path: path, maximumLineLength: 1 << 26)
        var lines: [String] = []
        while case .line(let line) = try reader.next() { lines.append(String(decoding: line.bytes, as: UTF8.self)) }
        return lines
    }
}

/// Films as `wikipedia-movies` has them: title, year, cast, genres and opening paragraph.
struct WikipediaFilms: Importer {
    private struct Row: Decodable {
        var title: String
        var year: Int
        var cast: [String]
        var genres: [String]
        var extract: String?
    }
    let items: [Item]
    private let source: ImportSource
    var format: ImportFormat { .mapping }
    var ratingScale: ClosedRange<Float>? { nil }
    var domain: ItemDomain { .film }

    init(_ path: String, newest count: Int) throws {
        let rows = try SearchStudyFilms.lines(path).enumerated().compactMap { number, line -> Item? in
            let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
            guard let text = row.extract, !text.isEmpty else { return nil }
            return Item(
                id: ItemID(String(number)), domain: .film, title: row.title, year: row.year,
                facets: [FacetName.genre: row.genres, .cast: row.cast].filter { !$0.value.isEmpty }, text: text)
        }
        items = Array(rows.suffix(count))
        source = ImportSource(path: path)
    }

    func run(into sink: inout some ImportSink) throws {
        try sink.begin(source)
        try sink.receive(items: items)
        // A service without any event has nobody to learn from; what these say is nothing.
        try sink.receive(
            events: items.prefix(20).enumerated().map { place, item in
                RawEvent(
                    user: UserID("1"), item: item.id, kind: .interaction, time: Timestamp(seconds: 970_000_000 + Int64(place)),
                    source: SourcePosition(file: source.name, line: place + 1))
            })
    }
}

/// Keeps vectors of whole catalogues below TMPDIR between runs of a study; single texts are encoded as they are.
struct KeptEncoder: TextEncoder {
    let encoder: any TextEncoder
    var identity: TextEncoderIdentity { encoder.identity }
    var dimension: Int { encoder.dimension }

    func encode(_ texts: [String], workers: Int) -> [Float] {
        stride(from: 0, to: texts.count, by: 256).flatMap { start in part(Array(texts[start..<min(texts.count, start + 256)]), workers) }
    }

    private func part(_ texts: [String], _ workers: Int) -> [Float] {
        guard texts.count > 1 else { return encoder.encode(texts, workers: workers) }
        var key = StableHash(seed: 1)
        key.combine(encoder.identity.digest)
        for text in texts { key.combine(text) }
        let file = FileManager.default.temporaryDirectory.appending(path: "search-study-\(String(key.value, radix: 16)).f32")
        if let kept = try? Data(contentsOf: file), kept.count == texts.count * encoder.dimension * 4 {
            return kept.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        }
        let vectors = encoder.encode(texts, workers: workers)
        // A cache that cannot be written costs time only.
        try? vectors.withUnsafeBytes { Data($0) }.write(to: file)
        return vectors
    }
}
