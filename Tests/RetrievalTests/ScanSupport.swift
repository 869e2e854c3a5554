import CKernels
import Retrieval
import Tensors

let levels: [tk_level] = [TK_SCALAR, TK_AVX2, TK_AVX512, TK_AVX512_BF16, TK_AMX_BF16, TK_NEON].filter { tk_level_available($0) != 0 }

func name(_ level: tk_level) -> String { String(cString: tk_level_name(level)) }

/// Runs `body` with this thread's kernels at `level`.
func at<Result>(_ level: tk_level, _ body: () throws -> Result) rethrows -> Result {
    precondition(tk_level_override(level) == 1, "this machine lacks \(name(level))")
    defer { tk_level_override_end() }
    return try body()
}

/// Seeded numbers: the same on every machine.
struct Numbers {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func word() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func float() -> Float { Float(word() >> 40) * 0x1p-23 - 1 }
    mutating func floats(_ count: Int) -> [Float] { (0..<count).map { _ in float() } }

    /// Rows of unit length.
    mutating func units(_ rows: Int, _ width: Int) -> [Float] {
        var values: [Float] = []
        values.reserveCapacity(rows * width)
        for _ in 0..<rows {
            let row = floats(width)
            let norm = max(row.reduce(0) { $0 + $1 * $1 }.squareRoot(), 1e-6)
            values += row.map { $0 / norm }
        }
        return values
    }
}

/// The answers by definition: every score in float64, all sorted.
func answersByDefinition(
    _ vectors: [Float], width: Int, query: ArraySlice<Float>, k: Int, filter: RowFilter? = nil, bias: [Float]? = nil
) -> [ScanHit] {
    let query = Array(query)
    let hits: [ScanHit] = (0..<vectors.count / width).compactMap { row in
        guard filter?[row] ?? true else { return nil }
        var score = 0.0
        for column in 0..<width { score += Double(query[column]) * Double(vectors[row * width + column]) }
        return ScanHit(row: row, score: Float(score + Double(bias?[row] ?? 0)))
    }
    return Array(hits.sorted { $0.score != $1.score ? $0.score > $1.score : $0.row < $1.row }.prefix(k))
}
