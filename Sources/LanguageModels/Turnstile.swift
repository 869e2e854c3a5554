import Synchronization

/// Lets so many in at once; the others wait in order, or are sent away when too many wait already.
final class Turnstile: Sendable {
    private struct State {
        var inside = 0
        var ticket: UInt64 = 0
        var waiting: [(ticket: UInt64, continuation: CheckedContinuation<Bool, Never>)] = []
        /// Cancelled before they began to wait.
        var gone: Set<UInt64> = []
    }
    private let limit: Int
    private let queue: Int
    private let state = Mutex(State())

    init(limit: Int, queue: Int) {
        self.limit = limit
        self.queue = queue
    }

    /// - Throws: `LanguageModelError.busy` when too many wait, `CancellationError`.
    func enter() async throws {
        enum Place { case inside, full, waiting(UInt64) }
        let place = state.withLock { state -> Place in
            if state.inside < limit {
                state.inside += 1
                return .inside
            }
            guard state.waiting.count < queue else { return .full }
            state.ticket += 1
            return .waiting(state.ticket)
        }
        switch place {
        case .inside: return
        case .full: throw TurnstileFull()
        case .waiting(let ticket): guard await wait(ticket) else { throw CancellationError() }
        }
    }

    /// Too many wait already.
    struct TurnstileFull: Error {}

    private func wait(_ ticket: UInt64) async -> Bool {
        // Cancelled just when the turn came: the note is of no use any more.
        defer { state.withLock { _ = $0.gone.remove(ticket) } }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let result = state.withLock { state -> Bool? in
                    if state.gone.remove(ticket) != nil { return false }
                    // Somebody may have left since the place was asked for.
                    if state.inside < limit {
                        state.inside += 1
                        return true
                    }
                    state.waiting.append((ticket, continuation))
                    return nil
                }
                if let result { continuation.resume(returning: result) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> CheckedContinuation<Bool, Never>? in
                guard let place = state.waiting.firstIndex(where: { $0.ticket == ticket }) else {
                    state.gone.insert(ticket)
                    return nil
                }
                return state.waiting.remove(at: place).continuation
            }
            waiter?.resume(returning: false)
        }
    }

    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard !state.waiting.isEmpty else {
                state.inside -= 1
                return nil
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume(returning: true)
    }
}
