import Tensors

/// Rows that may be among the `k` best of each of a few queries, as one worker has found them so far.
///
/// The pool of a query is cut back whenever it has grown by a few hundred: to the rows whose highest possible score reaches the k-th best
/// of the lowest possible scores, and if the bounds are too wide for that to help, by scoring again.
struct CandidatePool: ~Copyable {
    let queryCount: Int
    let capacity: Int
    let candidates: UnsafeMutablePointer<ScanCandidate>
    let counts: UnsafeMutablePointer<Int>
    /// No row with a lower true score can be among the best. `[lanes]`, +∞ behind the last query.
    let floors: UnsafeMutablePointer<Float>
    private(set) var rescoredCount = 0

    private let k: Int
    private let rescorer: Rescorer
    private let scratch: UnsafeMutablePointer<Float>
    private let triggers: UnsafeMutablePointer<Int>
    private var slack: Int { max(512, k) }
    private var mostKept: Int { max(4 * k, 2048) }

    /// - Parameter chunk: rows that one call of a kernel may append.
    init(rescorer: Rescorer, queryCount: Int, lanes: Int, k: Int, chunk: Int) {
        self.rescorer = rescorer
        self.queryCount = queryCount
        self.k = k
        capacity = max(4 * k, 2048) + max(512, k) + chunk
        candidates = .allocate(capacity: capacity * queryCount)
        counts = .allocate(capacity: queryCount)
        counts.initialize(repeating: 0, count: queryCount)
        floors = .allocate(capacity: lanes)
        floors.initialize(repeating: .infinity, count: lanes)
        floors.update(repeating: -.infinity, count: queryCount)
        scratch = .allocate(capacity: capacity)
        triggers = .allocate(capacity: queryCount)
        triggers.initialize(repeating: max(512, k), count: queryCount)
    }

    deinit {
        candidates.deallocate()
        counts.deallocate()
        floors.deallocate()
        scratch.deallocate()
        triggers.deallocate()
    }

    /// Cuts back the pools that have grown enough; afterwards each has room for another chunk.
    mutating func prune() {
        for query in 0..<queryCount where counts[query] >= triggers[query] {
            raiseFloor(query)
            keep(query, reaching: floors[query])
            if counts[query] > mostKept { keepExactBest(query) }
            triggers[query] = counts[query] + slack
        }
    }

    func list(_ query: Int) -> UnsafeMutableBufferPointer<ScanCandidate> {
        UnsafeMutableBufferPointer(start: candidates + query * capacity, count: counts[query])
    }

    private func raiseFloor(_ query: Int) {
        let (list, slopes, losses) = (list(query), rescorer.bounds.slopes[query], rescorer.losses)
        guard list.count >= k else { return }
        for (place, candidate) in list.enumerated() {
            let error = slopes.error(losses[Int(candidate.row) / ScanStore.rowsPerZone])
            scratch[place] = ScoreBounds.least(candidate.score, error: error)
        }
        floors[query] = max(floors[query], selectLargest(k, of: scratch, count: list.count))
    }

    private func keep(_ query: Int, reaching floor: Float) {
        let (list, slopes, losses) = (list(query), rescorer.bounds.slopes[query], rescorer.losses)
        var kept = 0
        for candidate in list {
            let error = slopes.error(losses[Int(candidate.row) / ScanStore.rowsPerZone])
            guard candidate.score >= ScoreBounds.threshold(floor, error: error) else { continue }
            list[kept] = candidate
            kept += 1
        }
        counts[query] = kept
    }

    /// Where many rows are as good as equal, only their true scores tell them apart. Rows come in order, so of equals the first stay.
    private mutating func keepExactBest(_ query: Int) {
        let list = list(query)
        let hits = list.map { rescorer.hit(query: query, row: $0.row) }
        rescoredCount += hits.count
        let best = hits.indices.sorted { ScanHit.precedes(hits[$0], hits[$1]) }.prefix(k)
        floors[query] = max(floors[query], hits[best.last!].score)
        for (place, index) in best.sorted().enumerated() { list[place] = list[index] }
        counts[query] = best.count
    }
}
