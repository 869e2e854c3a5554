import Datasets
import Tensors

/// Finds the best items of user vectors; an implementation may hold the items in any form, quantised or not.
///
/// Filters apply before the best are taken: a list is short only where too few items are permitted.
public protocol CandidateScan: Sendable {
    /// Items of the catalogue, V.
    var itemCount: Int { get }
    /// Appends one list per query.
    ///
    /// - Parameters:
    ///   - users: unit vectors, `[R, D]` row-major.
    ///   - queries: R of them; their requests are not read here.
    ///   - lists: scores are `scale · cosine`, best first, ties to the lower index.
    func scan(_ users: UnsafePointer<Float>, _ queries: ArraySlice<RowQuery>, scale: Float, into lists: inout RankedLists)
}

/// Exact scan in the arithmetic of `FoundationScorer.score`: the same logits, without ever holding a whole row of them.
final class ExactScan: CandidateScan {
    let itemCount: Int
    private let units: PackedMatrix
    private let width: Int
    /// Nothing can be said about these.
    private let silent: ItemMask
    private let pool = LendingPool { Scratch() }
    /// Items whose logits are held at once; a multiple of the panels of a packed matrix.
    private static let tile = 1024

    private final class Scratch: @unchecked Sendable {  // Rule: used by the one who borrowed it from `pool`.
        let arena = Arena()
        var best: [TopItems] = []
    }

    init(units: PackedMatrix, itemCount: Int, width: Int, silent: [Int]) {
        (self.units, self.itemCount, self.width) = (units, itemCount, width)
        self.silent = ItemMask(itemCount: itemCount, silent.lazy.map { ItemIndex($0) })
    }

    func scan(_ users: UnsafePointer<Float>, _ queries: ArraySlice<RowQuery>, scale: Float, into lists: inout RankedLists) {
        let scratch = pool.lend()
        defer { pool.take(back: scratch) }
        scratch.arena.reset()
        while scratch.best.count < queries.count { scratch.best.append(TopItems()) }
        for (row, query) in queries.enumerated() { scratch.best[row].begin(limit: query.count) }
        let logits = scratch.arena.allocate(Float.self, count: queries.count * Self.tile)
        var first = 0
        while first < itemCount {
            let count = min(Self.tile, itemCount - first)
            MatrixProduct.multiply(
                .rowMajor(users, width), units, firstColumn: first, into: logits, rowStride: Self.tile,
                shape: (queries.count, count, width), alpha: scale, arena: scratch.arena)
            for (row, query) in queries.enumerated() {
                scratch.best[row].offer(logits + row * Self.tile, first: first, count: count) {
                    !silent.contains($0) && query.permits($0)
                }
            }
            first += count
        }
        for row in 0..<queries.count {
            scratch.best[row].finish()
            lists.append(scratch.best[row])
        }
    }
}
