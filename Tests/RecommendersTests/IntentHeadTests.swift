import Datasets
import Evaluation
import Foundation
import NeuralNetworks
import Recommenders
import Tensors
import Testing

/// Four heads of different sizes.
let fourHeads = IntentVocabulary(
    [(.kind, 3), (.genre, 17), (.format, 2), (.recency, 5)].map { aspect, count in
        IntentVocabulary.Head(
            aspect: aspect, classes: (0..<count).map { "\(aspect) \($0)" }, shares: Array(repeating: 1 / Float(count), count: count))
    })

/// The heads of the network: what they may read, what they may move, and what they learn from.
@Suite(.serialized) struct IntentHeadTests {
    private let vocabulary = TokenVocabulary(
        engagementCount: 3, durationCount: 2, completionCount: 3, ratingCount: 3, deviceCount: 2, localeCount: 1, surfaceCount: 1)
    private let items = 7
    private let length = 5
    private let width = 12

    private func sequence() -> TokenSequence {
        var tokens = TokenSequence()
        for t in 0..<length {
            tokens.items.append(ItemIndex((t * 3) % items))
            tokens.engagements.append(UInt16(t % 3))
            tokens.durations.append(UInt8(t % 2))
            tokens.completions.append(UInt8(t % 3))
            tokens.ratings.append(UInt8(t % 3))
            tokens.isTarget.append(true)
            tokens.times.append(Int64(1_000_000 + t * 5000))
            tokens.devices.append(UInt8(t % 2))
            tokens.hoursOfWeek.append(UInt8(1 + t))
            tokens.locales.append(0)
            tokens.surfaces.append(0)
            tokens.sources.append(Int32(t)..<Int32(t + 1))
        }
        return tokens
    }

    private func network(_ mixer: MixerKind = .softmax, _ heads: [IntentGroup]) -> (network: FoundationNetwork, store: ParameterStore) {
        let configuration = FoundationModelConfiguration(
            inputs: .time, mixer: mixer, embeddingDimension: width, layerCount: 2, headCount: 2, feedForwardDimension: 16,
            maximumSequenceLength: 8, facetDimension: 4, attentionWindow: 2, summaryBlock: 2, summaryCount: 1)
        let network = FoundationNetwork(
            configuration, sizes: NetworkSizes(items: items, facets: [], vocabulary: vocabulary, intents: heads))
        let store = ParameterStore(network.layout)
        network.initialize(store, itemKeys: (0..<items).map { UInt64($0) }, seed: 3)
        return (network, store)
    }

    private func batch(_ change: (inout SequenceBatch.Request, Int) -> Void = { _, _ in }) -> SequenceBatch {
        var batch = SequenceBatch()
        let tokens = sequence()
        let requests = (0..<length).map { t in
            var request = SequenceBatch.Request(
                position: t, time: tokens.times[t], device: tokens.devices[t], hour: tokens.hoursOfWeek[t], locale: 0, surface: 0,
                target: Int32(t), weight: 1, label: IntentLabel(item: tokens.items[t], kind: .discover, year: 2000))
            change(&request, t)
            return request
        }
        batch.append(tokens, window: 0..<length, requests: requests, seed: 0)
        return batch
    }

    private func users(_ built: (network: FoundationNetwork, store: ParameterStore), _ batch: SequenceBatch) -> [Float] {
        let tape = Tape(store: built.store, recording: false)
        return built.network.userVectors(batch, itemTable: tape.parameter(built.network.items.id), dropout: nil, on: tape).array
    }

    @Test(arguments: MixerKind.allCases) func headsThatHaveLearnedNothingChangeNothing(mixer: MixerKind) {
        #expect(users(network(mixer, fourHeads.groups), batch()) == users(network(mixer, []), batch()))
    }

    private func trained(
        _ built: (network: FoundationNetwork, store: ParameterStore)
    ) -> (
        network: FoundationNetwork, store: ParameterStore
    ) {
        for parameter in built.network.layout.parameters where parameter.key.hasPrefix("intent.") {
            built.store.fillNormal(parameter, standardDeviation: 0.5, seed: 8)
        }
        return built
    }

    @Test(arguments: MixerKind.allCases) func theQueryDoesNotKnowWhatWasChosen(mixer: MixerKind) {
        let built = trained(network(mixer, fourHeads.groups))
        let before = users(built, batch())
        let after = users(
            built,
            batch { request, t in
                request.target = Int32((t + 3) % 7)
                request.label = t == 2 ? nil : IntentLabel(item: ItemIndex((t + 1) % 7), kind: .rewatch, year: 1950 + t)
            })
        #expect(before == after)
    }

