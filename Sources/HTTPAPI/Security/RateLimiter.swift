import Synchronization

/// Token buckets by name: who asks more than their share is told when to come again.
final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var time: Double
    }
    private let limit: ServerOptions.RateLimit
    private let seconds: @Sendable () -> Double
    private let buckets = Mutex<[String: Bucket]>([:])
    /// More names than this are not remembered at once: a flood of addresses must not fill the memory.
    static let mostNames = 50_000

    init(_ limit: ServerOptions.RateLimit, seconds: @escaping @Sendable () -> Double) {
        self.limit = limit
        self.seconds = seconds
    }

    /// Takes one request from a bucket.
    ///
    /// - Returns: nil when it was granted; else the seconds until the next would be.
    func take(_ name: String, cost: Double = 1) -> Double? {
        let now = seconds()
        return buckets.withLock { buckets in
            if buckets.count >= RateLimiter.mostNames, buckets[name] == nil { forget(&buckets, now) }
            var bucket = buckets[name] ?? Bucket(tokens: limit.burst, time: now)
            bucket.tokens = min(limit.burst, bucket.tokens + max(0, now - bucket.time) * limit.perSecond)
            bucket.time = now
            defer { buckets[name] = bucket }
            guard bucket.tokens < 1 else {
                bucket.tokens = max(0, bucket.tokens - cost)
                return nil
            }
            return (1 - bucket.tokens) / limit.perSecond
        }
    }

    /// Drops who has rested until their bucket is full, and everybody when nobody has.
    private func forget(_ buckets: inout [String: Bucket], _ now: Double) {
        buckets = buckets.filter { $0.value.tokens + (now - $0.value.time) * limit.perSecond < limit.burst }
        if buckets.count >= RateLimiter.mostNames { buckets.removeAll() }
    }
}
