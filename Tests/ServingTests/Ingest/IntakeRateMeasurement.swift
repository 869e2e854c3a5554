import Datasets
import Foundation
import Serving
import Storage
import Synchronization
import TestSupport
import Testing
import Workspaces

/// How long a batch of events waits for the disk, and what an event costs: run by hand, since it takes as long as it is told.
///
///     TASTEMAKER_INTAKE_SECONDS=20 swift test -c release --skip-build --filter IntakeRateMeasurement
///
/// Batches of 100 come as a Poisson process of 50 a second, whether earlier ones were answered or not.
@Suite struct IntakeRateMeasurement {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seconds = environment["TASTEMAKER_INTAKE_SECONDS"].flatMap { Double($0) }
    private static let batchesPerSecond = environment["TASTEMAKER_INTAKE_BATCHES"].flatMap { Double($0) } ?? 50

    @Test(.enabled(if: IntakeRateMeasurement.seconds != nil, "set TASTEMAKER_INTAKE_SECONDS")) func waitingAndCost() async throws {
        let (service, _) = try ServiceWorld.service()
        let items = try service.host.current().titles.catalog.items.map(\.id)
        let waits = Guarded<[Double]>([])
        let clock = ContinuousClock()
        let (start, before) = (clock.now, Self.processorSeconds())
        var (due, sent) = (0.0, 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            while due < Self.seconds! {
                let arrival = start + .seconds(due)
                try await clock.sleep(until: arrival)
                let first = sent
                sent += 100
                group.addTask {
                    let events = (first..<first + 100).map { Self.event($0, items) }
                    let receipts = try await service.take(events)
                    #expect(receipts.allSatisfy { $0 == .accepted })
                    waits.withLock { $0.append((clock.now - arrival) / .milliseconds(1)) }
                }
                due += -log(Double.random(in: Double.leastNonzeroMagnitude...1)) / Self.batchesPerSecond
            }
            try await group.waitForAll()
        }
        let (passed, used) = ((clock.now - start) / .seconds(1), Self.processorSeconds() - before)
        let sorted = waits.withLock { $0.sorted() }
        func percentile(_ share: Double) -> String {
            String(format: "%.1f", sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))])
        }
        print(
            "\(sent) events in \(String(format: "%.1f", passed)) s, \(service.intake.statistics.transactions) transactions; wait of a batch p50 "
                + "\(percentile(0.5)) p99 \(percentile(0.99)) max \(percentile(1)) ms; \(String(format: "%.1f", used / Double(sent) * 1e6)) µs "
                + "of CPU an event, \(String(format: "%.0f", used / passed * 100)) % of a core")
        #expect(try service.workspace.store.integrityProblems().isEmpty)
    }

    private static func event(_ index: Int, _ items: [ItemID]) -> IncomingEvent {
        let random = StableHash.mix(UInt64(index))
        return IncomingEvent(
            RawEvent(
                user: UserID("user-\(random % 100_000)"), item: items[Int((random >> 32) % UInt64(items.count))], kind: .play,
                time: Timestamp(rawValue: ServiceWorld.today.rawValue + Int64(index)), completion: 0.5, device: "tv",
                id: String(random, radix: 36), source: SourcePosition(file: "", line: 0)), hasTime: true)
    }

    private static func processorSeconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}
