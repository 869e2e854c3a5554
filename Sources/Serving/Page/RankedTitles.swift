import Datasets
import Recommenders

/// Orders titles by score without comparing structures: a score and a title become one number.
///
/// The order is that of `TopItems`: higher scores first, ties to the lower index.
package enum RankedTitles {
    /// Smaller is better; what is not a number counts as −∞.
    @inline(__always) static func key(_ score: Float, _ item: ItemIndex) -> UInt64 {
        // Adding 0 makes −0 the same as 0.
        let bits = (score.isNaN ? -Float.infinity : score + 0).bitPattern
        let ascending = bits >> 31 == 1 ? ~bits : bits | 0x8000_0000
        return UInt64(~ascending) << 32 | UInt64(UInt32(bitPattern: item.rawValue))
    }

    @inline(__always) static func item(_ key: UInt64) -> ItemIndex { ItemIndex(rawValue: Int32(truncatingIfNeeded: key)) }

    /// The best of the open titles, best first: at least `count` of them, and as many more as are as cheap to find. A score of −∞ or
    /// NaN never enters.
    ///
    /// Only titles above a threshold are looked at closer. Where it was too high for this person it falls, at last to nothing.
    /// - Parameter thresholds: falling; what is probably right, and what surely brings more.
    /// - Complexity: O(V) for each threshold and O(found)
    package static func best(of scores: [Float], atLeast count: Int, thresholds: [Float], where open: ItemMask) -> [ItemIndex] {
        var keys: [UInt64] = []
        keys.reserveCapacity(scores.count / 6 + 64)
        for threshold in thresholds + [-.greatestFiniteMagnitude] {
            keys.removeAll(keepingCapacity: true)
            withPositions(of: scores, atLeast: max(threshold, -.greatestFiniteMagnitude)) { positions in
                for position in positions {
                    let item = ItemIndex(rawValue: position)
                    if open.contains(item) { keys.append(key(scores[item.position], item)) }
                }
            }
            if keys.count >= count { break }
        }
        sort(&keys)
        return keys.map(item)
    }

    /// Where scores are no less than a threshold, ascending.
    ///
    /// Every position is written, and the next one over it where the score is less: which titles are good follows no pattern, and a
    /// wrong guess at a branch costs more than ten writes.
    private static func withPositions(of scores: [Float], atLeast threshold: Float, _ body: (UnsafeBufferPointer<Int32>) -> Void) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: scores.count) { positions in
            guard let place = positions.baseAddress else { return }
            var found = 0
            scores.withUnsafeBufferPointer { scores in
                for position in scores.indices {
                    place[found] = Int32(truncatingIfNeeded: position)
                    found &+= scores[position] >= threshold ? 1 : 0
                }
            }
            body(UnsafeBufferPointer(start: place, count: found))
        }
    }

    /// By the upper half; the lower half has to be ascending already.
    ///
    /// - Complexity: O(N), three passes of eleven bits.
    package static func sort(_ keys: inout [UInt64]) {
        guard keys.count > 256 else { return keys.sort() }
        var other = [UInt64](repeating: 0, count: keys.count)
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2048) { starts in
            for shift in [32, 43, 54] as [UInt64] {
                place(keys, by: shift, into: &other, starts)
                swap(&keys, &other)
            }
        }
    }

    /// In the order of eleven bits, equal ones in the order in which they come.
    private static func place(
        _ keys: [UInt64], by shift: UInt64, into sorted: inout [UInt64], _ starts: UnsafeMutableBufferPointer<Int32>
    ) {
        starts.initialize(repeating: 0)
        for key in keys { starts[Int(key >> shift & 2047)] += 1 }
        var start: Int32 = 0
        for bucket in starts.indices {
            let count = starts[bucket]
            starts[bucket] = start
            start += count
        }
        for key in keys {
            let bucket = Int(key >> shift & 2047)
            sorted[Int(starts[bucket])] = key
            starts[bucket] += 1
        }
    }
}
