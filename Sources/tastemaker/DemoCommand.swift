import ArgumentParser
import Datasets
import Evaluation
import Foundation
import HTTPAPI
import Simulation
import Workspaces

/// `tastemaker demo`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Show the whole path: import, train, evaluate, recommend, say why, and serve.",
        discussion: """
            Without --from, an audience is simulated for a catalogue of about 2,000 well-known films that comes with the program: \
            the films are real, the people are not. With --from FORMAT PATH the same is done with your data. At the end the \
            server runs on this machine until Ctrl-C; --no-serve leaves that out.
            """)

    @OptionGroup var common: CommonOptions
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("A format and a path, such as: movielens-csv ../ml-latest-small", valueName: "format path"))
    var from: [String] = []
    @Option(help: "Wall time of the training, such as 90s.") var budget = TimeSpan(seconds: 100)
    @Option(help: "Simulated people.") var users = 3000
    @Flag(inversion: .prefixedNo, help: "End with the server and the console, on this machine only.") var serve = true
    @Option(help: "Port of the server; 0 takes any that is free.") var port = 8080

    func validate() throws {
        guard from.isEmpty || from.count == 2 else { throw ValidationError("--from takes a format and a path") }
        if let format = from.first, ImportFormat(rawValue: format) == nil {
            throw ValidationError(
                "there is no format “\(format)”; there are \(ImportFormat.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard (50...1_000_000).contains(users) else { throw ValidationError("--users is \(users); allowed is 50 to 1000000") }
    }

    /// Kept apart from real data unless a folder is named.
    private var folder: String { common.workspace == Workspace.defaultFolder ? Workspace.defaultFolder + "-demo" : common.workspace }

    func run() async throws {
        var workspace = try Workspace.openOrCreate(folder)
        try importData(&workspace)
        let training = try train(workspace)
        let outcome = try evaluate(workspace, model: training.model)
        let answers = try recommend(workspace, model: training.model)
        try tag(workspace)
        let report = folder + "/report.html"
        try EvaluateCommand.write(
            outcome, workspace: workspace, to: report, title: "Tastemaker demo: \(workspace.configuration.datasetName)", note: note)
        if common.json {
            try Terminal.printJSON(
                Summary(note: note, training: training, results: outcome.results, recommendations: answers, report: report))
        } else {
            print("\nThe report with plots: \(report)\nTry: tastemaker recommend --workspace \(folder) --history \"\(example)\"")
        }
        if serve, !common.json { try await serve(workspace) }
    }

    private func serve(_ workspace: Workspace) async throws {
        step(6, "Serve.")
        let settings = try await Settings(arguments: ["http.port": "\(port)"], environment: ProcessInfo.processInfo.environment, file: nil)
        try await RunningServer.run(try Workspace.open(workspace.folder), settings, newKey: "demo")
    }

    private struct Summary: Encodable {
        var note: String
        var training: TrainingReport
        var results: [EvaluationResult]
        var recommendations: [RecommendationList]
        var report: String
    }

    private var isSimulated: Bool { from.isEmpty }
    private var note: String { isSimulated ? "The films are real, the audience is simulated: these figures say nothing about people." : "" }
    private var example: String { isSimulated ? "The Matrix (1999); Blade Runner (1982)" : "a title; another title" }

    // MARK: Steps

    private func step(_ number: Int, _ text: String) { say("\n\(number). \(text)") }

    /// With --json only the result goes to standard output.
    private func say(_ text: String) {
        if common.json { return Terminal.complain(text) }
        print(text)
        // In order with what goes to standard error.
        fflush(nil)
    }

    private func importData(_ workspace: inout Workspace) throws {
        step(1, isSimulated ? "Import. The films are real, the audience is SIMULATED: nobody's data is in here." : "Import.")
        let line = ProgressLine("importing", unit: "events")
        let show: (ImportProgress) -> Void = { progress in
            line.update(
                share: progress.totalBytes > 0 ? Double(progress.bytesRead) / Double(progress.totalBytes) : nil,
                count: progress.events + progress.known, detail: progress.source)
        }
        let reports: [ImportReport]
        if let format = from.first.flatMap(ImportFormat.init(rawValue:)) {
            reports = try workspace.importFiles(ImportRequest(format: format, paths: [from[1]]), progress: show)
        } else {
            reports = [try workspace.importSimulatedAudience(.init(users: users, seed: common.seed ?? 1), progress: show)]
        }
        line.end()
        let counts = try workspace.store.counts()
        let new = reports.reduce(0) { $0 + $1.events }
        say(
            "   \(Terminal.grouped(counts.events)) events of \(Terminal.grouped(counts.users)) users on \(Terminal.grouped(counts.items)) titles, \(Terminal.grouped(new)) of them new, in \(Terminal.duration(reports.reduce(0) { $0 + $1.seconds }))"
        )
    }

    private func train(_ workspace: Workspace) throws -> TrainingReport {
        step(2, "Train, within \(Terminal.duration(budget.seconds)).")
        let printer = TrainingPrinter()
        let report = try workspace.train(
            TrainingRequest(
                budgetSeconds: budget.seconds, name: workspace.models.freeName("demo"), seed: common.seed, workers: common.threadCount)
        ) { printer.show($0) }
        printer.end()
        say(
            "   \(report.model): \(Terminal.grouped(report.parameters)) weights, \(report.epochs) epochs, \(Terminal.duration(report.seconds)); it \(report.promoted ? "serves" : "does not serve, a simple baseline is better")"
        )
        return report
    }

    private func evaluate(_ workspace: Workspace, model: String) throws -> EvaluationOutcome {
        step(3, "Evaluate: everybody's last choice, all titles ranked, against simple baselines.")
        let printer = EvaluationPrinter()
        let outcome = try workspace.evaluate(
            EvaluationRequest(.leaveOneOut, models: [model], baselines: nil, seed: common.seed ?? 42, workers: common.threadCount)
        ) { printer.show($0) }
        printer.end()
        say(EvaluationPrinter.table(outcome.results, outcome.comparisons))
        return outcome
    }

    /// After everything that is measured: models read tags at their next training.
    private func tag(_ workspace: Workspace) throws {
        step(5, "Tag: mood, theme, tone and story, from names, facets and what the same people watch.")
        var request = TaggingRequest()
        request.workers = common.threadCount
        let report = try workspace.tagTitles(request)
        say(
            "   \(Terminal.grouped(report.given)) tags for \(Terminal.grouped(report.tagged)) titles in \(Terminal.duration(report.seconds)); \(Terminal.grouped(report.uncertain)) claims are uncertain and wait for a person: the console has them under Tags"
        )
    }

    private func recommend(_ workspace: Workspace, model: String) throws -> [RecommendationList] {
        step(4, "Recommend.")
        let people = isSimulated ? try workspace.simulatedPeople() : try workspace.strangers()
        var answers: [RecommendationList] = []
        for person in people {
            say("\n\(person.name). \(person.story)")
            for answer in try workspace.recommend(person.requests, model: model) {
                answers.append(answer)
                if !common.json { RecommendationPrinter.show(answer) }
            }
        }
        return answers
    }
}
