import CKernels
import Testing

/// One product to try: sizes, orientation and storage of the operands.
struct ProductCase: CustomStringConvertible {
    var m, n, k: Int
    var aTransposed = false, bTransposed = false
    var aIsBF16 = false, bIsBF16 = false
    var alpha: Float = 1, beta: Float = 0
    var flags: UInt32 = 0
    var extraStride = 0

    var description: String {
        "\(m)×\(n)×\(k) aT \(aTransposed) bT \(bTransposed) bf16 \(aIsBF16) \(bIsBF16) α \(alpha) β \(beta) flags \(flags) stride +\(extraStride)"
    }
}

/// An operand with its storage, row-major or transposed, float32 or bf16.
struct ProductOperand {
    var floats: [Float]
    var halves: [UInt16]
    let stride: Int
    let transposed, isBF16: Bool

    init(rows: Int, columns: Int, transposed: Bool, isBF16: Bool, extraStride: Int, numbers: inout TestNumbers) {
        stride = (transposed ? rows : columns) + extraStride
        floats = numbers.floats((transposed ? columns : rows) * stride + 1)
        halves = [UInt16](repeating: 0, count: floats.count)
        tk_bf16_from_f32(&halves, floats, floats.count)
        (self.transposed, self.isBF16) = (transposed, isBF16)
    }

    /// The element as the product sees it, when `rounded` operands are used.
    func element(_ i: Int, _ j: Int, rounded: Bool) -> Double {
        let x = transposed ? floats[j * stride + i] : floats[i * stride + j]
        return Double(isBF16 || rounded ? roundedToBF16(x) : x)
    }

    func withMatrix<Result>(_ body: (tk_matrix) -> Result) -> Result {
        func view(_ data: UnsafeRawPointer) -> tk_matrix {
            tk_matrix(
                data: data, type: isBF16 ? TK_BF16 : TK_F32,
                row_stride: transposed ? 1 : stride, column_stride: transposed ? stride : 1)
        }
        return isBF16
            ? halves.withUnsafeBytes { body(view($0.baseAddress!)) } : floats.withUnsafeBytes { body(view($0.baseAddress!)) }
    }
}

enum ProductRoute { case direct, prepacked, emulatedAMX }

/// Runs one case and compares C, its row gaps and its guard zone with a Double reference.
///
/// Tolerance: a sum of K products in float32, in any order, strays by at most (K + 2)·u·Σ|a·b| from the exact sum of the
/// (rounded) operands, u = 2^−24; scaling by alpha and adding beta·C add three roundings.
func checkProduct(_ test: ProductCase, level: tk_level, route: ProductRoute = .direct, seed: UInt64 = 1) {
    var numbers = TestNumbers(seed: seed)
    let a = ProductOperand(
        rows: test.m, columns: test.k, transposed: test.aTransposed, isBF16: test.aIsBF16, extraStride: test.extraStride,
        numbers: &numbers)
    let b = ProductOperand(
        rows: test.k, columns: test.n, transposed: test.bTransposed, isBF16: test.bIsBF16, extraStride: test.extraStride,
        numbers: &numbers)
    let ldc = test.n + test.extraStride
    let before = numbers.floats(test.m * ldc)
    var c = GuardedOutput(test.beta == 0 ? before.map { _ in Float.nan } : before)
    let rounded = route == .emulatedAMX || (tk_level_uses_bf16(level) == 1 && test.flags & TK_GEMM_FLOAT32 == 0)
    at(level) { multiply(test, a, b, &c.values, ldc: ldc, route: route) }

    #expect(c.zoneIsIntact, "\(name(level)) \(test) wrote behind C")
    for i in 0..<test.m {
        let row = c.values[i * ldc..<i * ldc + test.n]
        let want = (0..<test.n).map { j in
            var sum = 0.0, magnitude = 0.0
            for p in 0..<test.k {
                let product = a.element(i, p, rounded: rounded) * b.element(p, j, rounded: rounded)
                sum += product
                magnitude += abs(product)
            }
            let old = test.beta == 0 ? 0 : Double(test.beta) * Double(before[i * ldc + j])
            let scaled = Double(test.alpha) * sum
            let error = Double(test.k + 2) * unitRoundoff * abs(Double(test.alpha)) * magnitude
            return Expected(scaled + old, error + 3 * unitRoundoff * (abs(scaled) + abs(old)))
        }
        expectClose(row, want, "\(name(level)) \(route) \(test) row \(i)")
        let gap = c.values[i * ldc + test.n..<(i + 1) * ldc]
        #expect(gap.allSatisfy { $0.isNaN || before.contains($0) }, "\(name(level)) \(test) wrote between rows")
    }
}

