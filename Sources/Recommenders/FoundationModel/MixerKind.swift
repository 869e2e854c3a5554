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
        }
    }
}

extension FoundationModelConfiguration {
    fileprivate var timeBuckets: Int? { inputs >= .time ? TimeGapBucket.count : nil }
}
