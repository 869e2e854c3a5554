import Evaluation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The strongest links from an item to others, summed over the latest choices.
///
///     s(b) = Σ over the last `historyLength` choices a, j steps back, of decay^j · link(a, b)   [ / Σ decay^j ]
///
/// The columns are s/unit and two logarithms of it, because what one link more is worth falls with their number, and how
/// fast is for the data to say.
struct CountedNeighbours: Sendable {
    static let columns = ["sum", "log", "tail"]
    /// Row a holds b and link(a, b).
    let links: SparseRows
    let decay: Float
    let historyLength: Int
    /// Whether sums are divided by the weights, so that a long history says no more than a short one.
    let isMean: Bool
    /// The size of s where it is large: what the tenth item of a list has, in the middle over histories.
    let unit: Float

    init(links: SparseRows, decay: Float, historyLength: Int, isMean: Bool, unit: Float) {
        (self.links, self.decay, self.historyLength, self.isMean, self.unit) = (links, decay, historyLength, isMean, unit)
    }

    func fill(_ question: CompanionQuestion, into target: UnsafeMutablePointer<Float>, itemCount: Int) {
        sum(question.items, into: target, itemCount: itemCount)
        let (log, tail) = (target + itemCount, target + 2 * itemCount)
        for item in 0..<itemCount where target[item] != 0 {
            target[item] /= unit
            log[item] = log1p(10 * max(0, target[item]))
            tail[item] = log1p(300 * max(0, target[item]))
        }
    }

    private func sum(_ items: [Int32], into target: UnsafeMutablePointer<Float>, itemCount: Int) {
        let row = UnsafeMutableBufferPointer(start: target, count: itemCount)
        var (weight, total): (Float, Float) = (1, 0)
        for item in items.suffix(historyLength).reversed() {
            guard weight > CountedNeighbours.smallestWeight else { break }
            links.add(item, scaled: weight, to: row)
            total += weight
            weight *= decay
        }
        guard isMean, total > 0 else { return }
        for item in 0..<itemCount { target[item] /= total }
    }

    private static let smallestWeight: Float = 1e-5

    func mapped(by map: CompanionItemMap) -> CountedNeighbours {
        let places = map.places(count: links.offsets.count - 1)
        var mapped = SparseRows()
        for row in map.rows {
            if let row {
                for entry in links.range(of: row) where places[Int(links.columns[entry])] >= 0 {
                    mapped.append(places[Int(links.columns[entry])], links.values[entry])
                }
            }
            mapped.endRow()
        }
        return CountedNeighbours(links: mapped, decay: decay, historyLength: historyLength, isMean: isMean, unit: unit)
    }
}

extension CountedNeighbours {
    /// Measures `unit` on histories of the training part.
    init(links: SparseRows, decay: Float, historyLength: Int = .max, isMean: Bool, measuredOn corpus: BaselineCorpus) {
        let raw = CountedNeighbours(links: links, decay: decay, historyLength: historyLength, isMean: isMean, unit: 1)
        var sizes: [Float] = []
        let sums = UnsafeMutableBufferPointer<Float>.allocate(capacity: corpus.itemCount)
        defer { sums.deallocate() }
        for user in stride(from: 0, to: corpus.userCount, by: max(1, corpus.userCount / 200)) {
            sums.initialize(repeating: 0)
            raw.sum(Array(corpus.items[corpus.events(of: user)]), into: sums.baseAddress!, itemCount: corpus.itemCount)
            let best = BestItems.select(10, from: UnsafeBufferPointer(sums))
            if let last = best.last, sums[last.position] > 0 { sizes.append(sums[last.position]) }
        }
        sizes.sort()
        self.init(
            links: links, decay: decay, historyLength: historyLength, isMean: isMean,
            unit: sizes.isEmpty ? 1 : max(sizes[sizes.count / 2], .leastNormalMagnitude))
    }
}

extension SparseRows {
    /// The entries of largest size of each row, in the order of their columns; the lower column where two tie.
    func strongest(_ count: Int) -> SparseRows {
        var result = SparseRows()
        for row in 0..<offsets.count - 1 {
            let kept = range(of: row).sorted { (-abs(values[$0]), columns[$0]) < (-abs(values[$1]), columns[$1]) }.prefix(count)
            for entry in kept.sorted(by: { columns[$0] < columns[$1] }) where values[entry] != 0 {
                result.append(columns[entry], values[entry])
            }
            result.endRow()
        }
        return result
    }
}
