/// For each row a bag of weighted table rows, in compressed form.
package struct Bags: Sendable {
    /// `rows + 1` borders into `indices`.
    package var borders: [Int32]
    package var indices: [Int32]
    /// Weight of each entry; the weights of one bag sum to one for a mean.
    package var weights: [Float]
    package init(borders: [Int32], indices: [Int32], weights: [Float]) {
        precondition(indices.count == weights.count, "bags: \(indices.count) indices, \(weights.count) weights")
        self.borders = borders
        self.indices = indices
        self.weights = weights
    }
    package var rowCount: Int { borders.count - 1 }
}

extension Tape {
    /// out[r − rows.lower, first...] = Σ weight · table[index] over the bag of row r; an empty bag gives zeros.
    ///
    /// Several fields write side by side into one wide tensor.   table: [F, d], out: [rows, ≥ first + d]
    package func poolBags(_ bags: Bags, rows: Range<Int>, table: Tensor, into out: Columns) {
        let d = table.columns
        precondition(out.count == d && out.tensor.rows == rows.count, "poolBags: shapes differ")
        for (position, row) in rows.enumerated() {
            let target = out.value + position * out.stride
            target.update(repeating: 0, count: d)
            for entry in Int(bags.borders[row])..<Int(bags.borders[row + 1]) {
                Kernels.addScaled(table.value + Int(bags.indices[entry]) * d, bags.weights[entry], to: target, count: d)
            }
        }
        record {
            guard let dout = out.gradient, let dtable = table.gradient else { return }
            for (position, row) in rows.enumerated() {
                let source = dout + position * out.stride
                for entry in Int(bags.borders[row])..<Int(bags.borders[row + 1]) {
                    Kernels.addScaled(source, bags.weights[entry], to: dtable + Int(bags.indices[entry]) * d, count: d)
                }
            }
        }
    }
}
