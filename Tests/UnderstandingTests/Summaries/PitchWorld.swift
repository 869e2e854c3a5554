import Datasets
import Simulation
import Understanding

/// Subjects of pitches over the catalogue of the demonstration, and over facts that are drawn.
enum PitchWorld {
    static let catalogue = DemoCatalogue.load().items

    static func facts(_ item: Item) -> PitchFacts {
        PitchFacts(
            id: item.id.rawValue, title: item.title, kind: item.domain, year: item.year, genres: item.facets[.genre] ?? [],
            people: (item.facets[.director] ?? []).map { .init($0, .director) } + (item.facets[.cast] ?? []).map { .init($0, .cast) })
    }

    /// What two titles have in common, as the model's reasons say it.
    static func shared(_ a: Item, _ b: Item) -> [String] {
        [FacetName.director, .cast, .genre].flatMap { facet in (a.facets[facet] ?? []).filter((b.facets[facet] ?? []).contains) }
    }

    /// A subject of the catalogue; with a title of the history that has something in common with it, most of the time.
    static func subject(_ random: inout SeededGenerator) -> (subject: PitchSubject, item: Item, causes: [Item]) {
        let item = catalogue.randomElement(using: &random)!
        var causes: [Item] = []
        let draw = Int.random(in: 0..<10, using: &random)
        if draw < 8 {
            let pool = (0..<40).map { _ in catalogue.randomElement(using: &random)! }.filter { $0.id != item.id }
            let best = pool.max { shared(item, $0).count < shared(item, $1).count }!
            causes = draw < 5 ? [best] : [best, pool[0]]
        }
        let reason: PitchReason =
            if let first = causes.first {
                PitchReason(.becauseOf, causes: causes.map { .init($0.title, kind: $0.domain) }, shared: shared(item, first))
            } else if draw == 8, let genre = item.facets[.genre]?.first {
                PitchReason(.facet, shared: [genre])
            } else {
                PitchReason(.profile)
            }
        let subject = PitchSubject(
            facts: facts(item), reasons: [reason], length: PitchLength.allCases.randomElement(using: &random)!,
            language: Int.random(in: 0..<4, using: &random) == 0 ? .chinese : .english)
        return (subject, item, causes)
    }

    /// A subject whose facts nobody wrote.
    static func drawn(_ random: inout SeededGenerator) -> PitchSubject {
        func pick(_ values: [String], _ counts: ClosedRange<Int>) -> [String] {
            Array(values.shuffled(using: &random).prefix(Int.random(in: counts, using: &random))).sorted()
        }
        func maybe<Value>(_ value: Value) -> Value? { Bool.random(using: &random) ? value : nil }
        let genres = pick(
            ["Drama", "Comedy", "Sci-Fi", "War", "Documentary", "Children's", "Roguelike", "Western", "Music", "Film-Noir"], 0...5)
        let names = pick(
            ["Ana Oru", "Bo O'Neil", "Cher", "Dr. Eva K.", "Fumio Ōe", "李小龍", "Jean-Luc Picot", "Xi Na", "Lars von Trieste", "Will May"],
            0...7)
        let people = names.map { PitchFacts.Person($0, PitchFacts.Role.allCases.randomElement(using: &random)!) }
        let plot = pick(
            [
                "A clockmaker of Lisbon finds a letter in an old watch.", "Two sisters cross the desert with a borrowed camel.",
                "In 1954 a marshal looks for a patient on an island.", "一位钟表匠在旧表里发现一封信。",
            ], 0...2)
        let title = ["It", "Best of Luck", "The Long Way", "7 Rooms", "Ça ira", "Who?", "大河"].randomElement(using: &random)!
        let cause = ["Up", "The Top", "Mother!", "活着", "Nr. 5"].randomElement(using: &random)!
        let shared = (genres + names).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
        let reasons: [PitchReason] =
            switch Int.random(in: 0..<5, using: &random) {
            case 0: []
            case 1: [PitchReason(.facet, shared: Array(shared.prefix(1)))]
            case 2: [PitchReason(.profile)]
            default: [PitchReason(.becauseOf, causes: [.init(cause, kind: .film)], shared: shared)]
            }
        return PitchSubject(
            facts: PitchFacts(
                id: "x\(UInt32.random(in: 0...9999, using: &random))", title: title,
                kind: ItemDomain.allCases.randomElement(using: &random)!,
                year: maybe(Int.random(in: 1900...2030, using: &random)), genres: genres, people: people,
                minutes: maybe(Int.random(in: 0...300, using: &random)), countries: pick(["France", "Japan"], 0...1),
                languages: pick(["French", "Japanese"], 0...1), sentences: plot, tags: pick(["slow", "tense", "warm"], 0...2)),
            reasons: reasons, length: PitchLength.allCases.randomElement(using: &random)!,
            language: PitchLanguage.allCases.randomElement(using: &random)!)
    }
}
