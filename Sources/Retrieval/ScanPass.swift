import Tensors

/// One search: who scans which rows, and how the workers' candidates become one list.
struct ScanPass {
    let store: ScanStore
    /// Rows `0..<end` are looked at.
    let end: Int
    let filter: UnsafePointer<UInt64>?
    let bias: UnsafePointer<Float>?
    let k: Int
    let workers: Int

    /// Rows that a kernel scores in one call, whatever lies between them: 128 KB of 128 bytes each.
    private static let chunk = 1024
    /// Workers take turns by pieces of so many rows, so that a filter that is dense in one place is work for all.
    private static let piece = 16_384

    func answer(_ queries: UnsafeBufferPointer<Float>) -> ScanResult {
        var result = ScanResult(lists: [], rescoredCount: 0)
        let count = queries.count / store.width
        for first in stride(from: 0, to: count, by: ScanKernels.mostQueries) {
            let group = min(ScanKernels.mostQueries, count - first)
            let part = answer(group: queries.baseAddress! + first * store.width, count: group)
            result.lists += part.lists
            result.rescoredCount += part.rescoredCount
        }
        return result
    }

    private func answer(group: UnsafePointer<Float>, count: Int) -> ScanResult {
        let packed = PackedQueries(group, count: count, width: store.width, type: store.type)
        let rescorer = Rescorer(store: store, queries: group, bias: bias, queryLosses: packed.losses)
        let (view, lanes) = (packed.kernelView, packed.lanes)
        let parts = max(1, min(workers, end / Self.piece))
        var found = [WorkerFinding](repeating: WorkerFinding(), count: parts)
        found.withUnsafeMutableBufferPointer { found in
            nonisolated(unsafe) let found = found
            ParallelLoop.run(parts) { found[$0] = scan(part: $0, of: parts, queries: view, lanes: lanes, rescorer: rescorer) }
        }
        return merged(found, count: count, rescorer: rescorer)
    }

    /// What one worker has found: the candidates of each query.
    private struct WorkerFinding {
        var candidates: [[ScanCandidate]] = []
        var rescored = 0
    }

    private func scan(part: Int, of parts: Int, queries: ScanQueries, lanes: Int, rescorer: Rescorer) -> WorkerFinding {
        var pool = CandidatePool(rescorer: rescorer, queryCount: queries.count, lanes: lanes, k: k, chunk: Self.chunk)
        let list = UnsafeMutablePointer<UInt32>.allocate(capacity: Self.chunk)
        let thresholds = UnsafeMutablePointer<Float>.allocate(capacity: lanes)
        thresholds.initialize(repeating: .infinity, count: lanes)
        defer {
            list.deallocate()
            thresholds.deallocate()
        }
        var place = Self.piece * part
        while place < end {
            let border = min(place - place % Self.piece + Self.piece, end)
            let (count, next) = ScanKernels.list(list, most: Self.chunk, filter: filter, present: store.presentWords, range: place..<border)
            let loss = store.loss(of: place..<next)
            for query in 0..<queries.count {
                thresholds[query] = ScoreBounds.threshold(pool.floors[query], error: rescorer.bounds.slopes[query].error(loss))
            }
            ScanKernels.scan(
                store.rows, list: list, count: count, queries: queries, bias: bias, thresholds: thresholds, into: pool.candidates,
                capacity: pool.capacity, counts: pool.counts)
            pool.prune()
            place = next < border ? next : next + (parts - 1) * Self.piece
        }
        return WorkerFinding(candidates: (0..<queries.count).map { Array(pool.list($0)) }, rescored: pool.rescoredCount)
    }

    private func merged(_ found: [WorkerFinding], count: Int, rescorer: Rescorer) -> ScanResult {
        var lists = [[ScanHit]](repeating: [], count: count)
        var rescored = [Int](repeating: 0, count: count)
        lists.withUnsafeMutableBufferPointer { lists in
            rescored.withUnsafeMutableBufferPointer { rescored in
                nonisolated(unsafe) let (lists, rescored) = (lists, rescored)
                let parts = min(workers, count)
                ParallelLoop.run(parts) { part in
                    for query in ParallelLoop.range(part, of: parts, count: count) {
                        let candidates = found.flatMap { $0.candidates[query] }
                        let best = rescorer.best(k, of: candidates, query: query)
                        lists[query] = best.hits.filter { $0.score > -.infinity }
                        rescored[query] = best.rescored
                    }
                }
            }
        }
        return ScanResult(lists: lists, rescoredCount: rescored.reduce(0, +) + found.reduce(0) { $0 + $1.rescored })
    }
}
