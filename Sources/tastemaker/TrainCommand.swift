import ArgumentParser
import Datasets
import Recommenders
import Workspaces

/// `tastemaker train`
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "Train a model on the events of the workspace.",
        discussion: """
            Without a run file the run sizes itself from the data and the budget, and prints its choices. After training, the model is \
            measured on validation against simple baselines; it serves only if it is at least as good as the best of them. After a kill, \
            the same command goes on from the last finished epoch.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var memory: MemoryOptions
    @Option(help: ArgumentHelp("A run file, see Configurations/.", valueName: "file")) var configuration: String?
    @Option(help: "Wall time of the training, such as 90s, 10m or 1h. Default: 10m without a run file.") var budget: TimeSpan?
    @Option(help: "Name of the model. Default: the run's name with a number.") var name: String?
    @OptionGroup var machine: MachineProgress
    @Option(
        help: ArgumentHelp(
            "Set out from a model: a name, WORKSPACE:MODEL, or the folder of a bundle. Titles are recognised.", valueName: "model"))
    var startFrom: String?
    @Option(
        help: ArgumentHelp(
            "Counts that stand beside the network in the bundle: \(BaselineKind.companionKinds.map(\.rawValue).joined(separator: ", ")); may be given several times. Default: the run's.",
            valueName: "companion"))
    var companion: [BaselineKind] = []
    @Option(
        help: ArgumentHelp(
            "Train no network: give this model the --companion ones (or those of the --configuration) as a new model.", valueName: "model"))
    var refitCompanions: String?
    @Option(help: ArgumentHelp("Folder of the sentence encoder. Default: $TASTEMAKER_TEXT_ENCODER.", valueName: "folder"))
    var textEncoder: String?
    @Option(
        help:
            "Where the histories lie while they are learned from: memory, disk (a temporary file of the workspace's disk), or automatic: on the disk where memory would not do. The model is the same."
    )
    var histories = HistoryStorage.automatic
    @Flag(help: "Publish the model and let the one that serves go on serving, whatever the gate says.") var noPromote = false

    func run() throws {
        let workspace = try common.open()
        if let refitCompanions { return try refit(refitCompanions, in: workspace) }
        var request = TrainingRequest(
            run: try configuration.map { try RunConfiguration.read($0) }, budgetSeconds: budget?.seconds, name: name, seed: common.seed,
            workers: common.threadCount, start: startFrom, memoryLimit: memory.memoryLimit?.bytes,
            companions: companion.isEmpty ? nil : companion, textEncoder: textEncoder)
        request.promotes = !noPromote
        request.histories = histories
        let printer = TrainingPrinter()
        let report = try workspace.train(request) {
            machine.tell($0)
            printer.show($0)
        }
        printer.end()
        if common.json { try Terminal.printJSON(report) } else { TrainingPrinter.summarize(report) }
    }

    private func refit(_ model: String, in workspace: Workspace) throws {
        let kinds = companion.isEmpty ? try configuration.map { try RunConfiguration.read($0).training.companions } ?? [] : companion
        let printer = TrainingPrinter()
        let request = CompanionRequest(model: model, companions: kinds, name: name, workers: common.threadCount)
        let report = try workspace.refitCompanions(request) { printer.show($0) }
        printer.end()
        if common.json { try Terminal.printJSON(report) } else { TrainingPrinter.summarize(report) }
    }
}

/// Prints what training says.
final class TrainingPrinter {
    private let line = ProgressLine("training", unit: "tokens")

    func show(_ event: TrainingEvent) {
        switch event {
        case .estimate(let estimate): MemoryOptions.show(estimate)
        case .choices(let sentences): for sentence in sentences { Terminal.complain("  \(sentence)") }
        case .resumed(let epoch): Terminal.complain("  going on after epoch \(epoch) of an earlier run with the same data and settings")
        case .progress(let progress): show(progress)
        case .saved, .published, .promoted: break
        case .gate(let model, let ndcg):
            line.end()
            Terminal.complain("  validation NDCG@10 \(Terminal.fixed(ndcg, 4))  \(model)")
        }
    }

    private func show(_ progress: TrainingProgress) {
        if let validation = progress.validation {
            line.end()
            Terminal.complain(
                "  epoch \(progress.epoch)  loss \(Terminal.fixed(progress.loss, 3))  validation NDCG@10 \(Terminal.fixed(validation, 4))"
                    + "  after \(Terminal.duration(progress.seconds))")
        }
        line.update(
            share: Double(progress.step) / Double(max(1, progress.totalSteps)), count: 0,
            detail:
                "epoch \(progress.epoch)  loss \(Terminal.fixed(progress.loss, 3))  \(Terminal.grouped(Int(progress.tokensPerSecond))) tokens/s"
        )
    }

    func end() { line.end() }

    private static func sentence(_ figures: IntentFigures) -> String {
        func written(_ one: IntentFigures.Accuracy) -> String { "\(Terminal.fixed(one.logLoss, 3)) (\(Terminal.fixed(one.top1, 3)))" }
        return
            "intent \(figures.aspect.rawValue): log loss (and share of the most probable right) \(written(figures.model)); always the usual \(written(figures.usual)); "
            + "the person's own shares \(written(figures.own)); \(figures.cases) cases, \(figures.classes) classes"
    }

    static func summarize(_ report: TrainingReport) {
        print(
            "model \(report.model): \(report.inputs), \(Terminal.grouped(report.parameters)) weights, best of \(report.epochs) epochs was \(report.bestEpoch), \(Terminal.duration(report.seconds))"
        )
        if let validation = report.validation, let baseline = report.bestBaseline, let figure = report.bestBaselineValidation {
            print("validation NDCG@10 \(Terminal.fixed(validation, 4)); best simple baseline: \(baseline) \(Terminal.fixed(figure, 4))")
        }
        for intent in report.intents ?? [] { print(sentence(intent)) }
        print(
            report.promoted
                ? "it serves now"
                : "it does not serve, because it is below the simple baseline; to insist: tastemaker models promote \(report.model)")
    }
}
