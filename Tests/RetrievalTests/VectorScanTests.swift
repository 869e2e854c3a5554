import CKernels
import Retrieval
import Testing

private func expectAnswers(
    _ scan: VectorScan, _ vectors: [Float], queries: [Float], k: Int, filter: RowFilter? = nil, bias: [Float]? = nil, workers: Int = 1,
    _ context: String
) throws {
    let result = try scan.search(queries, k: k, filter: filter, bias: bias, workers: workers)
    #expect(result.lists.count == queries.count / scan.width, "\(context)")
    for (query, list) in result.lists.enumerated() {
        let asked = queries[query * scan.width..<(query + 1) * scan.width]
        let expected = answersByDefinition(vectors, width: scan.width, query: asked, k: k, filter: filter, bias: bias)
        #expect(list == expected, "\(context), query \(query)")
    }
}

@Suite("Vector scan")
struct VectorScanTests {
    @Test("Answers are those of the definition at every precision and level", arguments: levels)
    func answersAreExact(_ level: tk_level) throws {
        var numbers = Numbers(seed: 11)
        for width in [1, 7, 32, 65] {
            let vectors = numbers.units(1500, width)
            for precision in VectorScan.Precision.allCases {
                let scan = try VectorScan(vectors, width: width, precision: precision)
                for (count, k) in [(1, 1), (3, 100), (7, 10), (33, 2000), (65, 5)] {
                    let queries = numbers.floats(count * width)
                    try at(level) {
                        try expectAnswers(scan, vectors, queries: queries, k: k, "\(precision) width \(width) queries \(count) k \(k)")
                    }
                }
            }
        }
    }

    @Test("A filter and a bias work before the best are chosen", arguments: levels)
    func filtersAndBiases(_ level: tk_level) throws {
        var numbers = Numbers(seed: 12)
        let (width, rows) = (24, 3000)
        let vectors = numbers.units(rows, width)
        var bias = numbers.floats(rows).map { $0 * 0.3 }
        for row in stride(from: 0, to: rows, by: 7) { bias[row] = -.infinity }
        let tenth = RowFilter(rows: (0..<rows).filter { _ in numbers.word() % 10 == 0 }, count: rows)
        let block = RowFilter(rows: 1000..<1100, count: rows)
        let short = RowFilter(count: 500, allowed: true)
        for precision in VectorScan.Precision.allCases {
            let scan = try VectorScan(vectors, width: width, precision: precision)
            for filter in [nil, tenth, block, short, RowFilter(count: rows, allowed: false)] {
                let queries = numbers.floats(9 * width)
                for count in [1, 9] {
                    let asked = Array(queries.prefix(count * width))
                    try at(level) {
                        try expectAnswers(scan, vectors, queries: asked, k: 50, filter: filter, "\(precision) filter")
                        let result = try scan.search(asked, k: 50, filter: filter, bias: bias)
                        for (query, list) in result.lists.enumerated() {
                            let expected = answersByDefinition(
                                vectors, width: width, query: asked[query * width..<(query + 1) * width], k: 50, filter: filter, bias: bias)
                            #expect(list == expected.filter { $0.score > -.infinity }, "\(precision) bias")
                        }
                    }
                }
            }
        }
    }

    @Test("The number of workers changes nothing")
    func workersChangeNothing() throws {
        var numbers = Numbers(seed: 13)
        let (width, rows) = (8, 70_000)
        let vectors = numbers.units(rows, width)
        let queries = numbers.floats(5 * width)
        let filter = RowFilter(rows: (0..<rows).filter { $0 % 3 == 0 || $0 > 60_000 }, count: rows)
        let one = try VectorScan(vectors, width: width)
        let three = try VectorScan(vectors, width: width, workers: 3)
        for filter in [nil, filter] {
            let reference = try one.search(queries, k: 100, filter: filter)
            for workers in [2, 3, 4] {
                #expect(try three.search(queries, k: 100, filter: filter, workers: workers).lists == reference.lists)
            }
            try expectAnswers(one, vectors, queries: Array(queries.prefix(width)), k: 100, filter: filter, "one worker")
        }
    }

