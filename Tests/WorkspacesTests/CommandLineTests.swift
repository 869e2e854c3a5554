import Foundation
import Testing

/// Exit codes, JSON shapes and messages, of the program as a process.
@Suite struct CommandLineTests {
    private func withImported(_ body: (_ folder: String, _ data: String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try SampleData.write(to: folder + "/sample", users: 120)
            let outcome = try CommandLineProgram.run(
                "import", "--workspace", folder + "/w", "--format", "movielens-1m", "--from", folder + "/sample")
            try #require(outcome.status == 0, "\(outcome.errors)")
            try body(folder + "/w", folder + "/sample")
        }
    }

    @Test func theWholePathWorks() throws {
        try withImported { folder, _ in
            let run = folder + "-run.json"
            try
                #"{"name": "tiny", "model": {"inputs": "ids", "embeddingDimension": 16, "layerCount": 2, "headCount": 1, "feedForwardDimension": 32, "facetDimension": 8, "maximumSequenceLength": 16}, "training": {"epochs": 6, "firstValidation": 2}}"#
                .write(toFile: run, atomically: true, encoding: .utf8)
            let trained = try CommandLineProgram.run("train", "--workspace", folder, "--configuration", run, "--workers", "1", "--json")
            #expect(trained.status == 0, "\(trained.errors)")
            let report = try #require(try trained.json() as? [String: Any])
            #expect(report["model"] as? String == "tiny-1")
            #expect(report["promoted"] is Bool)

            // Whether it beats a simple baseline on so little data is not the question here.
            #expect(try CommandLineProgram.run("models", "promote", "tiny-1", "--workspace", folder).status == 0)
            try checkEvaluation(folder)
            try checkAnswers(folder)
            try checkDamage(folder)
        }
    }

    private func checkEvaluation(_ folder: String) throws {
        let outcome = try CommandLineProgram.run(
            "evaluate", "--workspace", folder, "--protocol", "leave-one-out", "--model", "tiny-1", "--baseline", "popularity", "--baseline",
            "markov", "--json", "--report", folder + "-report.html")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let results = try #require(try outcome.json() as? [[String: Any]])
        #expect(results.map { $0["model"] as? String } == ["tiny-1", "Popularity", "Markov"])
        for result in results {
            for field in [
                "dataset", "protocol", "inputs", "users", "candidates", "seen_removed", "metrics", "intervals", "seconds",
                "peak_memory_bytes",
            ] {
                #expect(result[field] != nil, "\(field)")
            }
            #expect(result["users"] as? Int == 120 && result["dataset"] as? String == "sample")
            let metrics = try #require(result["metrics"] as? [String: Double])
            for metric in ["HR@10", "NDCG@10", "HR@50", "NDCG@50", "MRR", "Coverage@10"] { #expect(metrics[metric] != nil, "\(metric)") }
        }
        // A model promises probabilities, a baseline does not.
        #expect((results[0]["reliability"] as? [String: Any])?["ece"] != nil && results[1]["reliability"] == nil)
        #expect(try String(contentsOfFile: folder + "-report.html", encoding: .utf8).contains("probabilities are kept"))
        #expect(FileManager.default.fileExists(atPath: folder + "-report.json"))

        let leaking = try CommandLineProgram.run("evaluate", "--workspace", folder, "--protocol", "temporal-last", "--model", "tiny-1")
        #expect(leaking.status == 2)
        #expect(leaking.errors.contains("trained for leave-one-out"))
    }

    private func checkAnswers(_ folder: String) throws {
        let forUser = try CommandLineProgram.run("recommend", "--workspace", folder, "--user", "7", "-k", "3", "--json")
        #expect(forUser.status == 0, "\(forUser.errors)")
        let answer = try #require(try forUser.json() as? [String: Any])
        let items = try #require(answer["items"] as? [[String: Any]])
        #expect(items.count == 3)
        #expect(items.map { $0["rank"] as? Int } == [1, 2, 3])
        let history = try #require(answer["history"] as? [String])
        #expect(items.allSatisfy { !history.contains("\($0["title"] as? String ?? "") (\($0["year"] as? Int ?? 0))") })

        let stranger = try CommandLineProgram.run("recommend", "--workspace", folder, "--history", "night bus, the; Copper Sky (1997)")
        #expect(stranger.status == 0, "\(stranger.errors)")
        #expect(stranger.output.contains("The Night Bus (1994)") && stranger.output.contains("10."))

        let unknown = try CommandLineProgram.run("recommend", "--workspace", folder, "--history", "Nigt Bus")
        #expect(unknown.status == 7)
        #expect(unknown.errors.contains("The Night Bus (1994)"))
        #expect(try CommandLineProgram.run("recommend", "--workspace", folder, "--user", "nobody").status == 7)
        #expect(try CommandLineProgram.run("recommend", "--workspace", folder, "--user", "7", "--device", "toaster").status == 2)

        let similar = try CommandLineProgram.run("similar", "--workspace", folder, "--item", "Glass Harbour", "-k", "2", "--json")
        let list = try #require((try similar.json() as? [String: Any])?["similar"] as? [[String: Any]])
        #expect(list.count == 2 && list.allSatisfy { $0["title"] as? String != "Glass Harbour" })
    }

    private func checkDamage(_ folder: String) throws {
        let file = URL(fileURLWithPath: folder + "/models/tiny-1/model.safetensors")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 4
        try bytes.write(to: file)
        let verdict = try CommandLineProgram.run("models", "verify", "--workspace", folder)
        #expect(verdict.status == 4)
        #expect(verdict.output.contains("tiny-1") && verdict.output.contains("model.safetensors"))
        let refused = try CommandLineProgram.run("recommend", "--workspace", folder, "--user", "7")
        #expect(refused.status == 4)
        #expect(refused.errors.contains("tiny-1"))
        #expect(try CommandLineProgram.run("doctor", "--workspace", folder).status == 4)
    }

    @Test func tokensStandBesideTheirEvents() throws {
        try withImported { folder, _ in
            let text = try CommandLineProgram.run("tokens", "--workspace", folder, "--user", "3")
            #expect(text.status == 0, "\(text.errors)")
            #expect(text.output.contains("9 events"))
            let json = try #require(
                try CommandLineProgram.run("tokens", "--workspace", folder, "--user", "3", "--json").json() as? [String: Any])
            #expect(json["eventCount"] as? Int == 9)
            #expect((json["rows"] as? [Any])?.isEmpty == false)
            #expect(try CommandLineProgram.run("tokens", "--workspace", folder, "--user", "nobody").status == 7)
        }
    }

