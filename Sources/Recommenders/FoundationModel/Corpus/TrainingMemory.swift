// Letters: P weights, V items, D width, F width of the feed-forward, L layers, W workers, M tokens of a micro-batch.

/// What a trainer holds in memory beside the histories, and the micro-batch that a budget allows.
///
/// Gradients are summed over a step's micro-batches, so their size decides memory and speed, not what is learned; only the
/// rounding of the sums differs, which is why a budget is part of what makes two runs equal.
public struct TrainingMemory: Sendable {
    /// Of everything that does not grow with the micro-batch.
    public let fixedBytes: Double
    /// Of one token of one worker.
    public let bytesPerToken: Double
    private let workers: Double
    private let longest: Int

    ///     weights: 4 B · P · (weights 1 + averages 2 + gradients W + best 1 + packed 1)
    ///     items: 4 B · V · D · (2 + 2 W)
    ///     softmax: 2 B · W · min(128, 2²⁰ / V) · V
    public init(_ model: FoundationModelConfiguration, items: Int, weights: Int, workers: Int) {
        let (v, d, w) = (Double(items), Double(model.embeddingDimension), Double(max(1, workers)))
        let softmax = 2 * w * max(16, min(128, 1_048_576 / max(1, v))) * v
        fixedBytes = Self.trainerBytes + 4 * Double(weights) * (5 + w) + 4 * v * d * (2 + 2 * w) + softmax
        bytesPerToken = Self.bytesPerToken(model, tokens: model.maximumSequenceLength)
        self.workers = w
        longest = model.maximumSequenceLength
    }

    /// What a trainer needs whatever its shape: scratch, buffers, lists.
    public static let trainerBytes = 30e6

    /// Activations and their gradients: 4 B · L · (8 D + 1.5 F), where at most two layers count for L, and 2 D for each of the others,
    /// when so many tokens are carried at once that blocks are computed again.
    ///
    /// Fitted with `trainerBytes` to what programs needed at widths of 32 to 128 and 2 to 8 layers.
    public static func bytesPerToken(_ model: FoundationModelConfiguration, tokens: Int) -> Double {
        let width = Double(model.embeddingDimension)
        let held = model.heldLayers(tokens: tokens)
        return 4 * (Double(held) * (8 * width + 1.5 * Double(model.feedForwardDimension)) + Double(model.layerCount - held) * 2 * width)
    }

    /// With micro-batches of M tokens; one window may be all of a micro-batch.
    public func bytes(tokensPerMicroBatch tokens: Int) -> Double {
        fixedBytes + workers * Double(max(tokens, longest)) * bytesPerToken
    }

    /// The largest micro-batch up to `wanted` tokens that fits.
    ///
    /// - Throws: `FoundationModelError.configuration` when not even one longest window does.
    public func tokensPerMicroBatch(wanted: Int, megabytes: Int?) throws -> Int {
        guard let megabytes else { return wanted }
        let least = bytes(tokensPerMicroBatch: longest)
        guard Double(megabytes) * 1e6 >= least else {
            throw FoundationModelError.configuration(
                field: "training.memoryMegabytes", value: "\(megabytes)",
                rule: "\(Int((least / 1e6).rounded(.up))) or more for this model; less takes fewer workers, a narrower or a shorter model")
        }
        let room = (Double(megabytes) * 1e6 - fixedBytes) / (workers * bytesPerToken)
        return min(wanted, max(longest, Int(room)))
    }
}
