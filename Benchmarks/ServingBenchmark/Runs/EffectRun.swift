import Datasets
import Foundation

/// How long it takes until an acknowledged event has changed the person's answer: asked again and again until it has.
struct EffectRun {
    let session: Session

    /// The first title of a person's list is played: it must leave the list.
    func run(people: Int) async throws {
        var (delay, posting) = (LatencyHistogram(), LatencyHistogram())
        var (asked, never) = (0, 0)
        var random = SeededGenerator(seed: session.seed)
        for number in 0..<people {
            let user = session.traffic.person(&random)
            guard let first = try await items(of: user).first else { continue }
            let begun = ContinuousClock.now
            try await post(user: user, item: first, id: "effect-\(session.seed)-\(number)-\(begun.hashValue)")
            posting.record((ContinuousClock.now - begun) / .seconds(1))
            let acknowledged = ContinuousClock.now
            var isChanged = false
            while !isChanged, ContinuousClock.now - acknowledged < .seconds(5) {
                asked += 1
                isChanged = try await !items(of: user).contains(first)
            }
            if isChanged { delay.record((ContinuousClock.now - acknowledged) / .seconds(1)) } else { never += 1 }
        }
        func line(_ histogram: LatencyHistogram) -> String {
            String(
                format: "p50 %.1f ms, p99 %.1f ms, longest %.1f ms", histogram.quantile(0.5) * 1000, histogram.quantile(0.99) * 1000,
                histogram.largest * 1000)
        }
        print(
            "from acknowledgement to the answer that knows it: \(line(delay)); \(asked) answers for \(delay.count) events, \(never) never")
        print("posting one event: \(line(posting))")
        try session.keep(
            "effect",
            [
                "events": delay.count, "answers": asked, "never": never, "p50_ms": delay.quantile(0.5) * 1000,
                "p99_ms": delay.quantile(0.99) * 1000, "max_ms": delay.largest * 1000, "post_p99_ms": posting.quantile(0.99) * 1000,
            ])
        if never > 0 { throw UsageError("\(never) events changed nothing within 5 seconds") }
    }

    private func items(of user: String) async throws -> [String] {
        let answer = try await session.client.json(session.traffic.list(user).target)
        return (answer["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    private func post(user: String, item: String, id: String) async throws {
        let time = EventTraffic.time(Int64(Date().timeIntervalSince1970 * 1000))
        let body = #"{"id":"\#(id)","user":"\#(user)","item":"\#(item)","kind":"play","time":"\#(time)","completion":0.95}"#
        _ = try await session.client.json("/v1/events", method: "POST", body: Array(body.utf8))
    }
}
