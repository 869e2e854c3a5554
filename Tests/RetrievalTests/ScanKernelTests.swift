import CKernels
import Tensors
import Testing

/// One call of a kernel, with everything it reads.
private struct Call {
    let type: ScanType
    let width, rows, queryCount: Int
    let vectors, queries: [Float]
    let list: [UInt32]
    let bias: [Float]?

    init(_ type: ScanType, width: Int, rows: Int, queries queryCount: Int, listed: Int, hasBias: Bool, seed: UInt64) {
        var numbers = Numbers(seed: seed)
        (self.type, self.width, self.rows, self.queryCount) = (type, width, rows, queryCount)
        vectors = numbers.floats(rows * width)
        queries = numbers.floats(queryCount * width)
        list = (0..<listed).map { _ in UInt32(numbers.word() % UInt64(max(1, rows))) }
        bias = hasBias ? numbers.floats(rows) : nil
    }

    var lanes: Int { (queryCount + ScanKernels.lanes - 1) / ScanKernels.lanes * ScanKernels.lanes }
    var stride: Int { type.stride(width: width) }

    /// A row as the type writes it: bytes, scale, and the values that these stand for.
    func packed(_ x: UnsafePointer<Float>) -> (bytes: [UInt8], scale: Float, values: [Double]) {
        var (bytes, scale) = ([UInt8](repeating: 0, count: stride), Float(1))
        bytes.withUnsafeMutableBytes { raw in
            switch type {
            case .float32: raw.baseAddress!.copyMemory(from: x, byteCount: width * 4)
            case .bfloat16: _ = ScanKernels.packBFloat16(x, width: width, into: raw.baseAddress!, stride: stride)
            case .int8: _ = ScanKernels.packInt8(x, width: width, into: raw.baseAddress!, stride: stride, scale: &scale)
            }
        }
        let values: [Double] = bytes.withUnsafeBytes { raw in
            (0..<width).map { column in
                switch type {
                case .float32: Double(raw.loadUnaligned(fromByteOffset: 4 * column, as: Float.self))
                case .bfloat16:
                    Double(Float(bitPattern: UInt32(raw.loadUnaligned(fromByteOffset: 2 * column, as: UInt16.self)) << 16))
                case .int8: (Double(raw[column]) - 128) * Double(scale)
                }
            }
        }
        return (bytes, scale, values)
    }

    /// The score of each pair of a place in the list and a query, and how far float32 may stray.
    func truth() -> [[(score: Double, error: Double)]] {
        let queries = (0..<queryCount).map { query in
            self.queries.withUnsafeBufferPointer { packed($0.baseAddress! + query * width).values }
        }
        return list.map { row in
            let x = vectors.withUnsafeBufferPointer { packed($0.baseAddress! + Int(row) * width).values }
            return queries.map { query in
                let products = zip(x, query).map { $0 * $1 }
                let size = products.reduce(0) { $0 + abs($1) } + abs(Double(bias?[Int(row)] ?? 0))
                return (products.reduce(0, +) + Double(bias?[Int(row)] ?? 0), Double(width + 8) * 0x1p-23 * size + 1e-30)
            }
        }
    }

