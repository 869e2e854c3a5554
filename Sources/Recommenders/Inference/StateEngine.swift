import Datasets
import Tensors

// Letters: R rows of a batch, T rows of a window, D width, F feed-forward width.

/// Computes what states keep and answers requests from it: the model's forward pass, a few rows at a time.
///
/// Reading a whole history and adding one token are the same calculation, over many rows or over one: each row computes its
/// keys and values, keeps them, and reads those of the rows before it. So a state is the same, however it came about, and rows
/// of many users share the products with the weights.
final class StateEngine: Sendable {
    let network: StateNetwork
    let attention: CachedAttention
    private let items: StateNetwork.Vector
    /// Rows that go through the layers together: their activations stay in the second-level cache.
    private static let rowsPerPass = 128

    /// - Parameter items: raw embeddings of the bound catalogue, `[V, D]`, which outlive the engine.
    init(network: StateNetwork, heads: Int, items: StateNetwork.Vector) {
        self.network = network
        self.items = items
        attention = CachedAttention(width: network.width, heads: heads, weighting: network.weighting)
    }

    // MARK: Reading tokens

    /// Computes the rows that the states lack; afterwards all are hot and current.
    ///
    /// - Complexity: O(L·R·D·(D + F + T)) for R missing rows.
    func advance(_ states: some Sequence<UserState>, in workspace: StateWorkspace) {
        workspace.segments.removeAll(keepingCapacity: true)
        var rows = 0
        for state in states where !state.isCurrent {
            state.makeRoom()
            var first = state.keptRows
            while first < state.rowCount {
                let count = min(state.rowCount - first, Self.rowsPerPass - rows)
                workspace.segments.append(.init(state: state, first: first, count: count, base: rows))
                (first, rows) = (first + count, rows + count)
                if rows == Self.rowsPerPass {
                    read(rows, in: workspace)
                    rows = 0
                }
            }
        }
        if rows > 0 { read(rows, in: workspace) }
    }

    /// One pass over the rows of the workspace's segments.
    private func read(_ rows: Int, in workspace: StateWorkspace) {
        let arena = workspace.arena
        arena.reset()
        let scratch = RowScratch(rows: rows, engine: self, arena: arena)
        let x = arena.allocate(Float.self, count: rows * network.width)
        embed(rows, workspace, into: x, scratch)
        let geometry = StateGeometry(tokens: workspace, network: network)
        for (layer, block) in network.lower.enumerated() {
            apply(block, layer: layer, to: x, rows: rows, keepsKeys: true, workspace, geometry, scratch)
        }
        keepLast(x, rows: rows, workspace, scratch)
        for segment in workspace.segments {
            let state = segment.state
            state.keep(rows: segment.first + segment.count)
            if state.isCurrent { state.hidden.update(from: x + (segment.base + segment.count - 1) * network.width, count: network.width) }
        }
        workspace.segments.removeAll(keepingCapacity: true)
    }

    /// Keys and values of the request block, which come from states alone.
    private func keepLast(_ x: Floats, rows: Int, _ workspace: StateWorkspace, _ scratch: RowScratch) {
        let (width, block) = (network.width, network.last)
        normalize(x, block.keyNorm!, into: scratch.normed, rows: rows, scratch)
        multiply(scratch.normed, block.keyProjection!, into: scratch.projected, rows: rows, workspace.arena)
        if network.weighting == .pointwise {
            ForwardKernels.silu(scratch.projected, stride: 2 * width, rows: rows, columns: 2 * width)
        }
        store(scratch.projected, stride: 2 * width, layer: network.layerCount - 1, workspace)
    }

    // MARK: Answering

    /// One unit vector per request of `workspace.requests`, whose owners are `workspace.segments`; the states are current.
    ///
    /// - Parameter hidesEach: whether row 1 + r of each owner does not see row r of the window; row 0 sees all.
    /// - Returns: `[R, D]`, valid until the workspace is used again.
    /// - Complexity: O(R·D·(D + F + T)).
    func ask(in workspace: StateWorkspace, hidesEach: Bool = false) -> UnsafeMutablePointer<Float> {
        let (arena, width, rows) = (workspace.arena, network.width, workspace.requests.count)
        arena.reset()
        let scratch = RowScratch(rows: rows, engine: self, arena: arena)
        let x = arena.allocate(Float.self, count: rows * width)
        let own = arena.allocate(Float.self, count: rows * width)
        embedRequests(workspace, into: own)
        for segment in workspace.segments {
            precondition(segment.state.isCurrent, "a state was asked before it was computed")
            for row in segment.base..<segment.base + segment.count { (x + row * width).update(from: segment.state.hidden, count: width) }
        }
        ForwardKernels.add(own, to: x, count: rows * width)
        let geometry = StateGeometry(requests: workspace, network: network, hidesEach: hidesEach)
        apply(network.last, layer: network.layerCount - 1, to: x, rows: rows, keepsKeys: false, workspace, geometry, scratch)
        normalize(x, network.finalNorm, into: x, rows: rows, scratch)
        if let intents = network.intents { tell(x, what: intents, rows: rows, workspace, scratch) }
        Kernels.l2Norm(x, into: x, inverse: scratch.inverse, rows: rows, columns: width)
        return x
    }

