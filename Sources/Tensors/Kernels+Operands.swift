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

    /// Row `row` of `p` becomes the attention of one query over the keys that it sees; the scores are destroyed.
    static func attentionWeights(_ scores: Floats, into p: OperandRows, at row: Int, visible: Int, bias: AttentionRowBias) {
        let time = bias.buckets == nil ? nil : bias.time
        tk_attention_weights(p.at(row), p.type, p.columns, scores, bias.position, time, bias.buckets, visible)
    }

    /// Row `row` of `ds` becomes the gradient of the scores, from `dp` and its mean under the weights `p`; the gradients of the biases grow.
    static func attentionSlopes(
        _ p: OperandRows, _ dp: Floats, mean: Float, into ds: OperandRows, at row: Int, visible: Int, bias: AttentionRowBias
    ) {
        let time = bias.buckets == nil ? nil : bias.timeGradient
        tk_attention_slopes(
            ds.at(row), ds.type, ds.columns, p.at(row), dp, mean, bias.positionGradient, time, bias.buckets, visible)
    }
}