    /// The candidates of each query, in the order of the list, at the level of this thread.
    func run(areLanes: Bool, thresholds given: [Float]) -> [[ScanCandidate]] {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: max(64, rows * stride), alignment: 64)
        let queryBytes = max(stride * queryCount, type.units(width: width) * lanes * 4)
        let packedQueries = UnsafeMutableRawPointer.allocate(byteCount: queryBytes, alignment: 4)
        defer {
            memory.deallocate()
            packedQueries.deallocate()
        }
        packedQueries.initializeMemory(as: UInt8.self, repeating: 0, count: queryBytes)
        var scales = [Float](repeating: 1, count: rows)
        for row in 0..<rows {
            let (bytes, scale, _) = vectors.withUnsafeBufferPointer { packed($0.baseAddress! + row * width) }
            bytes.withUnsafeBytes { (memory + row * stride).copyMemory(from: $0.baseAddress!, byteCount: stride) }
            scales[row] = scale
        }
        var (queryScales, sums) = ([Float](repeating: 1, count: lanes), [Int32](repeating: 0, count: lanes))
        for query in 0..<queryCount {
            var (bytes, scale, _) = queries.withUnsafeBufferPointer { packed($0.baseAddress! + query * width) }
            if type == .int8 {
                for place in bytes.indices {
                    sums[query] += Int32(bytes[place]) - 128
                    bytes[place] = bytes[place] ^ 128
                }
            }
            queryScales[query] = scale
            for unit in 0..<(areLanes ? type.units(width: width) : stride / 4) {
                let target = packedQueries + 4 * (areLanes ? unit * lanes + query : query * stride / 4 + unit)
                bytes.withUnsafeBytes { target.copyMemory(from: $0.baseAddress! + 4 * unit, byteCount: 4) }
            }
        }
        let capacity = list.count + 3
        let sentinel = ScanCandidate(score: -77, row: 77)
        var candidates = [ScanCandidate](repeating: sentinel, count: capacity * queryCount + 1)
        var counts = [Int](repeating: 1, count: queryCount)  // one is there already
        let thresholds = given + [Float](repeating: .infinity, count: lanes - queryCount)
        func scan(_ bias: UnsafePointer<Float>?) {
            scales.withUnsafeBufferPointer { scales in
                let view = ScanRows(type: type, base: memory, width: width, scales: type == .int8 ? scales.baseAddress : nil)
                ScanKernels.scan(
                    view, list: list, count: list.count,
                    queries: ScanQueries(base: packedQueries, count: queryCount, scales: queryScales, sums: sums, areLanes: areLanes),
                    bias: bias, thresholds: thresholds, into: &candidates, capacity: capacity, counts: &counts)
            }
        }
        if let bias { bias.withUnsafeBufferPointer { scan($0.baseAddress) } } else { scan(nil) }
        for query in 0..<queryCount {
            let behind = candidates[query * capacity + counts[query]]
            #expect(behind.score == -77 && behind.row == 77 && candidates[query * capacity].row == 77, "wrote outside its part")
        }
        return (0..<queryCount).map { Array(candidates[$0 * capacity + 1..<$0 * capacity + counts[$0]]) }
    }
}

@Suite("Scan kernels")
struct ScanKernelTests {
    private static let types: [ScanType] = [.float32, .bfloat16, .int8]

    @Test("Every score is right at tail lengths, for either layout of queries, at every level", arguments: levels)
    func scoresAreRight(_ level: tk_level) {
        for type in Self.types {
            for (width, listed, queries) in [
                (1, 1, 1), (3, 0, 2), (4, 7, 3), (5, 8, 7), (15, 9, 15), (16, 15, 16), (17, 16, 17), (31, 17, 31), (32, 23, 32),
                (33, 24, 33), (63, 25, 47), (64, 31, 48), (65, 33, 49), (128, 40, 64), (130, 13, 5),
            ] {
                for areLanes in [false, true] {
                    let hasBias = width % 2 == 1
                    let call = Call(
                        type, width: width, rows: 29, queries: queries, listed: listed, hasBias: hasBias, seed: UInt64(width))
                    let truth = call.truth()
                    let found = at(level) { call.run(areLanes: areLanes, thresholds: [Float](repeating: -.infinity, count: queries)) }
                    for query in 0..<queries {
                        #expect(found[query].map(\.row) == call.list, "\(type) width \(width) query \(query) lanes \(areLanes)")
                        for (place, candidate) in found[query].enumerated() {
                            let (score, error) = truth[place][query]
                            #expect(abs(Double(candidate.score) - score) <= error, "\(type) width \(width) query \(query) place \(place)")
                        }
                    }
                }
            }
        }
    }

    @Test("A row is appended exactly where its score reaches the threshold", arguments: levels)
    func thresholdsHold(_ level: tk_level) {
        for type in Self.types {
            for areLanes in [false, true] {
                let call = Call(type, width: 48, rows: 50, queries: 20, listed: 70, hasBias: true, seed: 3)
                let all = at(level) { call.run(areLanes: areLanes, thresholds: [Float](repeating: -.infinity, count: 20)) }
                // A score that occurs is a threshold that is reached; +∞ is reached by none.
                let thresholds = (0..<20).map { $0 == 19 ? Float.infinity : all[$0][$0 * 3].score }
                let found = at(level) { call.run(areLanes: areLanes, thresholds: thresholds) }
                for query in 0..<20 {
                    let expected = all[query].filter { $0.score >= thresholds[query] }.map(\.row)
                    #expect(found[query].map(\.row) == expected && (query == 19) == expected.isEmpty, "\(type) query \(query)")
                }
            }
        }
    }

