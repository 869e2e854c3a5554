import Foundation
import Testing

/// `evaluate --protocol newcomers`, `learning-curve` and `report`, as a user runs them.
@Suite struct MeasuresCommandTests {
    private func withImported(_ body: (_ folder: String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try SampleData.write(to: folder + "/sample", users: 120)
            let outcome = try CommandLineProgram.run(
                "import", "--workspace", folder + "/w", "--format", "movielens-1m", "--from", folder + "/sample")
            try #require(outcome.status == 0, "\(outcome.errors)")
            try body(folder)
        }
    }

    @Test func newcomersAreAskedStepByStep() throws {
        try withImported { folder in
            let outcome = try CommandLineProgram.run(
                "evaluate", "--workspace", folder + "/w", "--protocol", "newcomers", "--baseline", "first-events", "--baseline", "ials",
                "--result", folder + "/a.json", "--report", folder + "/a.html")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("after 0") && outcome.output.contains("withheld-users-unseen"))
            #expect(outcome.output.contains("gender: F") && outcome.output.contains("12 users, 48 questions"))
            let file = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: folder + "/a.json"))) as? [String: Any]
            let tests = try #require(file?["comparisons"] as? [[String: Any]])
            #expect(tests.compactMap { $0["metric"] as? String } == ["NDCG@10"] + [0, 1, 2, 5].map { "NDCG@10 after \($0)" })
            #expect(try String(contentsOfFile: folder + "/a.html", encoding: .utf8).contains("by the number of choices known"))
        }
    }

    @Test func aLearningCurveSaysWhenPopularityIsBeaten() throws {
        try withImported { folder in
            let outcome = try CommandLineProgram.run(
                "learning-curve", "--workspace", folder + "/w", "--shares", "0.2,1", "--baseline", "popularity", "--baseline", "markov",
                "--json",
                "--report", folder + "/c.html")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let answer = try #require(try outcome.json() as? [String: Any])
            let curves = try #require((answer["curves"] as? [String: Any])?["curves"] as? [[String: Any]])
            #expect(curves.map { $0["model"] as? String } == ["Popularity", "Markov"])
            #expect((answer["crossings"] as? [Any])?.count == 1)
            #expect(try String(contentsOfFile: folder + "/c.html", encoding: .utf8).contains("Learning curves"))
            for wrong in [["--shares", "2"], ["--shares", "x"], ["--users", "0"], ["--train"]] {
                #expect(try CommandLineProgram.run(["learning-curve", "--workspace", folder + "/w"] + wrong).status == 2, "\(wrong)")
            }
        }
    }

    @Test func runsAreComparedFromTheirFiles() throws {
        try withImported { folder in
            func evaluate(_ name: String, _ protocolName: String, _ baselines: [String], _ more: [String] = []) throws {
                let outcome = try CommandLineProgram.run(
                    ["evaluate", "--workspace", folder + "/w", "--protocol", protocolName, "--result", "\(folder)/\(name).json"]
                        + baselines.flatMap { ["--baseline", $0] } + more)
                try #require(outcome.status == 0, "\(outcome.errors)")
            }
            try evaluate("a", "leave-one-out", ["popularity", "markov"], ["--per-user"])
            try evaluate("b", "leave-one-out", ["item-knn", "markov"], ["--per-user"])
            let same = try CommandLineProgram.run(
                "report", folder + "/a.json", folder + "/b.json", "--json", "--output", folder + "/r.html")
            #expect(same.status == 0, "\(same.errors)")
            let tables = try #require((try same.json() as? [String: Any])?["tables"] as? [[String: Any]])
            #expect(tables.count == 1)
            let models = (tables[0]["results"] as? [[String: Any]])?.compactMap { $0["model"] as? String }
            // Markov is equal in both and shown once.
            #expect(models == ["Popularity", "Markov", "Item-kNN"])
            #expect((tables[0]["comparisons"] as? [Any])?.count == 2)
            #expect(try String(contentsOfFile: folder + "/r.html", encoding: .utf8).contains("Paired tests"))

            // A test within one file and one across two are the same test.
            try evaluate("both", "leave-one-out", ["popularity", "item-knn"])
            func pValue(_ file: [String]) throws -> Double? {
                let answer = try CommandLineProgram.run(["report"] + file + ["--json"]).json() as? [String: Any]
                let table = (answer?["tables"] as? [[String: Any]])?.first
                return (table?["comparisons"] as? [[String: Any]])?.first { $0["second"] as? String == "Item-kNN" }?["p_value"] as? Double
            }
            let across = try #require(try pValue([folder + "/a.json", folder + "/b.json"]))
            #expect(try abs(across - #require(try pValue([folder + "/both.json"]))) < 0.01)

            try evaluate("n", "newcomers", ["popularity"])
            let run = folder + "/run.json"
            try #"{"split": {"kind": "newcomers", "seed": 9}}"#.write(toFile: run, atomically: true, encoding: .utf8)
            try evaluate("m", "newcomers", ["first-events"], ["--configuration", run])
            let mixed = try CommandLineProgram.run("report", "--strict", folder + "/n.json", folder + "/m.json")
            #expect(mixed.status == 3)
            #expect(mixed.output.contains("n and m are not compared, because of other people or targets"))
            let missing = try CommandLineProgram.run("report", folder + "/a.json", folder + "/nothing.json")
            #expect(missing.status != 0 && missing.errors.contains("nothing.json"))
            try "{".write(toFile: folder + "/a.users.json", atomically: true, encoding: .utf8)
            #expect(try CommandLineProgram.run("report", folder + "/a.json").status == 2)
        }
    }
}