func multiply(_ test: ProductCase, _ a: ProductOperand, _ b: ProductOperand, _ c: inout [Float], ldc: Int, route: ProductRoute) {
    var scratch = [UInt8](repeating: 0xff, count: tk_gemm_scratch_bytes(test.m, test.n, test.k))
    var packed = [UInt8](repeating: 0xff, count: tk_gemm_packed_b_bytes(test.k, test.n, test.flags))
    a.withMatrix { a in
        b.withMatrix { b in
            var b = b
            tk_gemm_pack_b(&packed, &b, test.k, test.n, 0, test.n, test.flags)
            packed.withUnsafeBytes { packed in
                scratch.withUnsafeMutableBytes { scratch in
                    c.withUnsafeMutableBufferPointer { c in
                        var args = tk_gemm_args(
                            m: test.m, n: test.n, k: test.k, alpha: test.alpha, beta: test.beta, a: a, b: b,
                            packed_b: packed.baseAddress, c: c.baseAddress, ldc: ldc, flags: test.flags,
                            scratch: scratch.baseAddress)
                        switch route {
                        case .direct: tk_gemm(&args)
                        case .prepacked: tk_gemm_prepacked(&args)
                        case .emulatedAMX: tk_gemm_amx_emulated(&args)
                        }
                    }
                }
            }
        }
    }
}

/// Every orientation and storage of both operands.
func everyOperandKind(m: Int, n: Int, k: Int) -> [ProductCase] {
    (0..<16).map { bits in
        ProductCase(
            m: m, n: n, k: k, aTransposed: bits & 1 != 0, bTransposed: bits & 2 != 0, aIsBF16: bits & 4 != 0,
            bIsBF16: bits & 8 != 0)
    }
}

@Suite("Matrix products")
struct KernelsProductsTests {
    /// Sizes around the micro-tiles: 6, 14 and 32 rows, 16 and 32 columns, 2, 16 and 32 steps.
    static let sizes: [(Int, Int, Int)] = [
        (1, 1, 1), (2, 3, 2), (5, 15, 3), (6, 16, 4), (7, 17, 5), (13, 31, 15), (14, 32, 16), (15, 33, 17), (16, 48, 31),
        (29, 64, 32), (31, 65, 33), (32, 7, 34), (33, 1, 63), (65, 40, 65), (1, 100, 7), (100, 1, 9),
    ]

    @Test(arguments: kernelLevels) func productsMatchADoubleReferenceInEveryOrientationAndStorage(level: tk_level) {
        for (m, n, k) in Self.sizes {
            for test in everyOperandKind(m: m, n: n, k: k) { checkProduct(test, level: level) }
        }
    }

    @Test(arguments: kernelLevels) func productsAcrossBlockBordersMatch(level: tk_level) {
        checkProduct(ProductCase(m: 460, n: 40, k: 70), level: level)
        checkProduct(ProductCase(m: 20, n: 1060, k: 40, bTransposed: true), level: level)
        checkProduct(ProductCase(m: 30, n: 35, k: 1101, aTransposed: true), level: level)
        checkProduct(ProductCase(m: 30, n: 35, k: 1101, alpha: 0.5, beta: 2), level: level, route: .prepacked)
    }

    @Test(arguments: kernelLevels) func prepackedProductsMatch(level: tk_level) {
        for (m, n, k) in Self.sizes {
            for test in everyOperandKind(m: m, n: n, k: k) { checkProduct(test, level: level, route: .prepacked) }
        }
    }

    @Test(arguments: kernelLevels) func alphaAndBetaScale(level: tk_level) {
        for (alpha, beta) in [(1, 0), (1, 1), (-0.5, 0), (2, 0.25), (0, 3), (0, 0), (1, -1)] as [(Float, Float)] {
            checkProduct(ProductCase(m: 17, n: 35, k: 21, alpha: alpha, beta: beta), level: level)
        }
    }

    @Test(arguments: kernelLevels) func rowStridesMayExceedTheWidth(level: tk_level) {
        for var test in everyOperandKind(m: 19, n: 21, k: 23) {
            test.extraStride = 5
            test.beta = 1
            checkProduct(test, level: level)
            checkProduct(test, level: level, route: .prepacked)
        }
    }

    @Test(arguments: kernelLevels) func emptyProductsScaleC(level: tk_level) {
        checkProduct(ProductCase(m: 0, n: 5, k: 3), level: level)
        checkProduct(ProductCase(m: 5, n: 0, k: 3), level: level)
        checkProduct(ProductCase(m: 4, n: 5, k: 0), level: level)
        checkProduct(ProductCase(m: 4, n: 5, k: 0, beta: 3), level: level)
    }

    @Test(arguments: kernelLevels) func theFloat32FlagKeepsFloat32Precision(level: tk_level) {
        for (m, n, k) in [(15, 33, 65), (40, 64, 512)] {
            var test = ProductCase(m: m, n: n, k: k, flags: TK_GEMM_FLOAT32)
            checkProduct(test, level: level)
            test.bTransposed = true
            checkProduct(test, level: level, route: .prepacked)
        }
    }

