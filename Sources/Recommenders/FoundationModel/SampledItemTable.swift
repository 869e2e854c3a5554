import Datasets
import NeuralNetworks
import Tensors

// Letters: T items that a step touches, N negatives, D width.

extension TrainingConfiguration {
    /// Up to so many items that can be targets, the softmax runs over all of them unless told otherwise.
    public static let largestFullSoftmax = 50_000
    /// About as many as a batch of 64 people has tokens, so that negatives cost what the histories cost. Not tuned.
    public static let automaticNegatives = 8192
    /// Exponent of the counts in the proposal of negatives.
    static let negativeExponent = 0.5

    /// Negatives of a step with that many possible targets; nil = all of them.
    func negatives(participants: Int) -> Int? {
        let count = negativeCount ?? (participants > Self.largestFullSoftmax ? Self.automaticNegatives : 0)
        return count > 0 ? count : nil
    }
}

/// The embeddings of the items that one training step touches: its histories, its targets and its negatives.
///
/// What a step costs, in time and in memory that is written, does not depend on the size of the catalogue. The phases are those of
/// `ItemTable`; rows are numbered by step, negatives first.
final class SampledItemTable: @unchecked Sendable {  // Rule: as `ItemTable`.
    private let embedding: HybridItemEmbedding
    private let features: ItemFeatures
    private let store: ParameterStore
    private let tapes: [Tape]
    private let participants: [Int32]
    private let softmaxRows: [Int32]
    private let proposal: NegativeProposal
    private let negativeCount: Int
    private let seed: UInt64
    /// Row of each item in this step, −1 = untouched. `[V]`
    private var places: [Int32]
    private let arena = Arena()
    private var outputs: [Tensor?]
    private(set) var step: SampledStep?

    init(
        network: FoundationNetwork, features: ItemFeatures, census: TrainingCensus, negativeCount: Int, seed: UInt64, store: ParameterStore,
        tapes: [Tape]
    ) {
        embedding = network.items
        self.features = features
        self.store = store
        self.tapes = tapes
        (participants, softmaxRows) = (census.participants, census.softmaxRows)
        proposal = NegativeProposal(
            counts: census.participants.map { census.counts[Int($0)] }, exponent: TrainingConfiguration.negativeExponent)
        self.negativeCount = negativeCount
        self.seed = seed
        places = Array(repeating: -1, count: network.items.id.rows)
        outputs = Array(repeating: nil, count: tapes.count)
    }

    private var workers: Int { tapes.count }
    private var width: Int { embedding.id.columns }

    /// Computes the embeddings that a step needs.
    ///
    /// - Parameters:
    ///   - number: of the optimizer step: with the seed it decides the negatives.
    ///   - dropped: whether an item hides its id part.
    func forward(
        _ windows: [TrainingWindow], number: Int, dropped: ((Int) -> Bool)?, facetDropout: BagDropout?
    ) -> SampledStep {
        arena.reset()
        let negatives = proposal.draw(negativeCount, seed: seed, step: UInt64(number))
        let items = touched(negatives, windows)
        let memory = SampledStep.Memory(items: items.count, width: width, workers: workers, arena: arena)
        for (place, item) in items.enumerated() {
            (memory.ids.value + place * width).update(from: store.pointer(embedding.id) + Int(item) * width, count: width)
        }
        let own = features.subset(items)
        let hidden = dropped.map { isDropped in items.map { isDropped(Int($0)) } }
        var facets = facetDropout
        facets?.rowKeys = items.map { facetDropout!.rowKeys[Int($0)] }
        outputs = ParallelLoop.map(workers) { worker in
            let range = ParallelLoop.range(worker, of: workers, count: items.count)
            tapes[worker].reset()
            let output = embedding(range, features: own, dropped: hidden, facetDropout: facets, ids: memory.ids, on: tapes[worker])
            let start = range.lowerBound * width
            (memory.values + start).update(from: output.value, count: output.count)
            Kernels.l2Norm(
                memory.values + start, into: memory.units + start, inverse: memory.inverseNorms + range.lowerBound, rows: range.count,
                columns: width)
            return output
        }
        let units = Tensor(value: memory.units, gradient: nil, rows: items.count, columns: width)
        let made = SampledStep(
            items: items, softmaxRows: items.map { softmaxRows[Int($0)] },
            catalog: SampledCatalog(items: units, corrections: negatives.corrections), memory: memory, width: width)
        step = made
        return made
    }

