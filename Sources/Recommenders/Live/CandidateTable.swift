import Tensors

/// What is known about the candidates of one question: one row an item, stored by columns.
final class CandidateTable {
    private(set) var items: [Int32] = []
    let columnCount: Int
    private var capacity = 0
    private var memory: UnsafeMutablePointer<Float>

    init(columns: Int) {
        columnCount = columns
        memory = .allocate(capacity: 1)
    }

    deinit { memory.deallocate() }

    var count: Int { items.count }

    /// Begins a new question; the columns hold what was there before until they are filled.
    func begin(_ candidates: [Int32]) {
        items = candidates
        guard candidates.count > capacity else { return }
        capacity = candidates.count + candidates.count / 2
        memory.deallocate()
        memory = .allocate(capacity: max(1, capacity * columnCount))
    }

    func column(_ number: Int) -> UnsafeMutablePointer<Float> { memory + number * capacity }

    func fill(_ number: Int, _ value: Float = 0) { column(number).update(repeating: value, count: count) }
}

/// A softmax over candidates that learns from each choice as it comes, after it was asked.
///
///     p(i) = exp(w·x_i) / Σ_j exp(w·x_j)
///
/// One set of weights for each group of questions; steps by AdaGrad (Duchi, Hazan and Singer, JMLR 2011), so that a rare
/// column learns as fast as a common one.
final class OnlineSoftmax {
    private(set) var weights: [[Float]]
    private var squares: [[Float]]
    private let learningRate: Float
    private var scores: [Float] = []

    init(groups: Int, initial: [Float], learningRate: Float) {
        weights = Array(repeating: initial, count: groups)
        squares = Array(repeating: Array(repeating: 1e-8, count: initial.count), count: groups)
        self.learningRate = learningRate
    }

    /// Logits of all candidates, valid until the next call.
    func logits(_ table: CandidateTable, group: Int) -> [Float] {
        scores.removeAll(keepingCapacity: true)
        scores.append(contentsOf: repeatElement(0, count: table.count))
        scores.withUnsafeMutableBufferPointer { scores in
            guard let base = scores.baseAddress else { return }
            for column in 0..<table.columnCount where weights[group][column] != 0 {
                Kernels.addScaled(table.column(column), weights[group][column], to: base, count: table.count)
            }
        }
        return scores
    }

    /// - Parameter target: row of what was chosen.
    func learn(_ table: CandidateTable, group: Int, target: Int) {
        var shares = logits(table, group: group)
        let highest = shares.max() ?? 0
        var sum: Float = 0
        for row in shares.indices {
            shares[row] = quickExp(shares[row] - highest)
            sum += shares[row]
        }
        guard sum > 0 else { return }
        shares.withUnsafeBufferPointer { shares in
            for column in 0..<table.columnCount {
                let values = table.column(column)
                let expected = Kernels.dot(values, shares.baseAddress!, count: table.count) / sum
                let gradient = values[target] - expected
                guard gradient != 0, gradient.isFinite else { continue }
                squares[group][column] += gradient * gradient
                weights[group][column] += learningRate * gradient / squares[group][column].squareRoot()
            }
        }
    }
}
