extension Tape {
    /// y = a + b.
    package func add(_ a: Tensor, _ b: Tensor) -> Tensor {
        precondition(a.rows == b.rows && a.columns == b.columns, "add: shapes differ")
        let y = make(a.rows, a.columns)
        Kernels.add(a.value, b.value, into: y.value, count: y.count)
        record {
            guard let dy = y.gradient else { return }
            if let da = a.gradient { Kernels.accumulate(dy, into: da, count: y.count) }
            if let db = b.gradient { Kernels.accumulate(dy, into: db, count: y.count) }
        }
        return y
    }

    /// y = a + dropout(b): the residual connection.
    ///
    /// - Parameter salt: tells this dropout from the others of the same segment.
    package func addDropped(_ a: Tensor, _ b: Tensor, segments: JaggedOffsets, dropout: DropoutSeeds?, salt: UInt64) -> Tensor {
        guard let dropout, dropout.rate > 0, recording else { return add(a, b) }
        return add(a, dropped(b, segments: segments, dropout: dropout, salt: salt))
    }

    /// y = b · mask / (1 − rate), with the mask drawn anew from (segment seed, salt) on the way back.
    package func dropped(_ b: Tensor, segments: JaggedOffsets, dropout: DropoutSeeds?, salt: UInt64) -> Tensor {
        guard let dropout, dropout.rate > 0, recording else { return b }
        precondition(segments.rowCount == b.rows, "dropout: segments cover \(segments.rowCount) of \(b.rows) rows")
        let y = make(b.rows, b.columns)
        func apply(_ from: UnsafeMutablePointer<Float>, _ to: UnsafeMutablePointer<Float>) {
            for segment in 0..<segments.segmentCount {
                let rows = segments[segment]
                let seed = TensorHash.mix(dropout.seeds[segment] ^ TensorHash.mix(salt))
                Kernels.dropout(
                    from + rows.lowerBound * b.columns, into: to + rows.lowerBound * b.columns,
                    count: rows.count * b.columns, seed: seed, rate: dropout.rate)
            }
        }
        apply(b.value, y.value)
        record { [arena] in
            guard let dy = y.gradient, let db = b.gradient else { return }
            let masked = arena.allocate(Float.self, count: b.count)
            apply(dy, masked)
            Kernels.accumulate(masked, into: db, count: b.count)
        }
        return y
    }

    /// y = a · sigmoid(g), element by element; `g` may be a column range of a wider tensor.
    package func gate(_ a: Tensor, by g: Columns) -> Tensor {
        precondition(a.rows == g.tensor.rows && a.columns == g.count, "gate: shapes differ")
        let y = make(a.rows, a.columns)
        Kernels.sigmoidGate(
            a.value, gate: g.value, gateStride: g.tensor.columns, into: y.value, rows: a.rows, columns: a.columns)
        record {
            guard let dy = y.gradient, let da = a.gradient, let dg = g.gradient else { return }
            Kernels.sigmoidGateBackward(
                a.value, gate: g.value, gateStride: g.tensor.columns, dy: dy, da: da, dgate: dg, rows: a.rows,
                columns: a.columns)
        }
        return y
    }

    /// y = silu(left half) · right half.   x: [T, 2F], y: [T, F]   (Shazeer, "GLU Variants", 2020)
    package func swiGLU(_ x: Tensor) -> Tensor {
        precondition(x.columns % 2 == 0, "swiGLU needs an even number of columns")
        let y = make(x.rows, x.columns / 2)
        Kernels.swiGLU(x.value, into: y.value, rows: x.rows, columns: y.columns)
        record {
            guard let dy = y.gradient, let dx = x.gradient else { return }
            Kernels.swiGLUBackward(x.value, dy: dy, dx: dx, rows: x.rows, columns: y.columns)
        }
        return y
    }
}

/// A range of a tensor's columns, in place.
package struct Columns {
    package let tensor: Tensor
    package let first: Int
    package let count: Int
    package init(_ tensor: Tensor, _ first: Int, _ count: Int) {
        precondition(first >= 0 && count >= 0 && first + count <= tensor.columns, "columns \(first)+\(count) of \(tensor.columns)")
        self.tensor = tensor
        self.first = first
        self.count = count
    }
    package init(_ tensor: Tensor) { self.init(tensor, 0, tensor.columns) }
    package var value: UnsafeMutablePointer<Float> { tensor.value + first }
    package var gradient: UnsafeMutablePointer<Float>? { tensor.gradient.map { $0 + first } }
    package var stride: Int { tensor.columns }
}

/// SplitMix64's finalizer, for seeds of masks and initial weights.
package enum TensorHash {
    package static func mix(_ input: UInt64) -> UInt64 {
        var z = input &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
