import Datasets
import Foundation

/// What is left of the service when more is asked than it can do, and how soon it is back.
struct OverloadRun {
    let session: Session
    var kind = "home"
    var multiples = [1.0, 2, 5, 10]

    /// - Parameter capacity: requests a second; 0 measures what eight connections get answered without a pause.
    func run(capacity given: Double) async throws {
        let make = try PagesRun.maker(kind, session.traffic, offset: 0)
        var capacity = given
        if capacity == 0 {
            // Twice: the first fills the caches.
            _ = await session.closedLoop(4000, connections: 8, make)
            capacity = await session.closedLoop(4000, connections: 8, make)
        }
        print(String(format: "capacity %.0f a second, %d MB resident", capacity, (session.server?.residentBytes ?? 0) >> 20))
        print(LoadReport.heading)
        var reports: [LoadReport] = []
        var memory: [Int] = []
        for multiple in multiples {
            let loop = OpenLoop(
                name: "\(kind), \(multiple) ×", rate: capacity * multiple, seconds: session.seconds, warmup: session.warmup,
                seed: session.seed &+ UInt64(multiple))
            let report = await loop.run(session.client, make)
            print(report.row)
            reports.append(report)
            memory.append(session.server?.residentBytes ?? 0)
        }
        let recovery = await recovery(capacity, make)
        try summarize(reports, memory, recovery, capacity)
    }

    /// Seconds after the load has dropped until the last failure or slow second; half of the capacity is asked for.
    private func recovery(
        _ capacity: Double, _ make: @escaping @Sendable (Int, inout SeededGenerator) -> LoadRequest
    ) async -> LoadReport {
        let report = await OpenLoop(name: "after, 0.5 ×", rate: capacity / 2, seconds: 15, seed: session.seed).run(session.client, make)
        print(report.row)
        return report
    }

    private func summarize(_ reports: [LoadReport], _ memory: [Int], _ recovery: LoadReport, _ capacity: Double) throws {
        let peak = reports.map(\.goodput).max() ?? 0
        let share = (reports.last?.goodput ?? 0) / max(peak, 1e-9)
        let untyped = reports.reduce(0) { $0 + $1.untyped }
        let rejected = reports.reduce(into: LatencyHistogram()) { $0.merge($1.rejected) }
        let back = recovery.lastFailure < 0 ? 0 : recovery.lastFailure
        print(
            String(
                format: "goodput at %.0f ×: %.0f %% of its peak; rejections %d, p99 %.1f ms, untyped %d", multiples.last ?? 0, share * 100,
                rejected.count, rejected.quantile(0.99) * 1000, untyped))
        print("resident MB after each: \(memory.map { $0 >> 20 }); last failure \(back) s after the load dropped")
        try session.keep(
            "overload",
            [
                "kind": kind, "capacity": capacity, "steps": reports.map(\.json), "resident_bytes": memory, "recovery": recovery.json,
                "last_failure_seconds": back, "goodput_share": share, "untyped": untyped, "rejected_p99_ms": rejected.quantile(0.99) * 1000,
            ])
    }
}
