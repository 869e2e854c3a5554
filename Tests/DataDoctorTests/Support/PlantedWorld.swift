import DataDoctor
import Datasets

/// An audience without any fault: to be left as it is, or to be given one.
struct PlantedWorld {
    var events: [RawEvent] = []
    var items: [Item] = []
    var users: [UserAttributes] = []
    var problems: [RowProblem] = []
    var scale: ClosedRange<Float>? = 1...5
    var domain = ItemDomain.film

    /// 2025-01-01; the doctor's present is two years later.
    static let start: Int64 = 1_735_689_600
    static let now = Timestamp(seconds: start + 63_072_000)
    static let itemCount = 300

    /// 420 users with 1 to 60 ratings each, in sittings, of films whose popularity falls off; nobody rates a film twice.
    init(seed: UInt64 = 7, users userCount: Int = 420) {
        var generator = SeededGenerator(seed: seed)
        let weights = (1...PlantedWorld.itemCount).map { 1 / Double($0) }
        for user in 0..<userCount {
            var time = PlantedWorld.start + Int64.random(in: 0..<20_000_000, using: &generator)
            var known: Set<Int> = []
            for _ in 0..<Int.random(in: 1...60, using: &generator) {
                let isNewSitting = Int.random(in: 0..<10, using: &generator) < 4
                time += isNewSitting ? Int64.random(in: 7200...400_000, using: &generator) : Int64.random(in: 31...900, using: &generator)
                let item = PlantedWorld.draw(weights, besides: &known, using: &generator)
                events.append(
                    RawEvent(
                        user: UserID("u\(user)"), item: ItemID("i\(item)"), kind: .rating, time: Timestamp(seconds: time),
                        rating: Float(Int.random(in: 1...5, using: &generator)),
                        source: SourcePosition(file: "events.csv", line: events.count + 2)))
            }
        }
        let used = Set(events.compactMap(\.item))
        items = used.sorted().map {
            Item(
                id: $0, domain: .film, title: "The film called \($0)", year: 1990 + $0.rawValue.utf8.count, facets: [.genre: ["Drama"]],
                text: "A plot")
        }
    }

    private static func draw(_ weights: [Double], besides known: inout Set<Int>, using generator: inout SeededGenerator) -> Int {
        while true {
            var left = Double.random(in: 0..<weights.reduce(0, +), using: &generator)
            for (item, weight) in weights.enumerated() {
                left -= weight
                guard left < 0 else { continue }
                // Ids do not follow popularity.
                if known.insert(item).inserted { return (item &* 7919) % 1009 }
                break
            }
        }
    }

    /// Lines count anew, in the order in which the events stand.
    mutating func renumber() {
        for place in events.indices { events[place].source.line = place + 2 }
    }

    /// Positions of each user's events, oldest first.
    var histories: [[Int]] {
        Dictionary(grouping: events.indices) { events[$0].user }.sorted { $0.key < $1.key }.map { $0.value }
    }

    func report(sampledEvents: Int = 2_000_000, curve: CurveOptions? = nil) -> DataReport {
        let doctor = DataDoctor(options: DoctorOptions(now: PlantedWorld.now, sampledEvents: sampledEvents), curve: curve)
        var examiner = doctor.examiner(ratingScale: scale, domain: domain)
        examiner.begin(ImportSource(path: "events.csv"))
        examiner.receive(items: items)
        examiner.receive(users: users)
        examiner.receive(events: events)
        examiner.receive(problems: problems)
        return doctor.report(examiner, name: "planted", format: "test")
    }

    func codes() -> [Finding.Code] { report().findings.map(\.code) }
}

/// A world with one fault.
func planted(_ change: (inout PlantedWorld) -> Void) -> PlantedWorld {
    var world = PlantedWorld()
    change(&world)
    return world
}
