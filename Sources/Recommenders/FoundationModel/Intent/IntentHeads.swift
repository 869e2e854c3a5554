import Datasets
import NeuralNetworks
import Tensors

// Letters: R requests, D width, C classes of all heads together.

/// Predicts what a request is after and tells the item query of it: q = h + p·E, p = softmax(h·W + b) for each head.
///
/// p is the prediction in training as in serving, never the label, unless the asker says what they are looking for. Only the heads' own
/// losses shape p: the item loss learns to use it, through E, and cannot bend what a person reads. E starts at zero, so that heads which
/// have learned nothing change nothing.
///
/// Where the asker says what they are looking for, p̃ stands in the place of p, and (p̃ − p)·S comes on top: what was guessed is exchanged
/// for what was said, by as much as it differs. S is fitted behind the training, see `IntentDirections`; requests of which nothing is
/// said never meet it.
package struct IntentHeads: Sendable {
    package let weight, bias, embedding, directions: Parameter
    let columns: IntentColumns

    init(_ heads: [IntentGroup], width: Int, layout: inout ParameterLayout) {
        columns = IntentColumns(heads)
        let count = columns.groups.columnCount
        weight = layout.declare("intent.weight", width, count)
        bias = layout.declare("intent.bias", 1, count, decays: false)
        embedding = layout.declare("intent.embedding", count, width)
        directions = layout.declare("intent.directions", count, width, decays: false)
    }

    func initialize(_ store: ParameterStore, seed: UInt64) {
        store.fillNormal(weight, standardDeviation: 0.02, seed: seed)
        store.fill(bias, 0)
        store.fill(embedding, 0)
        store.fill(directions, 0)
    }

    var weights: [Parameter] { [weight, embedding, directions] }

    /// - Parameters:
    ///   - read: what the last block made of the requests, normalised, `[R, D]`.
    ///   - corrections: `[R]`.
    /// - Returns: the query before it gets its length, `[R, D]`, and what was read on the way.
    func callAsFunction(_ read: Tensor, corrections: [IntentCorrection?], on tape: Tape) -> (query: Tensor, reading: IntentTensors) {
        let logits = tape.linear(read, weight, bias: bias)
        let predicted = tape.groupedSoftmax(logits, groups: columns.groups)
        guard corrections.contains(where: { $0 != nil }) else {
            let query = tape.add(read, tape.linear(predicted, embedding))
            return (query, IntentTensors(logits: logits, predicted: predicted, said: predicted, query: query))
        }
        let said = corrected(predicted, corrections, on: tape)
        let news = tape.make(said.rows, said.columns, differentiable: false)
        for place in 0..<news.count { news.value[place] = said.value[place] - predicted.value[place] }
        let query = tape.add(tape.add(read, tape.linear(said, embedding)), tape.linear(news, directions))
        return (query, IntentTensors(logits: logits, predicted: predicted, said: said, query: query))
    }

    private func corrected(_ predicted: Tensor, _ corrections: [IntentCorrection?], on tape: Tape) -> Tensor {
        precondition(corrections.count == predicted.rows, "\(corrections.count) corrections of \(predicted.rows) requests")
        let said = tape.make(predicted.rows, predicted.columns, differentiable: false)
        said.value.update(from: predicted.value, count: predicted.count)
        for (row, correction) in corrections.enumerated() {
            if let correction { columns.apply(correction, to: said.value + row * said.columns) }
        }
        return said
    }
}

/// What the heads made of some requests, `[R, C]` each.
package struct IntentTensors {
    package let logits: Tensor
    package let predicted: Tensor
    /// `predicted`, with what the askers said in its place.
    package let said: Tensor
    /// The queries before they get their length, `[R, D]`.
    let query: Tensor
}

/// What the network makes of requests.
package struct RequestAnswers {
    /// One unit vector per request, `[R, D]`.
    package let users: Tensor
    /// nil in a model without intent heads.
    package let intents: IntentTensors?
}