    @Test("Lists hold the rows that both bitmaps hold, and go on where they stopped")
    func listsFollowBitmaps() {
        var numbers = Numbers(seed: 5)
        let filter = (0..<40).map { _ in numbers.word() & numbers.word() }
        let present = (0..<40).map { $0 < 3 ? UInt64.max : numbers.word() }
        for (start, end) in [(0, 0), (0, 1), (0, 64), (5, 63), (63, 65), (70, 2560), (0, 2501)] {
            for (useFilter, usePresent) in [(false, false), (true, false), (false, true), (true, true)] {
                var (rows, place) = ([Int](), start)
                while place < end {
                    var list = [UInt32](repeating: 0, count: 192)
                    let part = ScanKernels.list(
                        &list, most: 192, filter: useFilter ? filter : nil, present: usePresent ? present : nil, range: place..<end)
                    #expect(part.next > place && part.count <= 192)
                    rows += list[..<part.count].map(Int.init)
                    place = part.next
                }
                let expected = (start..<end).filter { row in
                    let (word, bit) = (row / 64, UInt64(row % 64))
                    return (!useFilter || filter[word] >> bit & 1 == 1) && (!usePresent || present[word] >> bit & 1 == 1)
                }
                #expect(rows == expected, "\(start)..<\(end)")
            }
        }
    }

    @Test("Packing says how much it loses and how long the packed row is", arguments: [1, 3, 4, 8, 17, 64, 100])
    func packingTellsItsLoss(_ width: Int) {
        var numbers = Numbers(seed: UInt64(width))
        for magnitude in [Float(1e-12), 0.1, 1000] {
            let x = numbers.floats(width).map { $0 * magnitude }
            for type in [ScanType.bfloat16, .int8] {
                let call = Call(type, width: width, rows: 0, queries: 0, listed: 0, hasBias: false, seed: 1)
                var (bytes, scale) = ([UInt8](repeating: 1, count: call.stride), Float(0))
                let loss = bytes.withUnsafeMutableBytes { raw in
                    type == .int8
                        ? ScanKernels.packInt8(x, width: width, into: raw.baseAddress!, stride: call.stride, scale: &scale)
                        : ScanKernels.packBFloat16(x, width: width, into: raw.baseAddress!, stride: call.stride)
                }
                let values = x.withUnsafeBufferPointer { call.packed($0.baseAddress!).values }
                let error = zip(x, values).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) }.squareRoot()
                let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
                #expect(Double(loss.error) >= error && Double(loss.error) <= error * 1.000001 + 1e-30)
                #expect(Double(loss.norm) >= norm && Double(loss.norm) <= norm * 1.000001 + 1e-30)
                let step = type == .int8 ? Double(x.map(abs).max()!) / 127 * 0.500001 : Double(magnitude) * 0x1p-8
                #expect(zip(x, values).allSatisfy { abs(Double($0) - $1) <= step }, "\(type)")
            }
        }
    }

    @Test("A row of zeros, and one of the smallest numbers, can be packed")
    func zerosArePacked() {
        for value in [Float(0), .leastNonzeroMagnitude, .leastNormalMagnitude] {
            let x = [Float](repeating: value, count: 5)
            var (bytes, scale) = ([UInt8](repeating: 1, count: 64), Float(0))
            let loss = ScanKernels.packInt8(x, width: 5, into: &bytes, stride: 64, scale: &scale)
            #expect(bytes[5...].allSatisfy { $0 == 128 } && loss.error < 1e-37 && loss.norm < 1e-37 && scale < 1e-37)
        }
    }

    @Test("The products that decide have the same bits at every level")
    func dotsAreEqualAtEveryLevel() {
        var numbers = Numbers(seed: 8)
        for width in [0, 1, 7, 8, 9, 128, 131] {
            let (a, b) = (numbers.floats(width + 1), numbers.floats(width + 1))
            let truth = zip(a.prefix(width), b.prefix(width)).reduce(0) { $0 + Double($1.0) * Double($1.1) }
            let found = levels.map { level in at(level) { ScanKernels.dot(a, b, count: width) } }
            #expect(found.allSatisfy { $0.bitPattern == found[0].bitPattern && abs($0 - truth) < 1e-13 })
        }
    }
}
