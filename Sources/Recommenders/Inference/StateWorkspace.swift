import Datasets
import Tensors

/// Scratch of one calculation, lent to one caller at a time; after the first few it no longer grows.
final class StateWorkspace: @unchecked Sendable {  // Rule: used by the one who borrowed it from the server's pool.
    /// Some rows of one state within a batch of rows.
    struct Segment {
        var state: UserState
        /// First row within the state's window, or 0 for requests.
        var first: Int
        var count: Int
        /// First row within the batch.
        var base: Int
    }

    let arena = Arena()
    var segments: [Segment] = []
    var requests: [RequestToken] = []
    /// What the last requests were taken to be after, `[R, C]`, in the arena; nil in a model without intent heads.
    var intents: UnsafePointer<Float>?
    private var best = TopItems()

    /// Makes it ready for the next calculation.
    func clear() {
        segments.removeAll(keepingCapacity: true)
        requests.removeAll(keepingCapacity: true)
        intents = nil
        arena.reset()
    }

    /// Appends the best items of a whole row of scores, `[V]`.
    func pick(_ query: RowQuery, of scores: UnsafePointer<Float>, count: Int, into lists: inout RankedLists) {
        best.begin(limit: query.count)
        best.offer(scores, first: 0, count: count) { query.permits($0) }
        best.finish()
        lists.append(best)
    }
}