    /// Adds to the queries what the requests are taken to be after, and leaves that in the workspace.
    private func tell(_ x: Floats, what intents: StateNetwork.Intents, rows: Int, _ workspace: StateWorkspace, _ scratch: RowScratch) {
        let count = intents.weight.columns
        let said = workspace.arena.allocate(Float.self, count: rows * count)
        multiply(x, intents.weight, into: said, rows: rows, workspace.arena)
        for row in 0..<rows { ForwardKernels.add(intents.bias.values, to: said + row * count, count: count) }
        intents.columns.groups.normalize(said, rows: rows)
        let news = corrected(said, intents.columns, rows: rows, workspace)
        multiply(said, intents.embedding, into: scratch.mixed, rows: rows, workspace.arena)
        ForwardKernels.add(scratch.mixed, to: x, count: rows * network.width)
        if let news {
            multiply(news, intents.directions, into: scratch.mixed, rows: rows, workspace.arena)
            ForwardKernels.add(scratch.mixed, to: x, count: rows * network.width)
        }
        workspace.intents = UnsafePointer(said)
    }

    /// Puts what the askers say in the place of what is predicted.
    ///
    /// - Returns: by how much it differs, `[R, C]`; nil where nobody says anything.
    private func corrected(_ said: Floats, _ columns: IntentColumns, rows: Int, _ workspace: StateWorkspace) -> Floats? {
        guard workspace.requests.contains(where: { $0.intent != nil }) else { return nil }
        let count = rows * columns.groups.columnCount
        let news = workspace.arena.allocate(Float.self, count: count)
        news.update(from: said, count: count)
        for (row, request) in workspace.requests.enumerated() {
            if let correction = request.intent { columns.apply(correction, to: said + row * columns.groups.columnCount) }
        }
        for place in 0..<count { news[place] = said[place] - news[place] }
        return news
    }

    // MARK: One block

    /// x becomes what the block makes of it.
    private func apply(
        _ block: StateNetwork.Block, layer: Int, to x: Floats, rows: Int, keepsKeys: Bool, _ workspace: StateWorkspace,
        _ geometry: StateGeometry, _ scratch: RowScratch
    ) {
        let (width, arena) = (network.width, workspace.arena)
        let stride = block.projection.columns
        let projected = scratch.projected
        normalize(x, block.norm, into: scratch.normed, rows: rows, scratch)
        multiply(scratch.normed, block.projection, into: projected, rows: rows, arena)
        let isPointwise = network.weighting == .pointwise
        // All but the gate, which comes last.
        if isPointwise { ForwardKernels.silu(projected, stride: stride, rows: rows, columns: stride - width) }
        if keepsKeys { store(projected + width, stride: stride, layer: layer, workspace) }
        attend(projected, stride: stride, block, layer: layer, workspace, geometry, scratch)
        let gate = projected + stride - width
        if isPointwise {
            normalize(scratch.mixed, block.mixedNorm!, into: scratch.mixed, rows: rows, scratch)
            ForwardKernels.siluGate(scratch.mixed, gate: gate, stride: stride, into: scratch.mixed, rows: rows, columns: width)
        } else {
            ForwardKernels.sigmoidGate(scratch.mixed, gate: gate, stride: stride, into: scratch.mixed, rows: rows, columns: width)
        }
        multiply(scratch.mixed, block.output, into: x, rows: rows, adding: true, arena)
        guard let (norm, up, down) = block.feedForward else { return }
        normalize(x, norm, into: scratch.normed, rows: rows, scratch)
        multiply(scratch.normed, up, into: scratch.wide, rows: rows, arena)
        ForwardKernels.swiGLU(scratch.wide, into: scratch.inner, rows: rows, columns: network.feedForwardWidth)
        multiply(scratch.inner, down, into: x, rows: rows, adding: true, arena)
    }

    /// Keeps keys and values that lie side by side, `[R, 2D]` with stride.
    private func store(_ rows: Floats, stride: Int, layer: Int, _ workspace: StateWorkspace) {
        for segment in workspace.segments {
            let pages = segment.state.layerPages(layer)
            for row in 0..<segment.count {
                let key = rows + (segment.base + row) * stride
                attention.store(key: key, value: key + network.width, at: segment.first + row, pages: pages)
            }
        }
    }

