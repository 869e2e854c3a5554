import Datasets
import Evaluation
import Tensors

/// How a model's logits and the popularity of the moment are weighed against each other; fitted on validation.
///
/// score = scale · logit + hour · log(1 + chosen in the last hour) + day · … + week · …
public struct LivePopularityWeights: Sendable, Codable, Hashable {
    /// Multiplies the model's logit.
    public var scale: Float
    /// What popularity is worth where no surface says otherwise.
    public var popularity: PopularityWeights
    /// Stands for `scale · logit` of an item that people choose and that the model has no vector for.
    public var unknownLogit: Float
    /// Factor on the popularity of each surface of the model's vocabulary that has enough cases; the others have 1.
    public var surfaceFactors: [Int: Float]

    public init(
        scale: Float = 1, popularity: PopularityWeights = PopularityWeights(), unknownLogit: Float = 0, surfaceFactors: [Int: Float] = [:]
    ) {
        self.scale = scale
        self.popularity = popularity
        self.unknownLogit = unknownLogit
        self.surfaceFactors = surfaceFactors
    }
}

/// Adds the terms to rows of logits, best in order of the requests' times.
struct LivePopularityTerms {
    private let log: PopularityLog
    private let weights: LivePopularityWeights
    private var cursor: PopularityCursor

    init(log: PopularityLog, weights: LivePopularityWeights) {
        self.log = log
        self.weights = weights
        cursor = PopularityCursor(log.timeline, weights: weights.popularity)
    }

    /// - Parameters:
    ///   - row: logits of the catalogue, `[V]`.
    ///   - surface: of the request, in the model's vocabulary.
    ///   - silent: items without a vector; they stay out unless somebody chose them in the week before.
    mutating func add(to row: UnsafeMutableBufferPointer<Float>, request: RequestContext, surface: UInt8, silent: [Int]) {
        guard let time = request.time, let target = row.baseAddress else { return }
        cursor.move(to: log.instant(of: time))
        Kernels.scale(target, by: weights.scale, count: row.count)
        for item in silent where cursor.isActive(item) { target[item] = weights.unknownLogit }
        let factor = weights.surfaceFactors[Int(surface)] ?? 1
        cursor.values.withUnsafeBufferPointer { Kernels.addScaled($0.baseAddress!, factor, to: target, count: row.count) }
    }
}
