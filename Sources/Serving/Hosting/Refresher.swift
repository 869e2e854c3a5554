import Dispatch
import Synchronization

/// Loads a changed catalogue anew, beside the requests and at most once in a while, however many changes come.
final class Refresher: Sendable {
    private struct State {
        var isWaiting = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }
    private let queue = DispatchQueue(label: "tastemaker.refresher", qos: .utility)
    private let state = Mutex(State())
    private let seconds: Double

    init(seconds: Double = 1) { self.seconds = seconds }

    /// Sees to it that a load begins after now.
    func ask(_ load: @escaping @Sendable () -> Void) {
        let isFirst = state.withLock { state in
            defer { state.isWaiting = true }
            return !state.isWaiting
        }
        guard isFirst else { return }
        queue.asyncAfter(deadline: .now() + seconds) { self.run(load) }
    }

    private func run(_ load: () -> Void) {
        // What changes from here on asks for another load.
        let waiters = state.withLock { state in
            defer { state = State() }
            return state.waiters
        }
        load()
        for waiter in waiters { waiter.resume() }
    }

    /// Waits until what was asked for has been loaded.
    func settled() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.isWaiting { state.waiters.append(continuation) }
                return !state.isWaiting
            }
            if isIdle { queue.async { continuation.resume() } }
        }
    }
}
