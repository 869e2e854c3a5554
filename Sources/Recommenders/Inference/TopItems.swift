import Datasets
import Tensors

/// The best `limit` items of those that were offered, in a heap whose root is the worst of them.
package struct TopItems: Sendable {
    private(set) var heap: [RankedItem] = []
    private var limit = 0
    /// Nothing below can enter any more.
    private(set) var threshold: Float = -.infinity

    mutating func begin(limit: Int) {
        heap.removeAll(keepingCapacity: true)
        self.limit = max(0, limit)
        threshold = limit > 0 ? -.infinity : .infinity
    }

    /// Offers scores of the items `first ..< first + count`, in ascending order of items from call to call.
    ///
    /// A score of −∞ or NaN never enters. Filters are asked only about what would enter.
    /// - Complexity: O(count + entries · log limit).
    mutating func offer(
        _ scores: UnsafePointer<Float>, first: Int, count: Int, where permits: (ItemIndex) -> Bool
    ) {
        var position = 0
        while true {
            position += ForwardKernels.firstAbove(threshold, in: scores + position, count: count - position)
            guard position < count else { return }
            offer(scores[position], ItemIndex(first + position), permits)
            position += 1
        }
    }

    @inline(__always) private mutating func offer(_ score: Float, _ item: ItemIndex, _ permits: (ItemIndex) -> Bool) {
        // An equal score of a later item loses.
        guard score > threshold, permits(item) else { return }
        let entry = RankedItem(item: item, score: score)
        if heap.count < limit {
            heap.append(entry)
            rise()
        } else {
            heap[0] = entry
            sink(below: limit)
        }
        if heap.count == limit { threshold = heap[0].score }
    }

    /// Orders what was found, best first; after it nothing more may be offered.
    mutating func finish() {
        for end in stride(from: heap.count - 1, to: 0, by: -1) {
            heap.swapAt(0, end)
            sink(below: end)
        }
    }

    private mutating func rise() {
        var place = heap.count - 1
        while place > 0, heap[(place - 1) / 2].precedes(heap[place]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    /// Puts the root into its place among the first `end` entries.
    private mutating func sink(below end: Int) {
        var place = 0
        while true {
            var worst = place
            let (left, right) = (2 * place + 1, 2 * place + 2)
            if left < end, heap[worst].precedes(heap[left]) { worst = left }
            if right < end, heap[worst].precedes(heap[right]) { worst = right }
            guard worst != place else { return }
            heap.swapAt(place, worst)
            place = worst
        }
    }
}

extension TopItems {
    /// The best items of a whole row of scores, `[V]`, best first, ties to the lower index.
    package static func best(of scores: [Float], count: Int, where permits: (ItemIndex) -> Bool) -> [ItemIndex] {
        best(of: scores[...], count: count, where: permits)
    }

    /// The same for a row of several; items are counted from its beginning.
    static func best(of scores: ArraySlice<Float>, count: Int, where permits: (ItemIndex) -> Bool) -> [ItemIndex] {
        var best = TopItems()
        best.begin(limit: count)
        scores.withUnsafeBufferPointer { if let base = $0.baseAddress { best.offer(base, first: 0, count: $0.count, where: permits) } }
        best.finish()
        return best.heap.map(\.item)
    }
}
