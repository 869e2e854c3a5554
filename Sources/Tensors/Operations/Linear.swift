// y = x · W (+ b).   x: [T, K], W: [K, N], b: [1, N], y: [T, N]

extension Tape {
    /// A linear layer; complexity O(T·K·N) forward, twice that backward.
    package func linear(_ x: Tensor, _ weight: Parameter, bias: Parameter? = nil) -> Tensor {
        precondition(x.columns == weight.rows, "linear \(weight.key): \(x.columns) columns meet \(weight.rows) rows")
        let y = make(x.rows, weight.columns)
        let w = parameter(weight)
        let packed = packedWeights?[weight]
        MatrixProduct.multiply(
            .rowMajor(x), packed?.forward ?? .plain(.rowMajor(w)), into: y.value, rowStride: y.columns,
            shape: (x.rows, weight.columns, weight.rows), arena: arena)
        let b = bias.map { parameter($0) }
        if let b { Kernels.addRow(b.value, to: y.value, rows: y.rows, columns: y.columns) }
        record { [arena] in
            guard let dy = y.gradient else { return }
            if let dx = x.gradient {
                MatrixProduct.multiply(
                    .rowMajor(dy, y.columns), packed?.backward ?? .plain(.transposed(w.value, w.columns)), into: dx,
                    rowStride: x.columns, shape: (x.rows, weight.rows, weight.columns), beta: 1, arena: arena)
            }
            if let dw = w.gradient {
                MatrixProduct.multiply(
                    .transposed(x.value, x.columns), .plain(.rowMajor(dy, y.columns)), into: dw, rowStride: w.columns,
                    shape: (weight.rows, weight.columns, x.rows), beta: 1, arena: arena)
            }
            if let db = b?.gradient { Kernels.addColumnSums(of: dy, rows: y.rows, columns: y.columns, to: db) }
        }
        return y
    }
}
