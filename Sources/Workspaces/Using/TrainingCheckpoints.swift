import Crypto
import Datasets
import Foundation
import NeuralNetworks
import Recommenders

/// What a killed training needs to go on: one published folder an epoch, of which the last two are kept.
///
/// A checkpoint belongs to one run: same data, settings and number of workers. Damaged ones are passed over.
struct TrainingCheckpoints {
    private let registry: ModelRegistry
    private let folder: String
    /// Two processes that train the same would write the same checkpoints.
    private let lock: WriterLock

    init(folder: String, run: RunConfiguration, data: Dataset, workers: Int, start: String? = nil) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let identity = try encoder.encode(run) + Data("\(data.fingerprint) \(workers)\(start.map { " from \($0)" } ?? "")".utf8)
        let key = FileDigest.hexadecimal(SHA256.hash(data: identity)).prefix(16)
        self.folder = folder + "/" + key
        registry = ModelRegistry(folder: self.folder)
        try FileSystemCall.makeFolder(self.folder)
        lock = try WriterLock(file: self.folder + "/.lock", purpose: "training \(run.name)")
        try registry.removeDrafts()
    }

    /// - Returns: the number of finished epochs that are on the disk now.
    func save(_ trainer: FoundationTrainer) throws -> Int {
        let (tensors, state) = trainer.checkpoint()
        let name = "epoch-" + String(state.epoch + 100_000).dropFirst()
        if try registry.names().contains(name) { try FileSystemCall.remove(registry.path(of: name)) }
        try registry.publish(
            name,
            files: ["tensors.safetensors": Safetensors(tensors: tensors).encoded(), "state.json": JSONEncoder().encode(state)])
        for old in try registry.names().dropLast(2) { try FileSystemCall.remove(registry.path(of: old)) }
        return state.epoch
    }

    /// Continues from the latest whole checkpoint.
    ///
    /// - Parameter refused: is told of damaged checkpoints that were passed over.
    /// - Returns: the number of epochs that it had finished; nil when there is none.
    func restore(_ trainer: FoundationTrainer, refused: (String) -> Void) throws -> Int? {
        for name in try registry.names().reversed() {
            do {
                let files = try registry.contents(of: name)
                guard let tensors = files["tensors.safetensors"], let state = files["state.json"] else { continue }
                let decoded = try JSONDecoder().decode(TrainerState.self, from: state)
                try trainer.resume(Safetensors(decoding: tensors).tensors, state: decoded)
                return decoded.epoch
            } catch let error as RegistryError {
                refused("the checkpoint \(name) is passed over: \(error.reason)")
            } catch is DecodingError {
                refused("the checkpoint \(name) is passed over: its state cannot be read")
            }
        }
        return nil
    }

    func remove() throws { try FileSystemCall.remove(folder) }
}
