import Datasets
import Evaluation
import Recommenders
import Serving

/// Titles that lie in an invented space, and a scorer that knows it.
struct PlantedEngine: ScoringEngine {
    let vectors: [[Float]]
    let popularity: [Float]
    var itemCount: Int { vectors.count }

    init(_ catalog: Catalog, seed: UInt64, width: Int = 16) {
        var chance = SeededGenerator(seed: seed)
        vectors = catalog.items.map { _ in
            let raw = (0..<width).map { _ in Float.random(in: -1...1, using: &chance) }
            let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return raw.map { $0 / max(length, 1e-6) }
        }
        popularity = catalog.items.map { _ in Float.random(in: 0...1, using: &chance) }
    }

    func scores(of person: PersonView, at requests: [RequestContext], into scores: UnsafeMutableBufferPointer<Float>) throws {
        var taste = [Float](repeating: 0, count: vectors.first?.count ?? 0)
        for event in person.interactions { if let item = event.item { for d in taste.indices { taste[d] += vectors[item.position][d] } } }
        for request in requests.indices {
            for item in vectors.indices { scores[request * itemCount + item] = dot(taste, vectors[item]) + popularity[item] }
        }
    }

    func similarity(to item: ItemIndex) -> [Float] { vectors.map { dot($0, vectors[item.position]) } }
    func vector(of item: ItemIndex) -> [Float]? { vectors[item.position] }
    private func dot(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
}

/// A catalogue with everything that rows are made of, and people who do anything.
struct PageWorld {
    let catalog: Catalog
    let engine: PlantedEngine
    let snapshot: ServingSnapshot
    static let day: Int64 = 86_400_000
    static let now = Timestamp(seconds: 1_770_000_000)
    private static let genres = ["Comedy", "Crime", "Drama", "Horror", "Music", "Romance", "War", "Western"]

    init(titles: Int, seed: UInt64, restrictions: Bool = true, genres: Int = 8) {
        var chance = SeededGenerator(seed: seed)
        let names = genres == 8 ? Self.genres : (0..<genres).map { "Genre \($0)" }
        let domains: [ItemDomain] = [.film, .film, .series, .song]
        let items = (0..<titles).map { number in
            let genres = (0..<Int.random(in: 0...3, using: &chance)).map { _ in names.randomElement(using: &chance)! }
            let age = Int64.random(in: -10...400, using: &chance) * Self.day
            return Item(
                id: ItemID("t\(number)"), domain: domains.randomElement(using: &chance)!, title: "Title \(number)",
                facets: [.genre: Array(Set(genres)).sorted(), .director: ["Director \(number % 11)"], .keyword: ["word \(number % 7)"]],
                released: Bool.random(using: &chance) ? Timestamp(rawValue: Self.now.rawValue - age) : nil)
        }
        catalog = Catalog(items)
        engine = PlantedEngine(catalog, seed: seed &+ 1)
        var facts: [ItemID: TitleFacts] = [:]
        for item in items where restrictions && Int.random(in: 0..<4, using: &chance) == 0 {
            facts[item.id] = TitleFacts(
                maturity: [nil, 6, 12, 18].randomElement(using: &chance)!,
                availability: Bool.random(using: &chance)
                    ? [.init(countries: [["DE"], ["FR", "DE"]].randomElement(using: &chance)!)] : [],
                isHidden: Int.random(in: 0..<5, using: &chance) == 0, episodeCount: item.domain == .series ? 5 : nil)
        }
        snapshot = ServingSnapshot(
            generation: 1, model: "planted", titles: TitleTable(catalog, facts: facts), bundle: nil, refused: [], basis: nil,
            engine: engine,
            vocabulary: ContextVocabulary(), resolution: .exact, commonestKind: .play)
    }

    func person(_ events: [Interaction], record: PersonRecord = PersonRecord()) -> PersonView {
        PersonView(history: events, record: record)
    }

    func randomPerson(_ chance: inout SeededGenerator) -> PersonView {
        let count = [0, 0, 1, 3, 10, 40].randomElement(using: &chance)!
        let kinds: [EventKind] = [.play, .progress, .complete, .abandon, .thumbsUp, .thumbsDown, .hide, .listAdd, .rating, .impression]
        let events = (0..<count).map { number in
            let age = Int64(count - number) * Int64.random(in: 1...20, using: &chance) * Self.day / 2
            return Interaction(
                item: ItemIndex(Int.random(in: 0..<catalog.count, using: &chance)), kind: kinds.randomElement(using: &chance)!,
                time: Timestamp(rawValue: Self.now.rawValue - age), rating: Bool.random(using: &chance) ? 4 : nil,
                completion: Bool.random(using: &chance) ? Float.random(in: 0...1, using: &chance) : nil,
                episode: Int32.random(in: 0...3, using: &chance))
        }
        let record = PersonRecord(
            maturity: [nil, nil, 12].randomElement(using: &chance)!, country: [nil, "DE", "FR"].randomElement(using: &chance)!)
        return person(events.sorted { $0.time! < $1.time! }, record: record)
    }

    func sheet(_ person: PersonView, _ moment: Moment = Moment(time: PageWorld.now)) throws -> ScoreSheet {
        let context = snapshot.context(moment)
        var permitted = snapshot.titles.permitted(
            country: moment.country ?? person.record.country, maturity: person.record.maturity, time: moment.time)
        for (item, record) in person.titles where record.isRefused { permitted.remove(item) }
        return ScoreSheet(snapshot, person, moment, scores: try engine.scores(of: person, at: context), permitted: permitted)
    }
}
