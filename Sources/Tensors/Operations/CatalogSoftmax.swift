// loss = Σ_t w_t · (log Σ_v exp(û_t·ê_v / τ) − û_t·ê_{y_t} / τ)
// Both vectors have unit length, so no logit exceeds 1/τ: exp(l − 1/τ) needs no search for the maximum, and the
// catalogue is read tile by tile. The exponentials of a chunk of rows are all that is ever held.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The catalogue side of the softmax, packed once per step and shared by the workers.
package final class SoftmaxCatalog: @unchecked Sendable {  // Rule: packed by tiles while no worker reads, read only otherwise.
    /// Items of a tile: its vectors, packed both ways, and the exponentials of some rows stay in the second-level cache.
    package static let tile = 512
    /// Unit vectors of the items that take part, `[V, D]`.
    package let items: Tensor
    let transposed: PackedMatrix
    /// Row ranges of the items, packed apart.
    let tiles: [PackedMatrix]

    /// Packs the vectors as they are now.
    package convenience init(items: Tensor) {
        self.init(unpacked: items)
        for tile in tiles.indices { pack(tile) }
    }

    /// - Parameter items: memory whose vectors come later; `pack` every tile when they are there.
    package init(unpacked items: Tensor) {
        self.items = items
        transposed = PackedMatrix(inner: items.columns, columns: items.rows)
        tiles = (0..<Self.tileCount(items.rows)).map {
            PackedMatrix(inner: Self.rows(ofTile: $0, of: items.rows).count, columns: items.columns)
        }
    }

    package var tileCount: Int { tiles.count }
    package static func tileCount(_ rows: Int) -> Int { (rows + tile - 1) / tile }
    package static func rows(ofTile index: Int, of count: Int) -> Range<Int> { index * tile..<min((index + 1) * tile, count) }

    /// Takes the vectors of one tile; tiles may be packed by several workers at once.
    package func pack(_ index: Int) {
        let range = Self.rows(ofTile: index, of: items.rows)
        transposed.pack(.transposed(items.value, items.columns), first: range.lowerBound, count: range.count)
        tiles[index].pack(.rowMajor(items.value + range.lowerBound * items.columns, items.columns))
    }
}

/// Known terms that are added to the logits, such as the popularity of the moment; another row of them for each request.
///
/// Nothing is learned through them, and only those of one chunk of rows are ever held.
package struct SoftmaxOffsets {
    /// Rows of the batch in the order in which they are best asked for, each once.
    package let order: [Int32]
    /// No offset is above this.
    package let bound: Float
    /// Writes the offsets of a row, `[V]`.
    package let fill: (_ row: Int, _ offsets: UnsafeMutablePointer<Float>) -> Void

    package init(order: [Int32], bound: Float, fill: @escaping (Int, UnsafeMutablePointer<Float>) -> Void) {
        self.order = order
        self.bound = bound
        self.fill = fill
    }
}

