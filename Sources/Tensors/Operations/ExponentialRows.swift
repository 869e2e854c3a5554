// Letters: N rows of a chunk, V items, D width.
// P[n, v] = exp(û_n·ê_v / τ − highest): one product makes it, two read it.

/// The exponentials of a chunk of rows over the whole catalogue: bf16 where the products round to it anyway, float32 elsewhere.
///
/// They lie by tiles of the catalogue, `[V / tile][N][tile]`. The catalogue is walked once for the logits and for the sums of item
/// vectors, a tile of it at a time and a block of rows inside, all from the second-level cache; it is walked once more for the gradient
/// of the items, when the sums of the rows are known. Chunks are long, because each of them reads and writes that gradient once.
struct ExponentialRows {
    private let rows: Int
    private let columns: Int
    private let narrow: UnsafeMutablePointer<UInt16>?
    /// Logits of a block where the exponentials are bf16, the exponentials themselves where they are float32.
    private let wide: UnsafeMutablePointer<Float>
    /// Sums of the exponentials of each row by place modulo 16, `[N, 16]`.
    private let lanes: UnsafeMutablePointer<Float>
    private let arena: Arena
    /// Whether the gradient of the items is still to come; else each tile is forgotten after its use.
    private let kept: Bool
    /// Where the gradient of the items finds the exponentials at levels that read them without packing, `[V / 32]` panels of all rows;
    /// of the others only one block of rows exists then.
    private let panels: UnsafeMutableRawPointer?
    private static var tile: Int { SoftmaxCatalog.tile }
    /// A multiple of the rows of a panel at every level.
    private static let rowsPerBlock = 126
    private static let panelsPerTile = SoftmaxCatalog.tile / MatrixProduct.panelColumns
    private static let bytesPerChunk = 64 << 20

    /// Rows of a chunk: as many as there are, up to a limit by memory.
    static func chunk(rows: Int, columns: Int, withOffsets: Bool) -> Int {
        let most = withOffsets ? (1 << 20) / max(1, columns) : min(1024, bytesPerChunk / (4 * max(1, columns)))
        return max(1, min(rows, max(16, min(most, withOffsets ? 128 : most) & ~15)))
    }

    init(rows: Int, columns: Int, kept: Bool, withOffsets: Bool, arena: Arena) {
        self.arena = arena
        self.rows = rows
        self.columns = columns
        self.kept = kept
        let tiles = SoftmaxCatalog.tileCount(columns)
        panels =
            kept && !withOffsets && MatrixProduct.readsPanels
            ? UnsafeMutableRawPointer(
                arena.allocate(UInt8.self, count: tiles * Self.panelsPerTile * MatrixProduct.panelBytes(rows: rows))) : nil
        let count = panels == nil ? rows * Self.tile * (kept ? tiles : 1) : Self.rowsPerBlock * Self.tile
        narrow = Kernels.usesBFloat16 ? arena.allocate(UInt16.self, count: count) : nil
        wide = arena.allocate(Float.self, count: narrow == nil ? count : Self.rowsPerBlock * Self.tile)
        lanes = arena.allocate(Float.self, count: rows * 16)
    }

    /// Fills the exponentials of N rows.
    ///
    /// - Parameters:
    ///   - users: `[N, D]`.
    ///   - offsets: `[N, V]`, added to the logits.
    ///   - sums: `[N]`, become Σ_v P.
    ///   - pulled: `[N, D]`, become P·ê.
    func fill(
        _ users: UnsafeMutablePointer<Float>, catalog: SoftmaxCatalog, rows n: Int, inverseTemperature: Float,
        offsets: UnsafeMutablePointer<Float>?, shift: Float, sums: UnsafeMutablePointer<Float>, pulled: UnsafeMutablePointer<Float>?
    ) {
        let d = catalog.items.columns
        sums.update(repeating: 0, count: n)
        lanes.update(repeating: 0, count: n * 16)
        let asked = OperandRows(rows: n, columns: d, arena: arena)
        Kernels.convert(users, into: asked, rows: n)
        for tile in catalog.tiles.indices {
            let items = SoftmaxCatalog.rows(ofTile: tile, of: columns)
            for first in stride(from: 0, to: n, by: Self.rowsPerBlock) {
                let block = first..<min(first + Self.rowsPerBlock, n)
                if let offsets {
                    fill(
                        tile, block, asked, catalog, inverseTemperature, shift: shift, sums: sums + first,
                        offsets: offsets + first * columns + items.lowerBound)
                } else {
                    MatrixProduct.exponentials(
                        of: asked.view(first), catalog.transposed, firstColumn: items.lowerBound, into: memory(tile, first),
                        type: asked.type, stride: Self.tile, shape: (block.count, items.count, d), factor: inverseTemperature,
                        shift: shift, sums: lanes + first * 16, panels: panel(tile, first),
                        panelBytes: MatrixProduct.panelBytes(rows: rows), arena: arena)
                }
                guard let pulled else { continue }
                MatrixProduct.multiply(
                    view(tile, first), .packed(catalog.tiles[tile]), into: pulled + first * d, rowStride: d,
                    shape: (block.count, d, items.count), beta: tile == 0 ? 0 : 1, arena: arena)
            }
        }
        guard offsets == nil else { return }
        for row in 0..<n { for lane in 0..<16 { sums[row] += lanes[row * 16 + lane] } }
    }

