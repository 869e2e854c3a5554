#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension TimeGapBucket {
    /// The bucket of the time that passes between two instants, in seconds since 1970; `Int64.min` = unknown.
    ///
    /// Whole-number arithmetic on a table of thresholds, so that every machine gives the same answer, fast enough
    /// to be called for each pair of tokens.
    public static func bucket(from: Int64, to: Int64) -> UInt8 {
        guard from != .min, to != .min else { return UInt8(unknown) }
        let (gap, overflow) = to.subtractingReportingOverflow(from)
        if overflow { return UInt8(to > from ? 127 : negative) }
        if gap <= 0 { return UInt8(gap == 0 ? zero : negative) }
        // A doubling is ln 2 / 0.301 = 2.303 buckets: the position of the highest bit is at most three steps away.
        let bits = 63 - gap.leadingZeroBitCount
        var bucket = min(bits * 2302 / 1000, 127)
        while bucket < 127 && gap >= thresholds[bucket + 1] { bucket += 1 }
        return UInt8(bucket)
    }

    /// The buckets of the times from several instants to one, as `bucket(from:to:)` gives them.
    ///
    /// - Parameter target: as many as `times`.
    /// - Complexity: O(times); where they are in order, most are told by a comparison with the bucket of the one before.
    package static func fill(_ target: UnsafeMutablePointer<UInt8>, from times: UnsafeBufferPointer<Int64>, to: Int64) {
        thresholds.withUnsafeBufferPointer { thresholds in
            var (known, low, high) = (UInt8(0), Int64.max, Int64.min)
            for (place, from) in times.enumerated() {
                let (gap, overflow) = to.subtractingReportingOverflow(from)
                if gap < low || gap >= high || overflow || from == .min || to == .min {
                    let bucket = bucket(from: from, to: to)
                    target[place] = bucket
                    guard gap > 0, !overflow, from != .min, to != .min else { continue }
                    (known, low) = (bucket, thresholds[Int(bucket)])
                    high = bucket < 127 ? thresholds[Int(bucket) + 1] : .max
                } else {
                    target[place] = known
                }
            }
        }
    }

    /// The smallest gap of each bucket, in seconds.
    private static let thresholds: [Int64] = (0...127).map { bucket in
        var gap = max(Int64(exp(Double(bucket) * 0.301)) - 2, 1)
        while log(Double(gap)) / 0.301 < Double(bucket) { gap += 1 }
        return gap
    }
}
