import Datasets
import Evaluation
import Foundation
import NeuralNetworks
import Recommenders
import Tensors

/// A model with random weights and people with made-up histories: time depends on shapes, not on what was learned.
struct BenchmarkWorld {
    let shape: BenchmarkShape
    let scorer: FoundationScorer
    let histories: [[Interaction]]

    init(_ shape: BenchmarkShape) {
        self.shape = shape
        var random = SeededGenerator(seed: 1)
        histories = (0..<shape.users).map { _ in Self.history(shape.tokens + shape.spareTokens, items: shape.items, &random) }
        let catalog = Catalog((0..<shape.items).map { Item(id: ItemID("item-\($0 + 1_000_000)")) })
        let people = histories.prefix(8).enumerated().map { UserHistory(id: UserID("u\($0)"), key: UInt64($0), interactions: $1) }
        let dataset = Dataset(
            name: "benchmark", catalog: catalog, users: people, devices: ["unknown", "phone", "tv", "tablet", "browser"],
            locales: ["unknown", "de"], surfaces: ["unknown", "home", "search", "similar"], ratingScale: 1...5)
        let model = FoundationModel(
            configuration: FoundationModelConfiguration(
                embeddingDimension: shape.width, layerCount: shape.layers, headCount: shape.heads, feedForwardDimension: 3 * shape.width,
                maximumSequenceLength: shape.maximumLength),
            tokenizer: InteractionTokenizer.fit(people, dataset: dataset), itemIDs: catalog.items.map(\.id),
            itemCounts: [Int](repeating: 5, count: shape.items), facets: FacetVocabulary(Catalog([])), cutoffYear: nil)
        model.network.initialize(model.store, itemKeys: (0..<shape.items).map { UInt64($0) }, seed: 1)
        scorer = model.bound(to: catalog)
    }

    /// One event a token: every event another title.
    private static func history(_ count: Int, items: Int, _ random: inout SeededGenerator) -> [Interaction] {
        var time: Int64 = 1_700_000_000
        var item = 0
        return (0..<count).map { _ in
            time += Int64.random(in: 1...200_000, using: &random)
            item = (item + 1 + Int.random(in: 0..<items - 1, using: &random)) % items
            return Interaction(
                item: ItemIndex(item), kind: .play, time: Timestamp(seconds: time), rating: 4, duration: 1000, completion: 0.9,
                device: UInt8.random(in: 0..<5, using: &random), locale: 1, surface: 1)
        }
    }

    func request(after events: Int, _ user: Int, surface: UInt8 = 1) -> RequestContext {
        RequestContext(
            time: Timestamp(seconds: histories[user][events - 1].time!.seconds + 5000), device: surface, locale: 1, surface: surface)
    }

    /// Twenty rows of a page, on different surfaces and devices, at one moment.
    func page(after events: Int, _ user: Int, rows: Int = 20, count: Int = 40) -> [RowQuery] {
        (0..<rows).map { RowQuery(request(after: events, user, surface: UInt8($0 % 4)), count: count) }
    }

    func question(_ user: Int, events: Int, _ rows: [RowQuery]) -> StateQuestion {
        let history = histories[user]
        return StateQuestion(userKey: UInt64(user), rows: rows) { Array(history[0..<events]) }
    }
}

struct BenchmarkShape {
    var name: String
    var width = 128
    var layers = 4
    var heads = 4
    var maximumLength = 256
    var tokens = 200
    var spareTokens = 40
    var items = 20_000
    var users = 256
    var window = HistoryWindow.latest
}
