import Datasets
import Evaluation
import Foundation
import NeuralNetworks
import Recommenders
import Simulation
import Tensors
import Testing

/// Models that read histories of any length.
@Suite(.serialized) struct SparseModelTests {
    /// bf16 would hide how little a token in a summary may weigh.
    private func inFloat32<Result>(_ body: () throws -> Result) throws -> Result {
        try (KernelLevel.available.last { !$0.roundsOperandsToBF16 } ?? .scalar).only(body)
    }

    private struct World {
        let network: FoundationNetwork
        let store: ParameterStore
        let items = 30

        init(inputs: ModelInputs = .ids, window: Int, block: Int, summaries: Int, layers: Int = 3) {
            let configuration = FoundationModelConfiguration(
                inputs: inputs, mixer: .sparse, embeddingDimension: 16, layerCount: layers, headCount: 2, feedForwardDimension: 24,
                maximumSequenceLength: 16_384, facetDimension: 4, attentionWindow: window, summaryBlock: block, summaryCount: summaries)
            let vocabulary = TokenVocabulary(
                engagementCount: 3, durationCount: 3, completionCount: 3, ratingCount: 3, deviceCount: 2, localeCount: 2, surfaceCount: 2)
            network = FoundationNetwork(configuration, sizes: NetworkSizes(items: items, facets: [], vocabulary: vocabulary))
            store = ParameterStore(network.layout)
            network.initialize(store, itemKeys: (0..<items).map { UInt64($0) }, seed: 3)
            for parameter in network.layout.parameters where parameter.key.contains("bias") || parameter.key.contains("summary") {
                store.fillNormal(parameter, standardDeviation: 0.5, seed: 9)
            }
        }

        func sequence(_ count: Int) -> TokenSequence {
            var tokens = TokenSequence()
            for t in 0..<count {
                tokens.items.append(ItemIndex((t * 7 + t / 5) % items))
                tokens.engagements.append(UInt16(t % 3)); tokens.durations.append(UInt8(t % 3)); tokens.completions.append(UInt8(t % 2))
                tokens.ratings.append(UInt8(t % 3)); tokens.isTarget.append(true)
                tokens.times.append(Int64(1_000_000 + t * t * 50)); tokens.devices.append(UInt8(t % 2))
                tokens.hoursOfWeek.append(UInt8(1 + t % 168)); tokens.locales.append(UInt16(t % 2)); tokens.surfaces.append(UInt8(t % 2))
                tokens.sources.append(Int32(t)..<Int32(t + 1))
            }
            return tokens
        }

        func request(_ position: Int, time: Int64 = 900_000_000) -> SequenceBatch.Request {
            SequenceBatch.Request(position: position, time: time, device: 1, hour: 5, locale: 1, surface: 1, target: 0, weight: 1)
        }

        func vectors(_ tokens: TokenSequence, _ requests: [SequenceBatch.Request]) -> [Float] {
            var batch = SequenceBatch()
            batch.append(tokens, window: 0..<tokens.count + 1, requests: requests, seed: 0)
            let tape = Tape(store: store, recording: false)
            return network.userVectors(batch, itemTable: tape.parameter(network.items.id), dropout: nil, on: tape).array
        }
    }

    // MARK: Reach

    @Test func everyTokenOfALongHistoryMovesTheAnswerAndNoLaterOneDoes() throws {
        try inFloat32 {
            let world = World(window: 64, block: 32, summaries: 2, layers: 2)
            let tokens = world.sequence(6200)
            let requests = [0, 100, 3000, 6100, 6200].map { world.request($0) }
            let before = world.vectors(tokens, requests)
            for changed in [0, 1, 31, 32, 63, 500, 1234, 2999, 3000, 4711, 6000, 6103, 6104, 6135, 6136, 6199] {
                var other = tokens
                other.items[changed] = ItemIndex((tokens.items[changed].position + 1) % world.items)
                let after = world.vectors(other, requests)
                for (number, request) in requests.enumerated() {
                    let columns = number * 16..<number * 16 + 16
                    let moved = zip(before[columns], after[columns]).map { abs($0 - $1) }.max()!
                    if changed < request.position {
                        #expect(moved > 1e-6, "token \(changed) is not read by the request at \(request.position)")
                    } else {
                        #expect(moved == 0, "token \(changed) reaches the request at \(request.position) before it")
                    }
                }
            }
        }
    }

