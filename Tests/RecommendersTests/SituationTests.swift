import Datasets
import Evaluation
import Recommenders
import Simulation
import Testing

/// On a simulated audience whose habits are known, the situation alone moves the list, and as planted.
@Suite(.serialized) struct SituationTests {
    private struct World {
        let dataset: Dataset
        let truth: AudienceTruth
        let scorer: FoundationScorer
        let cases: [EvaluationCase]
    }

    private static func makeWorld() throws -> World {
        let audience = SimulatedAudience(SimulatedAudience.Configuration(users: 900, seed: 5))
        let dataset = audience.dataset()
        let split = try Split.make(dataset, SplitConfiguration(.leaveOneOut))
        let model = FoundationModelConfiguration(
            inputs: .time, embeddingDimension: 48, layerCount: 2, headCount: 2, feedForwardDimension: 96,
            maximumSequenceLength: 64, facetDimension: 24, dropoutRate: 0.2, embeddingDropoutRate: 0.2, temperature: 0.08)
        let training = TrainingConfiguration(
            epochs: 8, batchSize: 32, learningRate: 3e-3, warmupSteps: 30, patience: 100, validationInterval: 100,
            firstValidation: 100, validationCases: 1)
        let trainer = try FoundationTrainer(
            dataset: dataset, split: split, configuration: model, training: training, workers: 2, clock: { 0 })
        return World(
            dataset: dataset, truth: audience.truth, scorer: try trainer.run().bound(to: dataset.catalog), cases: split.test)
    }

    /// Noon of a Wednesday, 2026-03-18, or nine in the evening of that day.
    private static func time(hour: Int64) -> Timestamp { Timestamp(seconds: 1_773_792_000 + hour * 3600) }

    private static func genreShares(_ world: World, _ question: EvaluationCase, _ request: RequestContext) throws -> [String: Double] {
        let history = Array(question.interactions[0..<question.historyCount])
        var scores = [Float](repeating: 0, count: world.dataset.catalog.count)
        let query = ScoringQuery(userKey: 0, interactions: history, historyCount: history.count, request: request)
        try scores.withUnsafeMutableBufferPointer { try world.scorer.score([query], into: $0) }
        let best = scores.indices.sorted { scores[$0] > scores[$1] }.prefix(20)
        var shares: [String: Double] = [:]
        for position in best {
            let genres = world.dataset.catalog.items[position].facets[.genre] ?? []
            for genre in genres { shares[genre, default: 0] += 1 / Double(genres.count * 20) }
        }
        return shares
    }

    /// Cosine, summed over people, of how the model's genres move and how the planted ones do.
    private static func agreement(_ world: World, zeroed: Bool) throws -> Double {
        let phone = UInt8(world.dataset.devices.firstIndex(of: "phone")!)
        let television = UInt8(world.dataset.devices.firstIndex(of: "television")!)
        let noon = zeroed ? RequestContext() : RequestContext(time: time(hour: 12), device: phone)
        let night = zeroed ? RequestContext() : RequestContext(time: time(hour: 21), device: television)
        var (product, own, planted) = (0.0, 0.0, 0.0)
        for question in world.cases.prefix(120) {
            let id = world.dataset.users[question.user.position].id
            let moved = difference(try genreShares(world, question, noon), try genreShares(world, question, night))
            let truth = difference(
                world.truth.expectedGenreShares(of: id, device: "phone", hour: 12, draws: 100).mapValues(Double.init),
                world.truth.expectedGenreShares(of: id, device: "television", hour: 21, draws: 100).mapValues(Double.init))
            for (genre, value) in truth { product += value * (moved[genre] ?? 0) }
            own += moved.values.reduce(0) { $0 + $1 * $1 }
            planted += truth.values.reduce(0) { $0 + $1 * $1 }
        }
        return own == 0 ? 0 : product / (own.squareRoot() * planted.squareRoot())
    }

    private static func difference(_ a: [String: Double], _ b: [String: Double]) -> [String: Double] {
        a.merging(b.mapValues { -$0 }) { $0 + $1 }
    }

    @Test func deviceAndHourMoveTheListAsPlanted() throws {
        let world = try Self.makeWorld()
        let agreement = try Self.agreement(world, zeroed: false)
        #expect(agreement > 0.4, "cosine of moved and planted genres: \(agreement)")
        #expect(try Self.agreement(world, zeroed: true) == 0, "without request inputs nothing may move")
    }
}
