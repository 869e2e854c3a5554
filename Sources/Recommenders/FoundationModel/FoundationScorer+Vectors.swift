import Datasets
import Evaluation
import Tensors

// Letters: V items, D width, B user vectors.

extension FoundationScorer {
    private var depth: Int { model.configuration.embeddingDimension }

    /// Mean unit vector of the titles that can be scored, `[D]`.
    func meanVector() -> [Float] {
        var sum = [Float](repeating: 0, count: depth)
        let isSilent = Set(silent)
        for item in 0..<itemCount where !isSilent.contains(item) { add(vectorOf: ItemIndex(item), to: &sum) }
        let share = 1 / Float(max(1, itemCount - silent.count))
        return sum.map { $0 * share }
    }

    /// - Parameter sum: `[D]`.
    func add(vectorOf item: ItemIndex, to sum: inout [Float]) {
        sum.withUnsafeMutableBufferPointer {
            Kernels.accumulate(unitValues + item.position * depth, into: $0.baseAddress!, count: depth)
        }
    }

    /// The network's logit of one title for each user vector.
    ///
    /// - Parameter users: `[B, D]`.
    func logits(of item: ItemIndex, users: [Float]) -> [Float] {
        logits(ofDirection: Array(UnsafeBufferPointer(start: unitValues + item.position * depth, count: depth)), users: users)
    }

    func logits(ofDirection direction: [Float], users: [Float]) -> [Float] {
        users.withUnsafeBufferPointer { users in
            direction.withUnsafeBufferPointer { direction in
                (0..<users.count / depth).map {
                    inverseTemperature * Kernels.dot(users.baseAddress! + $0 * depth, direction.baseAddress!, count: depth)
                }
            }
        }
    }

    /// Whole scores of some titles for each query, whose user vector is known, and behind them the mean of all that can be scored.
    ///
    /// - Returns: `[items + 1][B]`.
    /// - Complexity: that of scoring without reading histories: O(B·V·D), and what companions cost.
    func finalScores(users: [Float], queries: [ScoringQuery], items: [ItemIndex]) -> [[Float]] {
        let rows = UnsafeMutableBufferPointer<Float>.allocate(capacity: queries.count * itemCount)
        defer { rows.deallocate() }
        let arena = arenas.lend()
        defer { arenas.take(back: arena) }
        users.withUnsafeBufferPointer { users in
            for row in queries.indices {
                logits(of: users.baseAddress! + row * depth, into: rows.baseAddress! + row * itemCount, arena: arena)
            }
        }
        addLivePopularity(queries, to: rows)
        companions?.apply(queries, to: rows)
        return items.map { item in queries.indices.map { rows[$0 * itemCount + item.position] } }
            + [queries.indices.map { mean(UnsafeBufferPointer(rebasing: rows[$0 * itemCount..<($0 + 1) * itemCount])) }]
    }

    /// Scores of the catalogue, `[V]`, for one question whose user vector is known.
    ///
    /// - Complexity: that of scoring without reading the history.
    func scores(user: [Float], query: ScoringQuery) -> [Float] {
        let arena = arenas.lend()
        defer { arenas.take(back: arena) }
        return Array(unsafeUninitializedCapacity: itemCount) { row, count in
            guard itemCount > 0 else { return }
            user.withUnsafeBufferPointer { logits(of: $0.baseAddress!, into: row.baseAddress!, arena: arena) }
            let whole = UnsafeMutableBufferPointer(rebasing: row[..<itemCount])
            addLivePopularity([query], to: whole)
            companions?.apply([query], to: whole)
            count = itemCount
        }
    }

    private func mean(_ scores: UnsafeBufferPointer<Float>) -> Float {
        var (sum, count) = (Double(0), 0)
        for score in scores where score.isFinite { (sum, count) = (sum + Double(score), count + 1) }
        return Float(sum / Double(max(1, count)))
    }

    /// Which of some titles are most like one, as places in `titles`, most alike first.
    ///
    /// - Complexity: O(titles · D).
    func mostAlike(_ item: ItemIndex, among titles: [ItemIndex], count: Int) -> [Int] {
        guard count > 0 else { return [] }
        let own = unitValues + item.position * depth
        let cosines = titles.map { Kernels.dot(own, unitValues + $0.position * depth, count: depth) }
        var best: [Int] = []
        for place in titles.indices where titles[place] != item {
            guard best.count < count || cosines[place] > cosines[best[best.count - 1]] else { continue }
            let at = best.firstIndex { cosines[$0] < cosines[place] } ?? best.count
            best.insert(place, at: at)
            if best.count > count { best.removeLast() }
        }
        return best
    }

    /// Cosine of two titles beyond the cosine of the second with titles in general.
    func ownLikeness(_ item: ItemIndex, _ title: ItemIndex, mean: [Float]) -> Float {
        let vector = unitValues + title.position * depth
        let general = mean.withUnsafeBufferPointer { Kernels.dot($0.baseAddress!, vector, count: depth) }
        return Kernels.dot(unitValues + item.position * depth, vector, count: depth) - general
    }
}
