import Foundation
import Testing
import Workspaces

/// Flipped bits, cut, zeroed and swapped blocks in every file that the program reads.
extension FaultTests {
    /// Runs `check` on a damaged copy as often as asked, and counts what failed.
    private static func damage(
        _ subject: String, count: Int, purpose: UInt64, prepare: (_ root: String) throws -> [String],
        check: (_ damage: Damage, _ root: String) throws -> [String]
    ) throws {
        var random = Effort.random(purpose)
        var (tried, failed) = (0, 0)
        while tried < count {
            try withRoot { root in
                let files = try prepare(root)
                let damage = try Damage.random(try #require(files.randomElement(using: &random)), &random)
                guard try damage.apply() else { return }
                tried += 1
                let failures = try check(damage, root)
                if !failures.isEmpty { failed += 1 }
                record(failures, "\(damage)")
            }
        }
        FaultReport.add("damage: \(subject)", tried: tried, failed: failed)
    }

    private static func files(in folder: String) -> [String] {
        (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted().map { folder + "/" + $0 }
            .filter { path in
                var isFolder: ObjCBool = false
                return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
            }
    }

    @Test func aDamagedModelIsRefusedByNameAndTheLastGoodOneServes() throws {
        let world = try FaultTests.training.get()
        try FaultTests.damage("weights, tokenizer, vocabulary, manifest …", count: Effort.choose(20, long: 120), purpose: 11) { root in
            try world.copy(into: root)
            return FaultTests.files(in: root + "/w/models/second")
        } check: { _, root in
            let outcome = try FaultyProgram.run(TrainingWorld.recommending(root + "/w"), root: root)
            if outcome.crashed { return ["a trap: \(outcome.summary)"] }
            var failures: [String] = []
            if try TrainingWorld.items(outcome) != world.answers["first"] {
                failures.append("another answer than the last good model's: \(outcome.summary)")
            }
            if !outcome.errors.contains("“second” is damaged") { failures.append("the damage is not named: \(outcome.summary)") }
            let named = try FaultyProgram.run(TrainingWorld.recommending(root + "/w") + ["--model", "second"], root: root)
            if named.status != 4 { failures.append("a damaged model answers: \(named.summary)") }
            return failures
        }
    }

    @Test func aDamagedPointerStillLeadsToTheModelThatServed() throws {
        let world = try FaultTests.training.get()
        try FaultTests.damage("the pointer to the serving model", count: Effort.choose(10, long: 40), purpose: 12) { root in
            try world.copy(into: root)
            return [root + "/w/models/current", root + "/w/models/.current.copy"]
        } check: { _, root in
            let outcome = try FaultyProgram.run(TrainingWorld.recommending(root + "/w"), root: root)
            return try TrainingWorld.items(outcome) == world.answers["second"]
                ? [] : ["the wrong model answers, or none: \(outcome.summary)"]
        }
    }

    @Test func aDamagedCheckpointIsPassedOverToTheSameBytes() throws {
        let world = try FaultTests.training.get()
        let interrupted = try FaultTests.interruptedTraining(world)
        try withExtendedLifetime(interrupted.folder) {
            try FaultTests.damage("checkpoints", count: Effort.choose(6, long: 40), purpose: 13) { root in
                try FileManager.default.copyItem(atPath: interrupted.folder.path + "/w", toPath: root + "/w")
                let files = FaultTests.files(in: root + "/w/training").filter { !$0.hasSuffix(".lock") }
                #expect(files.count >= 8, "two checkpoints: \(files)")
                return files
            } check: { damage, root in
                let outcome = try FaultyProgram.run(world.training(root + "/w"), root: root)
                guard outcome.status == 0 else { return ["the training does not go on: \(outcome.summary)"] }
                var failures: [String] = []
                if try ModelRegistry(folder: root + "/w/models").contents(of: "third") != world.reference { failures.append("other bytes") }
                let resumed = outcome.acknowledged.compactMap { $0["resumed"] as? Int }.first ?? 0
                let damagedLatest = damage.file.contains(interrupted.latest)
                if damagedLatest, !outcome.errors.contains(interrupted.latest) {
                    failures.append("the damage is not named: \(outcome.summary)")
                }
                if !damagedLatest, resumed == 0 { failures.append("the whole checkpoint was not used") }
                return failures
            }
        }
    }

    /// A training killed behind its third checkpoint.
    private static func interruptedTraining(_ world: TrainingWorld) throws -> (folder: TemporaryFolder, latest: String) {
        let folder = try TemporaryFolder()
        try world.copy(into: folder.path)
        for call in stride(from: world.calls / 2, to: world.calls, by: 4) {
            try FileManager.default.removeItem(atPath: folder.path + "/w")
            try world.copy(into: folder.path)
            let outcome = try FaultyProgram.run(world.training(folder.path + "/w"), root: folder.path, fault: .kill(call, .after))
            if outcome.acknowledged.contains(where: { $0["checkpoint"] as? Int == 3 }) { return (folder, "epoch-00003") }
        }
        throw WorldError(description: "no kill met the time between the third checkpoint and the fourth")
    }

    @Test func aDamagedConfigurationIsNamedOrHarmless() throws {
        let world = try FaultTests.training.get()
        try FaultTests.damage("configuration.json", count: Effort.choose(6, long: 30), purpose: 14) { root in
            try world.copy(into: root)
            return [root + "/w/configuration.json"]
        } check: { _, root in
            let outcome = try FaultyProgram.run(TrainingWorld.recommending(root + "/w"), root: root)
            if outcome.crashed { return ["a trap: \(outcome.summary)"] }
            if let status = outcome.status, [2, 4].contains(status) {
                return outcome.errors.contains("configuration.json") ? [] : ["not named: \(outcome.summary)"]
            }
            return try TrainingWorld.items(outcome) == world.answers["second"] ? [] : ["another answer: \(outcome.summary)"]
        }
    }

    @Test func aDamagedStoreIsNamedAndNeverBelieved() throws {
        let world = try FaultTests.importing.get()
        try FaultTests.damage("store", count: Effort.choose(12, long: 120), purpose: 15) { root in
            try FileManager.default.copyItem(atPath: world.folder.path + "/reference/w", toPath: root + "/w")
            return [root + "/w/store.sqlite"]
        } check: { _, root in
            let doctor = try FaultyProgram.run(["doctor", "--json", "--workspace", root + "/w"], root: root)
            let reading = try FaultyProgram.run(["tokens", "--user", "77", "--json", "--workspace", root + "/w"], root: root)
            if doctor.crashed || reading.crashed { return ["a trap: \(doctor.summary) \(reading.summary)"] }
            if doctor.status == 4 { return [] }
            guard doctor.status == 0 else { return ["no typed end: \(doctor.summary)"] }
            return try StoreContent(workspace: root + "/w") == world.reference
                ? [] : ["the doctor finds nothing, and the content is another one"]
        }
    }

    /// Damage in the last transaction looks like a power cut in it; damage before it is named.
    @Test func aDamagedLogLosesNoMoreThanItsLastTransaction() throws {
        let world = try FaultTests.importing.get()
        let folder = try TemporaryFolder()
        let outcome = try FaultyProgram.run(
            world.arguments(folder.path + "/w"), root: folder.path, fault: .kill(world.calls * 7 / 10, .before))
        #expect(outcome.wasKilled && !outcome.acknowledged.isEmpty)
        try withExtendedLifetime(folder) {
            try FaultTests.damage("log of the store, after a kill", count: Effort.choose(6, long: 40), purpose: 16) { root in
                try FileManager.default.copyItem(atPath: folder.path + "/w", toPath: root + "/w")
                return [root + "/w/store.sqlite-wal"]
            } check: { _, root in
                let doctor = try FaultyProgram.run(["doctor", "--json", "--workspace", root + "/w"], root: root)
                if doctor.crashed { return ["a trap: \(doctor.summary)"] }
                if doctor.status == 4 { return doctor.errors.contains("store.sqlite-wal") ? [] : ["not named: \(doctor.summary)"] }
                // What was acknowledged last may be gone, and is read again by the same import.
                return try world.failures(root + "/w", root: root, acknowledged: outcome.acknowledged.dropLast())
            }
        }
    }
}
