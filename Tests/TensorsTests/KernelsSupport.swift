import CKernels
import Foundation
import Testing

/// The unit roundoff of float32: one operation rounded to nearest errs by at most this, relative to its result.
let unitRoundoff = 0x1p-24

/// Every level of this machine.
let kernelLevels: [tk_level] = [TK_SCALAR, TK_AVX2, TK_AVX512, TK_AVX512_BF16, TK_AMX_BF16, TK_NEON]
    .filter { tk_level_available($0) != 0 }

/// Lengths around every vector width (4, 8, 16) and around the unrolled loops (32, 64).
let tailLengths = [0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 130]

func name(_ level: tk_level) -> String { String(cString: tk_level_name(level)) }

/// Runs `body` with this thread's kernels at `level`.
func at<Result>(_ level: tk_level, _ body: () throws -> Result) rethrows -> Result {
    precondition(tk_level_override(level) == 1, "this machine lacks \(name(level))")
    defer { tk_level_override_end() }
    return try body()
}

/// Seeded numbers: the same on every machine.
struct TestNumbers {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func word() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func number(in range: ClosedRange<Float> = -1...1) -> Float {
        range.lowerBound + (range.upperBound - range.lowerBound) * (Float(word() >> 40) * 0x1p-24)
    }

    mutating func floats(_ count: Int, in range: ClosedRange<Float> = -1...1) -> [Float] {
        (0..<count).map { _ in number(in: range) }
    }
}

/// A number that no kernel may touch, after the end of every output.
let sentinel: Float = 12345.678

/// An output with a guard zone behind it.
struct GuardedOutput {
    var values: [Float]
    let count: Int
    static let zone = 40

    init(_ initial: [Float]) {
        values = initial + [Float](repeating: sentinel, count: Self.zone)
        count = initial.count
    }

    var zoneIsIntact: Bool { values[count...].allSatisfy { $0 == sentinel } }
}

/// What a result should be, and how far float32 arithmetic may stray from it.
struct Expected {
    var value: Double
    var error: Double
    init(_ value: Double, _ error: Double) { (self.value, self.error) = (value, error) }
}

/// Compares element by element; the first miss is reported with its place.
func expectClose(
    _ got: some Collection<Float>, _ want: some Collection<Expected>, _ context: @autoclosure () -> String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(got.count == want.count, "\(context())", sourceLocation: sourceLocation)
    for (i, (g, w)) in zip(got, want).enumerated() where !(abs(Double(g) - w.value) <= w.error) {
        Issue.record("\(context()) [\(i)]: \(g) instead of \(w.value) ± \(w.error)", sourceLocation: sourceLocation)
        return
    }
}

func roundedToBF16(_ x: Float) -> Float {
    let bits = x.bitPattern
    return Float(bitPattern: (bits &+ 0x7fff &+ (bits >> 16 & 1)) & 0xffff_0000)
}

func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
