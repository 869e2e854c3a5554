import Synchronization

/// Keeps repetitions at a share of the calls, so that a struggling server is not buried under them.
///
/// A bucket: each call puts a share of a token in, a repetition takes one out.
final class RetryBudget: Sendable {
    private let share: Double
    /// Tokens that quiet times may save up.
    private static let largest = 10.0
    private let tokens: Mutex<Double>

    init(share: Double) {
        self.share = share
        // One repetition is allowed before any call was made: a client of few calls shall survive a restart of its server.
        tokens = Mutex(share > 0 ? 1 : 0)
    }

    func noteCall() { tokens.withLock { $0 = min(Self.largest, $0 + share) } }

    /// - Returns: whether a repetition may be made.
    func take() -> Bool {
        tokens.withLock { tokens in
            // A tenth added ten times is not quite one.
            guard tokens >= 1 - 1e-9 else { return false }
            tokens -= 1
            return true
        }
    }
}

/// How long to wait before a repetition.
struct Backoff: Sendable {
    let first: Double
    private static let longest = 5.0

    /// - Parameters:
    ///   - attempt: the one that failed, from 1.
    ///   - retryAfter: what the server asked for, in seconds; never undercut.
    ///   - chance: 0..<1.
    func seconds(after attempt: Int, retryAfter: Double?, chance: Double) -> Double {
        let limit = min(Backoff.longest, first * Double(1 << min(attempt - 1, 10)))
        // The whole span is drawn from, so that clients that failed together do not come back together.
        return (retryAfter ?? 0) + limit * chance
    }
}
