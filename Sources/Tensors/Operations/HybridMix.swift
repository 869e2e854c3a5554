// e = g · id + (1 − g) · metadata,  g = sigmoid(a[count bucket] + b[age bucket])
// A dropped item shows what an unreleased title shows: no id part, the gate of count 0 and of no age.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Tape {
    /// Mixes the id part and the metadata part of every item.
    ///
    /// - Parameters:
    ///   - id, metadata: `[V, D]`.
    ///   - countGate: one logit per bucket of interaction counts, `[1, C]`; bucket 0 = never seen.
    ///   - ageGate: one logit per bucket of age, `[1, A]`; bucket 0 = not released.
    ///   - counts, ages: bucket of each item, `[V]`.
    ///   - dropped: whether the id part of each item is hidden in this batch, `[V]`.
    package func hybridMix(
        id: Tensor, metadata: Tensor, countGate: Tensor, ageGate: Tensor, counts: UnsafePointer<Int32>,
        ages: UnsafePointer<Int32>, dropped: UnsafePointer<Bool>?
    ) -> Tensor {
        precondition(id.rows == metadata.rows && id.columns == metadata.columns, "hybridMix: shapes differ")
        let (rows, d) = (id.rows, id.columns)
        let y = make(rows, d)
        let gates = arena.allocate(Float.self, count: rows)
        for row in 0..<rows {
            let hidden = dropped?[row] ?? false
            let logit = countGate.value[hidden ? 0 : Int(counts[row])] + ageGate.value[hidden ? 0 : Int(ages[row])]
            let gate = 1 / (1 + exp(-logit))
            gates[row] = gate
            let target = y.value + row * d
            target.update(repeating: 0, count: d)
            if !hidden { Kernels.addScaled(id.value + row * d, gate, to: target, count: d) }
            Kernels.addScaled(metadata.value + row * d, 1 - gate, to: target, count: d)
        }
        record {
            guard let dy = y.gradient, let did = id.gradient, let dmeta = metadata.gradient,
                let dcount = countGate.gradient, let dage = ageGate.gradient
            else { return }
            for row in 0..<rows {
                let hidden = dropped?[row] ?? false
                let (gate, source) = (gates[row], dy + row * d)
                var slope = -Kernels.dot(source, metadata.value + row * d, count: d)
                if !hidden {
                    slope += Kernels.dot(source, id.value + row * d, count: d)
                    Kernels.addScaled(source, gate, to: did + row * d, count: d)
                }
                Kernels.addScaled(source, 1 - gate, to: dmeta + row * d, count: d)
                slope *= gate * (1 - gate)
                dcount[hidden ? 0 : Int(counts[row])] += slope
                dage[hidden ? 0 : Int(ages[row])] += slope
            }
        }
        return y
    }
}
