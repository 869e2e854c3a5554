import Datasets
import Foundation
import Synchronization

/// What became of the events of many batches.
struct BulkTally: Sendable {
    var created = 0
    var existed = 0
    var others = 0
    var example = ""
    /// Batches without an answer: whether their events were stored is not known.
    var unknown = 0

    mutating func add(_ answer: LoadAnswer) {
        guard answer.isGood else {
            if answer.status == 0 || answer.status >= 500 { unknown += 1 }
            return
        }
        let lines = BulkAnswer(answer.body)
        created += lines.created
        existed += lines.existed
        others += lines.others
        if example.isEmpty { example = lines.example }
    }
}

/// Events in batches while pages are served, and what became of every one of them.
struct EventsRun {
    let session: Session
    /// Events a second, in batches of so many.
    var rate = 5000.0
    var batch = 100
    /// Home pages a second beside.
    var pages = 20.0

    /// - Parameter prefix: of the events' ids; `check-events` counts them in the store afterwards.
    func run(prefix: String) async throws {
        let events = EventTraffic(plan: session.traffic.plan, run: prefix)
        let tally = EventTally()
        let processor = session.server?.processorSeconds ?? 0
        async let beside = OpenLoop(
            name: "home beside events", rate: pages, seconds: session.seconds, warmup: session.warmup, seed: session.seed &+ 7
        ).run(session.client) { [traffic = session.traffic] _, random in traffic.home(traffic.person(&random)) }
        let loop = OpenLoop(
            name: "\(batch) events", rate: rate / Double(batch), seconds: session.seconds, warmup: session.warmup, seed: session.seed)
        let report = await loop.run(session.client, observe: { tally.add($1) }) { [batch] number, random in
            events.batch(first: number * batch, count: batch, &random)
        }
        let home = await beside
        let sums = tally.sums
        let used = (session.server?.processorSeconds ?? 0) - processor
        print([LoadReport.heading, report.row, home.row].joined(separator: "\n"))
        print(
            "acknowledged: \(sums.created) new, \(sums.existed) known; refused \(sums.others) \(sums.example); unknown batches \(sums.unknown)"
        )
        print(String(format: "server: %.1f s of processor time; %d MB resident", used, (session.server?.residentBytes ?? 0) >> 20))
        try session.keep(
            "events",
            [
                "events": report.json, "home": home.json, "created": sums.created, "existed": sums.existed, "refused": sums.others,
                "unknown_batches": sums.unknown, "processor_seconds": used, "prefix": prefix,
            ])
    }
}

/// A tally that many tasks add to.
final class EventTally: Sendable {
    private let tally = Mutex(BulkTally())
    var sums: BulkTally { tally.withLock { $0 } }
    func add(_ answer: LoadAnswer) { tally.withLock { $0.add(answer) } }
}
