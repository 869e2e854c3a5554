// loss = Σ_t w_t · (log(exp(l_{y_t}) + Σ_{s ≠ y_t} exp(l_s + c_s)) − l_{y_t}),  l = û·ê / τ, s among the step's negatives,
// c_s = log(times drawn / times expected): the sum in the logarithm is an unbiased estimate of the sum over the whole catalogue.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The rows that one step touches: negatives, then targets and whatever else.
package final class SampledCatalog: @unchecked Sendable {  // Rule: read only between two optimizer steps.
    /// Unit vectors, `[T, D]`, the N negatives first.
    package let items: Tensor
    package let negativeCount: Int
    let corrections: UnsafeMutablePointer<Float>
    let highestCorrection: Float
    let transposed: PackedMatrix
    let plain: PackedMatrix

    /// - Parameter corrections: of the first N rows.
    package init(items: Tensor, corrections: [Float]) {
        precondition(corrections.count <= items.rows, "\(corrections.count) negatives among \(items.rows) rows")
        let (count, d) = (corrections.count, items.columns)
        (self.items, negativeCount) = (items, count)
        self.corrections = .allocate(capacity: max(1, count))
        self.corrections.initialize(from: corrections, count: count)
        highestCorrection = corrections.max() ?? 0
        transposed = PackedMatrix(.transposed(items.value, d), inner: d, columns: count)
        plain = PackedMatrix(.rowMajor(items.value, d), inner: count, columns: d)
    }

    deinit { corrections.deallocate() }
}

/// Known terms of the logits, as `SoftmaxOffsets`, for the rows that a step touches.
package struct SampledOffsets {
    /// Rows of the batch in the order in which they are best asked for, each once.
    package let order: [Int32]
    /// No offset is above this.
    package let bound: Float
    /// Writes the offsets of the negatives for a row of the batch, `[N]`, and returns that of its target, a row of the catalogue.
    package let fill: (_ row: Int, _ target: Int, _ offsets: UnsafeMutablePointer<Float>) -> Float

    package init(order: [Int32], bound: Float, fill: @escaping (Int, Int, UnsafeMutablePointer<Float>) -> Float) {
        self.order = order
        self.bound = bound
        self.fill = fill
    }
}

extension Tape {
    /// Adds the gradient of the softmax cross-entropy with shared negatives and returns the loss.
    ///
    /// A negative that is a row's own target counts once, as the target. It is the last operation of a step: gradients are written at
    /// once, scaled by `lossScale`.
    /// - Parameters:
    ///   - user: unit vectors `[B, D]`.
    ///   - itemGradient: `[T, D]`, this worker's; added to.
    ///   - targets: row of the sampled catalogue for each row; below zero = no target here.
    ///   - weights: `[B]`.
    ///   - logTemperature: `[1, 1]`.
    /// - Returns: the weighted sum of losses, not scaled.
    /// - Complexity: O(B·N·D).
    package func sampledSoftmax(
        user: Tensor, catalog: SampledCatalog, itemGradient: UnsafeMutablePointer<Float>?, targets: UnsafePointer<Int32>,
        weights: UnsafePointer<Float>, logTemperature: Tensor, lossScale: Float, offsets: SampledOffsets? = nil
    ) -> Double {
        let inverseTemperature = exp(-logTemperature.value[0])
        let asked = (offsets?.order ?? (0..<Int32(user.rows)).map { $0 }).filter { targets[Int($0)] >= 0 && weights[Int($0)] != 0 }
        let chunk = SampledChunk(
            catalog: catalog, width: user.columns, inverseTemperature: inverseTemperature, lossScale: lossScale,
            shift: inverseTemperature + max(0, catalog.highestCorrection) + (offsets?.bound ?? 0), arena: arena)
        var (loss, slope) = (0.0, 0.0)
        for first in stride(from: 0, to: asked.count, by: SampledChunk.rows) {
            let rows = asked[first..<min(asked.count, first + SampledChunk.rows)]
            chunk.forward(rows, user: user, targets: targets, offsets: offsets)
            for (place, row) in rows.enumerated() {
                loss += chunk.loss(place, row: Int(row), user: user, target: Int(targets[Int(row)]), weight: weights[Int(row)])
            }
            guard recording else { continue }
            slope += chunk.backward(rows, user: user, targets: targets, weights: weights, itemGradient: itemGradient)
        }
        if let gradient = logTemperature.gradient { gradient[0] += Float(slope) }
        return loss
    }
}

/// A few rows of the batch against all negatives; the memory is used again by the next few.
private struct SampledChunk {
    static let rows = 64
    /// Far below anything that has an exponential.
    private static let masked: Float = -1e4

