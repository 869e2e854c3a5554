// p[r, c] = exp(l[r, c]) / Σ exp(l[r, ·]) over the group of c.
// loss = Σ_r w_r Σ_g Σ_c∈g t[r, c] · (−log p[r, c]);  groups whose targets are all zero have no loss.
// Letters: R rows, C columns of all groups together.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Neighbouring columns that make one distribution each.
package struct ColumnGroups: Sendable, Hashable {
    package let ranges: [Range<Int>]
    /// C.
    package var columnCount: Int { ranges.last?.upperBound ?? 0 }

    /// - Parameter sizes: columns of each group, none empty.
    package init(_ sizes: [Int]) {
        precondition(sizes.allSatisfy { $0 > 0 }, "groups of \(sizes) columns")
        var end = 0
        ranges = sizes.map { size in
            end += size
            return end - size..<end
        }
    }

    /// Each group of each row becomes a distribution.   x: [R, C], in place
    package func normalize(_ x: UnsafeMutablePointer<Float>, rows: Int) {
        for row in 0..<rows {
            for range in ranges { Self.normalize(x + row * columnCount + range.lowerBound, count: range.count) }
        }
    }

    private static func normalize(_ x: UnsafeMutablePointer<Float>, count: Int) {
        var highest = x[0]
        for place in 1..<max(1, count) { highest = max(highest, x[place]) }
        var sum: Float = 0
        for place in 0..<count {
            x[place] = exp(x[place] - highest)
            sum += x[place]
        }
        for place in 0..<count { x[place] /= sum }
    }
}

extension Tape {
    /// A distribution for each group of each row.   logits, y: [R, C]
    ///
    /// A reading: nothing goes back through it, so that whoever uses the distributions cannot bend them. They learn from
    /// `groupedCrossEntropy` alone.
    package func groupedSoftmax(_ logits: Tensor, groups: ColumnGroups) -> Tensor {
        precondition(groups.columnCount == logits.columns, "groups of \(groups.columnCount) columns, logits of \(logits.columns)")
        let y = make(logits.rows, logits.columns, differentiable: false)
        y.value.update(from: logits.value, count: logits.count)
        groups.normalize(y.value, rows: y.rows)
        return y
    }

    /// Adds the gradient of the cross-entropy to the logits' gradient at once.
    ///
    /// - Parameters:
    ///   - probabilities: of `groupedSoftmax` of the logits, untouched.
    ///   - targets: `[R, C]`, not negative; in each group they sum to one, or to zero where there is no label.
    ///   - weights: `[R]`.
    ///   - scale: of the gradient; the result is not scaled.
    /// - Returns: the loss of each group.
    package func groupedCrossEntropy(
        _ logits: Tensor, probabilities: Tensor, groups: ColumnGroups, targets: UnsafePointer<Float>, weights: UnsafePointer<Float>,
        scale: Float
    ) -> [Double] {
        var losses = [Double](repeating: 0, count: groups.ranges.count)
        for row in 0..<logits.rows {
            for (group, range) in groups.ranges.enumerated() {
                let first = row * logits.columns + range.lowerBound
                var mass: Float = 0
                for place in first..<first + range.count { mass += targets[place] }
                guard mass > 0 else { continue }
                for place in first..<first + range.count {
                    let p = probabilities.value[place]
                    logits.gradient?[place] += scale * weights[row] * (mass * p - targets[place])
                    if targets[place] > 0 { losses[group] -= Double(weights[row] * targets[place] * log(max(p, .leastNormalMagnitude))) }
                }
            }
        }
        return losses
    }
}
