import Datasets
import Evaluation
import NeuralNetworks
import Tensors

/// A model bound to a catalogue: answers queries with one score per item.
public final class FoundationScorer: Scorer, @unchecked Sendable {  // Rule: immutable after `init`; each call has its own tape.
    public let name: String
    public let model: FoundationModel
    private let memory: UnsafeMutablePointer<Float>
    public let itemCount: Int
    private var width: Int { model.configuration.embeddingDimension }
    /// Raw embeddings `[V, D]`, read where items appear in histories.
    var table: Tensor { Tensor(value: memory, gradient: nil, rows: itemCount, columns: width) }
    /// Unit vectors `[V, D]`, in kernel layout for products with user vectors.
    let units: PackedMatrix
    let unitValues: UnsafeMutablePointer<Float>
    /// Items whose embedding is zero: no id part and no metadata, so nothing can be said about them.
    let silent: [Int]
    /// Items without a training event that have attributes, and the items that training showed.
    let unseen: [Int]
    private let known: [Int32]
    private let packed: PackedWeights
    var packedWeights: PackedWeights { packed }

    /// The model's, with the numbers of devices and places that the data set at hand uses.
    let tokenizer: InteractionTokenizer
    /// Where the popularity of the moment is read; nil where it is not.
    let log: PopularityLog?
    let companions: BoundCompanions?
    let arenas = LendingPool { Arena() }

    /// - Parameters:
    ///   - vectors: raw embeddings, `[V, D]`.
    ///   - known: items with a training event.
    ///   - unseen: items without one, with the unit vectors that their attributes predict.
    init(
        model: FoundationModel, name: String, vectors: [Float], known: [Int32], unseen: [(item: Int, vector: [Float])],
        tokenizer: InteractionTokenizer, log: PopularityLog?, companions: BoundCompanions? = nil
    ) {
        self.companions = companions
        self.known = known
        self.tokenizer = tokenizer
        self.unseen = unseen.map(\.item)
        self.log = model.livePopularity == nil ? nil : log
        self.model = model
        self.name = name
        let width = model.configuration.embeddingDimension
        let count = vectors.count / width
        let bytes = max(1, vectors.count) * MemoryLayout<Float>.stride
        let raw = LargePages.allocate(byteCount: bytes).bindMemory(to: Float.self, capacity: vectors.count)
        let unit = LargePages.allocate(byteCount: bytes).bindMemory(to: Float.self, capacity: vectors.count)
        let inverse = UnsafeMutablePointer<Float>.allocate(capacity: max(1, count))
        defer { inverse.deallocate() }
        vectors.withUnsafeBufferPointer { if let base = $0.baseAddress { raw.update(from: base, count: vectors.count) } }
        Kernels.l2Norm(raw, into: unit, inverse: inverse, rows: count, columns: width)
        (itemCount, memory, unitValues) = (count, raw, unit)
        silent = (0..<count).filter { row in (0..<width).allSatisfy { raw[row * width + $0] == 0 } }
        for (item, vector) in unseen { for column in 0..<width { unit[item * width + column] = vector[column] } }
        units = PackedMatrix(.transposed(unit, width), inner: width, columns: count)
        packed = PackedWeights(model.network.linearWeights, store: model.store)
    }

    deinit {
        memory.deallocate()
        unitValues.deallocate()
    }

