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

/// Hides entries of bags in one training step, so that no row is known by one rare entry of its bag.
package struct BagDropout {
    /// One a row of the bags: which entries are hidden depends on who a row is, not on where it stands.
    package var rowKeys: [UInt64]
    package var step: UInt64
    package var rate: Float
    package init(rowKeys: [UInt64], step: UInt64, rate: Float) {
        self.rowKeys = rowKeys
        self.step = step
        self.rate = rate
    }

    /// Weight factor of an entry: 0 when hidden, else 1 / (1 − rate).
    fileprivate func factor(row: Int, entry: Int, salt: UInt64) -> Float {
        let word = TensorHash.mix(TensorHash.mix(rowKeys[row] ^ TensorHash.mix(step)) ^ (salt &* 0x9E37_79B9 &+ UInt64(entry)))
        return Float(word >> 40) * 0x1p-24 < rate ? 0 : 1 / (1 - rate)
    }
}

extension Tape {
    /// out[r − rows.lower, first...] = Σ weight · table[index] over the bag of row r; an empty bag gives zeros.
    ///
    /// Several fields write side by side into one wide tensor.   table: [F, d], out: [rows, ≥ first + d]
    package func poolBags(_ bags: Bags, rows: Range<Int>, table: Tensor, into out: Columns, dropout: BagDropout? = nil, salt: UInt64 = 0) {
        let d = table.columns
        precondition(out.count == d && out.tensor.rows == rows.count, "poolBags: shapes differ")
        func forEachEntry(_ body: (_ position: Int, _ index: Int, _ weight: Float) -> Void) {
            for (position, row) in rows.enumerated() {
                let first = Int(bags.borders[row])
                for entry in first..<Int(bags.borders[row + 1]) {
                    let factor = dropout?.factor(row: row, entry: entry - first, salt: salt) ?? 1
                    if factor != 0 { body(position, Int(bags.indices[entry]), bags.weights[entry] * factor) }
                }
            }
        }
        for position in 0..<rows.count { (out.value + position * out.stride).update(repeating: 0, count: d) }
        forEachEntry { position, index, weight in
            Kernels.addScaled(table.value + index * d, weight, to: out.value + position * out.stride, count: d)
        }
        record {
            guard let dout = out.gradient, let dtable = table.gradient else { return }
            forEachEntry { position, index, weight in
                Kernels.addScaled(dout + position * out.stride, weight, to: dtable + index * d, count: d)
            }
        }
    }
}
