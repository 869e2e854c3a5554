import Foundation
import Testing
import Workspaces

/// Power cuts: whatever was not synced may be there, or not, or in pieces.
extension FaultTests {
    /// One run that was written down, from which many cuts are made.
    struct Recording {
        var before: String
        var journal: Journal

        /// Cuts the power behind some entry and looks at what a restarted machine finds.
        ///
        /// - Parameter atEnd: the cut comes when the program has ended.
        func failures(
            _ random: inout SeededRandom, atEnd: Bool = false,
            check: (_ workspace: String, _ root: String, _ acknowledged: [[String: Any]]) throws -> [String]
        ) throws -> (failures: [String], circumstances: String) {
            let end = atEnd ? journal.entries.count : Int.random(in: 0...journal.entries.count, using: &random)
            let survival = SimulatedDisk.Survival.allCases.randomElement(using: &random)!
            let disk = try SimulatedDisk(folder: before)
            for entry in journal.entries[..<end] { disk.apply(entry) }
            return try FaultTests.withRoot { root in
                try disk.crash(survival, random: &random, into: root)
                return (
                    try check(root + "/w", root, journal.acknowledged(before: end)),
                    "power cut behind entry \(end) of \(journal.entries.count), \(survival.rawValue) survives"
                )
            }
        }
    }

    static func recordImport(_ world: ImportWorld, fault: Fault = .none) throws -> Recording {
        let before = world.folder.path + "/empty"
        return try withRoot { root in
            let outcome = try FaultyProgram.run(world.arguments(root + "/w"), root: root, fault: fault, journal: root + "-journal")
            #expect(outcome.signal == nil, "\(outcome.summary)")
            return Recording(before: before, journal: try Journal(file: root + "-journal"))
        }
    }

    static func recordTraining(_ world: TrainingWorld, fault: Fault = .none) throws -> Recording {
        let before = world.folder.path + "/before"
        if !FileManager.default.fileExists(atPath: before) { try world.copy(into: before) }
        return try withRoot { root in
            try world.copy(into: root)
            let outcome = try FaultyProgram.run(world.training(root + "/w"), root: root, fault: fault, journal: root + "-journal")
            #expect(outcome.signal == nil, "\(outcome.summary)")
            return Recording(before: before, journal: try Journal(file: root + "-journal"))
        }
    }

    @Test func aPowerCutInAnImportTakesNothingThatWasAcknowledged() throws {
        let world = try FaultTests.importing.get()
        let recording = try FaultTests.recordImport(world)
        var random = Effort.random(4)
        let count = Effort.choose(8, long: 120)
        var failed = 0
        for place in 0..<count {
            let (failures, circumstances) = try recording.failures(&random, atEnd: place % 5 == 4) {
                try world.failures($0, root: $1, acknowledged: $2)
            }
            if !failures.isEmpty { failed += 1 }
            FaultTests.record(failures, "import, \(circumstances)")
        }
        // What is written through memory escapes the journal; SQLite does so only with the index of its log, which it rebuilds.
        #expect(recording.journal.mapped.allSatisfy { $0.hasSuffix("store.sqlite-shm") }, "\(recording.journal.mapped)")
        FaultReport.add("power cut: import", tried: count, failed: failed)
    }

    /// Names that the killed run made, and did not live to bring to the disk, are what the next run builds upon.
    @Test func aPowerCutAfterAKillAndARestartTakesNothingThatWasAcknowledged() throws {
        let world = try FaultTests.importing.get()
        var random = Effort.random(11)
        let calls = Array((1...24).shuffled(using: &random).prefix(Effort.choose(4, long: 24)))
        var failed = 0
        for call in calls {
            let fault = Fault.kill(call, .after)
            let recording = try FaultTests.withRoot { root in
                let arguments = world.arguments(root + "/w")
                let killed = try FaultyProgram.run(arguments, root: root, fault: fault, journal: root + "-first")
                #expect(killed.wasKilled, "\(fault): \(killed.summary)")
                let again = try FaultyProgram.run(arguments, root: root, journal: root + "-second")
                #expect(again.status == 0, "\(fault): \(again.summary)")
                let journal = try Journal(file: root + "-first").followed(by: Journal(file: root + "-second"))
                return Recording(before: world.folder.path + "/empty", journal: journal)
            }
            let failures = try FaultTests.cutAtTheEnd(recording, &random) { try world.atRest($0, root: $1, acknowledged: $2) }
            if !failures.isEmpty { failed += 1 }
            FaultTests.record(failures, "import, \(fault), a restart and a power cut")
        }
        FaultReport.add("power cut after a kill and a restart: import", tried: calls.count, failed: failed)
    }

