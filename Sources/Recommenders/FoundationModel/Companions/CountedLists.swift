#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Lists that are the same for everyone, or for everyone after as many choices.
///
/// A column holds ln(share · V + 0.1): 0.1 stands for an item that nobody chose, 1 for one of average popularity.
struct CountedLists: Sendable {
    let columns: [String]
    /// By column, then number of choices (the last row stands for all beyond), then item; shape `[columns, lengths, V]`.
    let values: [Float]
    let lengths: Int

    init(columns: [String], values: [Float], lengths: Int) {
        (self.columns, self.values, self.lengths) = (columns, values, lengths)
    }

    /// - Parameter rows: weights of the items, 0 or more, one array a list.
    init(columns: [String], lengths: Int, rows: [[Float]]) {
        self.columns = columns
        self.lengths = lengths
        values = rows.flatMap { row in
            let total = max(row.reduce(0, +), .leastNormalMagnitude)
            return row.map { log($0 / total * Float(row.count) + CountedLists.nobody) }
        }
    }

    private static let nobody: Float = 0.1

    func fill(_ question: CompanionQuestion, into target: UnsafeMutablePointer<Float>, itemCount: Int) {
        let length = min(question.items.count, lengths - 1)
        values.withUnsafeBufferPointer { values in
            for column in columns.indices {
                (target + column * itemCount).update(
                    from: values.baseAddress! + (column * lengths + length) * itemCount, count: itemCount)
            }
        }
    }

    func mapped(by map: CompanionItemMap) -> CountedLists {
        let lists = columns.count * lengths
        let width = values.count / max(1, lists)
        let nothing = log(CountedLists.nobody)
        let mapped = (0..<lists).flatMap { list in map.rows.map { $0.map { values[list * width + $0] } ?? nothing } }
        return CountedLists(columns: columns, values: mapped, lengths: lengths)
    }
}

extension CountedLists {
    /// What everybody chose: ever, and among each user's last choices.
    static func popularity(_ corpus: BaselineCorpus) -> CountedLists {
        var rows = [corpus.counts.map { Float($0) }]
        var last = [Float](repeating: 0, count: corpus.itemCount)
        for user in 0..<corpus.userCount {
            for event in corpus.events(of: user).suffix(5) { last[Int(corpus.items[event])] += 1 }
        }
        rows.append(last)
        return CountedLists(columns: ["ever", "last"], lengths: 1, rows: rows)
    }

    /// What people chose first, by the number of choices that they had made.
    static func firstEvents(_ fitted: EarlyPopularity, itemCount: Int) -> CountedLists {
        let lengths = fitted.rows.count / max(1, itemCount)
        let rows = (0..<lengths).map { Array(fitted.rows[$0 * itemCount..<($0 + 1) * itemCount]) }
        return CountedLists(columns: ["share"], lengths: lengths, rows: rows)
    }
}
