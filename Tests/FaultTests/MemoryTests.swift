import Foundation
import Testing

/// A hard limit on memory that the commands run into.
extension FaultTests {
    /// Limits from hopeless to nearly enough.
    private static let megabytes = [80, 150, 220, 290, 360, 430, 500, 570]

    @Test func anImportWithoutMemoryLosesNothing() throws {
        let world = try FaultTests.importing.get()
        var failed = 0
        let limits = Effort.isLong ? FaultTests.megabytes : [150, 430]
        var ends: [String] = []
        for limit in limits {
            try FaultTests.withRoot { root in
                let outcome = try FaultyProgram.run(world.arguments(root + "/w"), root: root, fault: .memory(bytes: limit << 20))
                ends.append("\(limit) MB: \(outcome.status.map { "status \($0)" } ?? "signal \(outcome.signal ?? 0)")")
                let failures = try world.failures(root + "/w", root: root, acknowledged: outcome.acknowledged)
                if !failures.isEmpty { failed += 1 }
                FaultTests.record(failures, "import within \(limit) MB")
            }
        }
        FaultReport.add("memory: import", tried: limits.count, failed: failed, note: ends.joined(separator: ", "))
    }

    @Test func aTrainingWithoutMemoryGoesOnToTheSameBytes() throws {
        let world = try FaultTests.training.get()
        var failed = 0
        let limits = Effort.isLong ? FaultTests.megabytes : [150, 430]
        var ends: [String] = []
        for limit in limits {
            try FaultTests.withRoot { root in
                try world.copy(into: root)
                let outcome = try FaultyProgram.run(world.training(root + "/w"), root: root, fault: .memory(bytes: limit << 20))
                ends.append("\(limit) MB: \(outcome.status.map { "status \($0)" } ?? "signal \(outcome.signal ?? 0)")")
                let failures = try world.failures(root + "/w", root: root, acknowledged: outcome.acknowledged)
                if !failures.isEmpty { failed += 1 }
                FaultTests.record(failures, "training within \(limit) MB")
            }
        }
        FaultReport.add("memory: training", tried: limits.count, failed: failed, note: ends.joined(separator: ", "))
    }
}
