import ArgumentParser
import Datasets
import Evaluation
import Recommenders
import Workspaces

extension TrainingSample.Unit: ExpressibleByArgument {}

/// `tastemaker learning-curve`
struct LearningCurveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "learning-curve", abstract: "Measure how accuracy grows with the data, and when models beat popularity.",
        discussion: """
            Baselines, and with --train the model of a run file, learn from growing shares of the training part; all are asked the same \
            questions. Smaller shares lie in larger ones. The first baseline is what the others are compared with.
            """)

    @OptionGroup var common: CommonOptions
    @Option(name: .customLong("protocol"), help: "As for evaluate. Default: the run file's, or leave-one-out.") var protocolName:
        SplitProtocol?
    @Option(help: "Shares of the training part, such as 0.01,0.1,1.") var shares = "0.01,0.03,0.1,0.3,1"
    @Option(help: "What is left out: users or events.") var by: TrainingSample.Unit = .users
    @Option(help: "A baseline as for evaluate; may be given several times. Default: popularity, markov, item-knn and ease.") var baseline:
        [BaselineKind] = []
    @Flag(help: "Train the model of the run file on every share too.") var train = false
    @Option(help: ArgumentHelp("A run file: split, preprocessing, baselines and model.", valueName: "file")) var configuration: String?
    @Option(help: "Users who are asked, at most.") var users = 2000
    @Option(help: ArgumentHelp("Write a page with plots.", valueName: "file.html")) var report: String?

    func validate() throws {
        _ = try parsedShares()
        guard users > 0 else { throw ValidationError("--users is \(users); give 1 or more") }
        if train, configuration == nil { throw ValidationError("--train needs --configuration, which says what is trained") }
    }

    private func parsedShares() throws -> [Double] {
        try shares.split(separator: ",").map { text in
            guard let share = Double(text), share > 0, share <= 1 else {
                throw ValidationError("--shares has “\(text)”; give numbers above 0 and at most 1, separated by commas")
            }
            return share
        }
    }

    func run() throws {
        let workspace = try common.open()
        var run =
            try configuration.map { try RunConfiguration.read($0) }
            ?? RunConfiguration(preprocessing: Preprocessing(restrictsCatalogToItemsWithEvents: true))
        if let protocolName { run.split.kind = protocolName }
        let request = LearningCurveRequest(
            run: run, shares: try parsedShares(), unit: by,
            baselines: baseline.isEmpty ? LearningCurveMeasurement.defaultBaselines : baseline,
            trainsModel: train, users: users, seed: common.seed ?? 42, workers: common.threadCount)
        let curves = try workspace.learningCurves(request) { model, point in
            Terminal.complain("  \(Terminal.grouped(point.events)) events  \(model): NDCG@10 \(Terminal.fixed(point.value, 4))")
        }
        if let report {
            let page = EvaluationReport(title: "\(curves.dataset): learning curves", results: [], learningCurves: [curves])
            try EvaluateCommand.write(page, to: report)
        }
        if common.json { try Terminal.printJSON(LearningCurveAnswer(curves)) } else { print(LearningCurveCommand.text(curves)) }
    }

    private static func text(_ curves: LearningCurves) -> String {
        let (header, rows) = curves.table
        let head =
            "\(curves.dataset), \(curves.protocolName): \(curves.metric) of \(Terminal.grouped(curves.askedUsers)) users, "
            + "training thinned by \(curves.unit.rawValue)"
        return
            ([head, "", Terminal.table([header] + rows, rightAligned: Set(0..<header.count)), ""] + curves.crossings.map(\.sentence)
            + curves.skipped.map { "left out: \($0)" }).joined(separator: "\n")
    }
}

/// The curves and what follows from them.
private struct LearningCurveAnswer: Encodable {
    var curves: LearningCurves
    var crossings: [CurveCrossing]

    init(_ curves: LearningCurves) {
        self.curves = curves
        crossings = curves.crossings
    }
}
