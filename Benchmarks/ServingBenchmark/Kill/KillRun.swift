import Datasets
import Foundation
import Glibc
import Synchronization

/// Kills the real server again and again under load, and looks whether it kept what it promised: no acknowledged event lost, none twice,
/// the model never another than was asked for.
struct KillRun {
    let server: ServerUnderTest
    let traffic: Traffic
    let cycles: Int
    let seed: UInt64
    var models: [String] = []
    var writers = 4
    var readers = 2
    /// `SIGKILL`, or `SIGTERM` for graceful ends.
    var signal = SIGKILL
    /// Longest time under load before the signal, in seconds.
    var longestLife = 0.8

    func run() async throws -> Summary {
        var random = SeededGenerator(seed: seed)
        let writers = (0..<writers).map {
            EventWriter(plan: traffic.plan, name: "kill\(seed)p\(getpid())w\($0)", batch: 10, seed: seed &+ UInt64($0))
        }
        let switcher = ModelSwitcher(models: models)
        var summary = Summary()
        for cycle in 0..<cycles {
            let life = try await server.start()
            summary.ready.record(life.readySeconds)
            let seconds = 0.02 + longestLife * random.share()
            try await live(life, seconds, writers, switcher, &summary)
            if (cycle + 1) % 20 == 0 {
                print(
                    "\(cycle + 1) cycles, \(writers.reduce(0) { $0 + $1.state.acknowledged }) acknowledged, \(summary.violations.count) violations"
                )
                fflush(nil)
            }
        }
        try check(writers, &summary)
        summary.switches = switcher.switches
        // A few short lives may be too busy to switch in.
        if models.count > 1, cycles >= 20, summary.switches == 0 {
            summary.violations.append("no model was ever switched: nothing was tried of them")
        }
        return summary
    }

    private func live(
        _ life: ServerUnderTest.Life, _ seconds: Double, _ writers: [EventWriter], _ switcher: ModelSwitcher, _ summary: inout Summary
    ) async throws {
        let client = LoadClient(address: life.address, key: server.key, connections: 32, timeoutSeconds: 300)
        if let model = await model(client), let wrong = switcher.judge(model) { summary.violations.append(wrong) }
        let reading = ReadingTally()
        let ending = await withTaskGroup(of: (status: Int32, seconds: Double)?.self) { group in
            for writer in writers {
                group.addTask {
                    await writer.run(client)
                    return nil
                }
            }
            group.addTask {
                await switcher.run(client)
                return nil
            }
            for reader in 0..<readers {
                group.addTask { [traffic, seed] in
                    await reading.run(client, traffic, seed: seed &+ UInt64(reader))
                    return nil
                }
            }
            group.addTask { [signal] in
                try? await Task.sleep(for: .seconds(seconds))
                return try? await ServerUnderTest.end(life.process, signal)
            }
            var ending: (status: Int32, seconds: Double)?
            while let result = await group.next() {
                guard let result else { continue }
                // The others end by themselves, once they find nobody: what was answered at the last is still read.
                ending = result
            }
            return ending
        }
        await client.shutdown()
        summary.note(reading, ending, isGraceful: signal == SIGTERM)
        if signal == SIGTERM { summary.compare(server.totals(), received: life.probes + client.answers) }
    }

    private func model(_ client: LoadClient) async -> String? {
        (try? await client.json("/health/ready"))?["model_version"] as? String
    }

    /// Looks into the store itself.
    private func check(_ writers: [EventWriter], _ summary: inout Summary) throws {
        for writer in writers {
            let found = try EventCheck(workspace: server.workspace, prefix: writer.traffic.run)
            let journal = writer.state
            summary.acknowledged += journal.acknowledged
            summary.existed += journal.existed
            summary.violations += journal.violations
            summary.duplicated += found.duplicates
            for number in 0..<journal.acknowledged where found.counts[writer.traffic.id(number)] == nil { summary.lost += 1 }
        }
    }

    /// What all cycles came to.
    struct Summary: Sendable {
        var ready = LatencyHistogram()
        var ends = LatencyHistogram()
        var acknowledged = 0
        var existed = 0
        var lost = 0
        var duplicated = 0
        var answers = 0
        var cut = 0
        var switches = 0
        var violations: [String] = []

        mutating func note(_ reading: ReadingTally, _ ending: (status: Int32, seconds: Double)?, isGraceful: Bool) {
            let tally = reading.state
            answers += tally.answers
            violations += tally.violations
            guard let ending else { return violations.append("the server did not end") }
            ends.record(ending.seconds)
            guard isGraceful else { return }
            if ending.status != 0 { violations.append("a graceful end has status \(ending.status)") }
        }

        /// Compares what the server read and wrote with what arrived.
        ///
        /// A request that meets a connection while it is being closed was never read: HTTP lets the client ask again, and it is not cut.
        mutating func compare(_ totals: (requests: Int, answered: Int)?, received: Int) {
            guard let totals else { return violations.append("a graceful end does not say how many requests were answered") }
            cut += max(0, totals.requests - min(totals.answered, received))
        }

        var holds: Bool { lost == 0 && duplicated == 0 && cut == 0 && violations.isEmpty }

        var lines: [String] {
            [
                "\(acknowledged) events acknowledged (\(existed) of them stored by a life that could not say so): \(lost) lost, \(duplicated) doubled",
                "\(answers) answers, \(cut) cut that had been read by a server that ended in order, \(switches) switches of the model, \(violations.count) violations \(violations.prefix(5))",
                String(
                    format: "ready after p50 %.0f ms, longest %.0f ms; ended after p50 %.0f ms, longest %.0f ms",
                    ready.quantile(0.5) * 1000, ready.largest * 1000, ends.quantile(0.5) * 1000, ends.largest * 1000),
            ]
        }
    }
}
