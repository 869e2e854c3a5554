import CKernels

/// Row kernels for inference without a tape: no gradient is kept and nothing is allocated.
package enum ForwardKernels {
    package typealias Floats = UnsafeMutablePointer<Float>

    /// y = rmsnorm(x) · gain.   x, y: [R, D], inverse: [R] of scratch; y may be x.
    package static func rmsNorm(_ x: Floats, gain: UnsafePointer<Float>, into y: Floats, inverse: Floats, rows: Int, columns: Int) {
        tk_rmsnorm(y, inverse, x, gain, rows, columns, Kernels.epsilon)
    }

    /// y = a · sigmoid(g).   y and a: [R, D], g with stride; y may be a.
    package static func sigmoidGate(_ a: Floats, gate: Floats, stride: Int, into y: Floats, rows: Int, columns: Int) {
        tk_sigmoid_gate(y, columns, a, columns, gate, stride, rows, columns)
    }

    /// y = a · silu(g).   y and a: [R, D], g with stride; y may be a.
    package static func siluGate(_ a: Floats, gate: Floats, stride: Int, into y: Floats, rows: Int, columns: Int) {
        tk_swiglu(y, columns, gate, stride, a, columns, rows, columns)
    }

    /// y = silu(left half) · right half.   x: [R, 2F], y: [R, F]
    package static func swiGLU(_ x: Floats, into y: Floats, rows: Int, columns: Int) {
        tk_swiglu(y, columns, x, 2 * columns, x + columns, 2 * columns, rows, columns)
    }

    /// The first `columns` of each row become their silu.
    package static func silu(_ x: Floats, stride: Int, rows: Int, columns: Int) {
        for row in 0..<rows { tk_silu(x + row * stride, x + row * stride, columns) }
    }

    /// y[r] += table[index[r]], nothing where index[r] < 0.   y: [R, D]
    package static func gatherAdd(
        _ table: UnsafePointer<Float>, _ index: UnsafePointer<Int32>, into y: Floats, rows: Int, columns: Int
    ) {
        tk_gather_rows_add(y, table, index, nil, rows, columns)
    }

    package static func add(_ x: UnsafePointer<Float>, to y: Floats, count: Int) { tk_axpy(y, x, 1, count) }

    /// The first place of `0..<count` whose value is above the threshold; `count` where there is none.
    package static func firstAbove(_ threshold: Float, in x: UnsafePointer<Float>, count: Int) -> Int {
        tk_first_above(x, count, threshold)
    }
}
