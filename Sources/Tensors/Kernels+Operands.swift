import CKernels

/// Kernels that write operands of products.
extension Kernels {
    static func rmsNorm(_ x: Floats, gain: Floats, into y: OperandRows, at row: Int, inverse: Floats, rows: Int) {
        tk_rmsnorm_operand(y.at(row), y.type, inverse, x, gain, rows, y.columns, epsilon)
    }

    static func swiGLU(_ x: Floats, into y: OperandRows, keeping kept: UnsafeMutableRawPointer?, rows: Int) {
        tk_swiglu_operand(y.memory, kept, y.type, x, rows, y.columns)
    }

    /// `slopes` become the gradient of what was kept, `hidden` what came of it.
    static func swiGLUBackward(
        _ dy: Floats, kept: UnsafeMutableRawPointer, into slopes: OperandRows, hidden: OperandRows, at row: Int, rows: Int
    ) {
        tk_swiglu_backward_operand(slopes.at(row), hidden.at(row), slopes.type, dy, kept, rows, hidden.columns)
    }

    static func gate(_ a: Tensor, by g: Columns, into y: OperandRows, at row: Int, _ rows: Range<Int>) {
        tk_gate_operand(
            y.at(row), y.type, a.value + rows.lowerBound * a.columns, g.value + rows.lowerBound * g.stride, g.stride, rows.count, y.columns)
    }

    static func drop(_ x: Floats, into y: OperandRows, at row: Int, rows: Int, seed: UInt64, first: Int, keep: Float) {
        tk_dropout_operand(y.at(row), y.type, x, rows * y.columns, seed, UInt64(first), keep)
    }

    static func convert(_ x: Floats, into y: OperandRows, rows: Int) {
        tk_dropout_operand(y.memory, y.type, x, rows * y.columns, 0, 0, 1)
    }

    static func addDropped(_ a: Floats, _ b: Floats, into y: Floats, count: Int, seed: UInt64, first: Int, keep: Float) {
        tk_add_dropout(y, a, b, count, seed, UInt64(first), keep)
    }

    /// `p` becomes the attention of a block of queries over the keys that each sees; the scores are destroyed.
    static func attentionWeights(_ scores: Floats, into p: OperandRows, visible: UnsafePointer<Int32>, rows: Int, bias: AttentionBlockBias)
    {
        tk_attention_weights(
            p.memory, p.type, scores, p.columns, rows, visible, bias.positionEnd, bias.time, bias.buckets, bias.bucketStride)
    }

    /// `ds` becomes the gradient of the scores from `dp`; the gradients of the biases grow. y, dy: `[rows, width]` with a stride.
    static func attentionSlopes(
        _ p: OperandRows, _ dp: Floats, into ds: OperandRows, visible: UnsafePointer<Int32>, rows: Int, y: Floats, dy: Floats,
        stride: Int, width: Int, bias: AttentionBlockBias
    ) {
        tk_attention_slopes(
            ds.memory, ds.type, p.memory, dp, p.columns, rows, visible, y, dy, stride, width, bias.positionEndGradient,
            bias.timeGradient, bias.buckets, bias.bucketStride)
    }
}
