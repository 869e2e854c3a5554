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
