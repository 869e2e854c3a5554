import Datasets

/// The best few of a row of scores by partial selection.
public enum BestItems {
    /// Positions of the highest scores, best first; ties by the lower position; -infinity is never chosen.
    ///
    /// - Complexity: O(V + improvements·count): most items fail one comparison with the worst kept score.
    public static func select(_ count: Int, from scores: UnsafeBufferPointer<Float>) -> [ItemIndex] {
        guard count > 0 else { return [] }
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { kept in
            var filled = 0
            var threshold = -Float.infinity
            for position in scores.indices where scores[position] > threshold {
                insert(Int32(position), into: kept, filled: &filled, scores: scores)
                if filled == count { threshold = scores[Int(kept[count - 1])] }
            }
            return kept[..<filled].map { ItemIndex(rawValue: $0) }
        }
    }

    /// Sinks a new position from the end to its place; equal scores keep the earlier position in front.
    private static func insert(
        _ position: Int32, into kept: UnsafeMutableBufferPointer<Int32>, filled: inout Int,
        scores: UnsafeBufferPointer<Float>
    ) {
        let score = scores[Int(position)]
        var place = filled < kept.count ? filled : kept.count - 1
        while place > 0, scores[Int(kept[place - 1])] < score {
            kept[place] = kept[place - 1]
            place -= 1
        }
        kept[place] = position
        filled = min(filled + 1, kept.count)
    }
}
