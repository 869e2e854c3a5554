import Datasets
import Evaluation
import Tensors

// Letters: V items, K columns (the logit and the signals'), F facts of a question.

/// Counting models that live beside the network in its bundle, and how much each is trusted.
///
///     score(i) = Σ over columns k of w_k · x_k(i),   x_0 = the network's logit,   w_k = Σ over facts f of W[k, f] · fact_f
///
/// A network with few users to learn from finds the broad directions of taste; counts keep single strong links, what this
/// person does again and again, and what everybody does at the beginning. W is fitted on validation by a convex softmax
/// regression, see `CompanionFit`. The facts say when to trust which: how long the history is, and how much of it repeats.
public struct Companions: Sendable {
    /// What was counted, on the training part alone.
    var signals: [CompanionSignal]
    package var weights: CompanionWeights

    /// The names of the companions, in the order of their columns.
    public var names: [String] { signals.map(\.kind.companionName) }

    /// What a model rests on, as printed behind its inputs: `network + EASE + own frequency`.
    public var summary: String { (["network"] + names).joined(separator: " + ") }

    static let logitColumn = "network"
    static func columns(of signals: [CompanionSignal]) -> [String] { [logitColumn] + signals.flatMap(\.columns) }
}

extension FoundationModel {
    /// The network by itself.
    public var withoutCompanions: FoundationModel {
        var result = self
        result.companions = nil
        return result
    }
}

extension FoundationBundle {
    /// What the model reads and rests on, as printed in tables: `ids+time`, or `ids+time; network + EASE`.
    public var inputsLabel: String {
        let inputs = run.model.inputs.label
        return model.companions.map { "\(inputs); \($0.summary)" } ?? inputs
    }
}

/// W, with the names of its rows.
package struct CompanionWeights: Sendable, Codable, Hashable {
    /// K names, the network's logit first.
    package var columns: [String]
    /// Row-major, shape `[K, F]`.
    package var values: [Float]
    /// Between what the facts of validation lay, shape `[F]` each: beyond it nothing is known of whom to trust.
    package var lowestFacts: [Float]
    package var highestFacts: [Float]

    /// The network alone.
    package init(columns: [String]) {
        self.columns = columns
        values = [Float](repeating: 0, count: columns.count * CompanionFacts.count)
        values[0] = 1
        lowestFacts = [Float](repeating: 0, count: CompanionFacts.count)
        highestFacts = [Float](repeating: .greatestFiniteMagnitude, count: CompanionFacts.count)
    }

    /// A network whose order is turned around would make the best of what cannot be scored at all.
    static let smallestScale: Float = 0.01

    /// What the columns weigh for one question, shape `[K]`.
    func callAsFunction(_ facts: CompanionFacts) -> [Float] {
        let facts = (0..<CompanionFacts.count).map { min(max(facts.values[$0], lowestFacts[$0]), highestFacts[$0]) }
        var result = (0..<columns.count).map { column in
            facts.indices.reduce(Float(0)) { $0 + values[column * CompanionFacts.count + $1] * facts[$1] }
        }
        result[0] = max(result[0], CompanionWeights.smallestScale)
        return result
    }
}

/// Companions whose tables stand in the order of a catalogue.
struct BoundCompanions: Sendable {
    private let signals: [CompanionSignal]
    private let weights: CompanionWeights
    private let tokenizer: InteractionTokenizer
    private let itemCount: Int

    /// - Parameter rows: the model's row of each item of the catalogue; nil = the companions counted nothing of it.
    init(_ companions: Companions, rows: [Int?], tokenizer: InteractionTokenizer) {
        let map = CompanionItemMap(rows: rows)
        signals = companions.signals.map { $0.mapped(by: map) }
        weights = companions.weights
        self.tokenizer = tokenizer
        itemCount = rows.count
    }

    /// Turns rows of logits, `[B, V]`, into scores; each row on its own.
    ///
    /// - Complexity: O(K·V + history·neighbours) a row.
    func apply(_ queries: [ScoringQuery], to scores: UnsafeMutableBufferPointer<Float>) {
        let widest = signals.map(\.columns.count).max() ?? 0
        let columns = UnsafeMutablePointer<Float>.allocate(capacity: max(1, widest * itemCount))
        defer { columns.deallocate() }
        for (index, query) in queries.enumerated() where itemCount > 0 {
            let question = CompanionQuestion(query, itemCount: itemCount, tokenizer: tokenizer)
            let weights = weights(question.facts)
            let row = scores.baseAddress! + index * itemCount
            Kernels.scale(row, by: weights[0], count: itemCount)
            var next = 1
            for signal in signals {
                let width = signal.columns.count
                columns.update(repeating: 0, count: width * itemCount)
                signal.fill(question, into: columns, itemCount: itemCount)
                for column in 0..<width {
                    Kernels.addScaled(columns + column * itemCount, weights[next + column], to: row, count: itemCount)
                }
                next += width
            }
        }
    }

    func networkScale(_ query: ScoringQuery) -> Float {
        weights(CompanionQuestion(query, itemCount: itemCount, tokenizer: tokenizer).facts)[0]
    }

    /// What is multiplied with the network's score of one question, and what each companion adds to one item.
    ///
    /// - Complexity: that of `apply` for one row.
    func contributions(_ query: ScoringQuery, item: ItemIndex) -> (scale: Float, parts: [ScorePart]) {
        let question = CompanionQuestion(query, itemCount: itemCount, tokenizer: tokenizer)
        let weights = weights(question.facts)
        var (parts, next) = ([ScorePart](), 1)
        for signal in signals {
            let width = signal.columns.count
            var columns = [Float](repeating: 0, count: width * itemCount)
            columns.withUnsafeMutableBufferPointer { signal.fill(question, into: $0.baseAddress!, itemCount: itemCount) }
            let value = (0..<width).reduce(Float(0)) { $0 + weights[next + $1] * columns[$1 * itemCount + item.position] }
            parts.append(ScorePart(kind: .companion, name: signal.kind.companionName, value: value))
            next += width
        }
        return (weights[0], parts)
    }
}
