import Datasets
import NeuralNetworks
import Tensors

extension FoundationTrainer {
    /// One optimizer step over a sample of the catalogue.
    ///
    /// - Returns: the loss.
    func sampledStep(_ table: SampledItemTable, _ windows: [TrainingWindow], weight: Double) throws -> Double {
        let sampled = table.forward(windows, number: optimizer.step, dropped: isDropped, facetDropout: facetDropout)
        let shares = TrainingWindow.balanced(windows.map(table.numbered), workers: workers)
        let losses = ParallelLoop.map(workers) { worker in
            microBatches(shares[worker]).reduce(0) {
                $0 + forwardAndBack($1, worker: worker, sampled: sampled, lossScale: Float(1 / weight))
            }
        }
        let sparse = table.backward(sampled)
        let norm = optimizer.update(
            model.store, gradients: gradients, sparse: sparse, learningRate: schedule.rate(at: optimizer.step), workers: workers)
        guard norm.isFinite else { throw FoundationModelError.diverged(step: optimizer.step) }
        ParallelLoop.run(workers) { gradients[$0].clear(outside: sparse.parameter) }
        packed.refresh()
        return losses.reduce(0, +)
    }

    /// Windows packed end to end, so many tokens at a time.
    private func microBatches(_ windows: [TrainingWindow]) -> [SequenceBatch] {
        var batches: [SequenceBatch] = []
        for window in windows {
            if batches.last.map({ $0.tokens.rowCount + window.range.count > training.tokensPerMicroBatch }) ?? true {
                batches.append(SequenceBatch())
            }
            batches[batches.count - 1].append(
                window.sequence, window: window.range, requests: window.requests, seed: window.seed, bare: window.isBare)
        }
        return batches
    }

    private func forwardAndBack(_ batch: SequenceBatch, worker: Int, sampled: SampledStep, lossScale: Float) -> Double {
        let arena = arenas[worker]
        arena.reset()
        let tape = Tape(arena: arena, store: model.store, gradients: gradients[worker], packedWeights: packed)
        let dropout = SequenceDropout(seeds: batch.seeds, configuration: model.configuration)
        let answers = model.network.answers(batch, itemTable: sampled.table(for: worker), dropout: dropout, on: tape)
        let offsets: SampledOffsets? =
            popularityOffsets.isEmpty
            ? nil
            : popularityOffsets[worker].sampledOffsets(
                of: batch, rows: sampled.softmaxRows, negatives: sampled.catalog.negativeCount)
        let loss = batch.targets.withUnsafeBufferPointer { targets in
            batch.weights.withUnsafeBufferPointer { weights in
                tape.sampledSoftmax(
                    user: answers.users, catalog: sampled.catalog, itemGradient: sampled.unitGradient(for: worker),
                    targets: targets.baseAddress!,
                    weights: weights.baseAddress!, logTemperature: tape.parameter(model.network.logTemperature), lossScale: lossScale,
                    offsets: offsets)
            }
        }
        addIntentLoss(answers, batch, lossScale: lossScale, on: tape)
        tape.backward()
        return loss
    }
}
