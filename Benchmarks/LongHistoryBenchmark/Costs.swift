import Datasets
import Evaluation
import Foundation
import NeuralNetworks
import Recommenders
import Tensors

private let clock: @Sendable () -> Double = {
    let now = ContinuousClock.now
    return (now - start) / .seconds(1)
}
private let start = ContinuousClock.now

/// Time of a token in a training step of 16,384 tokens, and in serving, at one length of histories.
struct CostOfLength {
    let length: Int
    let options: Options
    private let tokensPerStep = 16_384

    init(_ length: Int, _ options: Options) { (self.length, self.options) = (length, options) }

    func run() throws {
        let configuration = options.configuration(longest: length + 1)
        let (perStep, repeats) = (max(1, tokensPerStep / length), options.number("repeats", 5))
        let world = LongHistories(length: length, users: 2 * perStep).world
        let trainer = try FoundationTrainer(
            world, configuration, usersPerStep: perStep, epochs: repeats + 1, workers: options.number("workers", 1), clock: clock)
        var ends: [Double] = []
        let model = try trainer.run { _ in
        } checkpoint: {
            ends.append($0.history.seconds)
        }
        let tokens = Double(world.dataset.users.count * length)
        let training = median(zip(ends.dropFirst(), ends).map { ($0 - $1) / tokens })
        let scorer = model.bound(to: world.dataset.catalog)
        let queries = world.dataset.users.map {
            ScoringQuery(userKey: $0.key, interactions: $0.interactions, historyCount: length, request: RequestContext())
        }
        var times: [Double] = []
        for _ in 0..<repeats { times.append(try seconds { _ = try scorer.userVectors(queries) } / tokens) }
        report(
            "cost", configuration,
            [
                "length": Double(length), "trainingMicroseconds": training * 1e6, "servingMicroseconds": median(times) * 1e6,
                "peakMB": residentPeak / 1e6,
            ])
    }
}

/// Largest resident memory of training on one history a worker.
struct MemoryOfTraining {
    let length: Int
    let options: Options

    init(_ length: Int, _ options: Options) { (self.length, self.options) = (length, options) }

    func run() throws {
        let configuration = options.configuration(longest: length + 1)
        let workers = options.number("workers", 1)
        let world = LongHistories(length: length, users: workers).world
        let trainer = try FoundationTrainer(world, configuration, usersPerStep: workers, epochs: 3, workers: workers, clock: clock)
        _ = try trainer.run()
        report("memory", configuration, ["length": Double(length), "workers": Double(workers), "peakMB": residentPeak / 1e6])
    }
}

/// One more token and one more request behind a history, from cached state.
struct CostOfAppending {
    let length: Int
    let options: Options

    init(_ length: Int, _ options: Options) { (self.length, self.options) = (length, options) }

    func run() throws {
        let configuration = options.configuration(longest: length + 513)
        let world = LongHistories(length: length + 400, users: 1).world
        let trainer = try FoundationTrainer(world, configuration, usersPerStep: 1, epochs: 1, workers: 1, clock: clock)
        let (model, user) = (trainer.model, world.dataset.users[0])
        let table = Tensor(
            value: model.store.pointer(model.network.items.id), gradient: nil, rows: world.dataset.catalog.count,
            columns: configuration.embeddingDimension)
        let packed = PackedWeights(model.network.linearWeights, store: model.store)
        let arena = Arena()
        func tape() -> Tape {
            arena.reset()
            return Tape(arena: arena, store: model.store, packedWeights: packed, recording: false)
        }
        guard var state = model.network.makeSparseState() else { throw Options.Problem("appending is for mixer=sparse") }
        let sequence = { (count: Int) in model.tokenizer.tokens(user.interactions[..<count]) }
        let prefix = sequence(length)
        let rebuild = seconds { model.network.extend(&state, with: prefix, itemTable: table, on: tape()) }
        var times: (append: [Double], answer: [Double]) = ([], [])
        for count in length + 1...length + 400 {
            let tokens = sequence(count)
            times.append.append(seconds { model.network.extend(&state, with: tokens, itemTable: table, on: tape()) })
            let request = SequenceBatch.Request(
                position: count, time: .min, device: 0, hour: 0, locale: 0, surface: 0, target: -1, weight: 0)
            times.answer.append(seconds { _ = model.network.answer([request], of: tokens, state: state, on: tape()) })
        }
        report(
            "append", configuration,
            [
                "length": Double(length), "appendMicroseconds": median(times.append) * 1e6,
                "answerMicroseconds": median(times.answer) * 1e6,
                "appendP99Microseconds": times.append.sorted()[395] * 1e6, "rebuildMilliseconds": rebuild * 1e3,
                "stateKB": Double(state.byteCount) / 1e3,
            ])
    }
}
