import Datasets
import Evaluation
import Tensors

/// How the foundation model keeps up with a stream.
public struct LiveFoundationConfiguration: Sendable, Codable, Hashable {
    /// Items chosen within so many hours have a vector; events that are older are not replayed.
    public var memoryHours: Double
    /// Users without news that are learned again, for each user with news.
    public var replayShare: Double
    /// Epochs of a period, and of the first.
    public var epochs: Int
    public var firstEpochs: Int
    /// Choices that must have been met before the first training.
    public var minimumChoices: Int

    public init(
        memoryHours: Double = 48, replayShare: Double = 1, epochs: Int = 2, firstEpochs: Int = 6, minimumChoices: Int = 5000
    ) {
        self.memoryHours = memoryHours
        self.replayShare = replayShare
        self.epochs = epochs
        self.firstEpochs = firstEpochs
        self.minimumChoices = minimumChoices
    }
}

/// A foundation model that is trained on, from where it stood, at the beginning of each period.
///
/// The vocabulary grows by the items that came up and gives up those that nobody has chosen for `memoryHours`. Learned are the
/// users with news and, so that nothing is forgotten, others of late as a replay. Nothing after the beginning of the period
/// enters a training; the history of a question is the user's until then, to the last event.
public final class LiveFoundation: PrequentialLearner {
    public let name: String
    public let inputs = "ids+time+context"
    private let dataset: Dataset
    private let run: RunConfiguration
    private let live: LiveFoundationConfiguration
    private let workers: Int
    private let clock: @Sendable () -> Double

    private var recent: RecentItems
    /// By user key: the events known so far, and when the last was.
    private var users: [UInt64: Known] = [:]
    private var news: Set<UInt64> = []
    private var choiceCount = 0
    private var period: Int64?
    private var lastQuestion: QuestionKey?
    private var state: BoundModel?
    private var cached: (key: QuestionKey, user: [Float])?
    /// Running mean of the user vectors of late.
    private var everybody: [Float] = []
    private static let peopleOfLate: Float = 300
    public private(set) var trainings = 0
    /// Seconds of all trainings.
    public private(set) var trainingSeconds = 0.0

    private struct Known {
        var interactions: [Interaction]
        var count: Int
        var time: Int64
    }

    /// - Parameters:
    ///   - dataset: gives ids, attributes and the names of devices and places; its events are not read.
    ///   - run: shape and training of the model; the epochs are those of `live`.
    public init(
        name: String = "Foundation model, hourly", dataset: Dataset, run: RunConfiguration, live: LiveFoundationConfiguration = .init(),
        workers: Int, clock: @escaping @Sendable () -> Double
    ) {
        self.name = name
        self.dataset = dataset
        self.run = run
        self.live = live
        self.workers = workers
        self.clock = clock
        recent = RecentItems(horizon: Int64(live.memoryHours * 3_600_000), itemCount: dataset.catalog.count)
    }

    // MARK: Learning

    public func learn(_ query: ScoringQuery, chosen: ItemIndex) {
        // Shared by several mixers, it is told everything several times.
        let key = QuestionKey(query)
        guard key != lastQuestion, let time = query.request.time?.rawValue else { return }
        lastQuestion = key
        choiceCount += 1
        recent.meet(chosen.rawValue, at: time)
        news.insert(query.userKey)
        users[query.userKey] = Known(interactions: query.interactions, count: query.historyCount + 1, time: time)
    }

    public func begin(_ period: PrequentialPeriod) throws {
        guard self.period != period.number else { return }
        self.period = period.number
        guard choiceCount >= live.minimumChoices, !news.isEmpty else { return }
        recent.forget(at: period.range.lowerBound)
        let started = clock()
        try train(before: period)
        trainingSeconds += clock() - started
        trainings += 1
        news = []
        cached = nil
    }

    private func train(before period: PrequentialPeriod) throws {
        let items = recent.items.sorted()
        var places = [Int32](repeating: -1, count: dataset.catalog.count)
        for (place, item) in items.enumerated() { places[Int(item)] = Int32(place) }
        let catalog = Catalog(items.map { dataset.catalog[ItemIndex(rawValue: $0)] })
        let learners = histories(places, since: period.range.lowerBound - Int64(live.memoryHours * 3_600_000), period.number)
        guard learners.contains(where: { $0.interactions.count > 1 }) else { return }
        let world = Dataset(
            name: dataset.name, catalog: catalog, users: learners, devices: dataset.devices, locales: dataset.locales,
            surfaces: dataset.surfaces, ratingScale: dataset.ratingScale)
        let split = Split(
            protocolName: SplitProtocol.prequential.rawValue, training: world.users, validation: [], test: [], seenRemoved: true)
        var training = run.training
        training.epochs = state == nil ? live.firstEpochs : live.epochs
        training.seed = StableHash.mix(run.training.seed ^ UInt64(bitPattern: period.number))
        let trainer = try FoundationTrainer(
            dataset: world, split: split, configuration: run.model, training: training, tokenizer: run.tokenizer,
            start: state.map { WarmStart($0.model) }, workers: workers, clock: clock)
        state = BoundModel(try trainer.run(), catalog: catalog, places: places)
    }