    @Test("Ties go to the lower row, however many there are")
    func tiesAreBrokenByRow() throws {
        for precision in VectorScan.Precision.allCases {
            let scan = try VectorScan([Float](repeating: 0.3, count: 40_000 * 3), width: 3, precision: precision)
            for count in [1, 8] {
                let result = try scan.search([Float](repeating: 1, count: count * 3), k: 20, workers: 2)
                #expect(result.lists.allSatisfy { $0.map(\.row) == Array(0..<20) }, "\(precision)")
            }
        }
    }

    @Test("Vectors that fewer bits cannot tell apart are told apart")
    func nearlyEqualVectorsAreToldApart() throws {
        // One direction with differences far below what 8 or 16 bits hold.
        var numbers = Numbers(seed: 14)
        let (width, rows) = (16, 9000)
        let vectors = (0..<rows * width).map { _ in 0.25 + numbers.float() * 1e-5 }
        let queries = numbers.floats(8 * width)
        for precision in VectorScan.Precision.allCases {
            let scan = try VectorScan(vectors, width: width, precision: precision)
            try expectAnswers(scan, vectors, queries: queries, k: 30, "\(precision)")
            try expectAnswers(scan, vectors, queries: Array(queries.prefix(width)), k: 30, "\(precision), one query")
        }
    }

    @Test("Scales may differ by many orders of magnitude")
    func scalesMayDiffer() throws {
        var numbers = Numbers(seed: 15)
        let width = 20
        var vectors = numbers.units(2000, width)
        for row in 0..<2000 {
            let factor = Float([1e-9, 1, 1e6, 0][row % 4])
            for column in 0..<width { vectors[row * width + column] *= factor }
        }
        let queries = numbers.floats(2 * width) + numbers.floats(width).map { $0 * 1e-7 } + [Float](repeating: 0, count: width)
        for precision in VectorScan.Precision.allCases {
            try expectAnswers(VectorScan(vectors, width: width, precision: precision), vectors, queries: queries, k: 40, "\(precision)")
        }
    }

    @Test("A row that was written, replaced or removed is found, found anew or not found by the next search")
    func rowsChange() throws {
        var numbers = Numbers(seed: 16)
        let width = 12
        var vectors = numbers.units(300, width)
        for precision in VectorScan.Precision.allCases {
            let scan = try VectorScan(width: width, precision: precision)
            for row in 0..<300 { try scan.upsert(Array(vectors[row * width..<(row + 1) * width]), row: row) }
            #expect(scan.count == 300)
            let best = Array(vectors[7 * width..<8 * width])
            let twice = best.map { $0 * 2 }
            try scan.upsert(twice, row: 123)
            vectors.replaceSubrange(123 * width..<124 * width, with: twice)
            #expect(try scan.search(best, k: 2).lists[0].map(\.row) == [123, 7])
            try scan.remove(row: 123)
            try scan.remove(row: 123)
            let without = RowFilter(rows: (0..<300).filter { $0 != 123 }, count: 300)
            let expected = answersByDefinition(vectors, width: width, query: best[...], k: 300, filter: without)
            #expect(try scan.search(best, k: 300).lists[0] == expected)
            try scan.upsert(twice, row: 123)
            #expect(try scan.search(best, k: 1).lists[0].map(\.row) == [123])
            try scan.upsert(twice.map { $0 * 2 }, row: 300)
            #expect(try scan.search(best, k: 1).lists[0].map(\.row) == [300])
        }
    }

