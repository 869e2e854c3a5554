import ArgumentParser
import Workspaces

/// `tastemaker tables`: for the project's own documents.
struct TablesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tables", abstract: "Write the tables of the documents from committed result files.",
        discussion: "Everything between <!-- table:NAME --> and <!-- /table --> is replaced by the table of RESULTS/NAME.json.",
        shouldDisplay: false)

    @Option(help: "Folder of the result files.") var results = "docs/results"
    @Flag(help: "Change nothing; fail when a table differs.") var check = false
    @Argument(help: "Documents.") var documents = ["README.md"]

    func run() throws {
        let tables = ResultTables(folder: results)
        var differing: [String] = []
        for document in documents {
            if check {
                differing += try tables.differences(in: document)
            } else if try tables.update(document) {
                print("\(document): updated")
            }
        }
        guard differing.isEmpty else {
            for difference in differing { Terminal.complain("tastemaker: \(difference)") }
            Terminal.complain("Run `make tables` and commit the result.")
            throw ExitCode(ExitStatus.failure.rawValue)
        }
        if check { print("\(documents.joined(separator: ", ")): tables agree with \(results)") }
    }
}
