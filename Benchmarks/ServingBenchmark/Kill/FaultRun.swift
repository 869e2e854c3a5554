import Datasets
import Foundation
import Glibc

/// What the real server does when the disk fills up or fails to sync: refuses events by name, goes on reading, keeps what it acknowledged.
struct FaultRun {
    let server: ServerUnderTest
    let traffic: Traffic
    /// `libFaultInjection.so`, preloaded into the server.
    let library: String
    let seed: UInt64

    /// One sort of failure, from a call of the workspace's files on.
    enum Fault: String, CaseIterable {
        case full, sync

        func setting(from call: Int) -> (String, String) {
            switch self {
            case .full: ("FAULT_FULL", "\(call)")
            case .sync: ("FAULT_SYNC_ERROR", "\(call):always")
            }
        }
        /// Statuses that the contract allows for events.
        var refusals: Set<Int> { self == .full ? [507] : [503] }
    }

    /// What came of one failure.
    struct Outcome {
        var fault: Fault
        var call: Int
        var acknowledged = 0
        var lost = 0
        /// Nil where the failure came before the server was ready, or not at all.
        var refusal: Int?
        var violations: [String] = []
    }

    /// - Parameter calls: from which write or sync on the disk fails; those within the start end the start, which counts as kept.
    func run(calls: [Int]) async throws {
        var outcomes: [Outcome] = []
        for fault in Fault.allCases {
            for call in calls { outcomes.append(try await one(fault, call)) }
        }
        for outcome in outcomes {
            let met = outcome.refusal.map { "refused with \($0)" } ?? "not met while serving"
            print(
                "\(outcome.fault.rawValue) from call \(outcome.call): \(outcome.acknowledged) acknowledged, \(outcome.lost) lost, \(met) \(outcome.violations)"
            )
        }
        let met = outcomes.count { $0.refusal != nil }
        guard outcomes.allSatisfy({ $0.lost == 0 && $0.violations.isEmpty }) else {
            throw UsageError("the server did not keep what it promised")
        }
        guard met > 0 else { throw UsageError("no failure was met while serving; name later calls") }
    }

    private func one(_ fault: Fault, _ call: Int) async throws -> Outcome {
        var outcome = Outcome(fault: fault, call: call)
        let writer = EventWriter(plan: traffic.plan, name: "fault\(seed)p\(getpid())\(fault.rawValue)\(call)", batch: 5, seed: seed)
        var faulty = server
        let (name, value) = fault.setting(from: call)
        faulty.environment = ["LD_PRELOAD": library, "FAULT_ROOT": server.workspace, name: value]
        if let life = try? await faulty.start(patience: 20) {
            try await meet(life, writer, &outcome)
            _ = try await ServerUnderTest.end(life.process, SIGTERM)
        }
        // As a machine would after room was made: the same files, without the fault.
        let life = try await server.start()
        _ = try await ServerUnderTest.end(life.process, SIGTERM)
        let found = try EventCheck(workspace: server.workspace, prefix: writer.traffic.run)
        outcome.lost = (0..<outcome.acknowledged).count { found.counts[writer.traffic.id($0)] == nil }
        if found.duplicates > 0 { outcome.violations.append("\(found.duplicates) doubled") }
        return outcome
    }

    /// Sends events until one is refused, then reads.
    private func meet(_ life: ServerUnderTest.Life, _ writer: EventWriter, _ outcome: inout Outcome) async throws {
        let client = LoadClient(address: life.address, key: server.key, connections: 2, timeoutSeconds: 10)
        for _ in 0..<200 {
            let answer = await writer.once(client)
            guard !answer.isGood else { continue }
            outcome.refusal = answer.status
            if !outcome.fault.refusals.contains(answer.status) { outcome.violations.append("events are refused with \(answer.status)") }
            if !answer.isProblem { outcome.violations.append("the refusal is no problem document") }
            break
        }
        outcome.acknowledged = writer.state.acknowledged
        outcome.violations += writer.state.violations
        let reading = await client.send(traffic.list(traffic.plan.user(1).rawValue))
        if !reading.isGood { outcome.violations.append("reading: status \(reading.status)") }
        await client.shutdown()
    }
}
