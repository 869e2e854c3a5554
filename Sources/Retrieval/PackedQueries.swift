import Tensors

/// A few queries in the layout of the kernels, with what their own rounding loses.
struct PackedQueries: ~Copyable {
    let count: Int
    private let memory: UnsafeMutableRawPointer
    private let scales: UnsafeMutablePointer<Float>
    private let sums: UnsafeMutablePointer<Int32>
    private let areLanes: Bool
    /// Length of each query, and of what writing it with fewer bits loses.
    private(set) var losses: [ScanLoss] = []
    /// Queries rounded up to whole panels.
    let lanes: Int

    /// From so many queries on it pays to put them side by side: below that, a lane each would leave most lanes empty.
    static let fewestLanes = 7

    init(_ queries: UnsafePointer<Float>, count: Int, width: Int, type: ScanType) {
        precondition(count <= ScanKernels.mostQueries, "\(count) queries in one piece")
        self.count = count
        areLanes = count >= Self.fewestLanes
        lanes = (count + ScanKernels.lanes - 1) / ScanKernels.lanes * ScanKernels.lanes
        let (stride, units) = (type.stride(width: width), type.units(width: width))
        let bytes = max(stride * count, areLanes ? units * lanes * 4 : 0)
        memory = .allocate(byteCount: bytes, alignment: 64)
        memory.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
        scales = .allocate(capacity: lanes)
        scales.initialize(repeating: 1, count: lanes)
        sums = .allocate(capacity: lanes)
        sums.initialize(repeating: 0, count: lanes)
        let row = UnsafeMutableRawPointer.allocate(byteCount: stride, alignment: 64)
        defer { row.deallocate() }
        for query in 0..<count {
            let source = queries + query * width
            let error = Self.pack(source, width: width, type: type, into: row, stride: stride, scale: scales + query, sum: sums + query)
            losses.append(ScanLoss(error: error, norm: Float(ScanKernels.dot(source, source, count: width).squareRoot()).nextUp))
            place(row, query: query, stride: stride, units: units)
        }
    }

    deinit {
        memory.deallocate()
        scales.deallocate()
        sums.deallocate()
    }

    var kernelView: ScanQueries {
        ScanQueries(base: UnsafeRawPointer(memory), count: count, scales: scales, sums: sums, areLanes: areLanes)
    }

    /// Writes one query as a row and returns the length of what that loses.
    private static func pack(
        _ query: UnsafePointer<Float>, width: Int, type: ScanType, into row: UnsafeMutableRawPointer, stride: Int,
        scale: UnsafeMutablePointer<Float>, sum: UnsafeMutablePointer<Int32>
    ) -> Float {
        switch type {
        case .float32:
            row.copyMemory(from: query, byteCount: width * MemoryLayout<Float>.stride)
            (row + width * MemoryLayout<Float>.stride).initializeMemory(as: UInt8.self, repeating: 0, count: stride - 4 * width)
            return 0
        case .bfloat16: return ScanKernels.packBFloat16(query, width: width, into: row, stride: stride).error
        case .int8:
            let loss = ScanKernels.packInt8(query, width: width, into: row, stride: stride, scale: scale)
            // Rows keep code + 128; queries are signed.
            let codes = row.assumingMemoryBound(to: UInt8.self)
            for column in 0..<stride {
                let code = Int8(Int(codes[column]) - 128)
                codes[column] = UInt8(bitPattern: code)
                sum.pointee += Int32(code)
            }
            return loss.error
        }
    }

    private func place(_ row: UnsafeRawPointer, query: Int, stride: Int, units: Int) {
        guard areLanes else { return (memory + query * stride).copyMemory(from: row, byteCount: stride) }
        let (source, target) = (row.assumingMemoryBound(to: UInt32.self), memory.assumingMemoryBound(to: UInt32.self))
        for unit in 0..<units { target[unit * lanes + query] = source[unit] }
    }
}
