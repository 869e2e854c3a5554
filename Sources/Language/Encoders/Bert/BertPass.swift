import Tensors

// Letters: T rows of a micro-batch (pieces of several texts, end to end), D width, H heads, d = D/H, F feed-forward width.

/// One worker's passes through the encoder: its memory is taken once and used for every micro-batch.
final class BertPass {
    private let weights: BertWeights
    private let isFloat32: Bool
    private let arena = Arena()
    private let rowLimit: Int
    private let longest: Int
    private typealias Floats = UnsafeMutablePointer<Float>
    private let states, joint, mixed, wide, scores: Floats

    /// - Parameters:
    ///   - rowLimit: most rows of a micro-batch.
    ///   - longest: most pieces of one text.
    init(_ weights: BertWeights, precision: EncoderPrecision, rowLimit: Int, longest: Int) {
        self.weights = weights
        isFloat32 = precision == .float32
        (self.rowLimit, self.longest) = (rowLimit, longest)
        let (d, f) = (weights.configuration.width, weights.layers[0].feedForward[0].columns)
        states = arena.allocate(Float.self, count: rowLimit * d)
        joint = arena.allocate(Float.self, count: rowLimit * 3 * d)
        mixed = arena.allocate(Float.self, count: rowLimit * d)
        wide = arena.allocate(Float.self, count: rowLimit * max(d, f))
        scores = arena.allocate(Float.self, count: longest * longest)
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
        normalize(states, weights.embeddingNorm, segments.rowCount)
    }

    private func normalize(_ x: Floats, _ norm: BertWeights.Norm, _ rows: Int) {
        Kernels.layerNorm(x, gain: norm.gain, bias: norm.bias, rows: rows, columns: width, epsilon: weights.configuration.normEpsilon)
    }

    private func multiply(_ x: Floats, _ stride: Int, _ w: PackedMatrix, into y: Floats, _ shape: (m: Int, n: Int, k: Int), beta: Float = 0)
    {
        MatrixProduct.multiply(
            .rowMajor(x, stride), .packed(w), into: y, rowStride: shape.n, shape: shape, beta: beta, float32: isFloat32, arena: arena)
    }

    // MARK: Attention

    private func attend(_ layer: BertWeights.Layer, _ segments: JaggedOffsets) {
        let (d, rows) = (width, segments.rowCount)
        multiply(states, d, layer.attention, into: joint, (rows, 3 * d, d))
        Kernels.addBias(layer.attentionBias, to: joint, rows: rows, columns: 3 * d)
        for segment in 0..<segments.segmentCount {
            for head in 0..<weights.configuration.headCount { attend(segments[segment], head) }
        }
        multiply(mixed, d, layer.attentionOutput, into: wide, (rows, d, d))
        Kernels.addWithBias(wide, bias: layer.attentionOutputBias, to: states, rows: rows, columns: d)
        normalize(states, layer.attentionNorm, rows)
    }

    /// softmax(q kᵀ) v of one text and head; q is scaled already.
    private func attend(_ rows: Range<Int>, _ head: Int) {
        let (d, t, h) = (width, rows.count, width / weights.configuration.headCount)
        let query = joint + rows.lowerBound * 3 * d + head * h
        MatrixProduct.multiply(
            .rowMajor(query, 3 * d), .plain(.transposed(query + d, 3 * d)), into: scores, rowStride: t, shape: (t, t, h),
            float32: isFloat32, arena: arena)
        Kernels.softmaxRows(scores, rows: t, columns: t)
        MatrixProduct.multiply(
            .rowMajor(scores, t), .plain(.rowMajor(query + 2 * d, 3 * d)), into: mixed + rows.lowerBound * d + head * h, rowStride: d,
            shape: (t, h, t), float32: isFloat32, arena: arena)
    }

    // MARK: Feed-forward

    private func feedForward(_ layer: BertWeights.Layer, _ rows: Int) {
        let d = width
        for (number, block) in layer.feedForward.enumerated() {
            multiply(states, d, block.inner, into: wide, (rows, block.columns, d))
            Kernels.addBiasGELU(wide, bias: block.bias, rows: rows, columns: block.columns)
            multiply(wide, block.columns, block.output, into: mixed, (rows, d, block.columns), beta: number == 0 ? 0 : 1)
        }
        Kernels.addWithBias(mixed, bias: layer.outputBias, to: states, rows: rows, columns: d)
        normalize(states, layer.outputNorm, rows)
    }

    // MARK: Pooling

    private func pool(_ rows: Range<Int>, into out: UnsafeMutablePointer<Float>) {
        let d = width
        out.update(repeating: 0, count: d)
        for row in rows { Kernels.addScaled(states + row * d, 1, to: out, count: d) }
        let length = Float(Kernels.sumOfSquares(out, count: d).squareRoot())
        // The mean has the same direction as the sum.
        if length > 0 { Kernels.scale(out, by: 1 / length, count: d) }
    }
}