    @Test func whatIsSaidMovesTheQueryOfItsRequestAlone() {
        let built = trained(network(.softmax, fourHeads.groups))
        let before = users(built, batch())
        for aspect in IntentAspect.allCases {
            let after = users(built, batch { if $1 == 3 { $0.correction = IntentCorrection(); $0.correction![aspect] = 1 } })
            for row in 0..<length {
                let moved = zip(before, after).dropFirst(row * width).prefix(width).contains { abs($0 - $1) > 1e-4 }
                #expect(moved == (row == 3), "\(aspect) row \(row)")
            }
        }
        let nonsense = users(built, batch { request, _ in request.correction = IntentCorrection(kind: 200, format: 2) })
        #expect(nonsense == before, "a class that a head does not have says nothing")
    }

    /// Gradients of the heads' losses and of the item query by every parameter, against differences.
    @Test func gradientsOfTheWholeNetworkMatchDifferences() throws {
        // Products that round their operands are checked by themselves; their rounding is coarser than the differences.
        for level in KernelLevel.available where !level.roundsOperandsToBF16 { try level.only { compareWithDifferences() } }
    }

    private func compareWithDifferences() {
        let built = trained(network(.softmax, fourHeads.groups))
        // The distributions do not depend on what is below them, so that differences see the paths that gradients go; what makes the
        // distributions learns nothing from the query.
        built.store.fill(built.network.intents!.weight, 0)
        check(built, except: ["intent.weight", "intent.bias"]) { tape in
            let answers = built.network.answers(
                batch(), itemTable: tape.parameter(built.network.items.id), dropout: nil, on: tape)
            var random = SeededGenerator(seed: 4)
            let slope = (0..<answers.users.count).map { _ in Float.random(in: -1...1, using: &random) }
            for (place, weight) in slope.enumerated() { answers.users.gradient?[place] = weight }
            return zip(answers.users.array, slope).reduce(0) { $0 + Double($1.0 * $1.1) }
        }
        let other = trained(network(.softmax, fourHeads.groups))
        let groups = ColumnGroups(fourHeads.groups.map(\.classCount))
        var targets = [Float](repeating: 0, count: length * groups.columnCount)
        for row in 0..<length {
            for range in groups.ranges { targets[row * groups.columnCount + range.lowerBound + row % range.count] = 1 }
        }
        check(other) { tape in
            let answers = other.network.answers(batch(), itemTable: tape.parameter(other.network.items.id), dropout: nil, on: tape)
            let losses = tape.groupedCrossEntropy(
                answers.intents!.logits, probabilities: answers.intents!.predicted, groups: groups, targets: targets,
                weights: [Float](repeating: 1, count: length), scale: 1)
            return losses.reduce(0, +)
        }
    }

    /// The steepest element of each parameter and a few others, so that the check stays quick.
    private func check(
        _ built: (network: FoundationNetwork, store: ParameterStore), except closed: Set<String> = [],
        sourceLocation: SourceLocation = #_sourceLocation,
        _ loss: (Tape) -> Double
    ) {
        let gradients = GradientBuffer(built.network.layout)
        let tape = Tape(store: built.store, gradients: gradients)
        _ = loss(tape)
        tape.backward()
        let greatest = (0..<gradients.count).map { abs(gradients.values[$0]) }.max()!
        var compared = 0
        for parameter in built.network.layout.parameters where !closed.contains(parameter.key) {
            let places = parameter.offset..<parameter.offset + parameter.count
            let steepest = places.max { abs(gradients.values[$0]) < abs(gradients.values[$1]) }!
            for place in [steepest, places.lowerBound, places.upperBound - 1] {
                let kept = built.store.values[place]
                let step: Float = 5e-3
                built.store.values[place] = kept + step
                let above = loss(Tape(store: built.store, recording: false))
                built.store.values[place] = kept - step
                let below = loss(Tape(store: built.store, recording: false))
                built.store.values[place] = kept
                let numeric = Float((above - below) / Double(2 * step))
                let difference = abs(numeric - gradients.values[place])
                let (tolerance, analytic) = (gradientTolerance * greatest, gradients.values[place])
                #expect(
                    difference <= tolerance, "\(parameter.key) \(place): \(analytic), differences say \(numeric)",
                    sourceLocation: sourceLocation)
                compared += 1
            }
        }
        #expect(compared > 60 && greatest > 0)
    }

    /// Of the greatest gradient: differences of float32 with this step are good to about so much.
    private let gradientTolerance: Float = 1e-2
}

/// What a choice is, and which heads data can teach.
struct IntentLabelTests {
    private func sequence(_ items: [Int], days: [Int?], completions: [Float?] = []) -> TokenSequence {
        var tokens = TokenSequence()
        for (place, item) in items.enumerated() {
            tokens.items.append(ItemIndex(item))
            tokens.times.append(days[place].map { Int64($0) * 86_400 } ?? .min)
            tokens.completions.append(OutcomeBuckets.completion(place < completions.count ? completions[place] : nil))
            tokens.isTarget.append(true)
        }
        return tokens
    }

