import Foundation
import Testing
import Workspaces

/// SIGKILL before, in and after a call that changes a file.
extension FaultTests {
    @Test func aKilledImportLosesNothingAndStoresNothingTwice() throws {
        let world = try FaultTests.importing.get()
        var random = Effort.random(1)
        let count = Effort.choose(10, long: 80)
        var failed = 0
        for place in 0..<count {
            // The first calls make the workspace; half of the kills go there, where little else would lead them.
            let call = Int.random(in: 1...(place % 2 == 0 ? world.calls : 60), using: &random)
            let fault = Fault.kill(call, Fault.Moment.allCases.randomElement(using: &random)!)
            try FaultTests.withRoot { root in
                let outcome = try FaultyProgram.run(world.arguments(root + "/w"), root: root, fault: fault)
                #expect(outcome.wasKilled || outcome.status == 0, "\(fault): \(outcome.summary)")
                let failures = try world.failures(root + "/w", root: root, acknowledged: outcome.acknowledged)
                if !failures.isEmpty { failed += 1 }
                FaultTests.record(failures, "import, \(fault)")
            }
        }
        FaultReport.add("kill: import", tried: count, failed: failed, note: "\(world.calls) calls")
    }

    @Test func aKilledTrainingGoesOnToTheSameBytesAndPublishesOnce() throws {
        let world = try FaultTests.training.get()
        var random = Effort.random(2)
        let count = Effort.choose(8, long: 70)
        var failed = 0
        for place in 0..<count {
            // Every other kill meets the publishing, which is the last part.
            let call = Int.random(in: (place % 2 == 0 ? 1 : world.calls * 3 / 5)...world.calls, using: &random)
            let fault = Fault.kill(call, Fault.Moment.allCases.randomElement(using: &random)!)
            try FaultTests.withRoot { root in
                try world.copy(into: root)
                let outcome = try FaultyProgram.run(world.training(root + "/w"), root: root, fault: fault)
                #expect(outcome.wasKilled || outcome.status == 0, "\(fault): \(outcome.summary)")
                let failures = try world.failures(root + "/w", root: root, acknowledged: outcome.acknowledged)
                if !failures.isEmpty { failed += 1 }
                FaultTests.record(failures, "training, \(fault)")
            }
        }
        FaultReport.add("kill: training, checkpoints and publishing", tried: count, failed: failed, note: "\(world.calls) calls")
    }

    /// Promotion and rollback are short enough for every call.
    @Test(arguments: [["promote", "first"], ["rollback"]]) func aKilledSwitchOfModelsIsSeenWholeOrNotAtAll(_ command: [String]) throws {
        let world = try FaultTests.training.get()
        var random = Effort.random(3)
        let calls = try FaultTests.withRoot { root in
            try world.copy(into: root)
            #expect(
                try FaultyProgram.run(["models"] + command + ["--workspace", root + "/w"], root: root, journal: root + "-j").status == 0)
            return try Journal(file: root + "-j").calls
        }
        var tries = (1...calls).flatMap { call in Fault.Moment.allCases.map { Fault.kill(call, $0) } }
        if !Effort.isLong { tries = Array(tries.shuffled(using: &random).prefix(8)) }
        var failed = 0
        for fault in tries {
            try FaultTests.withRoot { root in
                try world.copy(into: root)
                let arguments = ["models"] + command + ["--workspace", root + "/w"]
                let outcome = try FaultyProgram.run(arguments, root: root, fault: fault)
                #expect(outcome.wasKilled || outcome.status == 0, "\(fault): \(outcome.summary)")
                var failures = try world.atRest(root + "/w", mayServe: outcome.status == 0 ? ["first"] : ["first", "second"])
                #expect(try FaultyProgram.run(["models", "promote", "first", "--workspace", root + "/w"], root: root).status == 0)
                failures += try world.atRest(root + "/w", mayServe: ["first"])
                failures += try world.leftovers(root + "/w")
                if !failures.isEmpty { failed += 1 }
                FaultTests.record(failures, "\(command), \(fault)")
            }
        }
        FaultReport.add("kill: models \(command[0])", tried: tries.count, failed: failed, note: "\(calls) calls")
    }
}
