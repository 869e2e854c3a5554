import CKernels
import Tensors
import Testing

/// Compares the gradients of an operation with central differences of its forward pass.
///
/// The loss is a fixed random projection of the output, so that every output element matters. Runs in float32: with a
/// step of 1e-2 and values of order one, differences are good to about 1e-3 of the largest gradient.
struct GradientCheck {
    var random = SeededNumbers(seed: 7)
    var step: Float = 1e-2
    var tolerance: Float = 4e-3

    /// - Parameters:
    ///   - shapes: rows and columns of the inputs.
    ///   - build: makes the output from the inputs on the tape.
    mutating func run(
        _ name: String, shapes: [(Int, Int)], sourceLocation: SourceLocation = #_sourceLocation,
        _ build: (Tape, [Tensor]) -> Tensor
    ) {
        var inputs = shapes.map { shape in (0..<shape.0 * shape.1).map { _ in random.normal() } }
        let tape = Tape()
        let tensors = zip(inputs, shapes).map { tape.make($0, rows: $1.0, columns: $1.1) }
        let output = build(tape, tensors)
        let projection = (0..<output.count).map { _ in random.normal() }
        for (index, weight) in projection.enumerated() { output.gradient![index] = weight }
        tape.backward()
        let analytic = tensors.map(\.gradientArray)
        for which in inputs.indices {
            let scale = max(1e-2, analytic[which].map(abs).max() ?? 0)
            for element in inputs[which].indices {
                let kept = inputs[which][element]
                func loss(_ value: Float) -> Double {
                    inputs[which][element] = value
                    let fresh = Tape()
                    let made = zip(inputs, shapes).map { fresh.make($0, rows: $1.0, columns: $1.1) }
                    let result = build(fresh, made).array
                    return zip(result, projection).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
                }
                let numeric = Float((loss(kept + step) - loss(kept - step)) / Double(2 * step))
                inputs[which][element] = kept
                let error = abs(numeric - analytic[which][element]) / scale
                #expect(
                    error <= tolerance,
                    "\(name): input \(which), element \(element): \(analytic[which][element]) but differences say \(numeric)",
                    sourceLocation: sourceLocation)
            }
        }
    }
}

/// A seeded stream of numbers, for tests.
struct SeededNumbers {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func word() -> UInt64 {
        state &+= 1
        return TensorHash.mix(state)
    }
    mutating func unit() -> Float { Float(word() >> 40) * 0x1p-24 }
    /// Roughly normal, bounded: the sum of twelve.
    mutating func normal() -> Float { (0..<12).reduce(Float(-6)) { sum, _ in sum + unit() } }
    mutating func index(_ count: Int) -> Int32 { Int32(word() % UInt64(count)) }
}

/// Float32 levels that this machine can run; `body` runs once at each, on this thread alone.
func atEveryFloatLevel(_ body: (String) -> Void) {
    for level in [TK_SCALAR, TK_AVX2, TK_AVX512, TK_NEON] where tk_level_available(level) != 0 {
        at(level) { body(String(cString: tk_level_name(level))) }
    }
}