    /// One tile and block by way of the logits, which known terms are added to.
    private func fill(
        _ tile: Int, _ block: Range<Int>, _ asked: OperandRows, _ catalog: SoftmaxCatalog, _ inverseTemperature: Float, shift: Float,
        sums: UnsafeMutablePointer<Float>, offsets: UnsafeMutablePointer<Float>
    ) {
        let items = SoftmaxCatalog.rows(ofTile: tile, of: columns)
        let logits = narrow == nil ? wide + place(tile, block.lowerBound) : wide
        MatrixProduct.multiply(
            asked.view(block.lowerBound), catalog.transposed, firstColumn: items.lowerBound, into: logits, rowStride: Self.tile,
            shape: (block.count, items.count, asked.columns), alpha: inverseTemperature, arena: arena)
        for row in 0..<block.count { Kernels.accumulate(offsets + row * columns, into: logits + row * Self.tile, count: items.count) }
        exponentiate(logits, tile: tile, block, count: items.count, shift: shift, sums: sums)
    }

    private func exponentiate(
        _ logits: UnsafeMutablePointer<Float>, tile: Int, _ block: Range<Int>, count: Int, shift: Float, sums: UnsafeMutablePointer<Float>
    ) {
        guard let narrow else {
            return Kernels.exponentials(logits, stride: Self.tile, rows: block.count, columns: count, shift: shift, sums: sums)
        }
        Kernels.exponentials(
            logits, stride: Self.tile, into: narrow + place(tile, block.lowerBound), outStride: Self.tile, rows: block.count,
            columns: count, shift: shift, sums: sums)
    }

    /// itemGradient += Pᵀ · weighted.   weighted: [N, D], itemGradient: [V, D]
    func carry(_ weighted: UnsafeMutablePointer<Float>, rows n: Int, width d: Int, to itemGradient: UnsafeMutablePointer<Float>) {
        let users = PackedMatrix(.rowMajor(weighted, d), inner: n, columns: d, arena: arena)
        for tile in 0..<SoftmaxCatalog.tileCount(columns) {
            let items = SoftmaxCatalog.rows(ofTile: tile, of: columns)
            if let panels = panel(tile, 0) {
                MatrixProduct.add(
                    transposed: panels, panelBytes: MatrixProduct.panelBytes(rows: rows), users,
                    to: itemGradient + items.lowerBound * d, shape: (items.count, d, n))
                continue
            }
            MatrixProduct.multiply(
                transposed(tile), .packed(users), into: itemGradient + items.lowerBound * d, rowStride: d, shape: (items.count, d, n),
                beta: 1, arena: arena)
        }
    }

    private func place(_ tile: Int, _ row: Int) -> Int { panels == nil ? ((kept ? tile * rows : 0) + row) * Self.tile : 0 }

    /// The panels of a tile from a row on, the first of a block.
    private func panel(_ tile: Int, _ row: Int) -> UnsafeMutableRawPointer? {
        panels.map { $0 + tile * Self.panelsPerTile * MatrixProduct.panelBytes(rows: rows) + MatrixProduct.panelBytes(rows: row) }
    }

    private func memory(_ tile: Int, _ row: Int) -> UnsafeMutableRawPointer {
        narrow.map { UnsafeMutableRawPointer($0 + place(tile, row)) } ?? UnsafeMutableRawPointer(wide + place(tile, row))
    }

    private func view(_ tile: Int, _ row: Int) -> MatrixView {
        narrow.map { .rowMajorBFloat16($0 + place(tile, row), Self.tile) } ?? .rowMajor(wide + place(tile, row), Self.tile)
    }

    private func transposed(_ tile: Int) -> MatrixView {
        narrow.map { .transposedBFloat16($0 + place(tile, 0), Self.tile) } ?? .transposed(wide + place(tile, 0), Self.tile)
    }
}
