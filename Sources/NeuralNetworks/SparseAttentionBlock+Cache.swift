import Tensors

// Letters: D width, n tokens so far, R requests of one moment.

extension SparseAttentionBlock {
    package func makeCache() -> SparseAttentionCache {
        SparseAttentionCache(shape: sparse.shape, heads: sparse.heads, width: norm.columns)
    }

    /// Takes the next tokens of one user, `[T, D]` with their times, and returns their states, `[T, D]`: those that the whole history
    /// at once would give, to rounding.
    ///
    /// - Parameter bucket: of the time from one token to another, both in seconds; nil where time is not an input.
    /// - Complexity: O(T·(D² + D·F + D·(W + C + m·n/C))): n comes in through its summaries alone.
    package func append(
        _ x: Tensor, times: ArraySlice<Int64>, to cache: inout SparseAttentionCache, bucket: ((Int64, Int64) -> UInt8)?, on tape: Tape
    ) -> Tensor {
        precondition(times.count == x.rows, "\(times.count) times for \(x.rows) tokens")
        let projected = project(x, on: tape)
        let mixed =
            cache.count == 0 && x.rows > 1
            ? begin(projected, times: times, &cache, bucket: bucket, on: tape)
            : continued(projected, times: times, &cache, bucket: bucket, on: tape)
        return finish(x, mixed, projected, segments: JaggedOffsets(lengths: [x.rows]), dropout: nil, on: tape)
    }

    /// A history from its start: all rows at once.
    private func begin(
        _ projected: Tensor, times: ArraySlice<Int64>, _ cache: inout SparseAttentionCache, bucket: ((Int64, Int64) -> UInt8)?,
        on tape: Tape
    ) -> Tensor {
        let width = norm.columns
        var geometry = AttentionGeometry.causal(JaggedOffsets(lengths: [projected.rows]))
        if let bucket {
            let first = times.startIndex
            geometry.sparseTimeBuckets = SparseTimeBuckets(
                shape: sparse.shape, queries: geometry.queries, keys: geometry.keys, visible: geometry.visible, arena: tape.arena
            ) { bucket(times[first + $0], times[first + $1]) }
        }
        let inputs = sparse.inputs(
            query: Columns(projected, 0, width), key: Columns(projected, width, width), value: Columns(projected, 2 * width, width),
            geometry: geometry, on: tape)
        for (row, time) in times.enumerated() {
            let at = projected.value + row * projected.columns
            cache.append(key: at + width, value: at + 2 * width, time: time, summaries: inputs.summaries)
        }
        return tape.sparseAttention(inputs)
    }

    /// Tokens behind others, one after the other.
    private func continued(
        _ projected: Tensor, times: ArraySlice<Int64>, _ cache: inout SparseAttentionCache, bucket: ((Int64, Int64) -> UInt8)?,
        on tape: Tape
    ) -> Tensor {
        let width = norm.columns
        let mixed = tape.make(projected.rows, width)
        let (summaries, biases) = (sparse.summaries(on: tape), sparse.biases(on: tape))
        for (row, time) in times.enumerated() {
            let at = projected.value + row * projected.columns
            cache.append(key: at + width, value: at + 2 * width, time: time, summaries: summaries)
            let query = Tensor(value: at, gradient: nil, rows: 1, columns: projected.columns)
            let y = cache.attend(
                Columns(query, 0, width), biases: biases, summaries: summaries, bucket: bucket.map { of in { key, _ in of(key, time) } },
                on: tape)
            (mixed.value + row * width).update(from: y.value, count: width)
        }
        return mixed
    }
}

extension SparseRequestBlock {
    package func makeCache() -> SparseAttentionCache {
        SparseAttentionCache(shape: sparse.shape, heads: sparse.heads, width: keyNorm.columns)
    }

    /// Takes the next states of one user, `[T, D]`.
    package func append(_ states: Tensor, times: ArraySlice<Int64>, to cache: inout SparseAttentionCache, on tape: Tape) {
        precondition(times.count == states.rows, "\(times.count) times for \(states.rows) tokens")
        let known = know(states, on: tape)
        let summaries = sparse.summaries(on: tape)
        for (row, time) in times.enumerated() {
            let at = known.value + row * known.columns
            cache.append(key: at, value: at + states.columns, time: time, summaries: summaries)
        }
    }

    /// Answers requests that are made now, `[R, D]` → `[R, D]`.
    ///
    /// - Parameter bucket: of the time from a token to request `r`; nil where time is not an input.
    package func answer(
        request: Tensor, cache: SparseAttentionCache, bucket: ((_ time: Int64, _ request: Int) -> UInt8)?, on tape: Tape
    ) -> Tensor {
        let asked = ask(request, on: tape)
        let mixed = cache.attend(
            Columns(asked, 0, request.columns), biases: sparse.biases(on: tape), summaries: sparse.summaries(on: tape), bucket: bucket,
            on: tape)
        return finish(request, mixed, asked, segments: JaggedOffsets(lengths: [request.rows]), dropout: nil, on: tape)
    }
}
