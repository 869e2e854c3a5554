import Foundation
import Testing
import Workspaces

/// A disk without room, from any call on.
extension FaultTests {
    /// What a command ends with when the disk is full or fails.
    private static let diskStatus: Int32 = 6

    /// Either all was done before, or the command said that the disk is full and ended.
    private static func refusal(_ outcome: FaultyProgram.Outcome) -> [String] {
        if outcome.status == 0 { return [] }
        guard outcome.status == diskStatus else { return ["no typed refusal: \(outcome.summary)"] }
        let reasons = ["full", "No space", "are free on the disk"]
        return reasons.contains { outcome.errors.contains($0) }
            ? [] : ["the refusal names no reason: \(outcome.summary)"]
    }

    @Test func anImportOnAFullDiskEndsWithARefusalAndGoesOnLater() throws {
        let world = try FaultTests.importing.get()
        var random = Effort.random(7)
        let count = Effort.choose(6, long: 50)
        var failed = 0
        for place in 0..<count {
            let fault = Fault.full(from: Int.random(in: 1...(place % 2 == 0 ? world.calls : 60), using: &random), names: place % 3 == 0)
            try FaultTests.withRoot { root in
                let outcome = try FaultyProgram.run(world.arguments(root + "/w"), root: root, fault: fault)
                var failures = FaultTests.refusal(outcome) + FaultTests.halfFiles(root).map { "a half file: \($0)" }
                if !outcome.acknowledged.isEmpty {
                    failures += try world.atRest(root + "/w", root: root, acknowledged: outcome.acknowledged, fault: .full(from: 1))
                        .map { "while the disk is full: \($0)" }
                }
                failures += try world.failures(root + "/w", root: root, acknowledged: outcome.acknowledged)
                if !failures.isEmpty { failed += 1 }
                FaultTests.record(failures, "import, \(fault)")
            }
        }
        FaultReport.add("full disk: import", tried: count, failed: failed)
    }

    @Test func aTrainingOnAFullDiskLeavesTheLastModelAndGoesOnLater() throws {
        let world = try FaultTests.training.get()
        var random = Effort.random(8)
        let count = Effort.choose(8, long: 60)
        var failed = 0
        for place in 0..<count {
            let fault = Fault.full(from: Int.random(in: 1...world.calls, using: &random), names: place % 3 == 0)
            try FaultTests.withRoot { root in
                try world.copy(into: root)
                let outcome = try FaultyProgram.run(world.training(root + "/w"), root: root, fault: fault)
                var failures = FaultTests.refusal(outcome) + FaultTests.halfFiles(root).map { "a half file: \($0)" }
                // The disk is still full, and people still get their answers.
                let answer = try TrainingWorld.items(
                    FaultyProgram.run(TrainingWorld.recommending(root + "/w"), root: root, fault: .full(from: 1)))
                if answer == nil || !world.answers.values.contains(answer!) { failures.append("no answer on a full disk") }
                failures += try world.failures(root + "/w", root: root, acknowledged: outcome.acknowledged)
                if !failures.isEmpty { failed += 1 }
                FaultTests.record(failures, "training, \(fault)")
            }
        }
        FaultReport.add("full disk: training and publishing, with reads", tried: count, failed: failed)
    }

    /// Files that a refused command began and did not finish.
    private static func halfFiles(_ root: String) -> [String] {
        (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []).filter {
            $0.hasSuffix(".new") || $0.contains("/.draft")
        }
    }

    @Test(arguments: ["doctor", "models list", "tokens --user 7", "recommend --user 7", "similar --item 3"])
    func readingWorksOnAFullDisk(_ command: String) throws {
        let world = try FaultTests.training.get()
        try FaultTests.withRoot { root in
            try world.copy(into: root)
            let words = command.split(separator: " ").map(String.init) + ["--workspace", root + "/w"]
            let outcome = try FaultyProgram.run(words, root: root, fault: .full(from: 1))
            #expect(outcome.status == 0, "\(command): \(outcome.summary)")
        }
    }

    @Test func importsAndTrainingsAreRefusedWhileThereIsStillRoomToRead() throws {
        let world = try FaultTests.training.get()
        try FaultTests.withRoot { root in
            try world.copy(into: root)
            let rows = root + "/more.txt"
            try Data("500 1 2 3\n".utf8).write(to: URL(fileURLWithPath: rows))
            let importing = ["import", "--workspace", root + "/w", "--format", "sequences", "--from", rows]
            for arguments in [importing, world.training(root + "/w")] {
                let outcome = try FaultyProgram.run(arguments, root: root, fault: .free(bytes: 100_000_000))
                #expect(outcome.status == FaultTests.diskStatus && outcome.errors.contains("reservedBytes"), "\(outcome.summary)")
            }
            #expect(
                try FaultyProgram.run(TrainingWorld.recommending(root + "/w"), root: root, fault: .free(bytes: 100_000_000)).status == 0)

            let file = URL(fileURLWithPath: root + "/w/configuration.json")
            let text = try String(contentsOf: file, encoding: .utf8).replacingOccurrences(
                of: "\"format\"", with: "\"reservedBytes\" : 1000000,\n  \"format\"")
            try Data(text.utf8).write(to: file)
            let outcome = try FaultyProgram.run(importing, root: root, fault: .free(bytes: 100_000_000))
            #expect(outcome.status == 0, "\(outcome.summary)")
        }
    }
}