    // MARK: One token after the other

    @Test(arguments: [ModelInputs.ids, .time], [1, 3])
    func aStateThatGrowsAnswersAsAWholeHistoryDoes(inputs: ModelInputs, layers: Int) throws {
        try inFloat32 {
            let world = World(inputs: inputs, window: 12, block: 5, summaries: 2, layers: layers)
            let whole = world.sequence(170)
            var state = try #require(world.network.makeSparseState())
            let tape = Tape(store: world.store, recording: false)
            let table = tape.parameter(world.network.items.id)
            func prefix(_ count: Int) -> TokenSequence { world.sequence(count) }
            for count in [0, 1, 2, 30, 31, 32, 33, 90, 91, 170] {
                world.network.extend(&state, with: prefix(count), itemTable: table, on: tape)
                #expect(state.positions == count + 1)
                let requests = [world.request(count), world.request(count, time: 1_200_000_000), world.request(count, time: .min)]
                let answered = world.network.answer(requests, of: prefix(count), state: state, on: tape).array
                for (a, b) in zip(answered, world.vectors(prefix(count), requests)) {
                    #expect(abs(a - b) < 2e-5, "after \(count) tokens: \(a) instead of \(b)")
                }
            }
            #expect(whole.count + 1 == state.positions)
            // Read again: nothing is new.
            let bytes = state.byteCount
            world.network.extend(&state, with: whole, itemTable: table, on: tape)
            #expect(state.byteCount == bytes)
        }
    }

    @Test func aStateGrowsByOneSummaryInABlock() throws {
        let world = World(window: 8, block: 4, summaries: 1, layers: 2)
        let tape = Tape(store: world.store, recording: false)
        func bytes(_ count: Int) throws -> Int {
            var state = try #require(world.network.makeSparseState())
            world.network.extend(&state, with: world.sequence(count), itemTable: tape.parameter(world.network.items.id), on: tape)
            return state.byteCount
        }
        // Two layers, one block of 4 tokens each: a summary key and value of 16 floats and a time.
        #expect(try bytes(404) - bytes(400) == 2 * (2 * 16 * 4 + 8))
        #expect(try bytes(800) - bytes(400) == 100 * 2 * (2 * 16 * 4 + 8))
    }

    @Test func otherMixersHaveNoSuchState() {
        let configuration = FoundationModelConfiguration(inputs: .ids, embeddingDimension: 16, layerCount: 2, headCount: 2)
        let vocabulary = TokenVocabulary(
            engagementCount: 1, durationCount: 1, completionCount: 1, ratingCount: 1, deviceCount: 1, localeCount: 1, surfaceCount: 1)
        let network = FoundationNetwork(configuration, sizes: NetworkSizes(items: 3, facets: [], vocabulary: vocabulary))
        #expect(network.makeSparseState() == nil)
    }

    // MARK: Learning

