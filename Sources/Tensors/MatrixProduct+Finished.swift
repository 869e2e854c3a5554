import CKernels

// Products whose sums become something else before they leave the first-level cache.
extension MatrixProduct {
    /// y = x · W + bias, or gelu of that, as the next product reads it.   x: `[rows, K]`, y: `[rows, N]`
    package static func multiply(
        _ x: OperandRows, _ w: PackedMatrix, bias: UnsafePointer<Float>, gelu: Bool = false, into y: OperandRows, rows: Int, arena: Arena
    ) {
        precondition(w.inner == x.columns && w.columns == y.columns, "\(x.columns) × \(y.columns) meets \(w.inner) × \(w.columns)")
        var arguments = tk_gemm_args()
        (arguments.m, arguments.n, arguments.k) = (rows, y.columns, x.columns)
        arguments.a = x.view().matrix
        arguments.packed_b = UnsafeRawPointer(w.memory)
        arguments.flags = w.flags
        arguments.scratch = arena.scratch(bytes: tk_gemm_finished_scratch_bytes(rows, x.columns))
        var finish = tk_finish()
        (finish.out, finish.type, finish.stride) = (y.memory, y.type, y.columns)
        (finish.bias, finish.activation) = (bias, gelu ? TK_GELU : TK_LINEAR)
        tk_gemm_finished(&arguments, &finish)
    }

    /// out = exp(factor · a · b − shift) with columns `firstColumn ..< firstColumn + N` of b, and sums += it by column modulo 16.
    ///
    /// - Parameters:
    ///   - out: `[M, N]` of `type` with `stride`.
    ///   - shape: (M, N, K).
    ///   - sums: `[M, 16]`.
    ///   - panels: where out goes once more, for `add(transposed:)`.
    static func exponentials(
        of a: MatrixView, _ b: PackedMatrix, firstColumn: Int, into out: UnsafeMutableRawPointer, type: tk_type, stride: Int,
        shape: (m: Int, n: Int, k: Int), factor: Float, shift: Float, sums: UnsafeMutablePointer<Float>,
        panels: UnsafeMutableRawPointer?, panelBytes: Int, arena: Arena
    ) {
        precondition(firstColumn % Int(TK_GEMM_PANEL) == 0 && b.inner == shape.k, "column \(firstColumn) is no panel border")
        var arguments = tk_gemm_args()
        (arguments.m, arguments.n, arguments.k) = shape
        arguments.a = a.matrix
        arguments.packed_b = UnsafeRawPointer(b.memory + tk_gemm_packed_b_offset(shape.k, firstColumn, b.flags))
        arguments.flags = b.flags
        arguments.scratch = arena.scratch(bytes: tk_gemm_finished_scratch_bytes(shape.m, shape.k))
        var finish = tk_finish()
        (finish.out, finish.type, finish.stride, finish.activation) = (out, type, stride, TK_EXPONENTIAL)
        (finish.factor, finish.shift, finish.sums) = (factor, shift, sums)
        (finish.panels, finish.panel_bytes) = (panels, panelBytes)
        tk_gemm_finished(&arguments, &finish)
    }

    /// Whether `add(transposed:)` exists at the active level.
    static var readsPanels: Bool { tk_reads_panels() != 0 }
    /// Columns of a panel.
    static let panelColumns = Int(TK_GEMM_PANEL)
    /// Bytes of a panel of so many rows; that of an even number of rows is where the next row begins.
    static func panelBytes(rows: Int) -> Int { tk_panel_size(rows) }

    /// C[M, N] += Aᵀ · B for what `exponentials` left in panels, `[K, M]`.   shape: (M, N, K)
    static func add(
        transposed panels: UnsafeRawPointer, panelBytes: Int, _ b: PackedMatrix, to c: UnsafeMutablePointer<Float>,
        shape: (m: Int, n: Int, k: Int)
    ) {
        precondition(b.inner == shape.k && b.columns == shape.n && b.flags == 0, "panels of \(shape.k) rows meet \(b.inner)")
        tk_gemm_panels(c, shape.n, panels, panelBytes, UnsafeRawPointer(b.memory), shape.m, shape.n, shape.k)
    }
}
