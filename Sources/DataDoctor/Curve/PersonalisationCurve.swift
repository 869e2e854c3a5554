import Datasets
import Evaluation
import Recommenders

/// How the learning curve is drawn.
public struct CurveOptions: Sendable, Hashable {
    /// Events of the largest training part; more costs time and rarely changes the answer.
    public var maximumEvents: Int
    /// Withheld users on whom it is measured; as many again choose the model.
    public var testUsers: Int
    /// Items above which EASE is left out: its cost grows with their cube.
    public var largestCatalogForEASE: Int
    public var workers: Int
    public var seed: UInt64

    public init(maximumEvents: Int = 200_000, testUsers: Int = 400, largestCatalogForEASE: Int = 1000, workers: Int = 2, seed: UInt64 = 42)
    {
        self.maximumEvents = max(maximumEvents, 100)
        self.testUsers = max(testUsers, 10)
        self.largestCatalogForEASE = largestCatalogForEASE
        self.workers = max(workers, 1)
        self.seed = seed
    }
}

/// How many events, of all users and of one, it takes until personalisation beats popularity: on the data itself, with simple
/// baselines, so that it is a bound that any model should beat.
public struct PersonalisationCurve: Sendable, Hashable, Codable {
    /// One training size, or one length of history.
    public struct Point: Sendable, Hashable, Codable {
        /// Training events, or events of the person.
        public var events: Int
        /// Test users.
        public var users: Int
        /// The best personal baseline, chosen on other withheld users.
        public var model: String
        public var personal: Double
        public var popularity: Double
        /// 95 % bootstrap interval of the mean difference over users, personal minus popularity.
        public var interval: Interval
        public var isBetter: Bool { interval.low > 0 }
    }

    public var metric = "NDCG@10"
    public var items: Int
    /// By training events, smallest first.
    public var byTraining: [Point]
    /// By events of the person, with the largest training part.
    public var byHistory: [Point]
    /// From so many training events on, every larger size is better than popularity; nil = not within this data.
    public var trainingCrossing: Int?
    /// From so many events of a person on; nil = not within this data.
    public var historyCrossing: Int?
    /// Whether all events were used, or the histories of a part of the users.
    public var usesAllEvents: Bool

    public var sentence: String {
        let part = usesAllEvents ? "" : " (of a keyed part of the users)"
        let first =
            trainingCrossing.map { "Personalisation beats popularity here from about \(Figures.grouped($0)) events on\(part)" }
            ?? "Personalisation does not beat popularity within these \(Figures.grouped(byTraining.last?.events ?? 0)) events\(part)"
        let second =
            historyCrossing.map { "a person needs about \(Figures.counted($0, "event"))" }
            ?? "no length of a person's history is enough yet"
        return "\(first); \(second)."
    }

    /// Why there is no curve.
    public struct Refusal: Error, Sendable, Hashable {
        public var sentence: String
    }

    /// The first size from which on all are better.
    static func crossing(_ points: [Point]) -> Int? {
        var first: Int?
        for point in points.reversed() {
            guard point.isBetter else { break }
            first = point.events
        }
        return first
    }
}

extension PersonalisationCurve {
    static func draw(_ histories: Histories, _ examination: Examination, _ options: CurveOptions) -> Result<PersonalisationCurve, Refusal> {
        let world = CurveWorld(histories, examination, options)
        guard world.testing.count >= 20, world.training.count >= 40 else {
            return .failure(
                Refusal(sentence: "no learning curve: it takes 100 users with three choices or more, here are \(world.eligible)"))
        }
        do {
            return .success(try world.curve())
        } catch {
            return .failure(Refusal(sentence: "no learning curve: \(error)"))
        }
    }
}

/// The users of a curve in three parts: who is learned from, who chooses the model, who is asked.
struct CurveWorld {
    let options: CurveOptions
    let catalog: Catalog
    var training: [UserHistory] = []
    var choosing: [UserHistory] = []
    var testing: [UserHistory] = []
    private(set) var eligible = 0
    private(set) var usesAllEvents = true

