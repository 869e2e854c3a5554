import Tensors

/// The titles nearest to each title by the cosine of their vectors, without itself.
struct NearestTitles: Sendable {
    struct Neighbour: Sendable {
        var title: Int32
        /// Cosine, above 0.
        var likeness: Float
    }
    /// Nearest first; empty for a title without a vector.
    let lists: [[Neighbour]]

    /// - Parameters:
    ///   - vectors: of unit length, or zeros.
    ///   - count: neighbours kept a title.
    /// - Complexity: O(N² · D), shared by the workers; memory of one row of cosines a worker.
    init(_ vectors: CentredVectors, titles: Int, count: Int, workers: Int) {
        var lists = [[Neighbour]](repeating: [], count: titles)
        let told = (0..<titles).filter { title in vectors[title].contains { $0 != 0 } }
        let workers = max(1, min(workers, told.count))
        guard vectors.dimension > 0, !told.isEmpty else {
            self.lists = lists
            return
        }
        lists.withUnsafeMutableBufferPointer { buffer in
            nonisolated(unsafe) let out = buffer
            vectors.values.withUnsafeBufferPointer { values in
                nonisolated(unsafe) let values = values.baseAddress!
                ParallelLoop.run(workers) { worker in
                    for place in stride(from: worker, to: told.count, by: workers) {
                        out[told[place]] = Self.nearest(told[place], told, values, vectors.dimension, count)
                    }
                }
            }
        }
        self.lists = lists
    }

    private static func nearest(
        _ title: Int, _ others: [Int], _ values: UnsafePointer<Float>, _ dimension: Int, _ count: Int
    ) -> [Neighbour] {
        var best: [Neighbour] = []
        var worst: Float = 0
        for other in others where other != title {
            let likeness = FeatureRowsView.dot(values + title * dimension, values + other * dimension, dimension)
            guard likeness > worst else { continue }
            let place = best.firstIndex { $0.likeness < likeness } ?? best.count
            best.insert(Neighbour(title: Int32(other), likeness: likeness), at: place)
            if best.count > count { best.removeLast() }
            if best.count == count { worst = best[count - 1].likeness }
        }
        return best
    }
}
