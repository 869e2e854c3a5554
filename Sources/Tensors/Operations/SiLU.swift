// silu(x) = x · sigmoid(x)     (Elfwing, Uchibe and Doya, Neural Networks 2018)

import CKernels

extension Tape {
    /// y = silu(x) of a range of columns.   x: [T, count], y: [T, count]
    package func silu(_ x: Columns) -> Tensor {
        let y = make(x.tensor.rows, x.count)
        for row in 0..<y.rows { tk_silu(y.value + row * x.count, x.value + row * x.stride, x.count) }
        record {
            guard let dy = y.gradient, let dx = x.gradient else { return }
            for row in 0..<y.rows {
                tk_silu_backward(dx + row * x.stride, dy + row * x.count, x.value + row * x.stride, x.count)
            }
        }
        return y
    }

    /// y = a · silu(g), element by element; `g` may be a column range of a wider tensor.
    package func siluGate(_ a: Tensor, by g: Columns) -> Tensor {
        precondition(a.rows == g.tensor.rows && a.columns == g.count, "siluGate: shapes differ")
        let y = make(a.rows, a.columns)
        tk_swiglu(y.value, a.columns, g.value, g.stride, a.value, a.columns, a.rows, a.columns)
        record {
            guard let dy = y.gradient, let da = a.gradient, let dg = g.gradient else { return }
            tk_swiglu_backward(
                dg, g.stride, da, a.columns, dy, a.columns, g.value, g.stride, a.value, a.columns, a.rows, a.columns)
        }
        return y
    }
}