    /// Users in the order of a hash of their key, so that every part is the same whatever the order of import.
    init(_ histories: Histories, _ examination: Examination, _ options: CurveOptions) {
        self.options = options
        var items = DenseItems()
        var users: [(rank: UInt64, range: Range<Int>)] = histories.ranges.map { range in
            let key = examination.examiner.users.keys[Int(histories.events[range.lowerBound].user)]
            return (StableHash.mix(key ^ StableHash.mix(options.seed)), range)
        }
        users.sort { $0.rank < $1.rank }
        let held = min(options.testUsers, users.count / 6)
        var events = 0
        for (rank, range) in users {
            guard events < options.maximumEvents else {
                usesAllEvents = false
                break
            }
            let choices = histories.user(range).choices
            guard !choices.isEmpty else { continue }
            let user = UserHistory(
                id: UserID("\(rank)"), key: rank,
                interactions: choices.map { Interaction(item: items.index(of: $0.item), kind: .interaction, time: nil) })
            if choices.count >= 3 { eligible += 1 }
            if choices.count >= 3, testing.count < held {
                testing.append(user)
            } else if choices.count >= 3, choosing.count < held {
                choosing.append(user)
            } else {
                training.append(user)
                events += choices.count
            }
        }
        usesAllEvents = usesAllEvents && examination.examiner.sample.isComplete
        catalog = Catalog((0..<items.count).map { Item(id: ItemID(CurveWorld.name($0))) })
    }

    /// Names whose byte order is the order of the indices.
    private static func name(_ index: Int) -> String {
        let digits = String(index)
        return String(repeating: "0", count: 10 - digits.count) + digits
    }

    func curve() throws -> PersonalisationCurve {
        let sizes = nestedSizes()
        var byTraining: [PersonalisationCurve.Point] = []
        var largest: Contest?
        for users in sizes {
            let contest = try Contest(Array(training[..<users]), catalog: catalog, options: options)
            let point = try contest.point(events: contest.events, choosing: spread(choosing), testing: spread(testing))
            if let point { byTraining.append(point) }
            largest = contest
        }
        var byHistory: [PersonalisationCurve.Point] = []
        for length in [1, 2, 3, 5, 10, 20, 50] {
            let asked = firstChoices(testing, after: length)
            guard asked.count >= 20, let largest else { break }
            if let point = try largest.point(events: length, choosing: firstChoices(choosing, after: length), testing: asked) {
                byHistory.append(point)
            }
        }
        return PersonalisationCurve(
            items: catalog.count, byTraining: byTraining, byHistory: byHistory, trainingCrossing: PersonalisationCurve.crossing(byTraining),
            historyCrossing: PersonalisationCurve.crossing(byHistory), usesAllEvents: usesAllEvents)
    }

    /// Numbers of users: everybody, a third, a ninth, … down to a few hundred events.
    private func nestedSizes() -> [Int] {
        var events = training.reduce(0) { $0 + $1.interactions.count }
        var sizes: [Int] = []
        var users = training.count
        while users >= 4, events >= 100, sizes.count < 7 {
            sizes.append(users)
            users /= 3
            events = training[..<users].reduce(0) { $0 + $1.interactions.count }
        }
        return sizes.reversed()
    }

    /// What did the user choose after 1, 3, 10, 30 choices, and last? A user's figure is the mean over these questions.
    private func spread(_ users: [UserHistory]) -> [EvaluationCase] {
        users.enumerated().flatMap { index, user in
            let last = user.interactions.count - 1
            return ([1, 3, 10, 30].filter { $0 < last } + [last]).compactMap { question(user, user: index, after: $0) }
        }
    }