    @Test func anImportReportsBadRowsAndCanInsist() throws {
        try withTemporaryFolder { folder in
            try SampleData.write(to: folder + "/sample", badLines: [4: "1::1::11::970000000"])
            let arguments = ["import", "--workspace", folder + "/w", "--format", "movielens-1m", "--from", folder + "/sample"]
            let outcome = try CommandLineProgram.run(arguments)
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("ratings.dat:4"))
            #expect(try CommandLineProgram.run(arguments + ["--strict"]).status == 3)
            let again = try #require(try CommandLineProgram.run(arguments + ["--json"]).json() as? [[String: Any]])
            #expect(again.first?["events"] as? Int == 0 && again.first?["problems"] as? Int == 1)
        }
    }

    @Test func aWrongFolderOrFormatIsExplained() throws {
        try withTemporaryFolder { folder in
            try SampleData.write(to: folder + "/sample")
            let wrong = try CommandLineProgram.run(
                "import", "--workspace", folder + "/w", "--format", "movielens-csv", "--from", folder + "/sample")
            #expect(wrong.status == 3)
            #expect(wrong.errors.contains("ratings.csv") && wrong.errors.contains("ratings.dat"))
            let missing = try CommandLineProgram.run(
                "import", "--workspace", folder + "/w", "--format", "sequences", "--from", folder + "/nothing")
            #expect(missing.status == 3)
            #expect(missing.errors.contains("no such file"))
            #expect(try CommandLineProgram.run("import", "--workspace", folder + "/w", "--format", "betamax", "--from", folder).status == 2)
            let taken = try CommandLineProgram.run(
                "import", "--workspace", folder, "--format", "movielens-1m", "--from", folder + "/sample")
            #expect(taken.status == 2)
            #expect(taken.errors.contains("holds something else"))
        }
    }

    @Test(arguments: [["train"], ["evaluate", "--protocol", "leave-one-out"], ["recommend", "--user", "1"], ["models", "list"]])
    func aMissingWorkspaceIsExplained(_ arguments: [String]) throws {
        let outcome = try CommandLineProgram.run(arguments + ["--workspace", "/nowhere/at/all"])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("tastemaker import"))
    }

    @Test func anEmptyWorkspaceIsExplained() throws {
        try withTemporaryFolder { folder in
            try "1 2 3\n".write(toFile: folder + "/s.txt", atomically: true, encoding: .utf8)
            #expect(
                try CommandLineProgram.run("import", "--workspace", folder + "/w", "--format", "sequences", "--from", folder + "/s.txt")
                    .status == 0)
            // No model is needed for an answer, but somebody to answer is.
            #expect(try CommandLineProgram.run("recommend", "--workspace", folder + "/w", "--user", "1").status == 0)
            #expect(try CommandLineProgram.run("recommend", "--workspace", folder + "/w", "--user", "nobody").status == 7)
            #expect(try CommandLineProgram.run("models", "rollback", "--workspace", folder + "/w").status == 7)
            #expect(try CommandLineProgram.run("models", "promote", "x", "--workspace", folder + "/w").status == 7)
            let doctor = try CommandLineProgram.run("doctor", "--workspace", folder + "/w", "--json")
            #expect(doctor.status == 0)
            let report = try #require(try doctor.json() as? [String: Any])
            #expect((report["machine"] as? [String: Any])?["kernels"] is String)
            #expect(((report["workspace"] as? [String: Any])?["problems"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func usageErrorsEndWithTwoAndHelpWithZero() throws {
        #expect(try CommandLineProgram.run("recommend").status == 2)
        #expect(try CommandLineProgram.run("recommend", "--user", "1", "--history", "x").status == 2)
        #expect(try CommandLineProgram.run("train", "--budget", "soon").status == 2)
        #expect(try CommandLineProgram.run("nonsense").status == 2)
        let help = try CommandLineProgram.run("--help")
        #expect(help.status == 0)
        #expect(help.output.contains("Exit codes"))
    }
}
