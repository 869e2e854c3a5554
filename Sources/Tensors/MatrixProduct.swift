import CKernels

/// A matrix to read, row-major or transposed, float32 or bf16.
package struct MatrixView {
    fileprivate let matrix: tk_matrix

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
package final class PackedMatrix: @unchecked Sendable {  // Rule: immutable after `init`.
    fileprivate let memory: UnsafeMutableRawBufferPointer
    fileprivate let inner: Int
    fileprivate let flags: UInt32

    /// - Parameter float32: keeps the operand in float32 at levels that would round it to bf16.
    package init(_ view: MatrixView, inner: Int, columns: Int, float32: Bool = false) {
        self.inner = inner
        flags = float32 ? TK_GEMM_FLOAT32 : 0
        memory = .allocate(byteCount: max(64, tk_gemm_packed_b_bytes(inner, columns, flags)), alignment: 64)
        repack(view, columns: columns)
    }

    /// Overwrites the content with new values of the same shape.
    fileprivate func repack(_ view: MatrixView, columns: Int) {
        withUnsafePointer(to: view.matrix) { tk_gemm_pack_b(memory.baseAddress!, $0, inner, columns, 0, columns, flags) }
    }

    deinit { memory.deallocate() }
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

    /// Call after each optimizer step.
    package func refresh() {
        for parameter in parameters {
            let w = store.pointer(parameter)
            packed[parameter.index]?.forward.repack(.rowMajor(w, parameter.columns), columns: parameter.columns)
            packed[parameter.index]?.backward.repack(.transposed(w, parameter.columns), columns: parameter.rows)
        }
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
            arguments.packed_b = UnsafeRawPointer(packed.memory.baseAddress!)
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
        arguments.packed_b = UnsafeRawPointer(b.memory.baseAddress! + tk_gemm_packed_b_offset(shape.k, firstColumn, 0))
        tk_gemm_prepacked(&arguments)
    }
}
