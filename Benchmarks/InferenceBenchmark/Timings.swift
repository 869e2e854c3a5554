import Foundation

/// Durations of one kind of request, in seconds.
struct Timings {
    private var seconds: [Double] = []

    mutating func measure<Result>(_ body: () throws -> Result) rethrows -> Result {
        let begun = monotonicSeconds()
        let result = try body()
        seconds.append(monotonicSeconds() - begun)
        return result
    }

    /// The smallest duration that the given share does not exceed.
    func quantile(_ share: Double) -> Double {
        let sorted = seconds.sorted()
        guard !sorted.isEmpty else { return .nan }
        return sorted[min(sorted.count - 1, max(0, Int((Double(sorted.count) * share).rounded(.up)) - 1))]
    }
    var mean: Double { seconds.reduce(0, +) / Double(max(1, seconds.count)) }
    var count: Int { seconds.count }
}

func monotonicSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
}
