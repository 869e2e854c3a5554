import CKernels
import Testing

/// The kernels against PyTorch. Sums here have at most 22 terms, so 64 roundings of the largest value bound every error.
@Suite("Kernels against PyTorch")
struct KernelsGoldenTests {
    let roundings = 64.0

    @Test(arguments: kernelLevels) func linear(level: tk_level) throws {
        let golden = try GoldenReference.load("linear")
        let x = try golden.floats("x"), w = try golden.floats("w"), b = try golden.floats("b"), dy = try golden.floats("dy")
        let (t, k, n) = (7, 12, 9)
        var y = [Float](repeating: 0, count: t * n), dx = [Float](repeating: 0, count: t * k)
        var dw = [Float](repeating: 0, count: n * k), db = [Float](repeating: 0, count: n)
        at(level) {
            multiplyFloat32(x, (k, 1), w, (1, k), &y, m: t, n: n, k: k)
            y.withUnsafeMutableBufferPointer { tk_bias_rows($0.baseAddress!, $0.baseAddress!, b, t, n) }
            multiplyFloat32(dy, (n, 1), w, (k, 1), &dx, m: t, n: k, k: n)
            multiplyFloat32(dy, (1, n), x, (k, 1), &dw, m: n, n: k, k: t)
            tk_bias_rows_backward(&db, dy, n, t, n)
        }
        expectClose(y, try golden.expected("y", roundings: roundings), "\(name(level)) y")
        expectClose(dx, try golden.expected("dx", roundings: roundings), "\(name(level)) dx")
        expectClose(dw, try golden.expected("dw", roundings: roundings), "\(name(level)) dw")
        expectClose(db, try golden.expected("db", roundings: roundings), "\(name(level)) db")
    }

    /// C = A·B in float32; the pairs are row and column strides.
    func multiplyFloat32(
        _ a: [Float], _ aStrides: (Int, Int), _ b: [Float], _ bStrides: (Int, Int), _ c: inout [Float], m: Int, n: Int, k: Int
    ) {
        var scratch = [UInt8](repeating: 0, count: tk_gemm_scratch_bytes(m, n, k))
        a.withUnsafeBytes { a in
            b.withUnsafeBytes { b in
                scratch.withUnsafeMutableBytes { scratch in
                    c.withUnsafeMutableBufferPointer { c in
                        var args = tk_gemm_args(
                            m: m, n: n, k: k, alpha: 1, beta: 0,
                            a: tk_matrix(data: a.baseAddress, type: TK_F32, row_stride: aStrides.0, column_stride: aStrides.1),
                            b: tk_matrix(data: b.baseAddress, type: TK_F32, row_stride: bStrides.0, column_stride: bStrides.1),
                            packed_b: nil, c: c.baseAddress, ldc: n, flags: UInt32(TK_GEMM_FLOAT32), scratch: scratch.baseAddress)
                        tk_gemm(&args)
                    }
                }
            }
        }
    }

    @Test(arguments: kernelLevels) func rmsNorm(level: tk_level) throws {
        let golden = try GoldenReference.load("rmsnorm")
        let x = try golden.floats("x"), gain = try golden.floats("gain"), dy = try golden.floats("dy")
        let epsilon = try golden.scalar("epsilon")
        var y = x, inverse = [Float](repeating: 0, count: 5)
        var dx = [Float](repeating: 0, count: x.count), dgain = [Float](repeating: 0, count: 16)
        at(level) {
            tk_rmsnorm(&y, &inverse, x, gain, 5, 16, epsilon)
            tk_rmsnorm_backward(&dx, &dgain, dy, x, gain, inverse, 5, 16)
        }
        expectClose(y, try golden.expected("y", roundings: roundings), "\(name(level)) y")
        expectClose(dx, try golden.expected("dx", roundings: roundings), "\(name(level)) dx")
        expectClose(dgain, try golden.expected("dgain", roundings: roundings), "\(name(level)) dgain")
    }

    @Test(arguments: kernelLevels) func l2Normalize(level: tk_level) throws {
        let golden = try GoldenReference.load("l2_normalize")
        let x = try golden.floats("x"), dy = try golden.floats("dy"), epsilon = try golden.scalar("epsilon")
        var y = x, inverse = [Float](repeating: 0, count: 5), dx = [Float](repeating: 0, count: x.count)
        at(level) {
            tk_l2_normalize(&y, &inverse, x, 5, 10, epsilon)
            tk_l2_normalize_backward(&dx, dy, y, inverse, 5, 10, epsilon)
        }
        expectClose(y, try golden.expected("y", roundings: roundings), "\(name(level)) y")
        // Row 3 is a zero vector, whose gradient is a thousand times the others': each row has its own bound.
        let want = try golden.expected("dx", roundings: roundings)
        for r in 0..<5 {
            let row = want[r * 10..<(r + 1) * 10], largest = row.reduce(0) { max($0, abs($1.value)) }
            expectClose(dx[r * 10..<(r + 1) * 10], row.map { rounded($0.value, largest, roundings) }, "\(name(level)) dx \(r)")
        }
    }

    @Test(arguments: kernelLevels) func swiglu(level: tk_level) throws {
        let golden = try GoldenReference.load("swiglu")
        let x = try golden.floats("x"), dy = try golden.floats("dy")
        var y = [Float](repeating: 0, count: 55), dx = [Float](repeating: 0, count: 110)
        at(level) {
            x.withUnsafeBufferPointer { x in
                let a = x.baseAddress!
                tk_swiglu(&y, 11, a, 22, a + 11, 22, 5, 11)
                dx.withUnsafeMutableBufferPointer {
                    tk_swiglu_backward($0.baseAddress!, 22, $0.baseAddress! + 11, 22, dy, 11, a, 22, a + 11, 22, 5, 11)
                }
            }
        }
        expectClose(y, try golden.expected("y", roundings: roundings), "\(name(level)) y")
        expectClose(dx, try golden.expected("dx", roundings: roundings), "\(name(level)) dx")
    }

    @Test(arguments: kernelLevels) func adamW(level: tk_level) throws {
        let golden = try GoldenReference.load("adamw")
        let gradients = try golden.floats("gradients"), steps = Int(try golden.scalar("steps")), n = 20
        let after = try golden.expected("after", roundings: roundings)
        var parameter = try golden.floats("start"), m = [Float](repeating: 0, count: n), v = m
        let (beta1, beta2) = (try golden.scalar("beta1"), try golden.scalar("beta2"))
        var options = tk_adamw_options(
            learning_rate: try golden.scalar("learning_rate"), beta1: beta1, beta2: beta2, epsilon: try golden.scalar("epsilon"),
            weight_decay: try golden.scalar("weight_decay"), correction1: 1, correction2: 1, gradient_scale: 1)
        var power1: Float = 1, power2: Float = 1
        for step in 0..<steps {
            (power1, power2) = (power1 * beta1, power2 * beta2)
            (options.correction1, options.correction2) = (1 - power1, 1 - power2)
            at(level) { tk_adamw(&parameter, &m, &v, Array(gradients[step * n..<(step + 1) * n]), n, &options) }
            expectClose(parameter, after[step * n..<(step + 1) * n], "\(name(level)) step \(step + 1)")
        }
        expectClose(m, try golden.expected("mean", roundings: roundings), "\(name(level)) m")
        expectClose(v, try golden.expected("square", roundings: roundings), "\(name(level)) v")
    }
}
