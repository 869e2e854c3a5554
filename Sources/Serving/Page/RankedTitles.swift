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
            let threshold = max(threshold, -.greatestFiniteMagnitude)
            keys.removeAll(keepingCapacity: true)
            scores.withUnsafeBufferPointer { scores in
                for position in scores.indices where scores[position] >= threshold && open.contains(ItemIndex(position)) {
                    keys.append(key(scores[position], ItemIndex(position)))
                }
            }
            if keys.count >= count { break }
        }
        sort(&keys)
        return keys.map(item)
    }

    /// By the upper half; the lower half has to be ascending already.
    ///
    /// - Complexity: O(N), three passes of eleven bits.
    package static func sort(_ keys: inout [UInt64]) {
        guard keys.count > 256 else { return keys.sort() }
        var other = [UInt64](repeating: 0, count: keys.count)
        for shift in [32, 43, 54] as [UInt64] {
            place(keys, by: shift, into: &other)
            swap(&keys, &other)
        }
    }

    /// In the order of eleven bits, equal ones in the order in which they come.
    private static func place(_ keys: [UInt64], by shift: UInt64, into sorted: inout [UInt64]) {
        var starts = [Int32](repeating: 0, count: 2048)
        starts.withUnsafeMutableBufferPointer { starts in
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
}
