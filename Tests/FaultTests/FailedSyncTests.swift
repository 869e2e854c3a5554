import Foundation
import Testing

/// fsync that fails, once or for ever: nothing is acknowledged after it, it is not tried again, and a restart finds the truth.
extension FaultTests {
    @Test func anImportStopsAtAFailedSync() throws {
        let world = try FaultTests.importing.get()
        var random = Effort.random(9)
        let all = (1...world.syncs).flatMap { call in [false, true].map { Fault.failedSync(call, always: $0) } }
        let faults = Array(all.shuffled(using: &random).prefix(Effort.choose(6, long: 60)))
        var failed = 0
        for fault in faults {
            let failures = try FaultTests.withRoot { root -> [String] in
                let outcome = try FaultyProgram.run(world.arguments(root + "/w"), root: root, fault: fault, journal: root + "-journal")
                let recording = Recording(before: world.folder.path + "/empty", journal: try Journal(file: root + "-journal"))
                var failures = FaultTests.afterFailure(outcome, recording.journal)
                failures += try world.failures(root + "/w", root: root, acknowledged: outcome.acknowledged).map { "after a restart: \($0)" }
                failures += try recording.failures(&random, atEnd: true) { try world.failures($0, root: $1, acknowledged: $2) }.failures
                    .map { "after a power cut: \($0)" }
                return failures
            }
            if !failures.isEmpty { failed += 1 }
            FaultTests.record(failures, "import, \(fault)")
        }
        FaultReport.add("fsync error: import", tried: faults.count, failed: failed, note: "\(world.syncs) fsyncs, once and for ever")
    }

    /// Every fsync before the first row: of the folders, of the new store, of its names.
    @Test func makingAWorkspaceStopsAtEveryFailedSync() throws {
        let world = try FaultTests.importing.get()
        var random = Effort.random(12)
        var failed = 0
        // The new store is the fourth thing to be synced, its name the fifth, the name of its log the sixth.
        let calls = 1...Effort.choose(8, long: 16)
        for call in calls {
            let failures = try FaultTests.withRoot { root -> [String] in
                let fault = Fault.failedSync(call, always: false)
                let outcome = try FaultyProgram.run(world.arguments(root + "/w"), root: root, fault: fault, journal: root + "-journal")
                let recording = Recording(before: world.folder.path + "/empty", journal: try Journal(file: root + "-journal"))
                return try FaultTests.afterFailure(outcome, recording.journal)
                    + FaultTests.cutAtTheEnd(recording, &random) { try world.atRest($0, root: $1, acknowledged: $2) }
            }
            if !failures.isEmpty { failed += 1 }
            FaultTests.record(failures, "import, fsync \(call) fails once")
        }
        FaultReport.add("fsync error: making a workspace", tried: calls.count, failed: failed)
    }

    @Test func aTrainingStopsAtAFailedSync() throws {
        let world = try FaultTests.training.get()
        let before = world.folder.path + "/before"
        if !FileManager.default.fileExists(atPath: before) { try world.copy(into: before) }
        var random = Effort.random(10)
        let all = (1...world.syncs).flatMap { call in [false, true].map { Fault.failedSync(call, always: $0) } }
        let faults = Array(all.shuffled(using: &random).prefix(Effort.choose(8, long: 60)))
        var failed = 0
        for fault in faults {
            let failures = try FaultTests.withRoot { root -> [String] in
                try world.copy(into: root)
                let outcome = try FaultyProgram.run(world.training(root + "/w"), root: root, fault: fault, journal: root + "-journal")
                let recording = Recording(before: before, journal: try Journal(file: root + "-journal"))
                var failures = FaultTests.afterFailure(outcome, recording.journal)
                failures += try world.failures(root + "/w", root: root, acknowledged: outcome.acknowledged).map { "after a restart: \($0)" }
                failures += try recording.failures(&random, atEnd: true) { try world.failures($0, root: $1, acknowledged: $2) }.failures
                    .map { "after a power cut: \($0)" }
                return failures
            }
            if !failures.isEmpty { failed += 1 }
            FaultTests.record(failures, "training, \(fault)")
        }
        FaultReport.add("fsync error: training and publishing", tried: faults.count, failed: failed, note: "\(world.syncs) fsyncs")
    }

    /// A typed end, no acknowledgement behind the failure, and no second try.
    private static func afterFailure(_ outcome: FaultyProgram.Outcome, _ journal: Journal) -> [String] {
        guard let place = journal.entries.firstIndex(where: { $0.kind == .sync && $0.error != 0 }) else {
            return ["the failure was not met"]
        }
        if journal.isHarmless(failureAt: place), outcome.status == 0 { return [] }
        var failures: [String] = []
        if outcome.status != 6 { failures.append("no typed end: \(outcome.summary)") }
        let (before, all) = (journal.acknowledged(before: place).count, journal.acknowledged(before: journal.entries.count).count)
        if all > before { failures.append("\(all - before) acknowledgements behind a failed fsync") }
        failures += journal.retriedSyncs.map { "\($0) was synced again after that had failed" }
        return failures
    }
}
