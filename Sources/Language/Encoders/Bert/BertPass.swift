import Tensors

// Letters: T rows of a micro-batch (pieces of several texts, end to end), D width, H heads, F feed-forward width.

/// One worker's passes through the encoder: its memory is taken once and used for every micro-batch.
///
/// What only products read is written as they read it, by whatever makes it: the sums of a product go through bias and activation while
/// they lie in the first-level cache.
final class BertPass {
    private let weights: BertWeights
    private let isFloat32: Bool
    private let arena = Arena()
    private let rowLimit: Int
    private typealias Floats = UnsafeMutablePointer<Float>
    /// The residual stream, and the same as products read it.
    private let states: Floats
    private let read: OperandRows
    /// Queries, keys and values side by side; what attention makes of them; a block of the feed-forward.
    private let joint, mixed, hidden: OperandRows

    /// - Parameter rowLimit: most rows of a micro-batch.
    init(_ weights: BertWeights, precision: EncoderPrecision, rowLimit: Int) {
        self.weights = weights
        let isFloat32 = precision == .float32
        (self.isFloat32, self.rowLimit) = (isFloat32, rowLimit)
        let (d, f, arena) = (weights.configuration.width, weights.layers[0].feedForward[0].columns, arena)
        func operand(_ columns: Int) -> OperandRows { OperandRows(rows: rowLimit, columns: columns, float32: isFloat32, arena: arena) }
        states = arena.allocate(Float.self, count: rowLimit * d)
        (read, joint, mixed, hidden) = (operand(d), operand(3 * d), operand(d), operand(f))
    }

    /// Mean of the last states of each text, as a unit vector.
    ///
    /// - Parameters:
    ///   - pieces: of all texts, end to end, `[T]`.
    ///   - segments: rows of each text.
    ///   - out: where each text's vector goes, `[D]`.
    func run(_ pieces: UnsafePointer<Int32>, segments: JaggedOffsets, into out: (Int) -> UnsafeMutablePointer<Float>) {
        let rows = segments.rowCount
        precondition(rows <= rowLimit, "\(rows) rows for \(rowLimit)")
        embed(pieces, segments)
        for layer in weights.layers {
            attend(layer, segments)
            feedForward(layer, rows)
        }
        for segment in 0..<segments.segmentCount { pool(segments[segment], into: out(segment)) }
    }

    private var width: Int { weights.configuration.width }

    private func embed(_ pieces: UnsafePointer<Int32>, _ segments: JaggedOffsets) {
        let d = width
        weights.words.withUnsafeBufferPointer { words in
            weights.positions.withUnsafeBufferPointer { positions in
                for segment in 0..<segments.segmentCount {
                    let rows = segments[segment]
                    for row in rows {
                        let target = states + row * d
                        target.update(from: words.baseAddress! + Int(pieces[row]) * d, count: d)
                        Kernels.addScaled(positions.baseAddress! + (row - rows.lowerBound) * d, 1, to: target, count: d)
                    }
                }
            }
        }
        normalize(adding: nil, weights.embeddingNorm, segments.rowCount)
    }

    private func normalize(adding bias: [Float]?, _ norm: BertWeights.Norm, _ rows: Int) {
        Kernels.layerNorm(
            states, adding: bias, gain: norm.gain, bias: norm.bias, into: read, rows: rows, epsilon: weights.configuration.normEpsilon)
    }

    /// states += x · W.
    private func add(_ x: OperandRows, _ w: PackedMatrix, _ rows: Int) {
        MatrixProduct.multiply(
            x.view(), .packed(w), into: states, rowStride: width, shape: (rows, width, x.columns), beta: 1, float32: isFloat32, arena: arena
        )
    }

    private func attend(_ layer: BertWeights.Layer, _ segments: JaggedOffsets) {
        let (rows, heads) = (segments.rowCount, weights.configuration.headCount)
        let h = width / heads
        MatrixProduct.multiply(read, layer.attention, bias: layer.attentionBias, into: joint, rows: rows, arena: arena)
        for segment in 0..<segments.segmentCount {
            for head in 0..<heads {
                Kernels.fullAttention(
                    joint, into: mixed, rows: segments[segment], head: head * h..<(head + 1) * h, float32: isFloat32, arena: arena)
            }
        }
        add(mixed, layer.attentionOutput, rows)
        normalize(adding: layer.attentionOutputBias, layer.attentionNorm, rows)
    }

    private func feedForward(_ layer: BertWeights.Layer, _ rows: Int) {
        for block in layer.feedForward {
            let hidden = hidden.slice(at: 0, columns: block.columns)
            MatrixProduct.multiply(read, block.inner, bias: block.bias, gelu: true, into: hidden, rows: rows, arena: arena)
            add(hidden, block.output, rows)
        }
        normalize(adding: layer.outputBias, layer.outputNorm, rows)
    }

    private func pool(_ rows: Range<Int>, into out: UnsafeMutablePointer<Float>) {
        let d = width
        out.update(repeating: 0, count: d)
        for row in rows { Kernels.addScaled(states + row * d, 1, to: out, count: d) }
        let length = Float(Kernels.sumOfSquares(out, count: d).squareRoot())
        // The mean has the same direction as the sum.
        if length > 0 { Kernels.scale(out, by: 1 / length, count: d) }
    }
}
