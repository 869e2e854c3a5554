import Foundation
import Glibc
import Testing

/// A hard limit on memory that the commands run into.
extension FaultTests {
    /// From less than the program itself takes to more than enough.
    private static let megabytes = [40, 70, 90, 100, 110, 120, 130, 140, 150, 160, 175, 190, 210, 240, 300, 400]
    private static var limits: [Int] { Effort.isLong ? megabytes : [70, 120, 150, 175] }

    /// Done, refused by name, or ended by Swift where memory was refused: never hanging, never going on without it.
    private static func end(_ outcome: FaultyProgram.Outcome) -> String? {
        if outcome.status == 0 { return "done" }
        if outcome.status == 8, outcome.errors.contains("ulimit") { return "refused" }
        let isOutOfMemory = outcome.errors.contains("allocate") || outcome.errors.contains("memory")
        return (outcome.signal == SIGABRT || outcome.status != nil) && isOutOfMemory ? "aborted" : nil
    }

    private static func meet(
        _ subject: String, _ command: (_ root: String) throws -> [String],
        check: (_ workspace: String, _ root: String, _ acknowledged: [[String: Any]]) throws -> [String]
    ) throws {
        var (failed, ends) = (0, [String: Int]())
        for limit in limits {
            try withRoot { root in
                let outcome = try FaultyProgram.run(command(root), root: root, fault: .memory(bytes: limit << 20))
                let end = end(outcome)
                ends[end ?? "otherwise", default: 0] += 1
                let failures = try (end == nil ? ["no clean end: \(outcome.summary)"] : []) + check(root + "/w", root, outcome.acknowledged)
                if !failures.isEmpty { failed += 1 }
                record(failures, "\(subject) within \(limit) MB")
            }
        }
        let note = ends.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        FaultReport.add("memory: \(subject)", tried: limits.count, failed: failed, note: note)
    }

    @Test func anImportWithoutMemoryLosesNothing() throws {
        let world = try FaultTests.importing.get()
        try FaultTests.meet("import") {
            world.arguments($0 + "/w")
        } check: {
            try world.failures($0, root: $1, acknowledged: $2)
        }
    }

    @Test func aTrainingWithoutMemoryGoesOnToTheSameBytes() throws {
        let world = try FaultTests.training.get()
        try FaultTests.meet("training") { root in
            try world.copy(into: root)
            return world.training(root + "/w")
        } check: {
            try world.failures($0, root: $1, acknowledged: $2)
        }
    }
}
