import CKernels

/// A matrix to read, row-major or transposed, float32 or bf16.
package struct MatrixView {
    let matrix: tk_matrix

    package static func rowMajor(_ tensor: Tensor) -> MatrixView { rowMajor(tensor.value, tensor.columns) }
    package static func rowMajor(_ data: UnsafePointer<Float>, _ stride: Int) -> MatrixView {
        MatrixView(matrix: tk_matrix(data: data, type: TK_F32, row_stride: stride, column_stride: 1))
    }
    /// The transpose of what lies row-major with this stride.
    package static func transposed(_ data: UnsafePointer<Float>, _ stride: Int) -> MatrixView {
        MatrixView(matrix: tk_matrix(data: data, type: TK_F32, row_stride: 1, column_stride: stride))
    }
    package static func rowMajorBFloat16(_ data: UnsafePointer<UInt16>, _ stride: Int) -> MatrixView {
        MatrixView(matrix: tk_matrix(data: data, type: TK_BF16, row_stride: stride, column_stride: 1))
    }
    package static func transposedBFloat16(_ data: UnsafePointer<UInt16>, _ stride: Int) -> MatrixView {
        MatrixView(matrix: tk_matrix(data: data, type: TK_BF16, row_stride: 1, column_stride: stride))
    }
}

/// A right-hand operand `[K, N]` in the layout of the kernels of the level that was active when it was packed.
package final class PackedMatrix: @unchecked Sendable {  // Rule: written by one thread a range of columns, read only afterwards.
    let memory: UnsafeMutableRawPointer
    let inner: Int
    let columns: Int
    let flags: UInt32
    private let ownsMemory: Bool

    /// Room for a matrix that `pack` fills.
    ///
    /// - Parameter float32: keeps the operand in float32 at levels that would round it to bf16.
    package init(inner: Int, columns: Int, float32: Bool = false) {
        (self.inner, self.columns, ownsMemory) = (inner, columns, true)
        flags = float32 ? TK_GEMM_FLOAT32 : 0
        memory = LargePages.allocate(byteCount: Self.byteCount(inner, columns, flags))
    }

    package convenience init(_ view: MatrixView, inner: Int, columns: Int, float32: Bool = false) {
        self.init(inner: inner, columns: columns, float32: float32)
        pack(view)
    }

    /// A matrix that lives as long as what the arena handed out.
    package init(_ view: MatrixView, inner: Int, columns: Int, arena: Arena) {
        (self.inner, self.columns, ownsMemory) = (inner, columns, false)
        flags = 0
        memory = UnsafeMutableRawPointer(arena.allocate(UInt8.self, count: Self.byteCount(inner, columns, 0)))
        pack(view)
    }

    deinit { if ownsMemory { memory.deallocate() } }

    private static func byteCount(_ inner: Int, _ columns: Int, _ flags: UInt32) -> Int {
        max(64, tk_gemm_packed_b_bytes(inner, columns, flags))
    }

    /// Overwrites the content with new values of the same shape.
    package func pack(_ view: MatrixView) { pack(view, first: 0, count: columns) }

    /// Overwrites columns `first ..< first + count` of `view`, the whole matrix; `first` is a multiple of 32, and so is `count` but at the end.
    package func pack(_ view: MatrixView, first: Int, count: Int) {
        withUnsafePointer(to: view.matrix) { tk_gemm_pack_b(memory, $0, inner, columns, first, count, flags) }
    }
}

/// The weights of one step in kernel layout, for the products with W and with Wᵀ.
package final class PackedWeights: @unchecked Sendable {  // Rule: repacked while no worker runs, read only otherwise.
    package struct Pair {
        package let forward: MatrixOperand
        package let backward: MatrixOperand
    }
    private var packed: [Int: (forward: PackedMatrix, backward: PackedMatrix)] = [:]
    private let parameters: [Parameter]
    private let store: ParameterStore

    /// - Parameter parameters: the weights of linear layers; others are never multiplied with.
    package init(_ parameters: [Parameter], store: ParameterStore) {
        self.parameters = parameters
        self.store = store
        for parameter in parameters {
            let w = store.pointer(parameter)
            packed[parameter.index] = (
                PackedMatrix(.rowMajor(w, parameter.columns), inner: parameter.rows, columns: parameter.columns),
                PackedMatrix(.transposed(w, parameter.columns), inner: parameter.columns, columns: parameter.rows)
            )
        }
    }

    /// Call after each optimizer step; threads pay where there is much to pack.
    package func refresh(workers: Int = 1) {
        ParallelLoop.run(max(1, workers)) { worker in
            for position in stride(from: worker, to: parameters.count, by: max(1, workers)) { pack(parameters[position]) }
        }
    }

    private func pack(_ parameter: Parameter) {
        let w = store.pointer(parameter)
        packed[parameter.index]?.forward.pack(.rowMajor(w, parameter.columns))
        packed[parameter.index]?.backward.pack(.transposed(w, parameter.columns))
    }

    package subscript(parameter: Parameter) -> Pair? {
        packed[parameter.index].map { Pair(forward: .packed($0.forward), backward: .packed($0.backward)) }
    }
}

