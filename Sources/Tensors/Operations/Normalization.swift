// RMS norm:  y = x / sqrt(mean(x²) + ε) · gain     (Zhang and Sennrich, NeurIPS 2019)
// L2 norm:   y = x / sqrt(Σ x² + ε)

extension Tape {
    /// Normalises each row to unit root mean square, then scales by `gain` `[1, D]`.
    package func rmsNorm(_ x: Tensor, gain: Parameter) -> Tensor {
        precondition(gain.count == x.columns, "rmsNorm \(gain.key): gain has \(gain.count) values, rows have \(x.columns)")
        let y = make(x.rows, x.columns)
        let g = parameter(gain)
        let inverse = arena.allocate(Float.self, count: x.rows)
        Kernels.rmsNorm(x.value, gain: g.value, into: y.value, inverse: inverse, rows: x.rows, columns: x.columns)
        record {
            guard let dy = y.gradient, let dg = g.gradient, let dx = x.gradient else { return }
            Kernels.rmsNormBackward(
                x.value, gain: g.value, inverse: inverse, dy: dy, dx: dx, dgain: dg, rows: x.rows, columns: x.columns)
        }
        return y
    }

    /// Normalises each row to unit length; a zero row stays zero.
    package func l2Normalize(_ x: Tensor) -> Tensor {
        let y = make(x.rows, x.columns)
        let inverse = arena.allocate(Float.self, count: x.rows)
        Kernels.l2Norm(x.value, into: y.value, inverse: inverse, rows: x.rows, columns: x.columns)
        record {
            guard let dy = y.gradient, let dx = x.gradient else { return }
            Kernels.l2NormBackward(y.value, inverse: inverse, dy: dy, dx: dx, rows: x.rows, columns: x.columns)
        }
        return y
    }
}
