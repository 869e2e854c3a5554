import Datasets
import Foundation

/// Mixed load for long, and whether anything grows.
struct SoakRun {
    let session: Session
    var rate = 50.0
    var eventRate = 100.0
    /// Requests of the same kinds before, without a pause: whatever is kept of people, titles and visits has its bound, and reaches it
    /// here.
    var fill = 0
    /// Events before, of everybody in turn: ids wait for their index in lots of many, and the lots are full when the measurement begins;
    /// names that were written once are remembered.
    var fillEvents = 0

    private struct Sample {
        var seconds: Double
        var resident: Int
        /// Without the pages of mapped files: the stores grow, and that is no leak.
        var own: Int
        var descriptors: Int
        var threads: Int
        /// Reading that becomes more shows caches that have become too small for what they keep.
        var bytesRead: Int
        var processorSeconds: Double
    }

    func run() async throws {
        guard let server = session.server else { throw UsageError("--pid is needed") }
        if fill > 0 {
            let rate = await session.closedLoop(fill, connections: 8) { [traffic = session.traffic] _, random in traffic.mixed(&random) }
            print(String(format: "filled with %d requests, %.0f a second; own memory %d MB", fill, rate, server.anonymousBytes >> 20))
        }
        if fillEvents > 0 {
            let events = EventTraffic(
                plan: session.traffic.plan, run: "fill-\(UInt64.random(in: 0 ... .max))", earlier: Int64(fillEvents), crowd: .everybody)
            let rate = await session.closedLoop(fillEvents / 100, connections: 2) { number, random in
                events.batch(first: number * 100, count: 100, &random)
            }
            print(
                String(format: "and with %d events, %.0f a second; own memory %d MB", fillEvents, rate * 100, server.anonymousBytes >> 20))
        }
        let begun = ContinuousClock.now
        var samples: [Sample] = []
        let events = EventTraffic(
            plan: session.traffic.plan, run: "soak-\(session.seed)-\(UInt64.random(in: 0 ... .max))", crowd: .asBefore)
        async let pages = OpenLoop(name: "mixed", rate: rate, seconds: session.seconds, warmup: session.warmup, seed: session.seed)
            .run(session.client) { [traffic = session.traffic] _, random in traffic.mixed(&random) }
        async let posted = OpenLoop(
            name: "10 events", rate: eventRate / 10, seconds: session.seconds, warmup: session.warmup, seed: session.seed &+ 1
        ).run(session.client) { number, random in events.batch(first: number * 10, count: 10, &random) }
        while (ContinuousClock.now - begun) / .seconds(1) < session.warmup + session.seconds {
            try await Task.sleep(for: .seconds(5))
            let sample = Sample(
                seconds: (ContinuousClock.now - begun) / .seconds(1), resident: server.residentBytes, own: server.anonymousBytes,
                descriptors: server.descriptors,
                threads: server.threads, bytesRead: server.bytesRead, processorSeconds: server.processorSeconds)
            guard sample.resident > 0 else { throw UsageError("the server is gone") }
            samples.append(sample)
        }
        let (mixed, bulk) = (await pages, await posted)
        print([LoadReport.heading, mixed.row, bulk.row].joined(separator: "\n"))
        try summarize(samples, mixed, bulk)
    }

    /// The first third fills caches and does not count.
    private func summarize(_ samples: [Sample], _ mixed: LoadReport, _ bulk: LoadReport) throws {
        let late = Array(samples.dropFirst(samples.count / 3))
        guard let first = late.first, let last = late.last else { return }
        let slope = SoakRun.slope(late.map { ($0.seconds / 3600, Double($0.own) / 1_048_576) })
        let descriptors = (late.map(\.descriptors).min() ?? 0, late.map(\.descriptors).max() ?? 0)
        print(
            String(
                format: "memory of its own %d MB at %.0f s, %d MB at %.0f s: %+.1f MB an hour (± %.1f); with mapped files %d and %d MB",
                first.own >> 20, first.seconds, last.own >> 20, last.seconds, slope.value, slope.error, first.resident >> 20,
                last.resident >> 20))
        print(
            "descriptors \(descriptors.0) to \(descriptors.1), threads \(late.map(\.threads).min() ?? 0) to \(late.map(\.threads).max() ?? 0)"
        )
        let pace = [samples.prefix(samples.count / 3), samples.suffix(samples.count / 3)].map { SoakRun.pace(Array($0)) }
        // A third of a short run has one sample.
        if samples.count >= 6 {
            print(
                String(
                    format: "in the first third %.1f MB read a second and %.0f %% of a core, in the last %.1f MB and %.0f %%",
                    pace[0].megabytes, pace[0].core * 100, pace[1].megabytes, pace[1].core * 100))
        }
        try session.keep(
            "soak",
            [
                "mixed": mixed.json, "events": bulk.json, "slope_mb_per_hour": slope.value, "slope_error": slope.error,
                "resident_mb": samples.map { $0.resident >> 20 }, "own_mb": samples.map { $0.own >> 20 },
                "descriptors": [descriptors.0, descriptors.1], "read_mb_per_second": pace.map(\.megabytes), "core": pace.map(\.core),
            ])
    }

    /// What a second of it cost.
    private static func pace(_ samples: [Sample]) -> (megabytes: Double, core: Double) {
        guard let first = samples.first, let last = samples.last, last.seconds > first.seconds else { return (0, 0) }
        let seconds = last.seconds - first.seconds
        return (
            Double(last.bytesRead - first.bytesRead) / 1_048_576 / seconds, (last.processorSeconds - first.processorSeconds) / seconds
        )
    }

    /// Least squares, and twice the standard error.
    static func slope(_ points: [(x: Double, y: Double)]) -> (value: Double, error: Double) {
        let count = Double(points.count)
        guard count > 2 else { return (0, .infinity) }
        let (meanX, meanY) = (points.reduce(0) { $0 + $1.x } / count, points.reduce(0) { $0 + $1.y } / count)
        let spread = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
        guard spread > 0 else { return (0, .infinity) }
        let slope = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
        let rest = points.reduce(0) { sum, point in
            let difference = point.y - meanY - slope * (point.x - meanX)
            return sum + difference * difference
        }
        return (slope, 2 * (rest / (count - 2) / spread).squareRoot())
    }
}
