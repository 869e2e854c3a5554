import CKernels

/// The C kernels under Swift names; shapes and rules are those of `CKernels.h`.
package enum Kernels {
    package typealias Floats = UnsafeMutablePointer<Float>
    static let epsilon: Float = 1e-6

    /// Whether products round their operands to bf16 at the active level.
    package static var usesBFloat16: Bool { tk_level_uses_bf16(tk_level_current()) != 0 }

    package static func add(_ a: Floats, _ b: Floats, into y: Floats, count: Int) { tk_add(y, a, b, count) }
    package static func accumulate(_ x: Floats, into y: Floats, count: Int) { tk_axpy(y, x, 1, count) }
    package static func addScaled(_ x: UnsafePointer<Float>, _ scale: Float, to y: Floats, count: Int) { tk_axpy(y, x, scale, count) }
    package static func scale(_ x: Floats, by factor: Float, count: Int) { tk_scale(x, x, factor, count) }
    package static func dot(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float { Float(tk_dot(a, b, count)) }
    /// Products of one vector with some rows of a table `[any, count]`, each as `dot` gives it.
    package static func dots(
        _ x: UnsafePointer<Float>, with table: UnsafePointer<Float>, rows: UnsafeBufferPointer<Int32>, count: Int, into products: Floats
    ) {
        guard let index = rows.baseAddress else { return }
        tk_dot_gathered(products, x, table, index, rows.count, count)
    }
    /// Some rows of a table `[any, count]` as the first columns of a matrix `[count, stride]`.
    package static func gatherColumns(
        of table: UnsafePointer<Float>, rows: UnsafeBufferPointer<Int32>, count: Int, into columns: Floats, stride: Int
    ) {
        guard let index = rows.baseAddress else { return }
        tk_gather_columns(columns, stride, table, index, rows.count, count)
    }
    /// The sum of some rows `[rows, count]`, each times its weight.
    package static func combine(
        _ rows: UnsafePointer<Float>, weights: UnsafePointer<Float>, rowCount: Int, count: Int, into sum: Floats
    ) {
        tk_combine_rows(sum, weights, rows, rowCount, count)
    }
    package static func sumOfSquares(_ x: UnsafePointer<Float>, count: Int) -> Double { tk_sum_squares(x, count) }

    static func addRow(_ row: Floats, to y: Floats, rows: Int, columns: Int) { tk_bias_rows(y, y, row, rows, columns) }
    static func addColumnSums(of x: Floats, rows: Int, columns: Int, to sums: Floats) {
        tk_bias_rows_backward(sums, x, columns, rows, columns)
    }

    static func rmsNorm(_ x: Floats, gain: Floats, into y: Floats, inverse: Floats, rows: Int, columns: Int) {
        tk_rmsnorm(y, inverse, x, gain, rows, columns, epsilon)
    }
    static func rmsNormBackward(
        _ x: Floats, gain: Floats, inverse: Floats, dy: Floats, dx: Floats, dgain: Floats, rows: Int, columns: Int
    ) {
        tk_rmsnorm_backward(dx, dgain, dy, x, gain, inverse, rows, columns)
    }
    package static func l2Norm(_ x: Floats, into y: Floats, inverse: Floats, rows: Int, columns: Int) {
        tk_l2_normalize(y, inverse, x, rows, columns, epsilon)
    }
    package static func l2NormBackward(_ y: Floats, inverse: Floats, dy: Floats, dx: Floats, rows: Int, columns: Int) {
        tk_l2_normalize_backward(dx, dy, y, inverse, rows, columns, epsilon)
    }

    static func dropout(_ x: Floats, into y: Floats, count: Int, seed: UInt64, rate: Float) {
        tk_dropout(y, x, count, seed, 0, 1 - rate)
    }

    static func sigmoidGate(_ a: Floats, gate: Floats, gateStride: Int, into y: Floats, rows: Int, columns: Int) {
        tk_sigmoid_gate(y, columns, a, columns, gate, gateStride, rows, columns)
    }
    static func sigmoidGateBackward(
        _ a: Floats, gate: Floats, gateStride: Int, dy: Floats, da: Floats, dgate: Floats, rows: Int, columns: Int
    ) {
        tk_sigmoid_gate_backward(da, columns, dgate, gateStride, dy, columns, a, columns, gate, gateStride, rows, columns)
    }
    static func swiGLU(_ x: Floats, into y: Floats, rows: Int, columns: Int) {
        tk_swiglu(y, columns, x, 2 * columns, x + columns, 2 * columns, rows, columns)
    }
    static func swiGLUBackward(_ x: Floats, dy: Floats, dx: Floats, rows: Int, columns: Int) {
        tk_swiglu_backward(
            dx, 2 * columns, dx + columns, 2 * columns, dy, columns, x, 2 * columns, x + columns, 2 * columns, rows, columns)
    }

    static func gatherAdd(_ table: Floats, _ index: UnsafePointer<Int32>, into y: Floats, rows: Int, columns: Int) {
        tk_gather_rows_add(y, table, index, nil, rows, columns)
    }
    static func scatterAdd(_ x: Floats, _ index: UnsafePointer<Int32>, into table: Floats, rows: Int, columns: Int) {
        tk_scatter_rows_add(table, x, index, nil, rows, columns)
    }

    /// Σ exp(x − shift); `x` is overwritten.
    package static func sumOfExponentials(_ x: Floats, shift: Float, count: Int) -> Double {
        for index in 0..<count { x[index] -= shift }
        tk_exp(x, x, count)
        return tk_sum(x, count)
    }

    /// x becomes exp(x − shift); sums gain the row sums.
    static func exponentials(_ x: Floats, stride: Int, rows: Int, columns: Int, shift: Float, sums: Floats) {
        for row in 0..<rows {
            let target = x + row * stride
            for column in 0..<columns { target[column] -= shift }
            tk_exp(target, target, columns)
            sums[row] += Float(tk_sum(target, columns))
        }
    }
    /// The same, written as bf16 elsewhere.
    static func exponentials(
        _ x: Floats, stride: Int, into out: UnsafeMutablePointer<UInt16>, outStride: Int, rows: Int, columns: Int,
        shift: Float, sums: Floats
    ) {
        tk_exp_rows(out, outStride, sums, x, stride, rows, columns, 1, shift)
    }
}

/// The constants of one AdamW step.
package struct AdamWStep {
    package var learningRate: Float
    package var beta1: Float
    package var beta2: Float
    package var epsilon: Float
    package var weightDecay: Float
    /// Counted from 1; corrects the bias of the moving averages.
    package var step: Int
    /// Multiplies the gradient before use, for clipping.
    package var gradientScale: Float
    package init(
        learningRate: Float, beta1: Float, beta2: Float, epsilon: Float, weightDecay: Float, step: Int, gradientScale: Float
    ) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        self.step = step
        self.gradientScale = gradientScale
    }
}

extension Kernels {
    /// One decoupled-decay Adam step on `count` values.
    package static func adamW(
        _ value: Floats, first: Floats, second: Floats, gradient: UnsafePointer<Float>, count: Int, _ step: AdamWStep
    ) {
        var options = tk_adamw_options()
        options.learning_rate = step.learningRate
        options.beta1 = step.beta1
        options.beta2 = step.beta2
        options.epsilon = step.epsilon
        options.weight_decay = step.weightDecay
        options.correction1 = Float(1 - power(Double(step.beta1), step.step))
        options.correction2 = Float(1 - power(Double(step.beta2), step.step))
        options.gradient_scale = step.gradientScale
        tk_adamw(value, first, second, gradient, count, &options)
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        var (result, factor, n) = (1.0, base, exponent)
        while n > 0 {
            if n & 1 == 1 { result *= factor }
            factor *= factor
            n >>= 1
        }
        return result
    }
}
