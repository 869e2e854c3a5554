import Datasets
import NeuralNetworks
import Recommenders
import Tensors
import Testing

/// A prediction for token t reads post-action fields up to t − 1 and request fields up to t, nothing else.
@Suite(.serialized) struct PerturbationTests {
    private let vocabulary = TokenVocabulary(
        engagementCount: 6, durationCount: 5, completionCount: 5, ratingCount: 6, deviceCount: 3, localeCount: 3,
        surfaceCount: 3)
    private let items = 9
    private let length = 7

    private func sequence() -> TokenSequence {
        var tokens = TokenSequence()
        for t in 0..<length {
            tokens.items.append(ItemIndex((t * 4) % items))
            tokens.engagements.append(UInt16(t % 6))
            tokens.durations.append(UInt8(t % 5))
            tokens.completions.append(UInt8((t + 1) % 5))
            tokens.ratings.append(UInt8((t + 2) % 6))
            tokens.isTarget.append(true)
            tokens.times.append(Int64(1_000_000 + t * t * 5000))
            tokens.devices.append(UInt8(t % 3))
            tokens.hoursOfWeek.append(UInt8(1 + t * 11))
            tokens.locales.append(UInt16(t % 3))
            tokens.surfaces.append(UInt8((t + 1) % 3))
            tokens.sources.append(Int32(t)..<Int32(t + 1))
        }
        return tokens
    }

    /// The state of every request, one row each, as training computes it.
    private func states(_ tokens: TokenSequence, inputs: ModelInputs = .time, mixer: MixerKind) -> [[Float]] {
        let configuration = FoundationModelConfiguration(
            inputs: inputs, mixer: mixer, embeddingDimension: 16, layerCount: 3, headCount: 2, feedForwardDimension: 24,
            maximumSequenceLength: 16, facetDimension: 4, attentionWindow: 2, summaryBlock: 2, summaryCount: 2)
        let network = FoundationNetwork(
            configuration, sizes: NetworkSizes(items: items, facets: [], vocabulary: vocabulary))
        let store = ParameterStore(network.layout)
        network.initialize(store, itemKeys: (0..<items).map { UInt64($0) }, seed: 3)
        // Biases start at zero, and a zero bias would hide a leak through it.
        for parameter in network.layout.parameters where parameter.key.contains("bias") {
            store.fillNormal(parameter, standardDeviation: 1, seed: 9)
        }
        var batch = SequenceBatch()
        let requests = (0..<tokens.count).map { t in
            SequenceBatch.Request(
                position: t, time: tokens.times[t], device: tokens.devices[t], hour: tokens.hoursOfWeek[t],
                locale: tokens.locales[t], surface: tokens.surfaces[t], target: 0, weight: 1)
        }
        batch.append(tokens, window: 0..<tokens.count, requests: requests, seed: 0)
        let tape = Tape(store: store, recording: false)
        let vectors = network.userVectors(batch, itemTable: tape.parameter(network.items.id), dropout: nil, on: tape)
        return (0..<vectors.rows).map { Array(UnsafeBufferPointer(start: vectors.value + $0 * 16, count: 16)) }
    }

    private func expectSame(_ a: [Float], _ b: [Float], _ comment: Comment) {
        #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-6 }, comment)
    }
    private func expectMoved(_ a: [Float], _ b: [Float], _ comment: Comment) {
        #expect(zip(a, b).contains { abs($0 - $1) > 1e-4 }, comment)
    }

    private static let postActionFields = ["item", "engagement", "duration", "completion", "rating"]
    private static let requestFields = ["time", "device", "hour", "locale", "surface"]

    private func changed(_ tokens: TokenSequence, _ field: String, at t: Int) -> TokenSequence {
        var copy = tokens
        switch field {
        case "item": copy.items[t] = ItemIndex((tokens.items[t].position + 1) % items)
        case "engagement": copy.engagements[t] = (tokens.engagements[t] + 1) % 6
        case "duration": copy.durations[t] = (tokens.durations[t] + 1) % 5
        case "completion": copy.completions[t] = (tokens.completions[t] + 1) % 5
        case "rating": copy.ratings[t] = (tokens.ratings[t] + 1) % 6
        case "time": copy.times[t] += 60_000
        case "device": copy.devices[t] = (tokens.devices[t] + 1) % 3
        case "hour": copy.hoursOfWeek[t] += 1
        case "locale": copy.locales[t] = (tokens.locales[t] + 1) % 3
        default: copy.surfaces[t] = (tokens.surfaces[t] + 1) % 3
        }
        return copy
    }

    @Test(arguments: postActionFields, MixerKind.allCases) func whatHappenedAfterTheChoiceNeverReachesIt(field: String, mixer: MixerKind) {
        let before = states(sequence(), mixer: mixer)
        for t in 0..<length {
            let after = states(changed(sequence(), field, at: t), mixer: mixer)
            for earlier in 0...t { expectSame(before[earlier], after[earlier], "\(field) of token \(t) moved prediction \(earlier)") }
            if t + 1 < length { expectMoved(before[t + 1], after[t + 1], "\(field) of token \(t) is not read afterwards") }
        }
    }

    @Test(arguments: requestFields, MixerKind.allCases) func whatIsKnownBeforeTheChoiceMovesIt(field: String, mixer: MixerKind) {
        let before = states(sequence(), mixer: mixer)
        for t in 1..<length {
            let after = states(changed(sequence(), field, at: t), mixer: mixer)
            for earlier in 0..<t { expectSame(before[earlier], after[earlier], "\(field) of request \(t) moved prediction \(earlier)") }
            expectMoved(before[t], after[t], "\(field) of request \(t) does not move its prediction")
        }
    }

    @Test(arguments: MixerKind.allCases) func timesAtTheEndsOfTheRangeAreReadAndNotTrapped(mixer: MixerKind) {
        var extreme = sequence()
        extreme.times[0] = .min + 1
        extreme.times[length - 1] = .max
        for vector in states(extreme, mixer: mixer) { #expect(vector.allSatisfy { $0.isFinite } as Bool) }
    }

    @Test(arguments: MixerKind.allCases) func aModelOfIdsReadsNothingElse(mixer: MixerKind) {
        let before = states(sequence(), inputs: .ids, mixer: mixer)
        for field in Self.postActionFields.dropFirst() + Self.requestFields {
            for t in 0..<length {
                for (a, b) in zip(before, states(changed(sequence(), field, at: t), inputs: .ids, mixer: mixer)) {
                    expectSame(a, b, "\(field) reaches a model of ids")
                }
            }
        }
    }

    @Test(arguments: MixerKind.allCases) func trainingAndServingSeeTheSameState(mixer: MixerKind) throws {
        // One request at the end of a window gives what the same position gives among all positions of training.
        let all = states(sequence(), mixer: mixer)
        var shorter = sequence()
        for t in (4..<length).reversed() {
            shorter.items.remove(at: t); shorter.engagements.remove(at: t); shorter.durations.remove(at: t)
            shorter.completions.remove(at: t); shorter.ratings.remove(at: t); shorter.isTarget.remove(at: t)
            shorter.times.remove(at: t); shorter.devices.remove(at: t); shorter.hoursOfWeek.remove(at: t)
            shorter.locales.remove(at: t); shorter.surfaces.remove(at: t); shorter.sources.remove(at: t)
        }
        let prefix = states(shorter, mixer: mixer)
        for t in 0..<4 { expectSame(all[t], prefix[t], "position \(t) depends on what follows") }
    }
}
