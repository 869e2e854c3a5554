import ArgumentParser
import Datasets
import Foundation
import Serving
import Workspaces

/// `tastemaker batch`
struct BatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "Write lists for many people as JSON lines, each as the server would answer it.",
        discussion: """
            Consents, hidden titles and corrections hold as in the server. After a kill, the same command goes on behind the last whole line \
            of FILE.part; FILE appears when it is whole.
            """)
    @OptionGroup var common: CommonOptions
    @OptionGroup var machine: MachineProgress
    @Option(help: ArgumentHelp("A file that does not exist yet.", valueName: "file")) var to: String
    @Option(help: ArgumentHelp("One user id a line. Default: everybody.", valueName: "file")) var users: String?
    @Option(help: "Length of each list.") var count = 20
    @Option(help: "When: 2026-03-01T21:30:00Z or seconds since 1970. Default: now.") var at: Instant?

    func validate() throws {
        guard (1...500).contains(count) else { throw ValidationError("--count is \(count); allowed is 1 to 500") }
    }

    func run() throws {
        let workspace = try common.open()
        guard !FileManager.default.fileExists(atPath: to) else { throw ValidationError("--to: \(to) exists already") }
        let documents = try workspace.documents()
        // Nothing is drawn: a list that nobody saw teaches nothing.
        let service = TasteService(
            workspace: workspace, documents: documents, options: ServiceOptions(stateBytes: 1 << 20, cachedEvents: 1, explorationRate: 0),
            now: { Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000)) }, seconds: { ProcessInfo.processInfo.systemUptime },
            random: { .random(in: .min ... .max) })
        try service.host.reload(pinned: try ModelService.pinned(in: documents))
        let pseudonyms = try workspace.pseudonyms()
        let people =
            try users.map { try BatchScoring.users(inFile: $0).map { pseudonyms?.pseudonym(of: $0) ?? $0 } } ?? workspace.store.userIDs()
        let line = ProgressLine("scoring", unit: "users")
        let report = try BatchScoring(service, count: count, time: at?.timestamp).run(people, to: to) { done in
            var step = ProgressMessage.Step("scoring")
            (step.share, step.count) = (Double(done) / Double(people.count), done)
            machine.tell(step)
            line.update(share: step.share, count: done)
        }
        line.end()
        if common.json { return try Terminal.printJSON(report) }
        print("\(report.path): \(Terminal.grouped(report.users)) lists of \(report.model), \(Terminal.bytes(report.bytes))")
    }
}
