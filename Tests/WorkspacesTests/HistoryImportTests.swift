import Datasets
import Foundation
import Testing
import Workspaces

@Suite struct HistoryImportTests {
    private func withWorkspace(_ body: (inout Workspace, String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            var workspace = try Workspace.openOrCreate(folder + "/w")
            try workspace.store.describe(items: [
                Item(id: ItemID("10"), domain: .film, title: "Heat", year: 1995),
                Item(id: ItemID("11"), domain: .film, title: "Hamlet", year: 1990),
                Item(id: ItemID("12"), domain: .film, title: "Hamlet", year: 1996),
                Item(id: ItemID("13"), domain: .series, title: "Dark", year: 2017),
            ])
            try body(&workspace, folder)
        }
    }

    private let file = """
        Title,Date
        "Dark: Season 1: Lies","1/31/24"
        "Hamlet","1/30/24"
        "Heat","1/20/24"
        "Our Wedding","1/2/24"

        """

    private func write(_ text: String, _ path: String) throws { try text.write(toFile: path, atomically: true, encoding: .utf8) }

    @Test func nothingIsGuessedAndNothingIsLost() throws {
        try withWorkspace { workspace, folder in
            try write(file, folder + "/n.csv")
            var request = HistoryImportRequest(format: .netflix, path: folder + "/n.csv", options: HistoryOptions(user: "anna"))
            let report = try workspace.importHistory(request)
            #expect(report.events == 2 && report.aside == 2 && report.titles == 4)
            #expect(report.ambiguous.map(\.title) == ["Hamlet"] && report.ambiguous[0].candidates.map(\.id) == ["11", "12"])
            #expect(report.unknown.map(\.title) == ["Our Wedding"])
            let aside = try String(contentsOfFile: try #require(report.asideFile), encoding: .utf8)
            #expect(aside.split(separator: "\n").count == 2 && aside.contains("Our Wedding"))
            let questions = try String(contentsOfFile: report.decisionsFile, encoding: .utf8)
            #expect(questions.contains("? 11 = Hamlet (1990) | 12 = Hamlet (1996)"))

            // A person decides; the same command brings what was aside.
            try write(#"{"Hamlet": "12", "Our Wedding": null}"#, folder + "/decisions.json")
            request.decisions = folder + "/decisions.json"
            let second = try workspace.importHistory(request)
            #expect(second.events == 1 && second.known == 2 && second.declined == 1 && second.ambiguous.isEmpty && second.unknown.isEmpty)
            let events = try workspace.store.events(of: UserID("anna"))
            #expect(events.map { $0.item?.rawValue } == ["10", "12", "13"] && events[2].episode == 1000)
            let third = try workspace.importHistory(request)
            #expect(third.events == 0 && third.known == 3)
        }
    }

    @Test func unknownTitlesBecomeItemsOnlyWhenAsked() throws {
        try withWorkspace { workspace, folder in
            try write(file, folder + "/n.csv")
            let report = try workspace.importHistory(HistoryImportRequest(format: .netflix, path: folder + "/n.csv", addsUnknown: true))
            #expect(report.added == 1 && report.events == 3 && report.unknown.isEmpty)
            let items = try workspace.store.items()
            #expect(items.contains { $0.title == "Our Wedding" && $0.id == ItemID("title:our-wedding") })
        }
    }

    @Test func aDecisionForAnItemThatDoesNotExistIsRefusedByName() throws {
        try withWorkspace { workspace, folder in
            try write(file, folder + "/n.csv")
            try write(#"{"Hamlet": "99"}"#, folder + "/d.json")
            let request = HistoryImportRequest(format: .netflix, path: folder + "/n.csv", decisions: folder + "/d.json")
            #expect { try workspace.importHistory(request) } throws: {
                ($0 as? WorkspaceError)?.code == .unknownItem && "\($0)".contains("Hamlet")
            }
            try write("[1]", folder + "/d.json")
            #expect { try workspace.importHistory(request) } throws: { ($0 as? WorkspaceError)?.code == .configuration }
        }
    }

    @Test func theCommandReportsAndIsRepeatable() throws {
        try withWorkspace { workspace, folder in
            try write(file, folder + "/n.csv")
            let arguments = ["import", "--workspace", folder + "/w", "--format", "netflix", "--from", folder + "/n.csv", "--user", "anna"]
            let text = try CommandLineProgram.run(arguments)
            #expect(
                text.status == 0 && text.output.contains("2 of 4 titles recognised") && text.output.contains("Our Wedding"),
                "\(text.output)\(text.errors)")
            let json = try #require(try CommandLineProgram.run(arguments + ["--json"]).json() as? [[String: Any]])
            #expect(json[0]["events"] as? Int == 0 && json[0]["known"] as? Int == 2)
        }
    }
}
