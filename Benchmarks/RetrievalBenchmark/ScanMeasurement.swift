import Foundation
import Retrieval
import Tensors

/// Times the scans of one set of questions.
struct ScanMeasurement {
    let questions: ScanQuestions
    /// Where the answers of the first batch of 64 go, without and with the filter: rows as 32-bit integers.
    let answers: String?

    func run() throws {
        line(["machine": "\(CPUFeatures.description)", "level": "\(KernelLevel.active.rawValue)", "load": load()])
        for threads in [1, 2] { line(["engine": "memory read", "threads": threads, "gigabytesPerSecond": bandwidth(threads: threads)]) }
        for precision in [VectorScan.Precision.int8, .bfloat16, .float32] {
            let (scan, seconds) = try timed {
                try VectorScan(questions.vectors, width: questions.width, precision: precision, workers: 2)
            }
            line([
                "engine": "tastemaker \(precision.rawValue)", "buildSeconds": seconds, "bytes": scan.memory.total,
                "scanned": scan.memory.scanned,
            ])
            for threads in [1, 2] {
                for filter in [nil, questions.filter] {
                    for batch in [1, 64] { try measure(scan, batch: batch, filter: filter, threads: threads) }
                }
            }
            if precision == .int8, let answers { try write(scan, to: answers) }
        }
    }

    private func measure(_ scan: VectorScan, batch: Int, filter: RowFilter?, threads: Int) throws {
        let repetitions = batch == 1 ? 30 : 8
        var (times, rescored) = ([Double](), 0)
        for number in 0..<repetitions + 2 {
            let queries = questions.batch(number, of: batch)
            let (result, seconds) = try timed { try scan.search(queries, k: ScanQuestions.k, filter: filter, workers: threads) }
            guard number >= 2 else { continue }
            times.append(seconds * 1000)
            rescored += result.rescoredCount
        }
        line([
            "engine": "tastemaker \(scan.precision.rawValue)", "batch": batch, "filter": filter == nil ? 0 : 10, "threads": threads,
            "rescoredPerQuery": Double(rescored) / Double(repetitions * batch), "milliseconds": times,
        ])
    }

    private func write(_ scan: VectorScan, to path: String) throws {
        var rows: [Int32] = []
        for filter in [nil, questions.filter] {
            for list in try scan.search(questions.batch(0, of: 64), k: ScanQuestions.k, filter: filter).lists {
                rows += list.map { Int32($0.row) }
            }
        }
        try rows.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: path))
    }

    /// Gigabytes a second of a plain read of the vectors, the best of five.
    private func bandwidth(threads: Int) -> Double {
        let best = (0..<5).map { _ in
            timed {
                questions.vectors.withUnsafeBufferPointer { vectors in
                    nonisolated(unsafe) let base = vectors.baseAddress!
                    nonisolated(unsafe) var sums = [Double](repeating: 0, count: threads)
                    sums.withUnsafeMutableBufferPointer { sums in
                        nonisolated(unsafe) let sums = sums
                        ParallelLoop.run(threads) { part in
                            let range = ParallelLoop.range(part, of: threads, count: vectors.count)
                            sums[part] = Kernels.sumOfSquares(base + range.lowerBound, count: range.count)
                        }
                    }
                    precondition(sums.reduce(0, +) > 0)
                }
            }.seconds
        }.min()!
        return Double(questions.vectors.count * 4) / best / 1e9
    }

    private func timed<Result>(_ body: () throws -> Result) rethrows -> (result: Result, seconds: Double) {
        let started = ContinuousClock.now
        let result = try body()
        return (result, (ContinuousClock.now - started) / .seconds(1))
    }

    private func load() -> String {
        (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first.map(String.init) ?? "unknown"
    }

    private func line(_ values: [String: Any]) {
        let data = try! JSONSerialization.data(withJSONObject: values, options: [.sortedKeys])
        print(String(decoding: data, as: UTF8.self))
    }
}
