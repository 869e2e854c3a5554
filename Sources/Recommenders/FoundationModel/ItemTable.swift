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
        ParallelLoop.run(workers) { worker in
            let range = rows(worker)
            tapes[worker].reset()
            let output = embedding(range, features: features, dropped: dropped, facetDropout: facetDropout, on: tapes[worker])
            outputs[worker] = output
            (values + range.lowerBound * width).update(from: output.value, count: output.count)
        }
        ParallelLoop.run(workers) { worker in
            for tile in ParallelLoop.range(worker, of: workers, count: catalog.tileCount) { fill(tile) }
        }
        return catalog
    }

    /// The unit vectors of one tile of the softmax.
    private func fill(_ tile: Int) {
        let range = SoftmaxCatalog.rows(ofTile: tile, of: participants.count)
        for row in range { (units + row * width).update(from: values + Int(participants[row]) * width, count: width) }
        Kernels.l2Norm(
            units + range.lowerBound * width, into: units + range.lowerBound * width, inverse: inverseNorms + range.lowerBound,
            rows: range.count, columns: width)
        catalog.pack(tile)
    }

    /// The table as one worker sees it: shared values, own gradient.
    func table(for worker: Int) -> Tensor {
        Tensor(value: values, gradient: gradients[worker], rows: itemCount, columns: width)
    }

    func unitGradient(for worker: Int) -> UnsafeMutablePointer<Float> { unitGradients[worker] }

    /// Carries the workers' gradients into the parameters.
    func backward() {
        let (width, workers) = (width, workers)
        ParallelLoop.run(workers) { worker in
            let range = ParallelLoop.range(worker, of: workers, count: participants.count)
            Self.sum(unitGradients, rows: range, width: width)
        }
        ParallelLoop.run(workers) { worker in
            Self.sum(gradients, rows: rows(worker), width: width)
        }
        ParallelLoop.run(workers) { worker in
            let range = ParallelLoop.range(worker, of: workers, count: participants.count)
            for row in range {
                Kernels.l2NormBackward(
                    units + row * width, inverse: inverseNorms + row, dy: unitGradients[0] + row * width,
                    dx: gradients[0] + Int(participants[row]) * width, rows: 1, columns: width)
            }
            for memory in unitGradients {
                (memory + range.lowerBound * width).update(repeating: 0, count: range.count * width)
            }
        }
        ParallelLoop.run(workers) { worker in
            let range = rows(worker)
            if let target = outputs[worker]?.gradient {
                Kernels.accumulate(gradients[0] + range.lowerBound * width, into: target, count: range.count * width)
            }
            tapes[worker].backward()
            for memory in gradients { (memory + range.lowerBound * width).update(repeating: 0, count: range.count * width) }
        }
    }

    /// Adds the others' rows to the first's, in their order.
    private static func sum(_ shares: [UnsafeMutablePointer<Float>], rows: Range<Int>, width: Int) {
        for share in shares.dropFirst() {
            Kernels.accumulate(share + rows.lowerBound * width, into: shares[0] + rows.lowerBound * width, count: rows.count * width)
        }
    }
}
