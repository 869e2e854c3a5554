import Datasets
import Evaluation
import Foundation
import Recommenders
import Tensors

/// Trains a run file on MovieLens 1M, validates after every epoch, and says when which figure was reached.
///
/// What the model is stopped by is validation alone; the test figure of every epoch stands beside it to be read, never to choose.
struct QualityRun {
    private let run: RunConfiguration
    private let workers: Int
    private let testsEveryEpoch: Bool

    /// Options: `--epochs`, `--batch` (users a step), `--every` (validate each so many epochs), `--workers`, `--seed`, `--curve 1` for test
    /// figures of every epoch.
    init(_ arguments: inout BenchmarkArguments) throws {
        let file = try Data(contentsOf: URL(fileURLWithPath: arguments.operand ?? "Configurations/ml-1m-order-only.json"))
        var run = try RunConfiguration(file: file)
        run.training.epochs = try arguments.number("epochs", run.training.epochs)
        run.training.batchSize = try arguments.number("batch", run.training.batchSize)
        run.training.validationInterval = try arguments.number("every", 1)
        run.training.firstValidation = try arguments.number("first", 1)
        run.training.seed = try arguments.number("seed", 1)
        workers = try arguments.number("workers", 2)
        testsEveryEpoch = try arguments.number("curve", 1) == 1
        self.run = run
    }

    struct Point: Encodable {
        var epoch: Int
        /// Of training alone: validation and test are not in it.
        var trainingSeconds: Double
        /// Since the trainer began to be made, validation included, tests not.
        var wallSeconds: Double
        var validation: Double
        var test: Double?
    }
    struct Result: Encodable {
        var machine: Machine
        var run: RunConfiguration
        var workers: Int
        var preparationSeconds: Double
        var points: [Point]
        var bestEpoch: Int
        var trainingSeconds: Double
        var wallSeconds: Double
        var tokens: Int
        /// Of the model that validation chose.
        var testNDCG10: Double
        var testHR10: Double
        var peakMegabytes: Int
    }

    func measure() throws {
        let machine = Machine()
        let (dataset, split) = try QualityRun.data(run)
        let started = TrainingBenchmark.seconds()
        let watch = StopWatch()
        let trainer = try FoundationTrainer(
            dataset: dataset, split: split, configuration: run.model, training: run.training, tokenizer: run.tokenizer, workers: workers,
            clock: TrainingBenchmark.seconds)
        let preparation = TrainingBenchmark.seconds() - started
        var points: [Point] = []
        watch.training = preparation
        watch.mark()
        let model = try trainer.run(
            progress: { report in
                guard let validation = report.validation else { return watch.keepTraining() }
                points.append(
                    Point(
                        epoch: report.epoch, trainingSeconds: watch.training,
                        wallSeconds: TrainingBenchmark.seconds() - started - watch.testing, validation: validation, test: nil))
                FileHandle.standardError.write(Data("epoch \(report.epoch) \(watch.training) s validation \(validation)\n".utf8))
            },
            checkpoint: { trainer in
                let began = TrainingBenchmark.seconds()
                if testsEveryEpoch, points.last?.epoch == trainer.history.validations.last?.epoch, !points.isEmpty {
                    points[points.count - 1].test = try test(trainer.model, dataset, split).ndcg
                }
                watch.testing += TrainingBenchmark.seconds() - began
                watch.mark()
            })
        let wall = TrainingBenchmark.seconds() - started - watch.testing
        let (ndcg, hits) = try test(model, dataset, split)
        TrainingBenchmark.print(
            json: Result(
                machine: machine, run: run, workers: workers, preparationSeconds: preparation, points: points,
                bestEpoch: trainer.history.bestEpoch, trainingSeconds: watch.training, wallSeconds: wall, tokens: trainer.history.tokens,
                testNDCG10: ndcg, testHR10: hits, peakMegabytes: PeakMemory.bytes() >> 20))
    }

    private static func data(_ run: RunConfiguration) throws -> (Dataset, Split) {
        guard let folder = ProcessInfo.processInfo.environment["TASTEMAKER_DATA"] else {
            throw BenchmarkArguments.Problem(description: "set TASTEMAKER_DATA to the folder that holds ml-1m")
        }
        var builder = DatasetBuilder(name: "ml-1m", ratingScale: 1...5, domain: .film)
        try MovieLens1MImporter(folder: folder + "/ml-1m").run(into: &builder)
        let dataset = run.preprocessing.apply(to: builder.build())
        return (dataset, try Split.make(dataset, run.split))
    }

    private func test(_ model: FoundationModel, _ dataset: Dataset, _ split: Split) throws -> (ndcg: Double, hits: Double) {
        let task = EvaluationTask(dataset: dataset.name, split: split, part: .test, catalog: dataset.catalog)
        let evaluator = try Evaluator(
            EvaluatorOptions(cutoffs: [10], workers: workers, resamples: 0, seed: 1, slices: false, leakCheck: false))
        let metrics = try evaluator.evaluate(model.bound(to: dataset.catalog), on: task).result.metrics
        return (metrics["NDCG@10"] ?? 0, metrics["HR@10"] ?? 0)
    }
}

/// Seconds of training, read at its reports: the last of an epoch comes at its end.
private final class StopWatch {
    var training = 0.0
    var testing = 0.0
    private var last = 0.0
    func mark() { last = TrainingBenchmark.seconds() }
    func keepTraining() {
        let now = TrainingBenchmark.seconds()
        training += now - last
        last = now
    }
}
