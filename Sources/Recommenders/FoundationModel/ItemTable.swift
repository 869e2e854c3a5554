import Datasets
import NeuralNetworks
import Tensors

/// The embeddings of all items for one training step, computed once and read by every worker.
///
/// Workers compute ranges of items, then read all of them; on the way back each worker's share of the gradient is
/// summed in a fixed order and carried through the range that it computed.
final class ItemTable: @unchecked Sendable {  // Rule: phases of one step follow each other; within a phase workers touch disjoint rows.
    private let embedding: HybridItemEmbedding
    private let features: ItemFeatures
    private let tapes: [Tape]
    private var outputs: [Tensor?]
    private let itemCount: Int
    private let width: Int
    private let values: UnsafeMutablePointer<Float>
    /// Where the embeddings of this step lie: `values`, or the ids themselves where nothing is added to them.
    private var current: UnsafeMutablePointer<Float>
    /// Gradient of the table, one a worker.
    private let gradients: [UnsafeMutablePointer<Float>]
    /// Rows of the softmax: items with at least one training target.
    let participants: [Int32]
    private let units: UnsafeMutablePointer<Float>
    private let inverseNorms: UnsafeMutablePointer<Float>
    private let unitGradients: [UnsafeMutablePointer<Float>]
    private let catalog: SoftmaxCatalog

    init(
        network: FoundationNetwork, features: ItemFeatures, participants: [Int32], tapes: [Tape]
    ) {
        embedding = network.items
        self.features = features
        self.participants = participants
        self.tapes = tapes
        outputs = Array(repeating: nil, count: tapes.count)
        itemCount = network.items.id.rows
        width = network.items.id.columns
        values = .allocate(capacity: itemCount * width)
        current = values
        units = .allocate(capacity: max(1, participants.count * width))
        inverseNorms = .allocate(capacity: max(1, participants.count))
        catalog = SoftmaxCatalog(unpacked: Tensor(value: units, gradient: nil, rows: participants.count, columns: width))
        gradients = tapes.map { [itemCount, width] _ in
            let memory = UnsafeMutablePointer<Float>.allocate(capacity: itemCount * width)
            memory.initialize(repeating: 0, count: itemCount * width)
            return memory
        }
        unitGradients = tapes.map { [participants, width] _ in
            let memory = UnsafeMutablePointer<Float>.allocate(capacity: max(1, participants.count * width))
            memory.initialize(repeating: 0, count: participants.count * width)
            return memory
        }
    }

    deinit {
        for memory in gradients + unitGradients { memory.deallocate() }
        values.deallocate()
        units.deallocate()
        inverseNorms.deallocate()
    }

    private var workers: Int { tapes.count }
    private func rows(_ worker: Int) -> Range<Int> { ParallelLoop.range(worker, of: workers, count: itemCount) }

    /// Computes every embedding, and the unit vectors of the softmax.
    func forward(dropped: [Bool]?, facetDropout: BagDropout?) -> SoftmaxCatalog {
        outputs = ParallelLoop.map(workers) { worker in
            let range = rows(worker)
            tapes[worker].reset()
            return embedding(range, features: features, dropped: dropped, facetDropout: facetDropout, on: tapes[worker])
        }
        gather()
        ParallelLoop.run(workers) { worker in
            for tile in ParallelLoop.range(worker, of: workers, count: catalog.tileCount) { fill(tile) }
        }
        return catalog
    }

    /// Puts the outputs side by side, unless they lie so.
    private func gather() {
        let first = outputs[0].map { $0.value - rows(0).lowerBound * width }
        let lieTogether = (0..<workers).allSatisfy { worker in
            rows(worker).isEmpty || outputs[worker]?.value == first.map { $0 + rows(worker).lowerBound * width }
        }
        current = lieTogether ? first ?? values : values
        guard !lieTogether else { return }
        ParallelLoop.run(workers) { worker in
            guard let output = outputs[worker] else { return }
            (values + rows(worker).lowerBound * width).update(from: output.value, count: output.count)
        }
    }

    /// The unit vectors of one tile of the softmax.
    private func fill(_ tile: Int) {
        let range = SoftmaxCatalog.rows(ofTile: tile, of: participants.count)
        for row in range { (units + row * width).update(from: current + Int(participants[row]) * width, count: width) }
        Kernels.l2Norm(
            units + range.lowerBound * width, into: units + range.lowerBound * width, inverse: inverseNorms + range.lowerBound,
            rows: range.count, columns: width)
        catalog.pack(tile)
    }

    /// The table as one worker sees it: shared values, own gradient.
    func table(for worker: Int) -> Tensor {
        Tensor(value: current, gradient: gradients[worker], rows: itemCount, columns: width)
    }

    func unitGradient(for worker: Int) -> UnsafeMutablePointer<Float> { unitGradients[worker] }

    /// Carries the workers' gradients into the parameters.
    func backward() {
        ParallelLoop.run(workers) { worker in
            let range = rows(worker)
            let target = outputs[worker]?.gradient
            for first in stride(from: range.lowerBound, to: range.upperBound, by: Self.rowsPerBlock) {
                let block = first..<min(first + Self.rowsPerBlock, range.upperBound)
                carry(block, to: target.map { $0 + (first - range.lowerBound) * width })
            }
            tapes[worker].backward()
        }
    }

    /// Rows that pass through the cache once for all that is done with their gradients.
    private static let rowsPerBlock = 64

    /// Sums the workers' shares of some rows in their order, takes those of the softmax through the normalisation, and leaves zeros.
    private func carry(_ rows: Range<Int>, to target: UnsafeMutablePointer<Float>?) {
        let choices = place(of: rows.lowerBound)..<place(of: rows.upperBound)
        Self.sum(unitGradients, rows: choices, width: width)
        Self.sum(gradients, rows: rows, width: width)
        var first = choices.lowerBound
        while first < choices.upperBound {
            let row = Int(participants[first])
            var end = first + 1
            while end < choices.upperBound, Int(participants[end]) - row == end - first { end += 1 }
            Kernels.l2NormBackward(
                units + first * width, inverse: inverseNorms + first, dy: unitGradients[0] + first * width,
                dx: gradients[0] + row * width, rows: end - first, columns: width)
            first = end
        }
        if let target { Kernels.accumulate(gradients[0] + rows.lowerBound * width, into: target, count: rows.count * width) }
        for memory in unitGradients { (memory + choices.lowerBound * width).update(repeating: 0, count: choices.count * width) }
        for memory in gradients { (memory + rows.lowerBound * width).update(repeating: 0, count: rows.count * width) }
    }

    /// The first row of the softmax whose item is not before `item`; participants ascend.
    private func place(of item: Int) -> Int {
        var (low, high) = (0, participants.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(participants[middle]) < item { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Adds the others' rows to the first's, in their order.
    private static func sum(_ shares: [UnsafeMutablePointer<Float>], rows: Range<Int>, width: Int) {
        for share in shares.dropFirst() {
            Kernels.accumulate(share + rows.lowerBound * width, into: shares[0] + rows.lowerBound * width, count: rows.count * width)
        }
    }
}