    /// What did the user choose after the first `length` choices?
    private func firstChoices(_ users: [UserHistory], after length: Int) -> [EvaluationCase] {
        users.enumerated().compactMap { $1.interactions.count > length ? question($1, user: $0, after: length) : nil }
    }

    /// Nil where that is something the user had before: discovery is measured.
    private func question(_ user: UserHistory, user index: Int, after length: Int) -> EvaluationCase? {
        let target = user.interactions[length].item!
        guard !user.interactions[..<length].contains(where: { $0.item == target }) else { return nil }
        return EvaluationCase(
            user: UserIndex(index), userKey: user.key, interactions: Array(user.interactions[...length]), historyCount: length,
            request: RequestContext(), targets: [target])
    }
}

/// Dense indices for items, in the order they are met.
private struct DenseItems {
    private var indices: [Int32: Int] = [:]
    var count: Int { indices.count }
    mutating func index(of item: Int32) -> ItemIndex {
        if let known = indices[item] { return ItemIndex(known) }
        indices[item] = indices.count
        return ItemIndex(indices.count - 1)
    }
}

/// The baselines of one training part, fitted once and asked twice.
struct Contest {
    let events: Int
    private let popular: [any Scorer]
    private let personal: [(name: String, scorer: any Scorer)]
    private let catalog: Catalog
    private let options: CurveOptions

    init(_ training: [UserHistory], catalog: Catalog, options: CurveOptions) throws {
        self.catalog = catalog
        self.options = options
        events = training.reduce(0) { $0 + $1.interactions.count }
        let corpus = try BaselineCorpus(training: training, itemCount: catalog.count)
        // Popularity at its best: over everything, or with the weight on what users chose last.
        popular = try [0, 10, 1].map {
            try BaselineKind.popularity.fit(corpus, catalog: catalog, parameters: ["recencyHalfLife": $0], workers: options.workers)
        }
        var kinds: [BaselineKind] = [.markov, .itemKNN]
        if catalog.count <= options.largestCatalogForEASE { kinds.append(.ease) }
        personal = try kinds.map { ($0.rawValue, try $0.fit(corpus, catalog: catalog, workers: options.workers)) }
    }

    /// - Returns: nil when nobody is asked.
    func point(
        events: Int, choosing: [EvaluationCase], testing: [EvaluationCase]
    ) throws -> PersonalisationCurve.Point? {
        guard !choosing.isEmpty, testing.count >= 10 else { return nil }
        let popular = try best(self.popular, on: choosing)
        let chosen = try best(personal.map(\.scorer), on: choosing)
        let (personalValues, popularValues) = (try values(personal[chosen].scorer, testing), try values(self.popular[popular], testing))
        // One user's questions are one observation: `column` holds a mean for each user, in the same order for both.
        let differences = zip(personalValues, popularValues).map { $0 - $1 }
        guard let interval = Bootstrap.interval(differences, seed: options.seed) else { return nil }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
        return PersonalisationCurve.Point(
            events: events, users: differences.count, model: personal[chosen].name, personal: mean(personalValues),
            popularity: mean(popularValues), interval: interval)
    }

    private func best(_ scorers: [any Scorer], on cases: [EvaluationCase]) throws -> Int {
        let means = try scorers.map { try values($0, cases).reduce(0, +) }
        return means.indices.max { means[$0] < means[$1] } ?? 0
    }

    /// NDCG@10 of each user, the mean over the user's questions.
    private func values(_ scorer: any Scorer, _ cases: [EvaluationCase]) throws -> [Double] {
        let split = Split(protocolName: "withheld users", training: [], validation: [], test: cases, seenRemoved: true)
        let task = EvaluationTask(dataset: "", split: split, catalog: catalog)
        let evaluator = try Evaluator(
            EvaluatorOptions(cutoffs: [10], workers: options.workers, resamples: 0, slices: false, leakCheck: false))
        return try evaluator.evaluate(scorer, on: task).perUser.column("NDCG@10") ?? []
    }
}
