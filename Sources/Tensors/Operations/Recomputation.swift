extension Tape {
    /// y = body(x), of which nothing but y is kept: what lies between is computed again on the way back.
    ///
    /// Costs one more forward pass of `body` and saves all its memory but that of one call; on a tape that does not record it costs a copy
    /// of y. Values and gradients have the same bits as without. (Chen et al., "Training Deep Nets with Sublinear Memory Cost", 2016.)
    /// - Parameter body: computes the same whenever it is called, on the tape that it is given; of tensors on this tape it may read
    ///   values and add to gradients. Calls do not nest.
    package func recomputed(_ x: Tensor, _ body: @escaping (_ x: Tensor, _ tape: Tape) -> Tensor) -> Tensor {
        let tape = beside(on: arena.inner)
        let first = body(x, tape)
        let y = make(first.rows, first.columns)
        y.value.update(from: first.value, count: y.count)
        tape.reset()
        guard recording else { return y }
        record {
            guard let dy = y.gradient else { return }
            let again = body(x, tape)
            again.gradient?.update(from: dy, count: again.count)
            tape.backward()
            tape.reset()
        }
        return y
    }
}
