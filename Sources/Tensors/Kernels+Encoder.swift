import CKernels

extension Kernels {
    /// x becomes gelu(x + bias), the exact one with erf.   x: `[rows, columns]`, bias: `[columns]`
    package static func addBiasGELU(_ x: Floats, bias: UnsafePointer<Float>, rows: Int, columns: Int) {
        tk_bias_gelu_rows(x, x, bias, rows, columns)
    }

    /// y += x + bias.   x, y: `[rows, columns]`, bias: `[columns]`
    package static func addWithBias(_ x: UnsafePointer<Float>, bias: UnsafePointer<Float>, to y: Floats, rows: Int, columns: Int) {
        tk_add_bias_rows(y, x, bias, rows, columns)
    }

    /// x + bias in place.
    package static func addBias(_ bias: UnsafePointer<Float>, to x: Floats, rows: Int, columns: Int) {
        tk_bias_rows(x, x, bias, rows, columns)
    }

    /// Every row becomes (x − mean)/√(variance + epsilon) · gain + bias.
    package static func layerNorm(
        _ x: Floats, gain: UnsafePointer<Float>, bias: UnsafePointer<Float>, rows: Int, columns: Int, epsilon: Float
    ) {
        tk_layernorm(x, x, gain, bias, rows, columns, epsilon)
    }

    /// Every row becomes its softmax.   x: `[rows, columns]`, contiguous
    package static func softmaxRows(_ x: Floats, rows: Int, columns: Int) {
        for row in 0..<rows { tk_softmax_row(x + row * columns, columns, 1) }
    }
}