    /// The kernel that AMX machines run, over tiles in memory; packed portably and, where the level allows, by AVX-512.
    @Test(arguments: kernelLevels) func theAMXKernelMatchesOverEmulatedTiles(level: tk_level) {
        for (m, n, k) in Self.sizes + [(33, 70, 530)] {
            for test in everyOperandKind(m: m, n: n, k: k) { checkProduct(test, level: level, route: .emulatedAMX) }
        }
        checkProduct(ProductCase(m: 35, n: 37, k: 45, alpha: 0.5, beta: 2, extraStride: 3), level: level, route: .emulatedAMX)
    }

    @Test(.enabled(if: tk_level_available(TK_AMX_BF16) == 1, "this processor has no AMX tiles: only the emulation was tested"))
    func theAMXKernelAgreesWithItsEmulation() {
        for test in everyOperandKind(m: 45, n: 70, k: 131) {
            var numbers = TestNumbers(seed: 3)
            let a = ProductOperand(
                rows: 45, columns: 131, transposed: test.aTransposed, isBF16: test.aIsBF16, extraStride: 0, numbers: &numbers)
            let b = ProductOperand(
                rows: 131, columns: 70, transposed: test.bTransposed, isBF16: test.bIsBF16, extraStride: 0, numbers: &numbers)
            var real = [Float](repeating: 0, count: 45 * 70), emulated = real
            at(TK_AMX_BF16) {
                multiply(test, a, b, &real, ldc: 70, route: .direct)
                multiply(test, a, b, &emulated, ldc: 70, route: .emulatedAMX)
            }
            #expect(real == emulated, "\(test)")
        }
    }

    @Test(arguments: kernelLevels) func aRowDoesNotDependOnTheRowsBesideIt(level: tk_level) {
        var numbers = TestNumbers(seed: 9)
        let whole = ProductCase(m: 37, n: 50, k: 67)
        let a = ProductOperand(rows: 37, columns: 67, transposed: false, isBF16: false, extraStride: 0, numbers: &numbers)
        let b = ProductOperand(rows: 67, columns: 50, transposed: false, isBF16: false, extraStride: 0, numbers: &numbers)
        var all = [Float](repeating: 0, count: 37 * 50)
        at(level) { multiply(whole, a, b, &all, ldc: 50, route: .direct) }
        for m in [1, 5, 14, 36] {
            var some = [Float](repeating: 0, count: m * 50)
            var part = whole
            part.m = m
            at(level) { multiply(part, a, b, &some, ldc: 50, route: .direct) }
            #expect(some == Array(all[..<(m * 50)]), "\(name(level)), \(m) rows")
        }
    }

    @Test(arguments: kernelLevels) func partsOfAPackedMatrixGiveTheSameColumns(level: tk_level) {
        let (m, n, k, first) = (20, 150, 40, 2 * Int(TK_GEMM_PANEL))
        var numbers = TestNumbers(seed: 4)
        let a = numbers.floats(m * k), b = numbers.floats(k * n)
        at(level) {
            var scratch = [UInt8](repeating: 0, count: tk_gemm_scratch_bytes(m, n, k))
            var packed = [UInt8](repeating: 0, count: tk_gemm_packed_b_bytes(k, n, 0))
            var whole = [Float](repeating: 0, count: m * n), part = [Float](repeating: 0, count: m * (n - first))
            a.withUnsafeBytes { a in
                b.withUnsafeBytes { b in
                    var right = tk_matrix(data: b.baseAddress, type: TK_F32, row_stride: n, column_stride: 1)
                    tk_gemm_pack_b(&packed, &right, k, n, first, n - first, 0)  // in two parts, the later one first
                    tk_gemm_pack_b(&packed, &right, k, n, 0, first, 0)
                    let left = tk_matrix(data: a.baseAddress, type: TK_F32, row_stride: k, column_stride: 1)
                    packed.withUnsafeBytes { packed in
                        scratch.withUnsafeMutableBytes { scratch in
                            func run(_ c: UnsafeMutablePointer<Float>, _ offset: Int, _ width: Int) {
                                var args = tk_gemm_args(
                                    m: m, n: width, k: k, alpha: 1, beta: 0, a: left, b: right,
                                    packed_b: packed.baseAddress! + offset, c: c, ldc: width, flags: 0,
                                    scratch: scratch.baseAddress)
                                tk_gemm_prepacked(&args)
                            }
                            run(&whole, 0, n)
                            run(&part, tk_gemm_packed_b_offset(k, first, 0), n - first)
                        }
                    }
                }
            }
            let columns = (0..<m).flatMap { whole[$0 * n + first..<($0 + 1) * n] }
            #expect(part == columns, "\(name(level))")
        }
    }
}
