import Tensors

/// The gradient of a few rows of a table; the others have none.
package struct SparseRowGradient {
    package let parameter: Parameter
    /// Distinct rows of the table, `[T]`.
    package let rows: [Int32]
    /// `[T, D]`.
    package let values: UnsafePointer<Float>
    package init(_ parameter: Parameter, rows: [Int32], values: UnsafePointer<Float>) {
        self.parameter = parameter
        self.rows = rows
        self.values = values
    }

    /// Where the table lies in a store.
    var range: Range<Int> { parameter.offset..<parameter.offset + parameter.count }
}

extension AdamW {
    /// One step in which one table has a gradient for a few of its rows only: what a step costs does not grow with the table.
    ///
    /// Rows without a gradient stay as they are: their averages do not fade and decay does not pull at them, as in PyTorch's `SparseAdam`.
    /// All other parameters take the usual step, and the norm that is clipped is that of the whole gradient.
    /// - Returns: the norm before clipping; when it is not finite the step is skipped.
    @discardableResult
    package func update(
        _ store: ParameterStore, gradients: [GradientBuffer], sparse: SparseRowGradient, learningRate: Float, workers: Int
    ) -> Float {
        let count = sparse.rows.count * sparse.parameter.columns
        let squares = [0..<sparse.range.lowerBound, sparse.range.upperBound..<store.layout.count].reduce(
            Kernels.sumOfSquares(sparse.values, count: count)
        ) { $0 + Self.gather(gradients, in: $1) }
        let norm = Float(squares.squareRoot())
        guard norm.isFinite else { return norm }
        step += 1
        let scale = norm > options.clipNorm ? options.clipNorm / norm : 1
        func constants(_ parameter: Parameter) -> AdamWStep {
            AdamWStep(
                learningRate: learningRate, beta1: options.beta1, beta2: options.beta2, epsilon: options.epsilon,
                weightDecay: parameter.decays ? options.weightDecay : 0, step: step, gradientScale: scale)
        }
        for parameter in store.layout.parameters where parameter.index != sparse.parameter.index {
            let offset = parameter.offset
            Kernels.adamW(
                store.values + offset, first: first.values + offset, second: second.values + offset, gradient: gradients[0].values + offset,
                count: parameter.count, constants(parameter))
        }
        move(store, sparse, constants(sparse.parameter), workers: workers)
        return norm
    }

    /// Adds the others' gradients to the first's, in their order.
    ///
    /// - Returns: the sum of squares.
    private static func gather(_ gradients: [GradientBuffer], in range: Range<Int>) -> Double {
        for other in gradients.dropFirst() {
            Kernels.accumulate(other.values + range.lowerBound, into: gradients[0].values + range.lowerBound, count: range.count)
        }
        return Kernels.sumOfSquares(gradients[0].values + range.lowerBound, count: range.count)
    }

    private func move(_ store: ParameterStore, _ sparse: SparseRowGradient, _ constants: AdamWStep, workers: Int) {
        let width = sparse.parameter.columns
        ParallelLoop.run(max(1, workers)) { [first, second] part in
            for place in ParallelLoop.range(part, of: max(1, workers), count: sparse.rows.count) {
                let offset = sparse.parameter.offset + Int(sparse.rows[place]) * width
                Kernels.adamW(
                    store.values + offset, first: first.values + offset, second: second.values + offset,
                    gradient: sparse.values + place * width, count: width, constants)
            }
        }
    }
}

extension GradientBuffer {
    /// Zeroes all but the place of a table whose gradient is kept elsewhere, and which was never written.
    package func clear(outside parameter: Parameter) {
        let end = parameter.offset + parameter.count
        values.update(repeating: 0, count: parameter.offset)
        (values + end).update(repeating: 0, count: count - end)
    }
}
