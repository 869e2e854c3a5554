#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How much more an item is chosen with this device, in this place, on this surface than otherwise.
///
///     x_f(i) = ln (n(i, f) + s·p(f)) / ((n(i) + s)·p(f))   where the field is known, else 0
///
/// n counts training events, p(f) is the share of the field's value in all of them: one column a field, as naive Bayes has
/// them, but weighed by the fit.
struct CountedSituations: Sendable {
    static let columns = ["device", "locale", "surface"]
    /// x_f of an item that was never chosen there, shape `[V]`.
    let base: [Float]
    /// What is added to it for the items that were; one row a value, the values of the three fields one after the other.
    let additions: SparseRows
    /// Where the values of each field begin, shape `[4]`.
    let starts: [Int]

    init(base: [Float], additions: SparseRows, starts: [Int]) {
        (self.base, self.additions, self.starts) = (base, additions, starts)
    }

    private static let smoothing: Float = 10

    /// - Parameter situations: of the corpus's events, in the model's vocabulary.
    init(_ corpus: BaselineCorpus, situations: [SIMD4<UInt16>]) {
        let s = CountedSituations.smoothing
        let totals = corpus.counts.map { Float($0) }
        base = totals.map { log(s / ($0 + s)) }
        var additions = SparseRows()
        var starts = [0]
        for field in 0..<3 {
            let values = 1 + Int(situations.lazy.map { $0[field] }.max() ?? 0)
            var events = [[Int32]](repeating: [], count: values)
            for (item, situation) in zip(corpus.items, situations) { events[Int(situation[field])].append(item) }
            for (value, items) in events.enumerated() {
                let share = Float(items.count) / Float(max(1, situations.count))
                var counts = SparseAccumulator(width: corpus.itemCount)
                if value > 0 { for item in items { counts.add(1, at: item) } }
                counts.drain { additions.append($0, log(($1 + s * share) / (s * share))) }
                additions.endRow()
            }
            starts.append(starts[field] + values)
        }
        self.additions = additions
        self.starts = starts
    }

    func fill(_ question: CompanionQuestion, into target: UnsafeMutablePointer<Float>, itemCount: Int) {
        for field in 0..<3 {
            let value = Int(question.asked[field])
            // A value that training never saw says nothing of any item.
            guard value > 0, value < starts[field + 1] - starts[field] else { continue }
            let row = starts[field] + value
            guard !additions.range(of: row).isEmpty else { continue }
            let column = UnsafeMutableBufferPointer(start: target + field * itemCount, count: itemCount)
            _ = column.update(fromContentsOf: base)
            additions.add(Int32(row), scaled: 1, to: column)
        }
    }

    func mapped(by map: CompanionItemMap) -> CountedSituations {
        let places = map.places(count: base.count)
        var mapped = SparseRows()
        for row in 0..<additions.offsets.count - 1 {
            for entry in additions.range(of: row) where places[Int(additions.columns[entry])] >= 0 {
                mapped.append(places[Int(additions.columns[entry])], additions.values[entry])
            }
            mapped.endRow()
        }
        return CountedSituations(base: map.rows.map { $0.map { base[$0] } ?? 0 }, additions: mapped, starts: starts)
    }
}
