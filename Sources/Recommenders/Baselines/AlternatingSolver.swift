import Datasets
import Synchronization
import Tensors

/// The epochs of `ImplicitALS`: users given items, then items given users.
struct AlternatingSolver {
    private let known: DistinctItems
    private let userCount: Int
    private let itemCount: Int
    private let settings: ImplicitALS.Settings
    private let workers: Int

    init(_ known: DistinctItems, itemCount: Int, settings: ImplicitALS.Settings, workers: Int) {
        self.known = known
        userCount = known.offsets.count - 1
        self.itemCount = itemCount
        self.settings = settings
        self.workers = max(workers, 1)
    }

    /// H after all epochs, shape `[V, D]`.
    func itemFactors() throws(BaselineError) -> [Float] {
        var items = initialItems()
        var users = [Float](repeating: 0, count: userCount * settings.dimension)
        for _ in 0..<settings.epochs {
            try solve(&users, rows: userCount, offsets: known.offsets, neighbours: known.items, given: items, others: itemCount)
            try solve(&items, rows: itemCount, offsets: known.itemOffsets, neighbours: known.users, given: users, others: userCount)
        }
        return items
    }

    /// Uniform numbers with standard deviation 0.1/√D, so that a first prediction has that of 0.1.
    private func initialItems() -> [Float] {
        let spread = 0.1 * Float(3).squareRoot() / Float(settings.dimension).squareRoot()
        var factors = [Float](repeating: 0, count: itemCount * settings.dimension)
        for item in 0..<itemCount {
            var generator = SeededGenerator(seed: StableHash.mix(settings.seed) ^ StableHash.mix(UInt64(item) &+ 1))
            for column in 0..<settings.dimension {
                // 24 random bits, exactly a float between -1 and 1.
                let unit = Float(generator.next() >> 40) * 0x1p-23 - 1
                factors[item * settings.dimension + column] = spread * unit
            }
        }
        return factors
    }

    /// Rows a worker takes at a time.
    private static let stripe = 64

    /// Solves every row on its own, so that neither threads nor their number matter.
    private func solve(
        _ target: inout [Float], rows: Int, offsets: [Int], neighbours: [Int32], given: [Float], others: Int
    ) throws(BaselineError) {
        let width = settings.dimension
        let gram = GramMatrix.of(given, width: width, scaledBy: settings.unobservedWeight)
        let next = Atomic(0)
        let failure = Mutex<BaselineError?>(nil)
        target.withUnsafeMutableBufferPointer { buffer in
            nonisolated(unsafe) let target = buffer
            ParallelLoop.run(min(workers, max(rows, 1))) { _ in
                let solver = RowSolver(width: width)
                while failure.withLock({ $0 == nil }) {
                    let first = next.wrappingAdd(Self.stripe, ordering: .relaxed).oldValue
                    guard first < rows else { return }
                    for row in first..<min(first + Self.stripe, rows) {
                        let range = offsets[row]..<offsets[row + 1]
                        do throws(BaselineError) {
                            try solver.solve(
                                items: neighbours[range], weights: nil, factors: given, gram: gram,
                                ridge: settings.ridge(choices: Float(range.count), others: others))
                        } catch { failure.withLock { $0 = error } }
                        for column in 0..<width { target[row * width + column] = solver.solution[column] }
                    }
                }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }
}

/// α·FᵀF.
enum GramMatrix {
    /// - Parameter factors: row-major, shape `[N, D]`.
    /// - Returns: shape `[D, D]`.
    static func of(_ factors: [Float], width: Int, scaledBy scale: Float) -> [Float] {
        var gram = [Float](repeating: 0, count: width * width)
        let rows = factors.count / max(width, 1)
        guard rows > 0 else { return gram }
        let arena = Arena()
        factors.withUnsafeBufferPointer { factors in
            gram.withUnsafeMutableBufferPointer { gram in
                MatrixProduct.multiply(
                    .transposed(factors.baseAddress!, width), .plain(.rowMajor(factors.baseAddress!, width)), into: gram.baseAddress!,
                    rowStride: width, shape: (width, width, rows), alpha: scale, float32: true, arena: arena)
            }
        }
        return gram
    }
}
