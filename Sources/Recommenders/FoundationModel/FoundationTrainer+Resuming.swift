import NeuralNetworks

extension FoundationTrainer {
    /// Everything that the rest of the run depends on.
    package func checkpoint() -> (tensors: [String: Safetensors.Entry], state: TrainerState) {
        var tensors: [String: Safetensors.Entry] = [:]
        let count = model.network.layout.count
        func take(_ name: String, _ values: UnsafeMutablePointer<Float>) {
            tensors[name] = .init(shape: [count], values: Array(UnsafeBufferPointer(start: values, count: count)))
        }
        take("weights", model.store.values)
        take("adam.first", optimizer.first.values)
        take("adam.second", optimizer.second.values)
        for (key, entry) in state.bestWeights ?? [:] { tensors["best." + key] = entry }
        var saved = state
        saved.optimizerStep = optimizer.step
        return (tensors, saved)
    }

    /// Continues where `checkpoint()` was taken.
    ///
    /// - Throws: `CheckpointError` when the checkpoint belongs to another configuration.
    package func resume(_ tensors: [String: Safetensors.Entry], state saved: TrainerState) throws {
        let count = model.network.layout.count
        let targets = [("weights", model.store.values), ("adam.first", optimizer.first.values), ("adam.second", optimizer.second.values)]
        for (name, _) in targets {
            guard let entry = tensors[name] else { throw CheckpointError.missing(name) }
            guard entry.values.count == count else { throw CheckpointError.shape(name, expected: [count], found: entry.shape) }
        }
        for (name, target) in targets {
            tensors[name]!.values.withUnsafeBufferPointer { target.update(from: $0.baseAddress!, count: count) }
        }
        state = saved
        optimizer.step = saved.optimizerStep
        let best = tensors.filter { $0.key.hasPrefix("best.") }
        state.bestWeights = best.isEmpty ? nil : Dictionary(uniqueKeysWithValues: best.map { (String($0.key.dropFirst(5)), $0.value) })
        packed.refresh()
    }
}