extension Tape {
    /// Adds the gradient of the softmax cross-entropy over the catalogue and returns the loss.
    ///
    /// It is the last operation of a step: gradients are written at once, scaled by `lossScale`.
    /// - Parameters:
    ///   - user: unit vectors `[T, D]`.
    ///   - catalog: unit vectors of V items.
    ///   - itemGradient: `[V, D]`, this worker's; added to.
    ///   - targets: row of the catalogue for each t; below zero = no target here.
    ///   - weights: `[T]`.
    ///   - logTemperature: `[1, 1]`.
    ///   - offsets: added to the logits where given.
    /// - Returns: the weighted sum of losses, not scaled.
    /// - Complexity: O(T·V·D); memory O(rows of a chunk · V).
    package func catalogSoftmax(
        user: Tensor, catalog: SoftmaxCatalog, itemGradient: UnsafeMutablePointer<Float>?, targets: UnsafePointer<Int32>,
        weights: UnsafePointer<Float>, logTemperature: Tensor, lossScale: Float, offsets: SoftmaxOffsets? = nil
    ) -> Double {
        let (d, v) = (user.columns, catalog.items.rows)
        let inverseTemperature = exp(-logTemperature.value[0])
        let rows = CompactRows(user: user, targets: targets, weights: weights, order: offsets?.order, arena: arena)
        let chunkRows = ExponentialRows.chunk(rows: rows.count, columns: v, withOffsets: offsets != nil)
        let exponentials = ExponentialRows(rows: chunkRows, columns: v, kept: recording, withOffsets: offsets != nil, arena: arena)
        let added = offsets.map { _ in arena.allocate(Float.self, count: chunkRows * v) }
        // No logit exceeds this, so no exponential exceeds one.
        let highest = inverseTemperature + (offsets?.bound ?? 0)
        let pulled = arena.allocate(Float.self, count: chunkRows * d)
        let weighted = arena.allocate(Float.self, count: chunkRows * d)
        let sums = arena.allocate(Float.self, count: chunkRows)
        var loss = 0.0
        var temperatureSlope = 0.0
        var start = 0
        while start < rows.count {
            let n = min(chunkRows, rows.count - start)
            let u = rows.users + start * d
            if let offsets, let added { for r in 0..<n { offsets.fill(Int(rows.positions[start + r]), added + r * v) } }
            // pulled = Σ_v exp · ê_v, still without the division by the sum.
            exponentials.fill(
                u, catalog: catalog, rows: n, inverseTemperature: inverseTemperature, offsets: added, shift: highest, sums: sums,
                pulled: recording ? pulled : nil)
            for r in 0..<n {
                let (row, weight) = (rows.positions[start + r], rows.weights[start + r])
                let target = catalog.items.value + Int(rows.targets[start + r]) * d
                let logit = Kernels.dot(u + r * d, target, count: d) * inverseTemperature
                let known = added.map { $0[r * v + Int(rows.targets[start + r])] } ?? 0
                loss += Double(weight) * (Double(log(sums[r])) + Double(highest - logit - known))
                guard recording else { continue }
                let factor = weight * lossScale * inverseTemperature
                let share = factor / sums[r]
                temperatureSlope -= Double(share * Kernels.dot(pulled + r * d, u + r * d, count: d)) - Double(weight * lossScale * logit)
                if let du = user.gradient {
                    Kernels.addScaled(pulled + r * d, share, to: du + Int(row) * d, count: d)
                    Kernels.addScaled(target, -factor, to: du + Int(row) * d, count: d)
                }
                let scaled = weighted + r * d
                scaled.update(repeating: 0, count: d)
                Kernels.addScaled(u + r * d, share, to: scaled, count: d)
                if let itemGradient {
                    Kernels.addScaled(u + r * d, -factor, to: itemGradient + Int(rows.targets[start + r]) * d, count: d)
                }
            }
            if recording, let itemGradient { exponentials.carry(weighted, rows: n, width: d, to: itemGradient) }
            start += n
        }
        if let slope = logTemperature.gradient { slope[0] += Float(temperatureSlope) }
        return loss
    }
}

/// The rows that have a target, side by side, so that no product is spent on the others.
private struct CompactRows {
    let users: UnsafeMutablePointer<Float>
    let positions: UnsafeMutablePointer<Int32>
    let targets: UnsafeMutablePointer<Int32>
    let weights: UnsafeMutablePointer<Float>
    private(set) var count = 0

    init(user: Tensor, targets: UnsafePointer<Int32>, weights: UnsafePointer<Float>, order: [Int32]?, arena: Arena) {
        users = arena.allocate(Float.self, count: user.count)
        positions = arena.allocate(Int32.self, count: user.rows)
        self.targets = arena.allocate(Int32.self, count: user.rows)
        self.weights = arena.allocate(Float.self, count: user.rows)
        precondition(order.map { $0.count == user.rows } ?? true, "softmax: an order of \(order?.count ?? 0) of \(user.rows) rows")
        for place in 0..<user.rows {
            let row = order.map { Int($0[place]) } ?? place
            guard targets[row] >= 0, weights[row] != 0 else { continue }
            (users + count * user.columns).update(from: user.value + row * user.columns, count: user.columns)
            positions[count] = Int32(row)
            self.targets[count] = targets[row]
            self.weights[count] = weights[row]
            count += 1
        }
    }
}