    /// Users with news, and as many others as the replay asks for, drawn by their keys and the period.
    private func histories(_ places: [Int32], since: Int64, _ period: Int64) -> [UserHistory] {
        func draw(_ key: UInt64) -> UInt64 { StableHash.mix(key ^ StableHash.mix(UInt64(bitPattern: period))) }
        let others = users.filter { !news.contains($0.key) && $0.value.time >= since }.map(\.key).sorted { (draw($0), $0) < (draw($1), $1) }
        let replayed = others.prefix(Int(live.replayShare * Double(news.count)))
        return (news.sorted() + replayed).compactMap { key in
            guard let known = users[key] else { return nil }
            let events = mapped(known.interactions[..<known.count], places) { ($0.time?.rawValue ?? .min) >= since }
            guard !events.isEmpty else { return nil }
            return UserHistory(id: UserID("\(key)"), key: key, interactions: events)
        }
    }

    /// The latest events whose items have a vector, with the numbers of the period's catalogue.
    private func mapped(_ events: ArraySlice<Interaction>, _ places: [Int32], where isKept: (Interaction) -> Bool) -> [Interaction] {
        var result: [Interaction] = []
        for event in events.reversed() {
            guard result.count < run.model.maximumSequenceLength, isKept(event) else { break }
            guard let item = event.item, places[item.position] >= 0 else { continue }
            var copy = event
            copy.item = ItemIndex(rawValue: places[item.position])
            result.append(copy)
        }
        return result.reversed()
    }

    // MARK: Answering

    public func answer(_ query: ScoringQuery, into answer: inout PrequentialAnswer) throws {
        guard let state, let user = try userVector(query) else { return }
        for (place, item) in state.items.enumerated() { answer.append(item, state.logit(user, place)) }
    }

    /// Fills three columns: what the model says of this user beyond everybody of late, what it says of everybody, and which
    /// candidates have no vector; those get the mean.
    ///
    /// Taken apart, the softmax can trust the personal part and leave popularity to those who count it by the minute.
    func fill(_ table: CandidateTable, first: Int, _ query: ScoringQuery) throws {
        let (personal, common, missing) = (table.column(first), table.column(first + 1), table.column(first + 2))
        table.fill(first)
        table.fill(first + 1)
        table.fill(first + 2, 1)
        guard let state, let user = try userVector(query) else { return }
        var (sums, count): (SIMD2<Float>, Float) = (.zero, 0)
        for (row, item) in table.items.enumerated() {
            let place = Int(state.places[Int(item)])
            guard place >= 0 else { continue }
            common[row] = state.logit(everybody, place)
            personal[row] = state.logit(user, place) - common[row]
            missing[row] = 0
            sums += SIMD2(personal[row], common[row])
            count += 1
        }
        guard count > 0 else { return }
        for row in 0..<table.count where missing[row] == 1 { (personal[row], common[row]) = (sums[0] / count, sums[1] / count) }
    }

    private func userVector(_ query: ScoringQuery) throws -> [Float]? {
        guard let state else { return nil }
        let key = QuestionKey(query)
        if let cached, cached.key == key { return cached.user }
        let events = mapped(query.history, state.places) { _ in true }
        let asked = ScoringQuery(userKey: query.userKey, interactions: events, historyCount: events.count, request: query.request)
        let user = try state.scorer.userVectors([asked])
        if everybody.isEmpty { everybody = user }
        for column in user.indices { everybody[column] += (user[column] - everybody[column]) / Self.peopleOfLate }
        cached = (key, user)
        return user
    }
}

/// A model with the vectors of one period's catalogue.
private final class BoundModel {
    let model: FoundationModel
    let scorer: FoundationScorer
    /// By number in the whole data set, −1 = has no vector.
    let places: [Int32]
    let items: [Int32]
    private let vectors: [Float]
    private let width: Int
    private let inverseTemperature: Float

    init(_ model: FoundationModel, catalog: Catalog, places: [Int32]) {
        self.model = model
        self.places = places
        scorer = model.bound(to: catalog)
        items = places.indices.filter { places[$0] >= 0 }.map { Int32($0) }
        vectors = (0..<catalog.count).flatMap { [scorer] in scorer.vector(of: ItemIndex($0)) }
        width = model.configuration.embeddingDimension
        inverseTemperature = 1 / model.temperature
    }

    func logit(_ user: [Float], _ place: Int) -> Float {
        user.withUnsafeBufferPointer { user in
            vectors.withUnsafeBufferPointer { vectors in
                Kernels.dot(user.baseAddress!, vectors.baseAddress! + place * width, count: width) * inverseTemperature
            }
        }
    }
}