    let catalog: SampledCatalog
    let width: Int
    let inverseTemperature: Float
    let lossScale: Float
    /// No exponent is above this.
    let shift: Float
    let arena: Arena
    private let users, exponentials, pulled, weighted, sums, known, own: UnsafeMutablePointer<Float>

    init(catalog: SampledCatalog, width: Int, inverseTemperature: Float, lossScale: Float, shift: Float, arena: Arena) {
        self.catalog = catalog
        self.width = width
        self.inverseTemperature = inverseTemperature
        self.lossScale = lossScale
        self.shift = shift
        self.arena = arena
        func memory(_ columns: Int) -> UnsafeMutablePointer<Float> { arena.allocate(Float.self, count: Self.rows * max(1, columns)) }
        (users, exponentials) = (memory(width), memory(catalog.negativeCount))
        (pulled, weighted) = (memory(width), memory(width))
        (sums, known, own) = (memory(1), memory(1), memory(1))
    }

    /// exp(logit + correction + offset − shift) of every negative but the target, and the sum of them.
    func forward(_ rows: ArraySlice<Int32>, user: Tensor, targets: UnsafePointer<Int32>, offsets: SampledOffsets?) {
        let negatives = catalog.negativeCount
        for (place, row) in rows.enumerated() { (users + place * width).update(from: user.value + Int(row) * width, count: width) }
        MatrixProduct.multiply(
            .rowMajor(users, width), .packed(catalog.transposed), into: exponentials, rowStride: negatives,
            shape: (rows.count, negatives, width), alpha: inverseTemperature, arena: arena)
        let added = offsets.map { _ in arena.allocate(Float.self, count: max(1, negatives)) }
        for (place, row) in rows.enumerated() {
            let (logits, target) = (exponentials + place * negatives, Int(targets[Int(row)]))
            Kernels.accumulate(catalog.corrections, into: logits, count: negatives)
            known[place] = 0
            if let offsets, let added {
                known[place] = offsets.fill(Int(row), target, added)
                Kernels.accumulate(added, into: logits, count: negatives)
            }
            if target < negatives { logits[target] = Self.masked }
            sums[place] = 0
        }
        Kernels.exponentials(exponentials, stride: negatives, rows: rows.count, columns: negatives, shift: shift, sums: sums)
    }

    /// The loss of one row; afterwards `sums` holds the whole sum and `own` the target's part of it.
    func loss(_ place: Int, row: Int, user: Tensor, target: Int, weight: Float) -> Double {
        let logit = Kernels.dot(users + place * width, catalog.items.value + target * width, count: width) * inverseTemperature
        own[place] = exp(logit + known[place] - shift)
        sums[place] = max(sums[place] + own[place], .leastNormalMagnitude)
        return Double(weight) * (Double(log(sums[place])) + Double(shift - logit - known[place]))
    }

    /// - Returns: the gradient of the logarithm of the temperature.
    func backward(
        _ rows: ArraySlice<Int32>, user: Tensor, targets: UnsafePointer<Int32>, weights: UnsafePointer<Float>,
        itemGradient: UnsafeMutablePointer<Float>?
    ) -> Double {
        let negatives = catalog.negativeCount
        var slope = 0.0
        MatrixProduct.multiply(
            .rowMajor(exponentials, negatives), .packed(catalog.plain), into: pulled, rowStride: width,
            shape: (rows.count, width, negatives), arena: arena)
        for (place, row) in rows.enumerated() {
            let (row, target) = (Int(row), Int(targets[Int(row)]))
            let (vector, pull, wanted) = (users + place * width, pulled + place * width, catalog.items.value + target * width)
            let factor = weights[row] * lossScale * inverseTemperature
            let share = factor / sums[place]
            // What the target's own probability leaves of its pull.
            let toTarget = share * own[place] - factor
            slope -= Double(share * Kernels.dot(pull, vector, count: width))
            slope -= Double(toTarget * Kernels.dot(wanted, vector, count: width))
            if let gradient = user.gradient {
                Kernels.addScaled(pull, share, to: gradient + row * width, count: width)
                Kernels.addScaled(wanted, toTarget, to: gradient + row * width, count: width)
            }
            (weighted + place * width).update(repeating: 0, count: width)
            Kernels.addScaled(vector, share, to: weighted + place * width, count: width)
            if let itemGradient { Kernels.addScaled(vector, toTarget, to: itemGradient + target * width, count: width) }
        }
        if let itemGradient {
            MatrixProduct.multiply(
                .transposed(exponentials, negatives), .plain(.rowMajor(weighted, width)), into: itemGradient, rowStride: width,
                shape: (negatives, width, rows.count), beta: 1, arena: arena)
        }
        return slope
    }
}