/// The right-hand side of a product: as it lies in memory, or packed before.
package enum MatrixOperand {
    case plain(MatrixView)
    case packed(PackedMatrix)
}

/// C[M, N] = alpha · A[M, K] · B[K, N] + beta · C on the active kernels.
package enum MatrixProduct {
    /// - Parameters:
    ///   - c: row-major with `rowStride`; not read when beta is 0.
    ///   - shape: (M, N, K).
    ///   - float32: forbids bf16 operands, for algebra that needs the precision.
    package static func multiply(
        _ a: MatrixView, _ b: MatrixOperand, into c: UnsafeMutablePointer<Float>, rowStride: Int,
        shape: (m: Int, n: Int, k: Int), alpha: Float = 1, beta: Float = 0, float32: Bool = false, arena: Arena
    ) {
        var arguments = tk_gemm_args()
        (arguments.m, arguments.n, arguments.k) = (shape.m, shape.n, shape.k)
        (arguments.alpha, arguments.beta) = (alpha, beta)
        arguments.a = a.matrix
        arguments.c = c
        arguments.ldc = rowStride
        arguments.flags = float32 ? TK_GEMM_FLOAT32 : 0
        arguments.scratch = arena.scratch(bytes: tk_gemm_scratch_bytes(shape.m, shape.n, shape.k))
        switch b {
        case .plain(let view):
            arguments.b = view.matrix
            tk_gemm(&arguments)
        case .packed(let packed):
            precondition(packed.inner == shape.k, "a packed matrix of \(packed.inner) rows meets K = \(shape.k)")
            precondition(packed.flags == arguments.flags, "a matrix packed for bf16 meets a float32 product, or the reverse")
            arguments.packed_b = UnsafeRawPointer(packed.memory)
            tk_gemm_prepacked(&arguments)
        }
    }

    /// The same with columns `firstColumn ..< firstColumn + N` of a packed matrix; `firstColumn` is a multiple of 32.
    package static func multiply(
        _ a: MatrixView, _ b: PackedMatrix, firstColumn: Int, into c: UnsafeMutablePointer<Float>, rowStride: Int,
        shape: (m: Int, n: Int, k: Int), alpha: Float = 1, beta: Float = 0, arena: Arena
    ) {
        precondition(b.flags == 0, "columns of a float32 matrix are not implemented")
        precondition(firstColumn % Int(TK_GEMM_PANEL) == 0 && b.inner == shape.k, "column \(firstColumn) is no panel border")
        var arguments = tk_gemm_args()
        (arguments.m, arguments.n, arguments.k) = (shape.m, shape.n, shape.k)
        (arguments.alpha, arguments.beta) = (alpha, beta)
        arguments.a = a.matrix
        arguments.c = c
        arguments.ldc = rowStride
        arguments.scratch = arena.scratch(bytes: tk_gemm_scratch_bytes(shape.m, shape.n, shape.k))
        arguments.packed_b = UnsafeRawPointer(b.memory + tk_gemm_packed_b_offset(shape.k, firstColumn, 0))
        tk_gemm_prepacked(&arguments)
    }

    /// C[M, N] = alpha · A[M, K] · (first K rows of B) + beta · C, of a packed B with at least K − 1 rows.
    ///
    /// - Parameter innerCount: K. One more than B has rows is allowed where A's last column is zero and K even.
    package static func multiply(
        _ a: MatrixView, _ b: PackedMatrix, innerCount: Int, into c: UnsafeMutablePointer<Float>, rowStride: Int,
        shape: (m: Int, n: Int), alpha: Float = 1, beta: Float = 0, arena: Arena
    ) {
        precondition(innerCount <= b.inner + (innerCount & 1 == 0 ? 1 : 0), "\(innerCount) rows of a packed matrix of \(b.inner)")
        // A level without pairs has no room for the row that is not there.
        let k = Kernels.usesBFloat16 ? innerCount : min(innerCount, b.inner)
        var arguments = tk_gemm_args()
        (arguments.m, arguments.n, arguments.k) = (shape.m, shape.n, k)
        (arguments.alpha, arguments.beta) = (alpha, beta)
        arguments.a = a.matrix
        arguments.c = c
        arguments.ldc = rowStride
        arguments.scratch = arena.scratch(bytes: tk_gemm_scratch_bytes(shape.m, shape.n, k))
        arguments.packed_b = UnsafeRawPointer(b.memory)
        tk_gemm_prepacked_part(&arguments, max(k, b.inner))
    }
}
