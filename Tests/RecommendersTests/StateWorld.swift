import Datasets
import Evaluation
import NeuralNetworks
import Recommenders
import Tensors

/// A model with random weights, biases included, and people with eventful histories: what is kept of them must answer like the model.
struct StateWorld {
    let dataset: Dataset
    let model: FoundationModel
    let scorer: FoundationScorer
    static let itemCount = 60
    /// Sparse attention has a state of its own, `SparseState`, and is refused here by name.
    static let mixers: [MixerKind] = [.softmax, .hstu]

    init(
        inputs: ModelInputs = .time, mixer: MixerKind = .softmax, layers: Int = 3, maximumLength: Int = 24, users: Int = 12,
        events: Int = 90,
        width: Int = 24, heads: Int = 2, intents: IntentVocabulary? = nil
    ) {
        let catalog = Catalog(
            (0..<Self.itemCount).map { Item(id: ItemID("item-\($0 + 100)"), facets: $0 < 55 ? [.genre: ["g\($0 % 4)"]] : [:]) })
        let people = (0..<users).map { number in
            UserHistory(id: UserID("u\(number)"), key: StableHash.mix(UInt64(number)), interactions: Self.history(UInt64(number), events))
        }
        dataset = Dataset(
            name: "states", catalog: catalog, users: people, devices: ["unknown", "phone", "tv"], locales: ["unknown", "de", "fr"],
            surfaces: ["unknown", "home", "search"], ratingScale: 1...5)
        var tokenizer = TokenizerConfiguration()
        tokenizer.minimumMergeCount = 2
        let configuration = FoundationModelConfiguration(
            inputs: inputs, mixer: mixer, embeddingDimension: width, layerCount: layers, headCount: heads, feedForwardDimension: 40,
            maximumSequenceLength: maximumLength, facetDimension: 8, temperature: 0.1)
        model = FoundationModel(
            configuration: configuration, tokenizer: InteractionTokenizer.fit(people, dataset: dataset, configuration: tokenizer),
            // The last items have no training event, and no attributes either.
            itemIDs: catalog.items.map(\.id), itemCounts: (0..<Self.itemCount).map { $0 < 55 ? 1 + $0 : 0 },
            facets: FacetVocabulary(catalog), cutoffYear: nil, intents: intents)
        model.network.initialize(model.store, itemKeys: (0..<Self.itemCount).map { UInt64($0) }, seed: 5)
        // Biases start at zero, and a zero bias would hide what is wrong about it; norms start at one.
        for parameter in model.network.layout.parameters where parameter.key.contains("bias") {
            model.store.fillNormal(parameter, standardDeviation: 0.7, seed: 9)
        }
        for parameter in model.network.layout.parameters
        where parameter.key.hasPrefix("item.id") || parameter.key.hasPrefix("token.") || parameter.key.hasPrefix("intent.") {
            model.store.fillNormal(parameter, standardDeviation: 0.6, seed: 10)
        }
        scorer = model.bound(to: catalog)
    }

    private static func history(_ seed: UInt64, _ count: Int) -> [Interaction] {
        var random = SeededGenerator(seed: seed &* 77 &+ 3)
        var time: Int64 = 1_700_000_000
        var item = 0
        return (0..<count).map { _ in
            time += [2, 40, 300, 1800, 1801, 7200, 90_000, 900_000].randomElement(using: &random)!
            if Int.random(in: 0..<3, using: &random) > 0 { item = Int.random(in: 0..<itemCount, using: &random) }
            let kind = [EventKind.play, .pause, .complete, .rating, .thumbsUp, .hide, .search, .impression].randomElement(using: &random)!
            let isTimed = Int.random(in: 0..<15, using: &random) > 0
            return Interaction(
                item: kind == .search ? nil : ItemIndex(item), kind: kind, time: isTimed ? Timestamp(seconds: time) : nil,
                rating: kind == .rating ? Float.random(in: 1...5, using: &random) : nil,
                duration: kind == .play ? Float.random(in: 1...9000, using: &random) : nil, completion: kind == .complete ? 0.97 : nil,
                device: UInt8.random(in: 0..<3, using: &random), locale: UInt16.random(in: 0..<3, using: &random),
                surface: UInt8.random(in: 0..<3, using: &random))
        }
    }

    func request(_ random: inout SeededGenerator, after history: ArraySlice<Interaction>) -> RequestContext {
        let last = history.last { $0.time != nil }?.time?.seconds ?? 1_700_000_000
        let isTimed = Int.random(in: 0..<10, using: &random) > 0
        return RequestContext(
            time: isTimed ? Timestamp(seconds: last + [-5, 0, 60, 4000, 1_000_000].randomElement(using: &random)!) : nil,
            device: UInt8.random(in: 0..<3, using: &random), locale: UInt16.random(in: 0..<3, using: &random),
            surface: UInt8.random(in: 0..<3, using: &random))
    }

    func query(_ user: Int, _ events: Int, _ request: RequestContext) -> ScoringQuery {
        let person = dataset.users[user]
        return ScoringQuery(userKey: person.key, interactions: person.interactions, historyCount: events, request: request)
    }

    func question(_ user: Int, _ events: Int, _ rows: [RowQuery]) -> StateQuestion {
        let person = dataset.users[user]
        return StateQuestion(userKey: person.key, rows: rows) { Array(person.interactions[0..<events]) }
    }

    func server(_ options: StateOptions = StateOptions(), scorer: FoundationScorer? = nil) throws -> StateServer {
        try StateServer(scorer ?? self.scorer, options: options, clock: { 0 })
    }

    func scores(_ query: ScoringQuery, window: HistoryWindow, scorer: FoundationScorer? = nil) throws -> [Float] {
        var scores = [Float](repeating: 0, count: dataset.catalog.count)
        try scores.withUnsafeMutableBufferPointer { try (scorer ?? self.scorer).score([query], window: window, into: $0) }
        return scores
    }
}

/// Whether a list is the order of scores, best first, filters applied; neighbours may change places where their scores differ by less than
/// `tolerance`, which is what two orders of summation may do.
func isOrder(_ list: ArraySlice<RankedItem>, of scores: [Float], count: Int, tolerance: Float, where permits: (ItemIndex) -> Bool) -> Bool {
    let best = scores.indices.map { ItemIndex($0) }.filter { scores[$0.position] > -.infinity && permits($0) }
        .sorted { (scores[$1.position], $0.position) < (scores[$0.position], $1.position) }.prefix(max(0, count))
    guard list.count == best.count, Set(list.map(\.item)).count == list.count, list.allSatisfy({ permits($0.item) }) else { return false }
    return zip(list, best).allSatisfy { found, wanted in
        let score = scores[found.item.position]
        return abs(found.score - score) <= tolerance && abs(score - scores[wanted.position]) <= tolerance
    }
}

/// What kept states may differ by from the scorer, in logits of cosines over a temperature of 0.1. Today they are equal to the bit; a fused
/// attention would round its operands elsewhere: 10 · 2⁻⁸ · a few layers with bf16, some units of 2⁻²⁴ without.
var stateTolerance: Float { KernelLevel.active.roundsOperandsToBF16 ? 0.25 : 1e-3 }
