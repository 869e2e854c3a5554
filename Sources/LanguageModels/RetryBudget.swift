import Synchronization

/// Repetitions that first tries have earned: when a server fails altogether, repetitions are a fifth of the load and not twice it.
final class RetryBudget: Sendable {
    private let share: Double
    private let tokens: Mutex<Double>
    private static let most = 10.0

    init(share: Double) {
        self.share = share
        tokens = Mutex(3)
    }

    func earn() { tokens.withLock { $0 = min(RetryBudget.most, $0 + share) } }

    func take() -> Bool {
        tokens.withLock { tokens in
            guard tokens >= 1 else { return false }
            tokens -= 1
            return true
        }
    }
}
