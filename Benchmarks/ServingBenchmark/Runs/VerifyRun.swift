import Datasets
import Evaluation
import Foundation
import Recommenders
import Serving
import Storage
import Workspaces

/// Whether the server serves what the offline scorer says: the same titles in the same order for the same history and moment.
///
/// The scorer reads the whole history anew for every question; the server answers from what it keeps. Two lists that differ only among
/// titles whose offline scores differ by less than `tolerance` count as equal by score: the order of additions is another one.
struct VerifyRun {
    let session: Session
    let workspace: String
    /// Added to every address: whatever switches off what a server does beside scoring.
    var query = ""
    /// Kept states are rounded to 16 bits (`StateOptions`), which moves scores of about 6 by up to a few thousandths.
    static let tolerance: Float = 0.02

    func run(requests: Int) async throws {
        let offline = try OfflineAnswers(workspace: workspace)
        var random = SeededGenerator(seed: session.seed)
        var (equal, equalByScore, different) = (0, 0, 0)
        var largest: Float = 0
        var asked: Set<UserID> = []
        for number in 0..<requests {
            // Everybody once: what was shown and passed over sinks, which the offline scorer knows nothing of.
            var user = UserID(session.traffic.person(&random))
            for _ in 0..<1000 where asked.contains(user) { user = UserID(session.traffic.person(&random)) }
            asked.insert(user)
            let moment = Timestamp(seconds: WorldPlan.end + Int64(random.below(14 * 86_400)))
            let device = WorldPeople.devices[random.below(WorldPeople.devices.count)]
            let served = try await served(user, moment, device)
            let scores = try offline.scores(user, moment, device)
            let expected = offline.best(scores, count: session.traffic.count, user: user)
            guard served.map(\.id) != expected.map(\.id) else {
                for (a, b) in zip(served, expected) { largest = max(largest, abs(a.score - b.score)) }
                equal += 1
                continue
            }
            if offline.agrees(served.map(\.id), expected, scores) {
                equalByScore += 1
            } else {
                different += 1
                if different <= 3 {
                    print(
                        "\(user) at \(moment.seconds) on \(device), request \(number):\n  served \(served.prefix(8))\n  expected \(expected.prefix(8))"
                    )
                }
            }
        }
        print(
            "\(requests) lists of \(session.traffic.count): \(equal) the same, \(equalByScore) but for scores closer than \(VerifyRun.tolerance), \(different) different; scores differ by at most \(largest)"
        )
        try session.keep(
            "verify",
            [
                "requests": requests, "equal": equal, "equal_by_score": equalByScore, "different": different,
                "largest_difference": Double(largest),
            ])
        if different > 0 { throw UsageError("\(different) lists differ from the offline scorer's") }
    }

    private func served(_ user: UserID, _ moment: Timestamp, _ device: String) async throws -> [(id: String, score: Float)] {
        let time = EventTraffic.time(moment.rawValue).replacingOccurrences(of: ":", with: "%3A")
        let target =
            session.traffic.list(user.rawValue).target + "&at=\(time)&device=\(device)&surface=home" + (query.isEmpty ? "" : "&" + query)
        let answer = try await session.client.json(target)
        return (answer["items"] as? [[String: Any]] ?? []).compactMap { item in
            guard let id = item["id"] as? String, let score = item["score"] as? Double else { return nil }
            return (id, Float(score))
        }
    }
}

/// The offline scorer over the events of a workspace: reads stored events, never asks the server.
struct OfflineAnswers {
    private let store: any EventStore
    private let catalog: Catalog
    private let scorer: FoundationScorer
    private let vocabulary: ContextVocabulary
    private let resolution: TimeResolution

    init(workspace folder: String) throws {
        let workspace = try Workspace.open(folder)
        let loaded = try workspace.loadModel()
        var data = RunData.described(try workspace.dataset(of: nil, known: loaded.knownItems), run: loaded.bundle.run)
        let schema = loaded.bundle.schema
        (data.devices, data.locales, data.surfaces) = (schema.devices, schema.locales, schema.surfaces)
        (store, catalog, scorer) = (workspace.store, data.catalog, loaded.scorer(for: data, name: loaded.name))
        vocabulary = ContextVocabulary(devices: schema.devices, locales: schema.locales, surfaces: schema.surfaces)
        resolution = loaded.bundle.run.split.resolution
    }

    private func history(_ user: UserID) throws -> [Interaction] {
        try store.events(of: user).map { event in
            Interaction(
                item: event.item.flatMap(catalog.index(of:)), kind: event.kind, time: resolution.coarsen(event.time), rating: event.rating,
                duration: event.duration, completion: event.completion, device: vocabulary.device(event.device),
                locale: vocabulary.locale(event.locale), surface: vocabulary.surface(event.surface), episode: event.episode)
        }
    }

    /// `[V]`; what the person has met is −∞.
    func scores(_ user: UserID, _ moment: Timestamp, _ device: String) throws -> [Float] {
        let history = try history(user)
        let request = RequestContext(
            time: resolution.coarsen(moment), device: vocabulary.device(device), locale: 0, surface: vocabulary.surface("home"))
        let query = ScoringQuery(
            userKey: StableHash.of(user.rawValue, seed: Dataset.userKeySeed), interactions: history, historyCount: history.count,
            request: request)
        var scores = [Float](repeating: 0, count: catalog.count)
        try scores.withUnsafeMutableBufferPointer { try scorer.score([query], into: $0) }
        for event in history { if let item = event.item { scores[item.position] = -.infinity } }
        return scores
    }

    func best(_ scores: [Float], count: Int, user: UserID) -> [(id: String, score: Float)] {
        scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }.prefix(count).map { (catalog.items[$0].id.rawValue, scores[$0]) }
    }

    /// Whether every title that was served scores, place by place, what the expected one does.
    func agrees(_ served: [String], _ expected: [(id: String, score: Float)], _ scores: [Float]) -> Bool {
        guard served.count == expected.count, Set(served).count == served.count else { return false }
        return zip(served, expected).allSatisfy { id, other in
            guard let item = catalog.index(of: ItemID(id)) else { return false }
            return abs(scores[item.position] - other.score) < VerifyRun.tolerance
        }
    }
}