    @Test("Without the full vectors, answers are exact for the vectors as written")
    func answersWithoutOriginals() throws {
        var numbers = Numbers(seed: 17)
        let vectors = numbers.units(2000, 32)
        let queries = numbers.units(3, 32)
        for precision in VectorScan.Precision.allCases {
            let whole = try VectorScan(vectors, width: 32, precision: precision)
            let bare = try VectorScan(vectors, width: 32, precision: precision, keepsOriginals: false)
            let (exact, found) = (try whole.search(queries, k: 50).lists, try bare.search(queries, k: 50).lists)
            let tolerance: Float = precision == .int8 ? 0.02 : precision == .bfloat16 ? 0.006 : 0
            for (a, b) in zip(exact.joined(), found.joined()) { #expect(abs(a.score - b.score) <= tolerance, "\(precision)") }
            #expect((bare.memory.total < whole.memory.total) == (precision != .float32))
            for list in found {
                #expect(list.elementsEqual(list.sorted { ($1.score, $0.row) < ($0.score, $1.row) }))
            }
        }
    }

    @Test("Few scores are computed twice")
    func rescoringIsRare() throws {
        var numbers = Numbers(seed: 18)
        let scan = try VectorScan(numbers.units(40_000, 64), width: 64)
        let result = try scan.search(numbers.units(4, 64), k: 100)
        #expect(result.rescoredCount >= 400 && result.rescoredCount < 4 * 600)
    }

    @Test("Memory is accounted for to the byte that a row takes")
    func memoryIsAccountedFor() throws {
        var numbers = Numbers(seed: 19)
        let scan = try VectorScan(numbers.floats(64 * 1000), width: 64)
        let memory = scan.memory
        // Whole cache lines are taken.
        #expect(memory.rows == 1000 && memory.scanned - 1000 * (64 + 4) < 128 && memory.originals == 1000 * 256)
        #expect(memory.total - memory.scanned - memory.originals < 256)
    }

    @Test("Searches and changes may run at the same time")
    func searchesAndChangesMeet() async throws {
        var numbers = Numbers(seed: 20)
        let scan = try VectorScan(numbers.units(2000, 16), width: 16)
        let queries = numbers.units(8, 16)
        let added = numbers.units(50, 16)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask { for _ in 0..<20 { for list in try scan.search(queries, k: 10).lists { #expect(list.count == 10) } } }
            }
            group.addTask {
                for row in 0..<50 {
                    try scan.upsert(Array(added[row * 16..<(row + 1) * 16]), row: 2000 + row)
                    try scan.remove(row: row)
                }
            }
            try await group.waitForAll()
        }
        #expect(scan.count == 2050)
    }

    @Test("An empty scan, a filter of nothing and no query give empty answers")
    func emptyAnswers() throws {
        let scan = try VectorScan(width: 4)
        #expect(try scan.search([1, 2, 3, 4], k: 5).lists == [[]])
        #expect(try scan.search([], k: 5).lists.isEmpty)
        try scan.upsert([1, 0, 0, 0], row: 0)
        #expect(try scan.search([1, 2, 3, 4], k: 5, filter: RowFilter(count: 0, allowed: true)).lists == [[]])
        try scan.remove(row: 0)
        #expect(try scan.search([1, 2, 3, 4], k: 5).lists == [[]])
    }
}

@Suite("What a scan refuses")
struct ScanRefusalTests {
    @Test("Impossible widths, broken rows, lists and numbers are refused with what to do, and change nothing")
    func impossibleInputIsRefused() throws {
        #expect(throws: ScanError.self) { try VectorScan(width: 0) }
        #expect(throws: ScanError.self) { try VectorScan(width: VectorScan.mostWidth + 1) }
        #expect(throws: ScanError.self) { try VectorScan([1, 2, 3], width: 2) }
        let scan = try VectorScan([1, 2, 3, 4], width: 2)
        for bad in [Float.nan, .infinity, -.infinity, 1e30] {
            #expect(throws: ScanError.self) { try scan.upsert([0, bad], row: 2) }
            #expect(throws: ScanError.self) { try scan.search([bad, 1], k: 1) }
        }
        #expect(throws: ScanError.self) { try scan.search([1, 1], k: 1, bias: [0, .nan]) }
        #expect(throws: ScanError.self) { try scan.search([1, 1], k: 1, bias: [.infinity, 0]) }
        #expect(throws: ScanError.self) { try scan.search([1], k: 1) }
        #expect(throws: ScanError.self) { try scan.search([1, 1], k: 0) }
        #expect(throws: ScanError.self) { try scan.upsert([1], row: 0) }
        #expect(throws: ScanError.self) { try scan.upsert([1, 1], row: 3) }
        #expect(throws: ScanError.self) { try scan.upsert([1, 1], row: -1) }
        #expect(throws: ScanError.self) { try scan.remove(row: 2) }
        #expect(scan.count == 2)
        #expect(try scan.search([1, 0], k: 9).lists == [[ScanHit(row: 1, score: 3), ScanHit(row: 0, score: 1)]])
        do { try scan.upsert([1, 1], row: 5) } catch { #expect("\(error)".contains("no row 5 among 2")) }
    }

    @Test("A filter speaks of the rows it was made for")
    func filterBorders() {
        var filter = RowFilter(rows: [-1, 0, 63, 64, 70, 71], count: 71)
        #expect(filter.allowedCount == 4 && filter[70] && !filter[71] && !filter[-1])
        filter[70] = false
        filter[200] = true
        #expect(filter == RowFilter(rows: [0, 63, 64], count: 71))
        #expect(RowFilter(count: 130, allowed: true).allowedCount == 130 && RowFilter(count: 128, allowed: true).allowedCount == 128)
    }
}

@Suite("Quality of a scan")
struct ScanQualityTests {
    /// People of a few tastes: a query lies near the row that it wants.
    private static func world(rows: Int, width: Int, queries: Int) -> (vectors: [Float], queries: [Float], targets: [Int]) {
        var numbers = Numbers(seed: 30)
        let vectors = numbers.units(rows, width)
        let targets = (0..<queries).map { _ in Int(numbers.word() % UInt64(rows)) }
        let asked = targets.flatMap { target in (0..<width).map { vectors[target * width + $0] + numbers.float() * 0.6 } }
        return (vectors, asked, targets)
    }

    @Test("Eight bits without the full vectors keep 99.9 % of NDCG@10")
    func eightBitsKeepQuality() throws {
        let (vectors, queries, targets) = Self.world(rows: 4000, width: 64, queries: 3000)
        let quality = try ScanQuality(
            reference: VectorScan(vectors, width: 64, precision: .float32),
            scanned: VectorScan(vectors, width: 64, precision: .int8, keepsOriginals: false), queries: queries, targets: targets)
        #expect(quality.reference > 0.3 && quality.reference < 0.99, "\(quality)")
        #expect(quality.passes && quality.overlap > 0.9, "\(quality)")
    }

    @Test("A scan of other vectors does not pass")
    func otherVectorsDoNotPass() throws {
        let (vectors, queries, targets) = Self.world(rows: 500, width: 16, queries: 200)
        let quality = try ScanQuality(
            reference: VectorScan(vectors, width: 16, precision: .float32), scanned: VectorScan(vectors.reversed(), width: 16),
            queries: queries, targets: targets)
        #expect(!quality.passes && quality.overlap < 0.5)
    }

    @Test("NDCG is that of the worked example")
    func workedExample() throws {
        // Ranks 1, 2 and none: (1 + 1/log2(3) + 0) / 3.
        let scan = try VectorScan([1, 0, 0, 1, 0, 0.5], width: 2)
        let quality = try ScanQuality(reference: scan, scanned: scan, queries: [1, 0, 0, 1, 0, 1], targets: [0, 2, 0], k: 2)
        #expect(abs(quality.reference - (1 + 0.6309297535714575) / 3) < 1e-12 && quality.kept == 1 && quality.overlap == 1)
    }
}
