import Datasets
import NeuralNetworks
import Tensors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How titles that no training event shows take their place among those that people have met.
///
/// Two decisions that the network itself cannot make, since it never meets such a title while it learns:
/// - **Where a title lies.** The vectors of known titles are regressed on their attributes (kernel ridge regression), and a new
///   title gets the vector that its attributes predict. The network's own metadata embedding has met every value only beside
///   the titles it was trained on; the regression is penalised for exactly that.
/// - **What its logit is worth.** A predicted vector is less certain than a learned one, so its logit is flatter (`scale`), and it is
///   compared with what the same person's logit is on average for predicted vectors, not with those of known titles:
///
///       log p(new i | u) ∝ scale · cos(u, i)/τ − log mean over references exp(scale · cos(u, r)/τ) + offset
///
///   beside log p(known i | u) of the softmax: a mixture of two, whose share is the same for everybody.
///
/// All three were fitted on known titles that were treated as new; see `NewTitleFitter`.
package struct NewTitles: Sendable, Equatable {
    package var map: AttributeRegression
    /// Unit vectors that attributes predict for some known titles, `[R, D]`: what a new title's logit is compared with.
    package var references: [Float]
    /// Between 0 and about 1.
    package var scale: Float
    /// Log of the share of a new title, relative to all known titles together.
    package var offset: Float
    /// Share of a title's text in what places it, 0 to 1; the rest is its attributes'.
    package var textShare: Float = 0

    private static let prefix = "new-titles."

    /// As tensors of the bundle.
    func export() -> [String: Safetensors.Entry] {
        let (width, values) = (map.mean.count, map.inverseFrequencies.count)
        let rows = map.weights.count / max(1, width)
        var tensors: [String: Safetensors.Entry] = [
            Self.prefix + "inverse-frequencies": .init(shape: [values], values: map.inverseFrequencies),
            Self.prefix + "weights": .init(shape: [rows, width], values: map.weights),
            Self.prefix + "mean": .init(shape: [width], values: map.mean),
            Self.prefix + "references": .init(shape: [references.count / max(1, width), width], values: references),
            Self.prefix + "calibration": .init(shape: [2], values: [scale, offset]),
        ]
        if textShare > 0 { tensors[Self.prefix + "text-share"] = .init(shape: [1], values: [textShare]) }
        return tensors
    }

    /// - Returns: nil when the bundle has none.
    /// - Throws: `CheckpointError` when the shapes do not fit the model.
    init?(_ tensors: [String: Safetensors.Entry], facets: FacetVocabulary, textDimension: Int? = nil, width: Int) throws {
        guard tensors.keys.contains(where: { $0.hasPrefix(Self.prefix) }) else { return nil }
        func values(_ name: String, _ shape: [Int]?) throws -> [Float] {
            guard let entry = tensors[Self.prefix + name] else { throw CheckpointError.missing(Self.prefix + name) }
            if let shape, entry.shape != shape || entry.values.count != shape.reduce(1, *) {
                throw CheckpointError.shape(Self.prefix + name, expected: shape, found: entry.shape)
            }
            return entry.values
        }
        let count = facets.fields.reduce(0) { $0 + $1.values.count }
        textShare = tensors[Self.prefix + "text-share"]?.values.first ?? 0
        let rows = count + (textShare > 0 ? textDimension ?? 0 : 0)
        map = AttributeRegression(
            inverseFrequencies: try values("inverse-frequencies", [count]), weights: try values("weights", [rows, width]),
            mean: try values("mean", [width]))
        references = try values("references", nil)
        guard !references.isEmpty, references.count % width == 0 else {
            throw CheckpointError.shape(Self.prefix + "references", expected: [1, width], found: [references.count])
        }
        let calibration = try values("calibration", [2])
        (scale, offset) = (calibration[0], calibration[1])
    }

    init(map: AttributeRegression, references: [Float], scale: Float, offset: Float) {
        self.map = map
        self.references = references
        self.scale = scale
        self.offset = offset
    }

    /// What is added to `scale` times the logit of a new title, so that it can stand beside the logits of known ones.
    ///
    /// - Parameters:
    ///   - user: unit vector, `[D]`.
    ///   - logits: of the whole catalogue, `[V]`.
    ///   - known: items that the softmax of the training ran over.
    /// - Complexity: O(R·D + V).
    func shift(user: UnsafePointer<Float>, inverseTemperature: Float, logits: UnsafePointer<Float>, known: [Int32]) -> Float {
        let width = map.mean.count
        let reference = references.withUnsafeBufferPointer { rows in
            LogSum.ofMean(rows.count / width) {
                scale * inverseTemperature * Kernels.dot(user, rows.baseAddress! + $0 * width, count: width)
            }
        }
        return LogSum.of(known.count) { logits[Int(known[$0])] } - reference + offset
    }
}

/// Logarithms of sums of exponentials that neither overflow nor vanish.
enum LogSum {
    /// log Σ exp(value(i)), −∞ of nothing.
    static func of(_ count: Int, _ value: (Int) -> Float) -> Float {
        guard count > 0 else { return -.infinity }
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { values in
            var greatest = -Float.infinity
            for index in 0..<count {
                values[index] = value(index)
                greatest = max(greatest, values[index])
            }
            guard greatest.isFinite else { return greatest }
            return greatest + Float(log(Kernels.sumOfExponentials(values.baseAddress!, shift: greatest, count: count)))
        }
    }

    static func ofMean(_ count: Int, _ value: (Int) -> Float) -> Float {
        of(count, value) - Float(log(Double(max(1, count))))
    }
}
