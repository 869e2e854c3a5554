import Evaluation
import Foundation
import Testing
import Workspaces

@Suite struct ResultTablesTests {
    private static func result(_ model: String, _ ndcg: Double) -> EvaluationResult {
        EvaluationResult(
            dataset: "sample", protocolName: "leave-one-out", inputs: "ids", users: 10, cases: 10, candidates: 12,
            candidateRule: "all items",
            seenRemoved: true, model: model, metrics: ["HR@10": 0.5, "NDCG@10": ndcg], intervals: ["NDCG@10": Interval(low: 0.1, high: 0.3)]
        )
    }

    private func withDocument(_ text: String, _ body: (_ tables: ResultTables, _ document: String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let results = try EvaluationResult.json([Self.result("ours", 0.25), Self.result("Popularity", 0.125)])
            try results.write(toFile: folder + "/small.json", atomically: true, encoding: .utf8)
            try text.write(toFile: folder + "/README.md", atomically: true, encoding: .utf8)
            try body(ResultTables(folder: folder), folder + "/README.md")
        }
    }

    @Test func stepsHaveATableOfTheirOwnAndTestsAreSortedByMetric() throws {
        try withTemporaryFolder { folder in
            var result = Self.result("ours", 0.25)
            result.slices = [0, 5].map { step in
                EvaluationSlice(
                    dimension: "choices before", label: "\(step)", targets: 10, metrics: ["NDCG@10": 0.1, "HR@10": 0.2],
                    intervals: ["NDCG@10": Interval(low: 0.05, high: 0.15)])
            }
            let tests = ["NDCG@10", "NDCG@10 after 5"].map {
                PairedTest(differences: [0.5, -0.25], metric: $0, first: "ours", second: "theirs", permutations: 10)
            }
            try ResultFile(results: [result], comparisons: tests).write(to: folder + "/steps.json")
            try "<!-- table:steps -->\n<!-- /table -->\n".write(toFile: folder + "/README.md", atomically: true, encoding: .utf8)
            #expect(try ResultTables(folder: folder).update(folder + "/README.md"))
            let text = try String(contentsOfFile: folder + "/README.md", encoding: .utf8)
            #expect(text.contains("| model | inputs | metric | after 0 | after 5 |\n|---|---|---|---|---|"))
            #expect(text.contains("| ours | ids | NDCG@10 | 0.1000 (0.0500–0.1500) | 0.1000 (0.0500–0.1500) |"))
            #expect(text.contains("Paired differences of NDCG@10 after 5: ours − theirs: +0.1250"))
        }
    }

    @Test func writesATableOnceAndAgreesAfterwards() throws {
        try withDocument("# Title\n\n<!-- table:small -->\n<!-- /table -->\n\nend\n") { tables, document in
            #expect(try tables.differences(in: document).count == 1)
            #expect(try tables.update(document))
            let text = try String(contentsOfFile: document, encoding: .utf8)
            #expect(text.contains("| ours | ids | 0.5000 | 0.2500 | 0.1000–0.3000 |"))
            #expect(text.hasPrefix("# Title\n\n<!-- table:small -->\n") && text.hasSuffix("<!-- /table -->\n\nend\n"))
            #expect(try tables.differences(in: document).isEmpty)
            #expect(try !tables.update(document))
        }
    }

    @Test func findsAFigureThatWasChangedByHand() throws {
        try withDocument("<!-- table:small -->\n<!-- /table -->\n") { tables, document in
            _ = try tables.update(document)
            let text = try String(contentsOfFile: document, encoding: .utf8).replacingOccurrences(of: "0.2500", with: "0.9500")
            try text.write(toFile: document, atomically: true, encoding: .utf8)
            #expect(try tables.differences(in: document).count == 1)
        }
    }

    @Test(arguments: ["<!-- table:small -->\n", "<!-- table:absent -->\n<!-- /table -->\n", "<!-- table:small -->\n<!-- table:small -->\n"])
    func aBrokenDocumentIsNamed(_ text: String) throws {
        try withDocument(text) { tables, document in
            #expect(throws: WorkspaceError.self) { try tables.differences(in: document) }
        }
    }
}
