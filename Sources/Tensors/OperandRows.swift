import CKernels

/// Rows that only products read: bf16 where products round to it anyway, which halves what passes through memory; float32 elsewhere.
package struct OperandRows {
    let memory: UnsafeMutableRawPointer
    package let columns: Int
    let type: tk_type

    /// Uninitialised memory of `arena`.
    ///
    /// - Parameter float32: for products that must not round.
    package init(rows: Int, columns: Int, float32: Bool = false, arena: Arena) {
        self.columns = columns
        type = Kernels.usesBFloat16 && !float32 ? TK_BF16 : TK_F32
        memory =
            type == TK_BF16
            ? UnsafeMutableRawPointer(arena.allocate(UInt16.self, count: rows * columns))
            : UnsafeMutableRawPointer(arena.allocate(Float.self, count: rows * columns))
    }

    private init(memory: UnsafeMutableRawPointer, columns: Int, type: tk_type) {
        (self.memory, self.columns, self.type) = (memory, columns, type)
    }

    /// Rows of another width inside this memory, from the value at `offset` on.
    package func slice(at offset: Int, columns: Int) -> OperandRows {
        OperandRows(memory: memory + offset * (type == TK_BF16 ? 2 : 4), columns: columns, type: type)
    }

    /// Where a row begins.
    func at(_ row: Int) -> UnsafeMutableRawPointer { memory + row * columns * (type == TK_BF16 ? 2 : 4) }

    /// The rows from `first` on.
    package func view(_ first: Int = 0) -> MatrixView {
        type == TK_BF16
            ? .rowMajorBFloat16(at(first).assumingMemoryBound(to: UInt16.self), columns)
            : .rowMajor(at(first).assumingMemoryBound(to: Float.self), columns)
    }

    var transposed: MatrixView {
        type == TK_BF16
            ? .transposedBFloat16(memory.assumingMemoryBound(to: UInt16.self), columns)
            : .transposed(memory.assumingMemoryBound(to: Float.self), columns)
    }
}

/// Walks over rows in blocks whose intermediate values stay in the second-level cache.
struct RowBlocks: Sequence, IteratorProtocol {
    private let count: Int
    private let step: Int
    private var start = 0
    /// Floats of a block, about 400 KB.
    private static let floats = 100_000

    /// - Parameter width: floats that a row needs.
    init(_ count: Int, width: Int) {
        (self.count, step) = (count, Self.rows(width))
    }

    /// Rows of a block.
    static func rows(_ width: Int) -> Int { Swift.max(64, Swift.min(128, floats / Swift.max(1, width) & ~15)) }

    mutating func next() -> Range<Int>? {
        guard start < count else { return nil }
        defer { start += step }
        return start..<Swift.min(start + step, count)
    }
}

/// Which elements of a branch are hidden: a mask a user, drawn from the user alone.
struct RowMask {
    private let segments: JaggedOffsets
    private let seeds: [UInt64]
    let keep: Float

    /// Without dropout nothing is hidden.
    init(_ segments: JaggedOffsets, _ dropout: DropoutSeeds?, salt: UInt64, recording: Bool) {
        guard let dropout, dropout.rate > 0, recording else {
            (self.segments, seeds, keep) = (JaggedOffsets(), [], 1)
            return
        }
        self.segments = segments
        seeds = dropout.seeds.map { TensorHash.mix($0 ^ TensorHash.mix(salt)) }
        keep = 1 - dropout.rate
    }

    /// Calls `body` with pieces of `rows` that lie in one segment each, its seed, and the place of the first row in it.
    func forEachPiece(_ rows: Range<Int>, _ body: (_ rows: Range<Int>, _ seed: UInt64, _ place: Int) -> Void) {
        guard keep < 1 else { return body(rows, 0, 0) }
        var segment = segments.segment(of: rows.lowerBound)
        var row = rows.lowerBound
        while row < rows.upperBound {
            let own = segments[segment]
            let piece = row..<min(own.upperBound, rows.upperBound)
            if !piece.isEmpty { body(piece, seeds[segment], row - own.lowerBound) }
            row = piece.upperBound
            segment += 1
        }
    }
}

extension JaggedOffsets {
    /// The last segment that begins at or before a row.
    fileprivate func segment(of row: Int) -> Int {
        var (low, high) = (0, segmentCount - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if self[middle].lowerBound <= row { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
