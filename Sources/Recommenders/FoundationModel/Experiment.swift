import Datasets
import Evaluation
import Foundation
import NeuralNetworks

/// A data set prepared for a run: reduced, enriched with plot words, and split.
///
/// Models and baselines that are to be compared come from one experiment: they learn from the same events and answer
/// the same questions.
public struct Experiment: Sendable {
    public let run: RunConfiguration
    public let dataset: Dataset
    public let split: Split

    /// - Parameter kind: another question on the same training part, such as `temporal-each` for a model of `temporal-last`.
    /// - Throws: `SplitError`; `ExperimentError.otherTrainingPart` when the question needs another training part.
    public init(_ dataset: Dataset, run: RunConfiguration, asking kind: SplitProtocol? = nil) throws {
        var configuration = run.split
        if let kind {
            guard Self.sharesTraining(kind, configuration.kind) else {
                throw ExperimentError.otherTrainingPart(trained: configuration.kind.rawValue, asked: kind.rawValue)
            }
            configuration.kind = kind
        }
        self.run = run
        self.dataset = Self.prepared(dataset, run: run)
        configuration.segmenter = run.tokenizer.segmenter
        split = try Split.make(self.dataset, configuration)
    }

    /// The data as the model of a run reads it, unsplit: what recommendations are made from.
    public static func prepared(_ dataset: Dataset, run: RunConfiguration) -> Dataset {
        var reduced = run.preprocessing.apply(to: dataset)
        reduced.catalog = described(reduced.catalog, run: run)
        return reduced
    }

    /// A catalogue as the model of a run reads it: with words of the plots where it reads attributes.
    public static func described(_ catalog: Catalog, run: RunConfiguration) -> Catalog {
        guard run.model.inputs >= .attributes, run.keywordsPerItem > 0 else { return catalog }
        return KeywordExtractor(count: run.keywordsPerItem).apply(to: catalog)
    }

    private static func sharesTraining(_ a: SplitProtocol, _ b: SplitProtocol) -> Bool {
        a == b || (a.isTemporal && b.isTemporal) || (a.withholdsItems && b.withholdsItems)
    }

    /// What training needs to know of a checkpoint to continue it: the data, the run and the number of workers.
    func fingerprint(workers: Int) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = String(decoding: try encoder.encode(run), as: UTF8.self)
        let hash = StableHash.of("\(dataset.fingerprint)|\(workers)|\(split.protocolName)|\(text)", seed: 0xC4EC)
        return String(hash, radix: 16)
    }

    /// Trains the run's model.
    ///
    /// - Parameters:
    ///   - checkpoint: a file that is replaced after every epoch and continued from when it belongs to this very run.
    ///   - clock: seconds that pass.
    /// - Throws: `FoundationModelError`, and errors of reading and writing the checkpoint.
    public func train(
        workers: Int, checkpoint: URL? = nil, clock: @escaping @Sendable () -> Double,
        progress: (TrainingProgress) -> Void = { _ in }
    ) throws -> FoundationBundle {
        let trainer = try FoundationTrainer(
            dataset: dataset, split: split, configuration: run.model, training: run.training, tokenizer: run.tokenizer,
            workers: workers, clock: clock)
        let file = try checkpoint.map { CheckpointFile(url: $0, fingerprint: try fingerprint(workers: workers)) }
        try file?.resume(trainer)
        let model = try trainer.run(progress: progress, checkpoint: { try file?.save($0) })
        try file?.remove()
        return FoundationBundle(model: model, schema: DatasetSchema(dataset), run: run, history: trainer.history)
    }
}

/// Why models cannot be compared.
public enum ExperimentError: Error, Equatable, Sendable, CustomStringConvertible {
    case otherTrainingPart(trained: String, asked: String)

    public var description: String {
        switch self {
        case .otherTrainingPart(let trained, let asked):
            "the model was trained for \(trained); under \(asked) some of its training events are test events. Train one with a run file for \(asked)"
        }
    }
}

/// A run in progress on disk: one file, replaced as a whole.
struct CheckpointFile {
    let url: URL
    let fingerprint: String

    func save(_ trainer: FoundationTrainer) throws {
        let (tensors, state) = trainer.checkpoint()
        let json = String(decoding: try JSONEncoder().encode(state), as: UTF8.self)
        let file = Safetensors(tensors: tensors, metadata: ["state": json, "fingerprint": fingerprint])
        try file.encoded().write(to: url, options: .atomic)
    }

    /// Continues a checkpoint of the same run; one of another run, or a damaged one, is left alone and training starts anew.
    func resume(_ trainer: FoundationTrainer) throws {
        guard let data = try? Data(contentsOf: url), let file = try? Safetensors(decoding: data),
            file.metadata["fingerprint"] == fingerprint, let json = file.metadata["state"],
            let state = try? JSONDecoder().decode(TrainerState.self, from: Data(json.utf8))
        else { return }
        try trainer.resume(file.tensors, state: state)
    }

    func remove() throws {
        guard FileManager.default.fileExists(atPath: url.path) else { return }
        try FileManager.default.removeItem(at: url)
    }
}
