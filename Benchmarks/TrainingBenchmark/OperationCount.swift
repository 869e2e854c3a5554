// Letters: D width, F feed-forward width, L layers, V items of the softmax, n tokens of a user.

/// What a training step must compute and move, counted from the shape and not from the program.
///
/// Multiplications and additions of products alone; the backward pass counts twice the forward one, and nothing that is computed
/// again counts twice. Element by element work (norms, gates, softmax, optimizer) is left out: it is in the time, not in the count.
struct OperationCount {
    /// Operations of a target, forward and back.
    let perTarget: Double
    /// Bytes of a step that even a perfect cache must fetch from memory or write to it.
    let bytesPerStep: Double

    /// - Parameter negatives: titles that are drawn for a step's softmax; nil = all of them are in it.
    init(_ shape: TrainingShape, windows: [Int], negatives: Int?) {
        let (d, f, v) = (Double(shape.width), Double(shape.hidden), Double(negatives ?? shape.items))
        let layers = Double(shape.layers)
        let tokens = Double(windows.reduce(0, +))
        // Each query sees itself and what came before: n(n + 1)/2 pairs, once for scores and once for values.
        let pairs = windows.reduce(0.0) { $0 + Double($1) * Double($1 + 1) / 2 }
        let dense = layers * (5 * d * d + 3 * d * f) + d * v
        let attention = layers * 2 * d * pairs / max(1, tokens)
        perTarget = 6 * (dense + attention)
        let parameters = v * d + layers * (5 * d * d + 3 * d * f)
        // Weight, two averages and gradient read, three written; each worker's gradient cleared, written and summed; weights packed twice.
        let optimizer = parameters * 4 * 7 + Double(shape.workers) * parameters * 4 * 3 + layers * (5 * d * d + 3 * d * f) * 4
        // Table, units and their gradients, written and read once each.
        let table = v * d * 4 * 8
        bytesPerStep = optimizer + table
    }
}
