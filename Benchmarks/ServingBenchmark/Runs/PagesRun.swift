import Datasets
import Foundation

/// Latencies of one kind of request at a given rate.
struct PagesRun {
    let session: Session
    static let kinds = ["home", "cold", "list", "similar", "search", "newcomer", "why", "mixed"]

    /// - Parameters:
    ///   - kind: one of `kinds`.
    ///   - fill: requests of the same kind before, without a pause, that bring the caches to where a long evening would.
    func run(_ kind: String, rate: Double, fill: Int, offset: Int) async throws {
        var traffic = session.traffic
        if kind == "why" || kind == "mixed" { traffic.shown = try await shown() }
        let make = try PagesRun.maker(kind, traffic, offset: offset)
        if fill > 0 {
            print(String(format: "filled with %d requests, %.0f a second", fill, await session.closedLoop(fill, connections: 8, make)))
        }
        let before = await Counters.read(session.client)
        let processor = session.server?.processorSeconds ?? 0
        let loop = OpenLoop(name: kind, rate: rate, seconds: session.seconds, warmup: session.warmup, seed: session.seed)
        let report = await loop.run(session.client, make)
        let used = (session.server?.processorSeconds ?? 0) - processor
        let counters = await Counters.read(session.client).growth(since: before, words: ["state", "cache", "people"])
        print(LoadReport.heading)
        print(report.row)
        // Requests of the warm-up cost as much as the others, and are not counted in the report.
        let measured = session.seconds / (session.seconds + session.warmup)
        let milliseconds = 1000 * used * measured / Double(max(1, report.sent))
        print(
            String(
                format: "server: %.1f s of processor time, %.2f ms a request; %d MB resident", used, milliseconds,
                (session.server?.residentBytes ?? 0) >> 20))
        for (name, value) in counters.sorted(by: { $0.key < $1.key }) { print("  \(name) +\(value)") }
        try session.keep(kind, report.json.merging(["processor_seconds": used, "counters": counters]) { own, _ in own })
    }

    static func maker(_ kind: String, _ traffic: Traffic, offset: Int) throws -> @Sendable (Int, inout SeededGenerator) -> LoadRequest {
        switch kind {
        case "home": { _, random in traffic.home(traffic.person(&random)) }
        case "cold": { number, _ in traffic.home(traffic.coldPerson(number, offset: offset)) }
        case "list": { _, random in traffic.list(traffic.person(&random)) }
        case "similar": { _, random in traffic.similar(traffic.title(&random)) }
        case "search": { _, random in traffic.search(&random) }
        case "newcomer": { number, _ in traffic.home("newcomer-\(offset + number)") }
        case "why": { _, random in traffic.why(&random) }
        case "mixed": { _, random in traffic.mixed(&random) }
        default: throw UsageError("“\(kind)” is not one of \(kinds.joined(separator: ", "))")
        }
    }

    /// Titles that lists show to some people.
    private func shown(people: Int = 100) async throws -> [(rank: Int, item: String)] {
        var result: [(rank: Int, item: String)] = []
        for number in 0..<people {
            let rank = number * number % session.traffic.plan.users
            let answer = try await session.client.json(session.traffic.list(session.traffic.plan.user(rank).rawValue).target)
            for item in (answer["items"] as? [[String: Any]] ?? []).prefix(5) {
                if let id = item["id"] as? String { result.append((rank, id)) }
            }
        }
        guard !result.isEmpty else { throw UsageError("the server's lists are empty") }
        return result
    }
}
