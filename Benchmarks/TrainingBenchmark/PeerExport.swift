import Datasets
import Foundation
import NeuralNetworks
import Recommenders
import Tensors

/// Writes a model's weights, one batch, its loss and the weights after one step, so that a peer can prove that it computes the same.
///
/// Without dropout, in one batch of all users, in histories shorter than the longest window.
struct PeerExport {
    let folder: String
    var shape: TrainingShape

    init(folder: String, shape: TrainingShape) {
        self.folder = folder
        self.shape = shape
        self.shape.dropout = 0
        self.shape.batch = 8
        // One of the users has every item once, and must fit into a window.
        self.shape.items = shape.maximum - 1
    }

    private struct Description: Encodable {
        var shape: TrainingShape
        var kernels: String
        /// Rows of the softmax of every user, in the order of the trainer's users.
        var histories: [[Int]]
        /// Nats per target, before the step.
        var loss: Double
        var learningRate: Float
        var weightDecay: Float
        var clipNorm: Float
        var undecayed: [String]
    }

    func write() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var random = SeededGenerator(seed: shape.seed)
        let lengths = (0..<shape.batch - 1).map { _ in Int.random(in: 3..<shape.maximum, using: &random) }
        let world = MadeUpHistories.split(lengths: lengths, users: shape.batch - 1, items: shape.items, seed: shape.seed)
        let training = shape.training()
        let trainer = try FoundationTrainer(
            dataset: world.dataset, split: world.split, configuration: shape.model, training: training, workers: shape.workers,
            clock: TrainingBenchmark.seconds)
        try save(trainer.model.store.export(), "before.safetensors")
        _ = try trainer.run()
        try save(trainer.model.store.export(), "after.safetensors")
        let description = Description(
            shape: shape, kernels: KernelLevel.active.rawValue,
            histories: world.split.training.map { $0.interactions.compactMap { $0.item?.position } },
            loss: trainer.history.losses.first?.loss ?? 0, learningRate: training.learningRate, weightDecay: training.weightDecay,
            clipNorm: training.clipNorm, undecayed: trainer.model.network.layout.parameters.filter { !$0.decays }.map(\.key))
        try JSONEncoder().encode(description).write(to: URL(fileURLWithPath: folder + "/batch.json"))
    }

    private func save(_ tensors: [String: Safetensors.Entry], _ name: String) throws {
        try Safetensors(tensors: tensors).encoded().write(to: URL(fileURLWithPath: folder + "/" + name))
    }
}
