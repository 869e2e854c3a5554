import CKernels

/// How the rows of a scan are written.
package enum ScanType: Sendable {
    case float32, bfloat16, int8

    var identifier: tk_scan_type {
        switch self {
        case .float32: TK_SCAN_F32
        case .bfloat16: TK_SCAN_BF16
        case .int8: TK_SCAN_INT8
        }
    }

    /// Values in a unit of 32 bits.
    package var valuesPerUnit: Int {
        switch self {
        case .float32: 1
        case .bfloat16: 2
        case .int8: 4
        }
    }

    /// Units that `width` values fill.
    package func units(width: Int) -> Int { (width + valuesPerUnit - 1) / valuesPerUnit }

    /// Bytes of a row, a multiple of a cache line.
    package func stride(width: Int) -> Int {
        let line = Int(TK_SCAN_LINE)
        return (4 * units(width: width) + line - 1) / line * line
    }
}

/// A row that may be among the best of a query: the layout of `tk_scan_candidate`.
package struct ScanCandidate: Sendable {
    package var score: Float
    package var row: UInt32
    package init(score: Float, row: UInt32) {
        self.score = score
        self.row = row
    }
}

/// Euclidean norms: of what is lost by writing a row with fewer bits, and of the row as written.
package struct ScanLoss: Sendable {
    package var error: Float
    package var norm: Float
    package init(error: Float, norm: Float) {
        self.error = error
        self.norm = norm
    }
}

/// Rows as the kernels read them. Whoever owns the memory keeps it.
package struct ScanRows {
    package var type: ScanType
    package var base: UnsafeRawPointer
    package var stride: Int
    package var units: Int
    /// Of int8 rows, `[V]`.
    package var scales: UnsafePointer<Float>?
    package init(type: ScanType, base: UnsafeRawPointer, width: Int, scales: UnsafePointer<Float>?) {
        self.type = type
        self.base = base
        self.scales = scales
        (stride, units) = (type.stride(width: width), type.units(width: width))
    }
}

/// Queries as the kernels read them; `count` is at most `mostQueries`.
package struct ScanQueries {
    package var base: UnsafeRawPointer
    package var count: Int
    package var scales: UnsafePointer<Float>
    package var sums: UnsafePointer<Int32>
    /// Whether neighbouring lanes are neighbouring queries; else each query lies like a row.
    package var areLanes: Bool

    package init(base: UnsafeRawPointer, count: Int, scales: UnsafePointer<Float>, sums: UnsafePointer<Int32>, areLanes: Bool) {
        self.base = base
        self.count = count
        self.scales = scales
        self.sums = sums
        self.areLanes = areLanes
    }
}

/// The scan kernels under Swift names; shapes and rules are those of `CKernelsScan.h`.
package enum ScanKernels {
    package static let lanes = Int(TK_SCAN_LANES)
    package static let mostQueries = Int(TK_SCAN_LANES * TK_SCAN_MOST_PANELS)

    /// Appends the rows of the list that reach a query's threshold to the query's candidates.
    package static func scan(
        _ rows: ScanRows, list: UnsafePointer<UInt32>, count: Int, queries: ScanQueries, bias: UnsafePointer<Float>?,
        thresholds: UnsafePointer<Float>, into candidates: UnsafeMutablePointer<ScanCandidate>, capacity: Int,
        counts: UnsafeMutablePointer<Int>
    ) {
        var arguments = tk_scan_args()
        arguments.type = rows.type.identifier
        (arguments.rows, arguments.stride, arguments.units) = (rows.base, rows.stride, rows.units)
        (arguments.scales, arguments.bias) = (rows.scales, bias)
        (arguments.list, arguments.count) = (list, count)
        (arguments.queries, arguments.query_count) = (queries.base, queries.count)
        (arguments.query_scales, arguments.query_sums) = (queries.scales, queries.sums)
        arguments.thresholds = thresholds
        arguments.capacity = capacity
        // `ScanCandidate` and `tk_scan_candidate` are both a float32 and a 32-bit number; `size_t` is `Int` to Swift.
        arguments.candidates = UnsafeMutableRawPointer(candidates).assumingMemoryBound(to: tk_scan_candidate.self)
        arguments.counts = UnsafeMutableRawPointer(counts).assumingMemoryBound(to: size_t.self)
        if queries.areLanes { tk_scan_lanes(&arguments) } else { tk_scan_rows(&arguments) }
    }

    /// Writes rows of `range` that both bitmaps hold into `list`, which holds `most`.
    ///
    /// - Returns: how many, and where to go on.
    package static func list(
        _ list: UnsafeMutablePointer<UInt32>, most: Int, filter: UnsafePointer<UInt64>?, present: UnsafePointer<UInt64>?, range: Range<Int>
    ) -> (count: Int, next: Int) {
        var next = 0
        let count = tk_scan_list(list, most, filter, present, range.lowerBound, range.upperBound, &next)
        return (count, next)
    }

    /// Σ a · b, the same bits at every level.
    package static func dot(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Double { tk_scan_dot(a, b, count) }

    /// Writes a row of `width` values with 8 bits each.
    package static func packInt8(
        _ x: UnsafePointer<Float>, width: Int, into codes: UnsafeMutableRawPointer, stride: Int, scale: UnsafeMutablePointer<Float>
    ) -> ScanLoss {
        let loss = tk_scan_pack_int8(codes.assumingMemoryBound(to: UInt8.self), stride, scale, x, width)
        return ScanLoss(error: loss.error, norm: loss.norm)
    }

    /// Writes a row of `width` values as bf16.
    package static func packBFloat16(_ x: UnsafePointer<Float>, width: Int, into row: UnsafeMutableRawPointer, stride: Int) -> ScanLoss {
        let loss = tk_scan_pack_bf16(row.assumingMemoryBound(to: UInt16.self), stride, x, width)
        return ScanLoss(error: loss.error, norm: loss.norm)
    }

    /// float32(x), exact.
    package static func widen(_ x: UnsafePointer<UInt16>, into y: UnsafeMutablePointer<Float>, count: Int) { tk_f32_from_bf16(y, x, count) }
}
