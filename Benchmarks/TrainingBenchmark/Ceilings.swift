import Foundation
import Tensors

/// What this machine reaches at most: matrix products by threads and number type, and memory.
struct Ceilings: Encodable {
    struct Product: Encodable {
        var kernels: String
        var threads: Int
        /// The best of the shapes below, packed, in operations (two for each product and sum).
        var gigaOperationsPerSecond: Double
        var shape: [Int]
    }
    struct Memory: Encodable {
        var threads: Int
        /// Σ x²: one stream read.
        var readGigabytesPerSecond: Double
        /// y += a·x: two streams read, one written.
        var updateGigabytesPerSecond: Double
    }
    var machine: Machine
    var products: [Product]
    var memory: [Memory]

    private static let shapes = [
        (256, 256, 256), (512, 512, 512), (1024, 1024, 1024), (1024, 384, 128), (1024, 1536, 256), (256, 1024, 512), (128, 512, 1024),
    ]

    static func measure(seconds: Double) -> Ceilings {
        let machine = Machine()
        var levels: [KernelLevel] = [.avx512, .avx2].filter(\.isAvailable).prefix(1).map { $0 }
        if KernelLevel.best.roundsOperandsToBF16 { levels.append(.best) }
        var products: [Product] = []
        for level in levels { for threads in 1...2 { products.append(best(level, threads: threads, seconds: seconds)) } }
        return Ceilings(machine: machine, products: products, memory: (1...2).map { memory(threads: $0, seconds: seconds) })
    }

    private static func best(_ level: KernelLevel, threads: Int, seconds: Double) -> Product {
        var result = Product(kernels: level.rawValue, threads: threads, gigaOperationsPerSecond: 0, shape: [])
        for shape in shapes {
            let rate = rate(level, shape, threads: threads, seconds: seconds)
            guard rate > result.gigaOperationsPerSecond else { continue }
            (result.gigaOperationsPerSecond, result.shape) = (rate, [shape.0, shape.1, shape.2])
        }
        return result
    }

    /// The best of five rounds: a ceiling is what was reached once.
    private static func rate(_ level: KernelLevel, _ shape: (m: Int, n: Int, k: Int), threads: Int, seconds: Double) -> Double {
        let operations = 2 * Double(shape.m * shape.n * shape.k)
        let rounds = max(1, Int(seconds / 5 * 2e11 / operations))
        nonisolated(unsafe) var fastest = [Double](repeating: .infinity, count: threads)
        ParallelLoop.run(threads) { thread in
            try? level.only {
                let arena = Arena()
                let (a, b, c) = (arena.zeros(shape.m * shape.k), arena.zeros(shape.k * shape.n), arena.zeros(shape.m * shape.n))
                for place in 0..<shape.m * shape.k { a[place] = Float(place % 7) * 0.1 }
                for place in 0..<shape.k * shape.n { b[place] = Float(place % 5) * 0.1 }
                let packed = PackedMatrix(.rowMajor(b, shape.n), inner: shape.k, columns: shape.n)
                for _ in 0..<6 {
                    let started = TrainingBenchmark.seconds()
                    for _ in 0..<rounds {
                        MatrixProduct.multiply(
                            .rowMajor(a, shape.k), .packed(packed), into: c, rowStride: shape.n, shape: shape, arena: arena)
                    }
                    fastest[thread] = min(fastest[thread], TrainingBenchmark.seconds() - started)
                }
            }
        }
        return fastest.reduce(0) { $0 + Double(rounds) * operations / $1 } / 1e9
    }

    private static func memory(threads: Int, seconds: Double) -> Memory {
        let count = (64 << 20) / threads
        nonisolated(unsafe) var times = [(read: Double, update: Double)](repeating: (.infinity, .infinity), count: threads)
        nonisolated(unsafe) var sums = [Double](repeating: 0, count: threads)
        ParallelLoop.run(threads) { thread in
            let x = UnsafeMutablePointer<Float>.allocate(capacity: count)
            let y = UnsafeMutablePointer<Float>.allocate(capacity: count)
            x.initialize(repeating: 1, count: count)
            y.initialize(repeating: 1, count: count)
            for _ in 0..<5 {
                let started = TrainingBenchmark.seconds()
                sums[thread] += Double(Kernels.dot(x, y, count: count))
                let between = TrainingBenchmark.seconds()
                Kernels.addScaled(x, 0.5, to: y, count: count)
                let ended = TrainingBenchmark.seconds()
                times[thread] = (min(times[thread].read, between - started), min(times[thread].update, ended - between))
            }
            x.deallocate()
            y.deallocate()
        }
        precondition(sums.allSatisfy { $0 > 0 })
        let bytes = Double(count) * 4
        return Memory(
            threads: threads, readGigabytesPerSecond: times.reduce(0) { $0 + 2 * bytes / $1.read } / 1e9,
            updateGigabytesPerSecond: times.reduce(0) { $0 + 3 * bytes / $1.update } / 1e9)
    }
}
