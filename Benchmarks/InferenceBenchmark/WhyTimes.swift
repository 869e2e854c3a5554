import Datasets
import Evaluation
import Foundation
import Recommenders

/// What a reason costs: `inference-benchmark why [FILE.json]`.
///
/// A title that the model would show, people in turn, states kept; every part of the answer that touches the model is in it.
struct WhyTimes {
    private let world: BenchmarkWorld
    private let server: StateServer
    private let explainer: Explainer
    private(set) var figures: [String: Any] = [:]

    init(_ shape: BenchmarkShape) throws {
        world = BenchmarkWorld(shape)
        server = try StateServer(
            world.scorer, options: StateOptions(bytes: 1 << 30, hotShare: 0.9, tokenShare: 0.05, window: shape.window),
            clock: monotonicSeconds)
        explainer = Explainer(world.scorer, states: server)
    }

    mutating func all(count: Int = 600) throws {
        print("\n\(world.shape.name)")
        let tokens = world.shape.tokens
        for isKept in [true, false] {
            var times: [Double] = []
            var tried = 0
            for round in 0..<count {
                let user = round % world.shape.users
                let query = ScoringQuery(
                    userKey: UInt64(user), interactions: world.histories[user], historyCount: tokens,
                    request: world.request(after: tokens, user))
                let item = ItemIndex((round * 7919) % world.shape.items)
                if isKept { _ = try explainer.userVector(query, isKept: true) }
                let begun = monotonicSeconds()
                tried += try explainer.effects(on: [item], query, isKept: isKept)[0].tried.count
                let vector = try explainer.userVector(query, isKept: isKept)
                _ = explainer.facetEffects(on: Item(id: ItemID("item-\(item.rawValue + 1_000_000)")), query, user: vector)
                _ = explainer.parts(of: item, query, user: vector)
                times.append(monotonicSeconds() - begun)
            }
            times.sort()
            let name = isKept ? "why, state kept" : "why, nothing kept"
            let (median, late) = (times[count / 2] * 1000, times[count * 99 / 100] * 1000)
            print("\(name): median \(median) ms, p99 \(late) ms, \(Double(tried) / Double(count)) tokens tried")
            figures[name] = ["median_ms": median, "p99_ms": late, "tokens_tried": Double(tried) / Double(count)]
        }
        reasons()
    }

    /// Reasons of a row of twenty.
    private mutating func reasons() {
        let titles = (0..<64).map { ItemIndex($0 * 31 % world.shape.items) }
        let items = (0..<20).map { ItemIndex(($0 * 977 + 13) % world.shape.items) }
        var times: [Double] = []
        for _ in 0..<2000 {
            let begun = monotonicSeconds()
            _ = explainer.likeliestCauses(of: items, among: titles)
            times.append(monotonicSeconds() - begun)
        }
        times.sort()
        print("reasons of a row of 20, 64 titles: median \(times[1000] * 1000) ms, p99 \(times[1980] * 1000) ms")
        figures["reasons of 20"] = ["median_ms": times[1000] * 1000, "p99_ms": times[1980] * 1000]
    }
}
