import CKernels

/// Kernels of text encoders.
extension Kernels {
    /// x becomes layernorm(x + added), and y the same as products read it.   x, y: `[rows, columns of y]`, the others: `[columns]`
    package static func layerNorm(
        _ x: Floats, adding added: UnsafePointer<Float>?, gain: UnsafePointer<Float>, bias: UnsafePointer<Float>, into y: OperandRows,
        rows: Int, epsilon: Float
    ) {
        tk_layernorm_operand(y.memory, y.type, x, added, gain, bias, rows, y.columns, epsilon)
    }

    /// Attention of one text and head in which each row sees all: y = softmax(q kᵀ) v.
    ///
    /// - Parameters:
    ///   - joint: queries, keys and values side by side, each `[rows, columns of y]`; no factor is applied to the scores.
    ///   - head: its columns in each of the three and in y.
    /// - Complexity: O(rows² · head).
    package static func fullAttention(
        _ joint: OperandRows, into y: OperandRows, rows: Range<Int>, head: Range<Int>, float32: Bool, arena: Arena
    ) {
        let bytes = joint.type == TK_BF16 ? 2 : 4
        precondition(joint.columns == 3 * y.columns && head.upperBound <= y.columns, "attention: \(joint.columns) columns for \(y.columns)")
        let query = joint.at(rows.lowerBound) + head.lowerBound * bytes
        var arguments = tk_full_attention_args()
        (arguments.rows, arguments.d, arguments.type) = (rows.count, head.count, joint.type)
        arguments.q = UnsafeRawPointer(query)
        arguments.k = UnsafeRawPointer(query + y.columns * bytes)
        arguments.v = UnsafeRawPointer(query + 2 * y.columns * bytes)
        arguments.stride = joint.columns
        arguments.out = y.at(rows.lowerBound) + head.lowerBound * bytes
        arguments.out_stride = y.columns
        arguments.flags = float32 ? TK_GEMM_FLOAT32 : 0
        arguments.scratch = arena.scratch(bytes: tk_full_attention_scratch_bytes(rows.count, head.count))
        tk_full_attention(&arguments)
    }
}
