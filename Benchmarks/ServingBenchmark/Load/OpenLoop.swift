import Datasets
import Foundation
import Synchronization

/// Requests that arrive as people do: at random instants that do not wait for the server (Poisson).
///
/// Latency counts from the instant that a request was planned for, so that a server that stalls does not also stop the clock
/// (Tene, “coordinated omission”). What falls into the warm-up is sent and not counted.
struct OpenLoop: Sendable {
    var name: String
    /// Requests a second.
    var rate: Double
    var seconds: Double
    var warmup = 0.0
    var seed: UInt64 = 1
    /// More than this under way at once are not sent but counted as `unsent`: the generator must not be what grows.
    var most = 20_000

    /// - Parameters:
    ///   - observe: told every answer, those of the warm-up too.
    ///   - make: request number `number`, counted from 1.
    func run(
        _ client: LoadClient, observe: @escaping @Sendable (_ number: Int, LoadAnswer) -> Void = { _, _ in },
        _ make: @escaping @Sendable (_ number: Int, _ random: inout SeededGenerator) -> LoadRequest
    ) async -> LoadReport {
        let recorder = LoadRecorder(self)
        var random = SeededGenerator(seed: seed)
        let begun = ContinuousClock.now
        await withDiscardingTaskGroup { group in
            var (planned, number) = (0.0, 0)
            while true {
                planned += -log(1 - random.share()) / rate
                guard planned < warmup + seconds else { break }
                let instant = begun + .seconds(planned)
                if instant > .now + .microseconds(50) { try? await Task.sleep(until: instant, tolerance: .zero, clock: .continuous) }
                let counts = planned >= warmup
                number += 1
                let request = make(number, &random)
                guard recorder.begin(late: (ContinuousClock.now - instant) / .seconds(1), counts: counts) else { continue }
                let (offset, current) = (planned - warmup, number)
                group.addTask {
                    let answer = await client.send(request)
                    observe(current, answer)
                    recorder.end(answer, seconds: (ContinuousClock.now - instant) / .seconds(1), planned: offset, counts: counts)
                }
            }
        }
        return recorder.report
    }
}

/// What a run of requests came to.
struct LoadReport: Sendable {
    var name = ""
    /// Requests a second that were planned, and for how long.
    var rate = 0.0
    var seconds = 0.0
    var statuses: [Int: Int] = [:]
    var good = LatencyHistogram()
    var rejected = LatencyHistogram()
    /// How much later than planned requests left the generator: its own share of the latencies.
    var late = LatencyHistogram()
    var bytes = 0
    var unsent = 0
    /// Rejections without `Retry-After` or a problem document.
    var untyped = 0
    /// One example of a failure without an answer.
    var failure = ""
    /// Good answers by the second in which they were planned.
    var goodBySecond: [Int: Int] = [:]
    /// Offsets in seconds of requests that were not answered well.
    var lastFailure = -1.0

    var sent: Int { statuses.values.reduce(0, +) }
    var goodput: Double { Double(good.count) / max(seconds, 1e-9) }
    var failures: Int { statuses.reduce(0) { $0 + (200..<300 ~= $1.key || $1.key == 429 || $1.key == 503 ? 0 : $1.value) } }

    /// For files: milliseconds and counts.
    var json: [String: Any] {
        func ms(_ seconds: Double) -> Double { (seconds * 1e5).rounded() / 100 }
        func quantiles(_ histogram: LatencyHistogram) -> [String: Any] {
            [
                "count": histogram.count, "mean_ms": ms(histogram.mean), "p50_ms": ms(histogram.quantile(0.5)),
                "p90_ms": ms(histogram.quantile(0.9)), "p99_ms": ms(histogram.quantile(0.99)), "p999_ms": ms(histogram.quantile(0.999)),
                "max_ms": ms(histogram.largest),
            ]
        }
        var result: [String: Any] = [
            "rate": rate, "seconds": seconds, "sent": sent, "goodput": (goodput * 10).rounded() / 10, "good": quantiles(good),
            "generator_late": quantiles(late), "bytes": bytes, "unsent": unsent, "untyped_rejections": untyped,
            "statuses": Dictionary(uniqueKeysWithValues: statuses.map { ("\($0.key)", $0.value) }),
        ]
        if rejected.count > 0 { result["rejected"] = quantiles(rejected) }
        if !failure.isEmpty { result["failure"] = failure }
        return result
    }

    /// One line of a Markdown table; see `LoadReport.heading`.
    var row: String {
        func ms(_ share: Double) -> String { String(format: "%.1f", good.quantile(share) * 1000) }
        let others = statuses.filter { !(200..<300 ~= $0.key) }.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
        let size = String(format: "%.1f", Double(bytes) / 1000 / Double(max(1, good.count)))
        return
            "| \(name) | \(String(format: "%.0f", rate)) | \(good.count) | \(String(format: "%.0f", goodput)) | \(ms(0.5)) | \(ms(0.9)) | \(ms(0.99)) | \(ms(0.999)) | \(size) | \(others.isEmpty ? "none" : others.joined(separator: ", ")) | \(String(format: "%.1f", late.quantile(0.99) * 1000)) |"
    }
    static let heading = """
        | requests | offered /s | answered | goodput /s | p50 ms | p90 ms | p99 ms | p99.9 ms | kB | other statuses | generator late p99 ms |
        |---|---|---|---|---|---|---|---|---|---|---|
        """
}

/// Collects from many tasks.
///
/// `Sendable` by its lock.
final class LoadRecorder: Sendable {
    private let state: Mutex<(report: LoadReport, pending: Int)>
    private let most: Int

    init(_ loop: OpenLoop) {
        var report = LoadReport()
        (report.name, report.rate, report.seconds) = (loop.name, loop.rate, loop.seconds)
        most = loop.most
        state = Mutex((report, 0))
    }

    var report: LoadReport { state.withLock { $0.report } }

    /// - Returns: whether the request may be sent.
    func begin(late: Double, counts: Bool) -> Bool {
        state.withLock { state in
            if counts { state.report.late.record(late) }
            guard state.pending < most else {
                if counts { state.report.unsent += 1 }
                return false
            }
            state.pending += 1
            return true
        }
    }

    func end(_ answer: LoadAnswer, seconds: Double, planned: Double, counts: Bool) {
        state.withLock { state in
            state.pending -= 1
            guard counts else { return }
            state.report.statuses[answer.status, default: 0] += 1
            if answer.isGood {
                state.report.good.record(seconds)
                state.report.bytes += answer.bytes
                state.report.goodBySecond[Int(planned), default: 0] += 1
                return
            }
            state.report.lastFailure = max(state.report.lastFailure, planned)
            if answer.status == 429 || answer.status == 503 {
                state.report.rejected.record(seconds)
                if !answer.isTypedRejection { state.report.untyped += 1 }
            } else if state.report.failure.isEmpty {
                state.report.failure = answer.failure
            }
        }
    }
}