    /// Nothing, and pieces, of what was not synced survive.
    static func cutAtTheEnd(
        _ recording: Recording, _ random: inout SeededRandom,
        check: (_ workspace: String, _ root: String, _ acknowledged: [[String: Any]]) throws -> [String]
    ) throws -> [String] {
        let disk = try SimulatedDisk(folder: recording.before)
        for entry in recording.journal.entries { disk.apply(entry) }
        let acknowledged = recording.journal.acknowledged(before: recording.journal.entries.count)
        return try [SimulatedDisk.Survival.nothing, .everything, .someSectors].flatMap { survival in
            try FaultTests.withRoot { root in
                try disk.crash(survival, random: &random, into: root)
                return try check(root + "/w", root, acknowledged).map { "\(survival.rawValue) survives: \($0)" }
            }
        }
    }

    @Test func aPowerCutInATrainingTakesNothingThatWasAcknowledged() throws {
        let world = try FaultTests.training.get()
        let recording = try FaultTests.recordTraining(world)
        var random = Effort.random(5)
        let count = Effort.choose(8, long: 100)
        var failed = 0
        for place in 0..<count {
            let (failures, circumstances) = try recording.failures(&random, atEnd: place % 5 == 4) {
                try world.failures($0, root: $1, acknowledged: $2)
            }
            if !failures.isEmpty { failed += 1 }
            FaultTests.record(failures, "training, \(circumstances)")
        }
        FaultReport.add("power cut: training, checkpoints and publishing", tried: count, failed: failed)
    }

    /// The check of the check: a promised fsync is taken away, and the same cuts must find out.
    @Test(arguments: ["all", "folders", "store.sqlite-wal"]) func anImportWithoutAPromisedSyncIsFoundOut(_ which: String) throws {
        let world = try FaultTests.importing.get()
        let recording = try FaultTests.recordImport(world, fault: .withoutSync(of: which))
        try FaultTests.expectFailures(recording, "import without fsync of \(which)") { try world.atRest($0, root: $1, acknowledged: $2) }
    }

    @Test(arguments: ["all", "folders", "model.safetensors", "current.new"]) func aTrainingWithoutAPromisedSyncIsFoundOut(
        _ which: String
    ) throws {
        let world = try FaultTests.training.get()
        let recording = try FaultTests.recordTraining(world, fault: .withoutSync(of: which))
        try FaultTests.expectFailures(recording, "training without fsync of \(which)") { workspace, root, acknowledged in
            let serves = acknowledged.contains { $0["serves"] != nil }
            return try world.atRest(workspace, mayServe: serves ? ["third"] : ["second", "third"])
        }
    }

    /// At most this many cuts until one is found out.
    private static let patience = 200

    private static func expectFailures(
        _ recording: Recording, _ subject: String, check: (String, String, [[String: Any]]) throws -> [String]
    ) throws {
        var random = Effort.random(6)
        for cut in 1...patience {
            if try !recording.failures(&random, atEnd: cut % 2 == 0, check: check).failures.isEmpty {
                return FaultReport.add("power check: \(subject)", tried: cut, failed: 0, note: "found out by cut \(cut)")
            }
        }
        FaultReport.add("power check: \(subject)", tried: patience, failed: 1, note: "NOT found out")
        Issue.record("\(subject) was not found out in \(patience) power cuts, seed \(Effort.seed)")
    }
}
