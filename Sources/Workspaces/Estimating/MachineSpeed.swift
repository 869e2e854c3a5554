import Datasets

/// How fast this machine does what is no matrix product, against the one that the constants of the time estimates come from.
enum MachineSpeed {
    private static let steps = 1 << 20
    private static let places = 1 << 18
    /// About what `probe` takes on a Zen 5 core; `make bench-estimates` reports how far estimates are off where you are.
    private static let referenceSeconds = 0.034

    /// - Parameter clock: seconds.
    /// - Returns: 1 for the same speed, 2 for twice as fast; takes some hundredths of a second.
    static func measure(clock: () -> Double) -> Double {
        let table = (0..<UInt64(places)).map { StableHash.mix($0) }
        let started = clock()
        let end = probe(table)
        let seconds = max(clock() - started, 1e-6)
        // The result is looked at, so that the work is done.
        return end == 0 ? 1 : min(10, max(0.01, referenceSeconds / seconds))
    }

    /// Reads that depend on each other, over two megabytes: arithmetic and caches in the proportion of sorting and joining.
    private static func probe(_ table: [UInt64]) -> UInt64 {
        var value: UInt64 = 1
        for _ in 0..<steps { value = StableHash.mix(value ^ table[Int(truncatingIfNeeded: value & UInt64(places - 1))]) }
        return value
    }
}
