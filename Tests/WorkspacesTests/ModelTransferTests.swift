import Datasets
import Foundation
import Recommenders
import Testing
import Workspaces

/// Models that move between workspaces, and answers without a model.
@Suite struct ModelTransferTests {
    private let run =
        #"{"name": "tiny", "keywordsPerItem": 0, "model": {"inputs": "attributes", "embeddingDimension": 16, "layerCount": 2, "headCount": 1, "feedForwardDimension": 32, "facetDimension": 8, "maximumSequenceLength": 16}, "training": {"epochs": 3, "firstValidation": 2}}"#

    /// Two workspaces of the same films under other ids; a model is trained in the first.
    private func withTwo(_ body: (_ first: String, _ second: String, _ folder: String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try SampleData.write(to: folder + "/sample")
            let imported = try CommandLineProgram.run(
                "import", "--workspace", folder + "/a", "--format", "movielens-1m", "--from", folder + "/sample")
            try #require(imported.status == 0, "\(imported.errors)")
            try run.write(toFile: folder + "/run.json", atomically: true, encoding: .utf8)
            let trained = try CommandLineProgram.run(
                "train", "--workspace", folder + "/a", "--configuration", folder + "/run.json", "--name", "one", "--workers", "1")
            try #require(trained.status == 0, "\(trained.errors)")
            let other = try Workspace.openOrCreate(folder + "/b")
            try other.store.describe(
                items: SampleData.titles.enumerated().map { number, title in
                    let parts = title.split(separator: "(")
                    let genres = Set([SampleData.genres[number % 3], SampleData.genres[number / 4]])
                    return Item(
                        id: ItemID("film-\(number * 7)"), domain: .film, title: String(parts[0].dropLast()), year: Int(parts[1].dropLast()),
                        facets: [.genre: genres.sorted()])
                })
            try body(folder + "/a", folder + "/b", folder)
        }
    }

    @Test func anExportedModelAnswersInAnotherCatalogue() throws {
        try withTwo { first, second, folder in
            let exported = try CommandLineProgram.run("models", "export", "one", "--workspace", first, "--to", folder + "/bundle")
            #expect(exported.status == 0, "\(exported.errors)")
            let imported = try CommandLineProgram.run("models", "import", "--workspace", second, "--from", folder + "/bundle", "--json")
            #expect(imported.status == 0, "\(imported.errors)")
            let report = try #require(try imported.json() as? [String: Any])
            #expect(report["recognised"] as? Int == SampleData.titles.count && report["model"] as? String == "imported-1")

            // The same person gets the same list under the names of the other catalogue, which tells the same of each film.
            let history = ["--history", "Night Bus; Copper Sky (1997)", "-k", "5", "--json"]
            func titles(_ arguments: [String]) throws -> [String] {
                let outcome = try CommandLineProgram.run(arguments)
                #expect(outcome.status == 0, "\(outcome.errors)")
                let items = try #require((try outcome.json() as? [String: Any])?["items"] as? [[String: Any]])
                return items.compactMap { $0["title"] as? String }.map {
                    $0.replacingOccurrences(of: "The ", with: "").replacingOccurrences(of: ", The", with: "").replacingOccurrences(
                        of: "A ", with: ""
                    ).replacingOccurrences(of: ", A", with: "")
                }
            }
            let here = try titles(["recommend", "--workspace", first, "--model", "one"] + history)
            let there = try titles(["recommend", "--workspace", second, "--model", "imported-1"] + history)
            #expect(there.count == 5 && Set(here) == Set(there), "\(here), \(there)")
        }
    }

    @Test func aTrainingSetsOutFromAModelOfAnotherWorkspace() throws {
        try withTwo { first, _, folder in
            try SampleData.write(to: folder + "/more", users: 60)
            _ = try CommandLineProgram.run("import", "--workspace", folder + "/c", "--format", "movielens-1m", "--from", folder + "/more")
            let trained = try CommandLineProgram.run(
                "train", "--workspace", folder + "/c", "--start-from", first + ":one", "--budget", "20s", "--workers", "1", "--json")
            #expect(trained.status == 0, "\(trained.errors)")
            #expect(trained.errors.contains("knows 12 of 12 items"), "\(trained.errors)")
            #expect(trained.errors.contains("are little"))
            let unknown = try CommandLineProgram.run("train", "--workspace", folder + "/c", "--start-from", first + ":none")
            #expect(unknown.status != 0 && unknown.errors.contains("none"))
        }
    }

    @Test func withoutAModelTheAnswerSaysWhatItRestsOn() throws {
        try withTemporaryFolder { folder in
            try SampleData.write(to: folder + "/sample")
            _ = try CommandLineProgram.run("import", "--workspace", folder + "/w", "--format", "movielens-1m", "--from", folder + "/sample")
            let outcome = try CommandLineProgram.run("recommend", "--workspace", folder + "/w", "--user", "7", "-k", "2", "--json")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let answer = try #require(try outcome.json() as? [String: Any])
            let basis = try #require(answer["basis"] as? [String: Any])
            #expect(answer["model"] as? String == "small-data" && basis["people"] as? Int == 40 && basis["events"] as? Int == 360)
            let items = try #require(answer["items"] as? [[String: Any]])
            #expect(items.count == 2 && items.allSatisfy { $0["source"] is String })
            let text = try CommandLineProgram.run("recommend", "--workspace", folder + "/w", "--history", "Night Bus", "-k", "2")
            #expect(
                text.output.contains("No model serves") && text.output.contains("360 choices of 40 people"), "\(text.output)\(text.errors)")
            let similar = try CommandLineProgram.run("similar", "--workspace", folder + "/w", "--item", "Night Bus", "-k", "2")
            #expect(similar.status == 0, "\(similar.errors)")
            #expect(try CommandLineProgram.run("recommend", "--workspace", folder + "/w", "--user", "nobody").status == 7)
        }
    }
}
