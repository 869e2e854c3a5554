import Tensors

/// Adam with decoupled weight decay (Loshchilov and Hutter, ICLR 2019), over a whole parameter store.
package final class AdamW: @unchecked Sendable {  // Rule: used by the training loop alone, between two steps of the workers.
    package struct Options: Sendable {
        package var beta1: Float = 0.9
        /// Lower than the usual 0.999: rare items get few gradients, and old ones should not rule.
        package var beta2: Float = 0.98
        package var epsilon: Float = 1e-8
        package var weightDecay: Float = 0.01
        /// Largest norm of the whole gradient.
        package var clipNorm: Float = 1
        package init() {}
    }

    private let store: ParameterStore
    package let options: Options
    package let first: GradientBuffer
    package let second: GradientBuffer
    /// Steps taken so far.
    package var step = 0

    package init(_ store: ParameterStore, options: Options) {
        self.store = store
        self.options = options
        first = GradientBuffer(store.layout)
        second = GradientBuffer(store.layout)
    }

    /// Sums the workers' gradients in their order, clips, and moves the weights.
    ///
    /// - Parameter clearing: leaves all gradients zero for the next step, while they are in the cache.
    /// - Returns: the norm of the gradient before clipping; when it is not finite the step is skipped.
    @discardableResult
    package func update(gradients: [GradientBuffer], learningRate: Float, workers: Int, clearing: Bool = false) -> Float {
        let parts = max(1, workers)
        let count = store.layout.count
        let total = gradients[0].values
        let squares = ParallelLoop.map(parts) { part in
            var sum = 0.0
            let range = Self.blocks(part, parts, count)
            for piece in Self.pieces(range) {
                for other in gradients.dropFirst() {
                    Kernels.accumulate(other.values + piece.lowerBound, into: total + piece.lowerBound, count: piece.count)
                }
                sum += Kernels.sumOfSquares(total + piece.lowerBound, count: piece.count)
            }
            return sum
        }
        let norm = Float(squares.reduce(0, +).squareRoot())
        guard norm.isFinite else { return norm }
        step += 1
        let scale = norm > options.clipNorm ? options.clipNorm / norm : 1
        ParallelLoop.run(parts) { part in
            let range = Self.blocks(part, parts, count)
            for piece in Self.pieces(range) {
                for parameter in store.layout.parameters {
                    move(parameter, within: piece, total, learningRate: learningRate, scale: scale)
                }
                guard clearing else { continue }
                for gradient in gradients { (gradient.values + piece.lowerBound).update(repeating: 0, count: piece.count) }
            }
        }
        return norm
    }

    /// Moves the part of a parameter that lies in `range` of the store.
    private func move(
        _ parameter: Parameter, within range: Range<Int>, _ gradient: UnsafeMutablePointer<Float>, learningRate: Float, scale: Float
    ) {
        let own = range.clamped(to: parameter.offset..<parameter.offset + parameter.count)
        guard !own.isEmpty else { return }
        let constants = AdamWStep(
            learningRate: learningRate, beta1: options.beta1, beta2: options.beta2, epsilon: options.epsilon,
            weightDecay: parameter.decays ? options.weightDecay : 0, step: step, gradientScale: scale)
        let offset = own.lowerBound
        Kernels.adamW(
            store.values + offset, first: first.values + offset, second: second.values + offset, gradient: gradient + offset,
            count: own.count, constants)
    }

    /// A range in pieces that stay in the cache while more than one thing is done with them.
    private static func pieces(_ range: Range<Int>) -> some Sequence<Range<Int>> {
        stride(from: range.lowerBound, to: range.upperBound, by: 1 << 14).lazy.map { $0..<min($0 + 1 << 14, range.upperBound) }
    }

    /// Parts that begin on multiples of 64, so that the result does not depend on how vectors straddle borders.
    private static func blocks(_ part: Int, _ parts: Int, _ count: Int) -> Range<Int> {
        let range = ParallelLoop.range(part, of: parts, count: (count + 63) / 64)
        return min(range.lowerBound * 64, count)..<min(range.upperBound * 64, count)
    }
}
