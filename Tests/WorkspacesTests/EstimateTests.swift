import Foundation
import Testing

/// The program as a user runs it, on made-up data of two sizes: memory is what it said before it began, within a quarter.
///
/// Times depend on who else is at the machine; `make bench-estimates` reports how far they are off.
@Suite(.serialized) struct EstimateTests {
    private static let allowed = 0.75...1.25

    private struct Failure: Error, CustomStringConvertible { var description: String }

    private static func run(_ arguments: [String]) throws -> CommandLineProgram.Outcome {
        let outcome = try CommandLineProgram.run(arguments)
        guard outcome.status == 0 else { throw Failure(description: "\(arguments): \(outcome.errors)") }
        return outcome
    }

    private static func expect(_ cost: Any?, _ step: String, said: String) throws {
        let cost = try #require(cost as? [String: Any], "no cost of \(step)")
        func number(_ key: String) throws -> Double { try #require((cost[key] as? NSNumber)?.doubleValue, "\(key) of \(step)") }
        let (estimate, peak) = (try number("estimatedMemoryBytes"), try number("peakMemoryBytes"))
        #expect(allowed.contains(estimate / peak), "\(step): \(Int(estimate / 1e6)) MB were estimated, \(Int(peak / 1e6)) MB needed")
        #expect(try number("estimatedSeconds") > 0 && number("seconds") > 0)
        #expect(said.contains("of memory") && said.contains("about"), "\(said)")
    }

    /// People in turn, as a service logs them; taste in steps over a catalogue.
    private static func rows(_ count: Int) -> String {
        var text = "user,item,kind,time,seconds,device\n"
        let users = max(40, count / 50)
        for row in 0..<count {
            let user = (row &* 7919) % users
            let item = (user % 37 + (row / users) &* (user % 5 + 1) &* 3) % (200 + count / 100)
            text += "u\(user),title-\(item),play,\(1_600_000_000 + row * 3),\(row % 7000).5,tv\n"
        }
        return text
    }

    private static let mapping = """
        {"name": "made-up", "tables": [{"holds": "events", "user": "user", "item": "item", "kind": {"column": "kind", "values": {}},
        "time": "time", "duration": "seconds", "device": "device"}]}
        """
    private static let runFile = """
        {"name": "small", "training": {"epochs": 1, "firstValidation": 1},
        "model": {"inputs": "time", "embeddingDimension": 32, "layerCount": 2, "headCount": 1, "feedForwardDimension": 64, "facetDimension": 16,
        "maximumSequenceLength": 50}}
        """

    @Test(arguments: [20_000, 120_000]) func memoryIsWhatWasEstimatedBeforeEachStep(events: Int) throws {
        try withTemporaryFolder { folder in
            func write(_ name: String, _ text: String) throws -> String {
                try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
                return folder + "/" + name
            }
            let (csv, mapping) = (try write("events.csv", Self.rows(events)), try write("mapping.json", Self.mapping))
            let workspace = ["--workspace", folder + "/w", "--workers", "2"]
            let imported = try Self.run(["import", "--mapping", mapping, "--from", csv, "--json"] + workspace)
            try Self.expect((try imported.json() as? [[String: Any]])?.last?["cost"], "import of \(events)", said: imported.errors)

            let configuration = try write("run.json", Self.runFile)
            let trained = try Self.run(["train", "--configuration", configuration, "--name", "m", "--json"] + workspace)
            try Self.expect((try trained.json() as? [String: Any])?["cost"], "training on \(events)", said: trained.errors)

            let streamed = try Self.run(["train", "--configuration", configuration, "--histories", "disk", "--json"] + workspace)
            try Self.expect((try streamed.json() as? [String: Any])?["cost"], "training from the disk on \(events)", said: streamed.errors)

            let result = folder + "/result.json"
            let judged = try Self.run(
                ["evaluate", "--protocol", "leave-one-out", "--model", "m", "--baseline", "popularity", "--baseline", "item-knn"]
                    + ["--result", result, "--json"] + workspace)
            let file = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: result))) as? [String: Any]
            try Self.expect(file?["cost"], "evaluation on \(events)", said: judged.errors)
        }
    }

    @Test func everyStepKeepsToItsLimit() throws {
        try withTemporaryFolder { folder in
            try SampleData.write(to: folder + "/sample")
            let workspace = ["--workspace", folder + "/w"]
            let importing = ["import", "--format", "movielens-1m", "--from", folder + "/sample"] + workspace
            #expect(try CommandLineProgram.run(importing + ["--memory-limit", "1M"]).status == 2)
            _ = try Self.run(importing)
            for step in [["train", "--budget", "1s"], ["evaluate", "--protocol", "leave-one-out", "--baseline", "popularity"]] {
                let outcome = try CommandLineProgram.run(step + workspace + ["--memory-limit", "1M"])
                #expect(outcome.status == 2 && outcome.errors.contains("--memory-limit"), "\(step): \(outcome.errors)")
            }
        }
    }
}