    public func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) throws {
        try score(queries, window: .latest, into: scores)
    }

    /// The same with a choice of what is read of histories beyond the longest run.
    public func score(_ queries: [ScoringQuery], window: HistoryWindow, into scores: UnsafeMutableBufferPointer<Float>) throws {
        precondition(scores.count == queries.count * itemCount, "scores for \(scores.count) of \(queries.count) × \(itemCount)")
        let arena = arenas.lend()
        defer { arenas.take(back: arena) }
        try forEachBatch(queries, window: window, on: arena) { answers, rows in
            let users = answers.users
            for (position, row) in rows.enumerated() {
                logits(of: users.value + position * width, into: scores.baseAddress! + row * itemCount, arena: arena)
            }
        }
        addLivePopularity(queries, to: scores)
        companions?.apply(queries, to: scores)
    }

    /// The logits of a user vector `[D]` for the whole catalogue `[V]`, without the popularity of the moment.
    func logits(of user: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, arena: Arena) {
        MatrixProduct.multiply(
            .rowMajor(user, width), .packed(units), into: target, rowStride: itemCount, shape: (1, itemCount, width),
            alpha: inverseTemperature, arena: arena)
        place(user: user, logits: target)
        for item in silent { target[item] = -.infinity }
    }

    /// Whether an item's score is its logit and depends on no other item's.
    var scoresAreLogits: Bool { log == nil && companions == nil && (model.newTitles == nil || unseen.isEmpty) }

    /// What the popularity of the moment adds; nil where no log is at hand.
    var livePopularityTerms: LivePopularityTerms? {
        guard let log, let live = model.livePopularity, itemCount > 0 else { return nil }
        return LivePopularityTerms(log: log, weights: live)
    }

    /// Where a log is at hand, `scale · logit + a · popularity as of the request`, for items without a vector as well.
    func addLivePopularity(_ queries: [ScoringQuery], to scores: UnsafeMutableBufferPointer<Float>) {
        guard var terms = livePopularityTerms else { return }
        let times = queries.map { $0.request.time?.rawValue ?? .min }
        let order = queries.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        for query in order {
            let row = UnsafeMutableBufferPointer(rebasing: scores[query * itemCount..<(query + 1) * itemCount])
            terms.add(to: row, request: queries[query].request, surface: tokenizer.surface(queries[query].request.surface), silent: silent)
        }
    }

    /// Puts titles that training never saw among the others.
    private func place(user: UnsafePointer<Float>, logits: UnsafeMutablePointer<Float>) {
        guard let newTitles = model.newTitles, !unseen.isEmpty else { return }
        let shift = newTitles.shift(user: user, inverseTemperature: inverseTemperature, logits: logits, known: known)
        for item in unseen { logits[item] = newTitles.scale * logits[item] + shift }
    }

    /// Unit vectors of the state of each query, `[B, D]` row-major: what a nearest-neighbour index is asked with.
    public func userVectors(_ queries: [ScoringQuery], window: HistoryWindow = .latest) throws -> [Float] {
        var result = [Float](repeating: 0, count: queries.count * width)
        try forEachAnswer(queries, window: window) { answers, rows in
            let users = answers.users
            for (position, row) in rows.enumerated() {
                for column in 0..<width { result[row * width + column] = users.value[position * width + column] }
            }
        }
        return result
    }

    /// Cosine of an item with every item, `[V]`: similar titles in the space that users are matched in.
    public func similarity(to item: ItemIndex) -> [Float] {
        let own = unitValues + item.position * width
        return (0..<itemCount).map { Kernels.dot(own, unitValues + $0 * width, count: width) }
    }

    /// The embedding of an item, `[D]`, of unit length.
    public func vector(of item: ItemIndex) -> [Float] {
        Array(UnsafeBufferPointer(start: unitValues + item.position * width, count: width))
    }

    var inverseTemperature: Float { 1 / model.temperature }

    /// What the network makes of queries, batch by batch, with the numbers of the queries that they answer.
    func forEachAnswer(_ queries: [ScoringQuery], window: HistoryWindow, _ body: (RequestAnswers, [Int]) -> Void) throws {
        let arena = arenas.lend()
        defer { arenas.take(back: arena) }
        try forEachBatch(queries, window: window, on: arena, body)
    }

    /// Packs queries into batches and hands over what the network makes of them with the numbers of the queries they answer.
    private func forEachBatch(
        _ queries: [ScoringQuery], window: HistoryWindow, on arena: Arena, _ body: (RequestAnswers, [Int]) -> Void
    ) throws {
        var planner = QueryPlanner(tokenizer: tokenizer, configuration: model.configuration, window: window)
        var next = 0
        while next < queries.count {
            arena.reset()
            let (batch, rows) = planner.nextBatch(queries, from: &next)
            let tape = Tape(arena: arena, store: model.store, packedWeights: packed, recording: false)
            body(model.network.answers(batch, itemTable: table, dropout: nil, on: tape), rows)
        }
    }
}

extension FoundationModel {
    /// The learned temperature of the softmax.
    public var temperature: Float { exponential(store.pointer(network.logTemperature)[0]) }
}
