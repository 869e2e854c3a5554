import Datasets
import Tensors

// Letters: D width.

/// Guesses what each token of a window does for a direction in the space of titles, by one pass forwards and one backwards.
///
/// gradient · input over the embedded tokens is the linear part of what deleting a token would do: a guess that says where an
/// exact measurement is worth its price. (Simonyan et al. 2013; Shrikumar et al. 2016.)
final class ExplanationGradient: @unchecked Sendable {  // Rule: belongs to the one who borrowed it.
    private let tape: Tape
    private let model: FoundationModel

    /// - Parameter packed: the weights of the model's linear layers.
    init(_ model: FoundationModel, packed: PackedWeights) {
        self.model = model
        // The weights' gradients are by-products that nobody reads; operations insist on a place for them.
        tape = Tape(store: model.store, gradients: GradientBuffer(model.network.layout), packedWeights: packed)
    }

    /// What each token adds to `direction · user vector`, to first order, `[tokens of the window]`.
    ///
    /// - Parameters:
    ///   - window: input positions; position 0 is the start token, position p token p − 1.
    ///   - direction: `[D]`.
    ///   - itemTable: raw embeddings, `[V, D]`, without gradient.
    /// - Complexity: three forward passes over the window.
    func contributions(
        _ sequence: TokenSequence, window: Range<Int>, request: RequestToken, direction: [Float], itemTable: Tensor
    ) -> [(token: Int, value: Float)] {
        tape.reset()
        defer { tape.reset() }
        var batch = SequenceBatch()
        let asked = SequenceBatch.Request(
            position: sequence.count, time: request.time, device: request.device, hour: request.hourOfWeek, locale: request.locale,
            surface: request.surface, target: -1, weight: 0, correction: request.intent)
        batch.append(sequence, window: window, requests: [asked], seed: 0)
        let embedded = model.network.tokens(batch, itemTable: itemTable, on: tape)
        // Where blocks write their gradients into that of their input, the values have to be read before.
        let user = model.network.answers(batch, embedded: embedded, dropout: nil, on: tape).users
        guard let slope = user.gradient, let gradient = embedded.gradient else { return [] }
        direction.withUnsafeBufferPointer { slope.update(from: $0.baseAddress!, count: $0.count) }
        // Only the way down to the embedding: the tables behind it learn nothing here.
        tape.backward()
        let width = embedded.columns
        return window.enumerated().compactMap { row, position in
            guard position > 0 else { return nil }
            return (position - 1, Kernels.dot(gradient + row * width, embedded.value + row * width, count: width))
        }
    }
}