    /// Eight groups, told 600 events before the choice: guessing is right once in eight.
    @Test func aDependencyBeforeTheWindowIsLearnedAndMissedByTruncation() throws {
        let world = PlantedTaste(distance: 600)
        let (dataset, split) = world.world(learners: 480, asked: 80)
        func right(longest: Int) throws -> Double {
            let configuration = FoundationModelConfiguration(
                inputs: .ids, mixer: .sparse, embeddingDimension: 32, layerCount: 2, headCount: 2, feedForwardDimension: 64,
                maximumSequenceLength: longest, dropoutRate: 0, embeddingDropoutRate: 0, temperature: 0.1, idDropoutRate: 0,
                attentionWindow: 64, summaryBlock: 32, summaryCount: 1)
            let training = TrainingConfiguration(
                epochs: 2, batchSize: 8, learningRate: 3e-3, warmupSteps: 10, latestWindowShare: 1, newTitleCost: 0)
            let scorer = try FoundationTrainer(
                dataset: dataset, split: split, configuration: configuration, training: training, workers: 1, clock: { 0 }
            ).run().bound(to: dataset.catalog)
            let answers = world.answers(in: dataset.catalog)
            var scores = [Float](repeating: 0, count: dataset.catalog.count)
            return try Double(
                split.test.filter { asked in
                    let query = ScoringQuery(
                        userKey: asked.userKey, interactions: asked.interactions, historyCount: asked.historyCount, request: asked.request)
                    try scores.withUnsafeMutableBufferPointer { try scorer.score([query], into: $0) }
                    return answers.max { scores[$0.position] < scores[$1.position] } == asked.targets[0]
                }.count) / Double(split.test.count)
        }
        let (whole, truncated) = (try right(longest: 700), try right(longest: 256))
        #expect(whole >= 0.9, "read whole: \(whole) right")
        #expect(truncated <= 0.35, "the latest 256 alone: \(truncated) right")
    }

    // MARK: Settings

    @Test func longHistoriesAreAllowedToSparseModelsAlone() throws {
        var configuration = FoundationModelConfiguration(mixer: .sparse, maximumSequenceLength: 16_384)
        try configuration.validate()
        configuration.mixer = .softmax
        #expect(throws: FoundationModelError.self) { try configuration.validate() }
        for change in [\FoundationModelConfiguration.attentionWindow, \.summaryBlock, \.summaryCount] {
            for value in [0, -1, 1 << 20] {
                var wrong = FoundationModelConfiguration(mixer: .sparse)
                wrong[keyPath: change] = value
                #expect(throws: FoundationModelError.self) { try wrong.validate() }
            }
        }
    }

    @Test func weightsDoNotGrowWithTheLengthOfHistories() {
        func weights(_ longest: Int) -> Int {
            let vocabulary = TokenVocabulary(
                engagementCount: 1, durationCount: 1, completionCount: 1, ratingCount: 1, deviceCount: 1, localeCount: 1, surfaceCount: 1)
            let configuration = FoundationModelConfiguration(mixer: .sparse, maximumSequenceLength: longest)
            return FoundationNetwork(configuration, sizes: NetworkSizes(items: 3, facets: [], vocabulary: vocabulary)).layout.count
        }
        #expect(weights(65_536) == weights(200))
    }

    @Test func aRunFileWithoutTheSettingsHasTheirDefaults() throws {
        let run = try RunConfiguration(file: Data(#"{"model": {"mixer": "sparse", "maximumSequenceLength": 16384}}"#.utf8))
        let standard = FoundationModelConfiguration()
        #expect(run.model.attentionWindow == standard.attentionWindow && run.model.summaryBlock == standard.summaryBlock)
        #expect(run.model.summaryCount == standard.summaryCount)
    }

    @Test func windowsOfLongHistoriesBeginAtBordersOfBlocks() {
        var configuration = FoundationModelConfiguration(
            mixer: .sparse, maximumSequenceLength: 1000, attentionWindow: 256, summaryBlock: 64)
        for positions in [1, 999, 1000, 1001, 1500, 20_000] {
            let first = configuration.firstPosition(of: positions)
            #expect(first % 64 == 0 && first >= positions - 1000 && first < max(1, positions - 1000 + 64))
        }
        // A window without summaries, or one that a block nearly fills, begins where it must.
        configuration.attentionWindow = 1000
        #expect(configuration.firstPosition(of: 1001) == 1)
        (configuration.attentionWindow, configuration.summaryBlock) = (10, 900)
        #expect(configuration.firstPosition(of: 1001) == 1)
        configuration.mixer = .softmax
        #expect(configuration.firstPosition(of: 1001) == 1)
    }
}