    @Test func aTitleIsDiscoveredGoneOnWithOrComeBackTo() {
        let tokens = sequence([1, 2, 1, 1, 2, 3], days: [0, 1, 10, 40, 100, 101], completions: [nil, 0.5, nil, nil, nil, nil])
        #expect(EngagementKind.all(of: tokens) == [.discover, .discover, .resume, .rewatch, .resume, .discover])
        #expect(EngagementKind(of: ItemIndex(3), after: tokens, time: 86_400 * 110) == .resume)
        #expect(EngagementKind(of: ItemIndex(3), after: tokens, time: 86_400 * 300) == .rewatch)
        #expect(EngagementKind(of: ItemIndex(9), after: tokens, time: 86_400 * 300) == .discover)
    }

    @Test func nineTenthsAreTheWholeTitle() {
        for (share, kind) in [(Float(0.89), EngagementKind.resume), (0.9, .rewatch), (1, .rewatch)] {
            let tokens = sequence([1, 1], days: [0, 400], completions: [share, nil])
            #expect(EngagementKind.all(of: tokens)[1] == kind, "\(share)")
        }
    }

    @Test func withoutTimesTheLatestChoicesAreRecent() {
        let tokens = sequence([1] + Array(2...20) + [1, 2, 3, 4, 50, 2], days: Array(repeating: nil, count: 26))
        let kinds = EngagementKind.all(of: tokens)
        #expect(kinds[20] == .resume, "twenty choices later")
        #expect(sequenceKind(1, [1] + Array(2...21)) == .rewatch, "twenty-one choices later")
        #expect(kinds[24] == .discover && kinds[25] == .resume)
    }

    private func sequenceKind(_ item: Int, _ items: [Int]) -> EngagementKind {
        let tokens = sequence(items, days: Array(repeating: nil, count: items.count))
        return EngagementKind(of: ItemIndex(item), after: tokens, time: .min)
    }

    @Test func timesAtTheEndsOfTheRangeAreNoTrap() {
        var tokens = sequence([1, 1], days: [0, 1])
        tokens.times = [.min + 1, .max]
        #expect(EngagementKind.all(of: tokens)[1] == .rewatch)
        tokens.times = [.max, .min + 1]
        #expect(EngagementKind.all(of: tokens)[1] == .resume)
    }

    private func fitted(_ catalog: Catalog, _ histories: [[Int]], hasOrder: Bool = true) -> IntentVocabulary? {
        let users = histories.enumerated().map { number, items in
            UserHistory(
                id: UserID("u\(number)"), key: UInt64(number),
                interactions: items.map { Interaction(item: ItemIndex($0), kind: .interaction) })
        }
        let dataset = Dataset(name: "labels", catalog: catalog, users: users)
        var configuration = TokenizerConfiguration()
        configuration.mergesAdjacent = false
        let tokenizer = InteractionTokenizer.fit(users, dataset: dataset, configuration: configuration)
        return IntentVocabulary(
            Set(IntentAspect.allCases), users: users, tokenizer: tokenizer, catalog: catalog, cutoffYear: 2020, hasOrder: hasOrder)
    }

    @Test func dataWithoutAnAspectHasNoHeadForIt() throws {
        let bare = Catalog((0..<6).map { Item(id: ItemID("i\($0)"), domain: .film) })
        #expect(fitted(bare, [[0, 1, 2], [3, 4, 5]]) == nil, "no repeats, no genres, one format, no years")
        #expect(fitted(bare, [[0, 1, 0], [3, 4, 3]])?.heads.map(\.aspect) == [.kind])
        #expect(fitted(bare, [[0, 1, 0], [3, 4, 3]], hasOrder: false) == nil)
        let rich = Catalog(
            (0..<6).map {
                Item(id: ItemID("i\($0)"), domain: $0 % 2 == 0 ? .film : .series, year: 1990 + 5 * $0, facets: [.genre: ["g\($0 % 3)"]])
            })
        let heads = try #require(fitted(rich, [[0, 1, 2, 3], [3, 4, 5, 3]])).heads
        #expect(heads.map(\.aspect) == IntentAspect.allCases)
        for head in heads {
            #expect(head.classes.count == head.shares.count && abs(head.shares.reduce(0, +) - 1) < 1e-5, "\(head)")
            #expect(head.shares.allSatisfy { $0 > 0 })
        }
        #expect(heads[2].classes.sorted() == ["film", "series"])
    }

    @Test func ofManyGenresTheMostChosenAreToldApart() throws {
        let catalog = Catalog((0..<80).map { Item(id: ItemID("i\($0)"), facets: [.genre: ["g\($0)"]]) })
        // The first items are chosen more often.
        let histories = (0..<80).map { user in (0..<40).map { ($0 * $0 + user) % (user + 1) } }
        let head = try #require(fitted(catalog, histories)?[.genre])
        #expect(head.classes.count == 32 && head.classes.first == "g0")
        #expect(head.place(of: "G0") == 0 && head.place(of: "g79") == nil)
    }
}