    /// Negatives in their order, then every other item of the windows in ascending order.
    private func touched(_ negatives: SharedNegatives, _ windows: [TrainingWindow]) -> [Int32] {
        var items = negatives.rows.map { participants[Int($0)] }
        for (place, item) in items.enumerated() { places[Int(item)] = Int32(place) }
        var others: [Int32] = []
        for window in windows {
            for item in window.sequence.items[window.touched] where places[item.position] < 0 {
                places[item.position] = 0
                others.append(item.rawValue)
            }
        }
        others.sort()
        for (offset, item) in others.enumerated() { places[Int(item)] = Int32(items.count + offset) }
        items += others
        return items
    }

    /// A window whose items and targets are rows of this step.
    func numbered(_ window: TrainingWindow) -> TrainingWindow {
        var own = window
        for place in window.touched { own.sequence.items[place] = ItemIndex(rawValue: places[window.sequence.items[place].position]) }
        for index in own.requests.indices where own.requests[index].target >= 0 {
            own.requests[index].target = places[Int(participants[Int(own.requests[index].target)])]
        }
        return own
    }

    /// Carries the workers' gradients into the parameters, all but the id table, whose touched rows are returned.
    func backward(_ step: SampledStep) -> SparseRowGradient {
        let (width, memory) = (width, step.memory)
        ParallelLoop.run(workers) { worker in
            let range = ParallelLoop.range(worker, of: workers, count: step.items.count)
            let (start, count) = (range.lowerBound * width, range.count * width)
            for share in memory.gradients.dropFirst() { Kernels.accumulate(share + start, into: memory.gradients[0] + start, count: count) }
            for share in memory.unitGradients.dropFirst() {
                Kernels.accumulate(share + start, into: memory.unitGradients[0] + start, count: count)
            }
            Kernels.l2NormBackward(
                memory.units + start, inverse: memory.inverseNorms + range.lowerBound, dy: memory.unitGradients[0] + start,
                dx: memory.gradients[0] + start, rows: range.count, columns: width)
            if let target = outputs[worker]?.gradient { Kernels.accumulate(memory.gradients[0] + start, into: target, count: count) }
            tapes[worker].backward()
        }
        for item in step.items { places[Int(item)] = -1 }
        return SparseRowGradient(embedding.id, rows: step.items, values: memory.ids.gradient!)
    }
}

/// What one step touches, by its own numbers.
struct SampledStep {
    /// Items of the rows, `[T]`, and their rows in a softmax over all.
    let items: [Int32]
    let softmaxRows: [Int32]
    let catalog: SampledCatalog
    fileprivate let memory: Memory
    fileprivate let width: Int

    /// The embeddings as one worker sees them: shared values, own gradient.
    func table(for worker: Int) -> Tensor {
        Tensor(value: memory.values, gradient: memory.gradients[worker], rows: items.count, columns: width)
    }
    func unitGradient(for worker: Int) -> UnsafeMutablePointer<Float> { memory.unitGradients[worker] }

    struct Memory: @unchecked Sendable {  // Rule: workers touch disjoint rows, or their own share.
        let ids: Tensor
        let values, units, inverseNorms: UnsafeMutablePointer<Float>
        let gradients, unitGradients: [UnsafeMutablePointer<Float>]

        init(items: Int, width: Int, workers: Int, arena: Arena) {
            let count = items * width
            ids = Tensor(value: arena.allocate(Float.self, count: count), gradient: arena.zeros(count), rows: items, columns: width)
            values = arena.allocate(Float.self, count: count)
            units = arena.allocate(Float.self, count: count)
            inverseNorms = arena.allocate(Float.self, count: items)
            gradients = (0..<workers).map { _ in arena.zeros(count) }
            unitGradients = (0..<workers).map { _ in arena.zeros(count) }
        }
    }
}

extension TrainingWindow {
    /// Places in the sequence that a step reads: the tokens shown, and the choices asked for.
    var touched: Range<Int> { max(0, range.lowerBound - 1)..<min(sequence.count, range.upperBound) }
}

extension ItemFeatures {
    /// The features of a few items, in that order.
    func subset(_ items: [Int32]) -> ItemFeatures {
        var own = self
        own.countBuckets = items.map { countBuckets[Int($0)] }
        own.ageBuckets = items.map { ageBuckets[Int($0)] }
        own.bags = bags.map { $0.subset(items) }
        return own
    }
}

extension Bags {
    /// A few of the bags, in that order.
    func subset(_ rows: [Int32]) -> Bags {
        var own = Bags(borders: [0], indices: [], weights: [])
        own.borders.reserveCapacity(rows.count + 1)
        for row in rows {
            let range = Int(borders[Int(row)])..<Int(borders[Int(row) + 1])
            own.indices += indices[range]
            own.weights += weights[range]
            own.borders.append(Int32(own.indices.count))
        }
        return own
    }
}
