import Datasets
import NeuralNetworks
import Tensors

/// How the blocks let tokens read their past; chosen by measurement on validation.
public enum MixerKind: String, Sendable, Codable, CaseIterable {
    /// Gated softmax attention and a SwiGLU feed-forward.
    case softmax
    /// Pointwise SiLU attention whose gate takes the place of the feed-forward (Zhai et al. 2024). About a third of the
    /// weights of a softmax block at F = 3·D, so twice to three times as many layers cost the same.
    case hstu
    /// Softmax attention over a window of the latest tokens and learned summaries of all blocks of tokens before it: for histories
    /// of thousands of tokens, at a cost per token that hardly grows with them.
    case sparse
}

extension MixerKind {
    /// One of the first L − 1 blocks.
    func block(_ layer: Int, _ configuration: FoundationModelConfiguration, layout: inout ParameterLayout) -> any SequenceMixer {
        let (key, salt) = ("block.\(layer)", UInt64(100 + 2 * layer))
        let (width, distances) = (configuration.embeddingDimension, configuration.maximumSequenceLength)
        switch self {
        case .softmax:
            return SelfAttentionBlock(
                key, width: width, hidden: configuration.feedForwardDimension, heads: configuration.headCount, distances: distances,
                timeBuckets: configuration.timeBuckets, salt: salt, layout: &layout)
        case .hstu:
            return HSTUBlock(
                key, width: width, heads: configuration.headCount, distances: distances, timeBuckets: configuration.timeBuckets,
                salt: salt, layout: &layout)
        case .sparse:
            return SparseAttentionBlock(
                key, width: width, hidden: configuration.feedForwardDimension, heads: configuration.headCount,
                shape: configuration.sparseShape, timeBuckets: configuration.timeBuckets, salt: salt, layout: &layout)
        }
    }

    /// The last block.
    func requestBlock(_ configuration: FoundationModelConfiguration, layout: inout ParameterLayout) -> any RequestMixer {
        let (key, salt) = ("block.request", UInt64(50))
        let (width, distances) = (configuration.embeddingDimension, configuration.maximumSequenceLength)
        switch self {
        case .softmax:
            return RequestBlock(
                key, width: width, hidden: configuration.feedForwardDimension, heads: configuration.headCount, distances: distances,
                timeBuckets: configuration.timeBuckets, salt: salt, layout: &layout)
        case .hstu:
            return HSTURequestBlock(
                key, width: width, heads: configuration.headCount, distances: distances, timeBuckets: configuration.timeBuckets,
                salt: salt, layout: &layout)
        case .sparse:
            return SparseRequestBlock(
                key, width: width, hidden: configuration.feedForwardDimension, heads: configuration.headCount,
                shape: configuration.sparseShape, timeBuckets: configuration.timeBuckets, salt: salt, layout: &layout)
        }
    }
}

extension FoundationModelConfiguration {
    fileprivate var timeBuckets: Int? { inputs >= .time ? TimeGapBucket.count : nil }
    fileprivate var sparseShape: SparseAttentionShape {
        SparseAttentionShape(window: attentionWindow, block: summaryBlock, summaries: summaryCount)
    }

    /// How the blocks read a history; nil where every token reads all before it.
    package var sparseAttention: SparseAttentionShape? { mixer == .sparse ? sparseShape : nil }

    /// Where the latest window of a history of `positions` input positions begins.
    ///
    /// With sparse attention at a border of blocks, so that they hold the same tokens however long the history becomes; not where a
    /// window holds no summary or hardly two blocks.
    package func firstPosition(of positions: Int) -> Int {
        let first = max(0, positions - maximumSequenceLength)
        guard mixer == .sparse, first > 0, maximumSequenceLength >= max(attentionWindow + summaryBlock, 2 * summaryBlock) else {
            return first
        }
        return (first + summaryBlock - 1) / summaryBlock * summaryBlock
    }
}
