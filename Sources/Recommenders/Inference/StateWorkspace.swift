import Datasets
import Synchronization
import Tensors

/// Scratch of one calculation, lent to one caller at a time; after the first few it no longer grows.
final class StateWorkspace: @unchecked Sendable {  // Rule: used by the one who borrowed it from `StateWorkspaces`.
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
    private var best = TopItems()

    /// Appends the best items of a whole row of scores, `[V]`.
    func pick(_ query: RowQuery, of scores: UnsafePointer<Float>, count: Int, into lists: inout RankedLists) {
        best.begin(limit: query.count)
        best.offer(scores, first: 0, count: count) { query.permits($0) }
        best.finish()
        lists.append(best)
    }
}

/// Workspaces that nobody uses at the moment.
final class StateWorkspaces: Sendable {
    private let idle = Mutex<[StateWorkspace]>([])

    func lend() -> StateWorkspace { idle.withLock { $0.popLast() } ?? StateWorkspace() }

    func take(back workspace: StateWorkspace) {
        workspace.segments.removeAll(keepingCapacity: true)
        workspace.requests.removeAll(keepingCapacity: true)
        workspace.arena.reset()
        idle.withLock { $0.append(workspace) }
    }
}