    private func attend(
        _ queries: Floats, stride: Int, _ block: StateNetwork.Block, layer: Int, _ workspace: StateWorkspace, _ geometry: StateGeometry,
        _ scratch: RowScratch
    ) {
        let width = network.width
        var buckets = geometry.buckets
        for segment in workspace.segments {
            let visible = geometry.isRequest ? segment.state.rowCount : segment.first + 1
            let keys = geometry.isRequest ? visible : segment.first + segment.count
            attention(
                CachedAttention.Rows(
                    query: queries + segment.base * stride, queryStride: stride, output: scratch.mixed + segment.base * width,
                    outputStride: width, count: segment.count, visible: visible, step: geometry.isRequest ? 0 : 1, buckets: buckets,
                    bucketStride: keys),
                pages: segment.state.layerPages(layer), bias: geometry.bias ?? block.bias, scratch: scratch.scores)
            buckets = buckets.map { $0 + segment.count * keys }
        }
    }

    typealias Floats = UnsafeMutablePointer<Float>

    private func normalize(_ x: Floats, _ gain: StateNetwork.Vector, into y: Floats, rows: Int, _ scratch: RowScratch) {
        ForwardKernels.rmsNorm(x, gain: gain.values, into: y, inverse: scratch.inverse, rows: rows, columns: network.width)
    }

    private func multiply(
        _ x: Floats, _ weight: StateNetwork.Linear, into y: Floats, rows: Int, adding: Bool = false, _ arena: Arena
    ) {
        MatrixProduct.multiply(
            .rowMajor(x, weight.inner), .packed(weight.weight), into: y, rowStride: weight.columns,
            shape: (rows, weight.columns, weight.inner), beta: adding ? 1 : 0, arena: arena)
    }

    // MARK: Embedding

    /// A token is the normalised sum of its fields.
    private func embed(_ rows: Int, _ workspace: StateWorkspace, into x: Floats, _ scratch: RowScratch) {
        x.update(repeating: 0, count: rows * network.width)
        let index = workspace.arena.allocate(Int32.self, count: rows)
        func gather(_ table: StateNetwork.Vector, _ row: (StateToken) -> Int32) {
            for segment in workspace.segments {
                for offset in 0..<segment.count { index[segment.base + offset] = row(segment.state.tokens[segment.first + offset]) }
            }
            ForwardKernels.gatherAdd(table.values, index, into: x, rows: rows, columns: network.width)
        }
        gather(items) { $0.item }
        gather(network.tokenStart) { $0.item < 0 ? 0 : -1 }
        for (field, table) in network.tokenFields { gather(table) { $0.row(field) } }
        normalize(x, network.tokenNorm, into: x, rows: rows, scratch)
    }

    /// What is known at the moment of asking, the time since the last token included.
    private func embedRequests(_ workspace: StateWorkspace, into x: Floats) {
        let rows = workspace.requests.count
        x.update(repeating: 0, count: rows * network.width)
        let index = workspace.arena.allocate(Int32.self, count: rows)
        index.update(repeating: 0, count: rows)
        ForwardKernels.gatherAdd(network.requestBias.values, index, into: x, rows: rows, columns: network.width)
        for (field, table) in network.requestFields {
            for segment in workspace.segments {
                for row in segment.base..<segment.base + segment.count {
                    index[row] = Self.row(of: workspace.requests[row], field, after: segment.state)
                }
            }
            ForwardKernels.gatherAdd(table.values, index, into: x, rows: rows, columns: network.width)
        }
    }

    private static func row(of request: RequestToken, _ field: SequenceBatch.Field, after state: UserState) -> Int32 {
        switch field {
        case .device: Int32(request.device)
        case .hour: Int32(request.hourOfWeek)
        case .locale: Int32(request.locale)
        case .surface: Int32(request.surface)
        case .gap: Int32(TimeGapBucket.bucket(from: state.tokens[state.tokens.count - 1].time, to: request.time))
        case .choices: Int32(ChoiceCountBucket.bucket(state.tokenCount))
        case .engagement, .duration, .completion, .rating: -1
        }
    }

    // MARK: Scratch

    /// Activations of a pass.
    private struct RowScratch {
        let normed, projected, mixed, wide, inner, inverse, scores: Floats

        init(rows: Int, engine: StateEngine, arena: Arena) {
            let network = engine.network
            normed = arena.allocate(Float.self, count: rows * network.width)
            projected = arena.allocate(Float.self, count: rows * 4 * network.width)
            mixed = arena.allocate(Float.self, count: rows * network.width)
            wide = arena.allocate(Float.self, count: rows * 2 * network.feedForwardWidth)
            inner = arena.allocate(Float.self, count: rows * network.feedForwardWidth)
            inverse = arena.allocate(Float.self, count: rows)
            scores = arena.allocate(Float.self, count: CachedAttention.scratchCount(keys: network.maximumLength))
        }
    }
}
