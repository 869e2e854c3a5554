import Datasets
import Evaluation

/// A model with a companion that remembers what the model smooths over.
///
///     score(i) = logit(i) + weight · companion(i) / spread
///
/// spread is the standard deviation of the companion's scores over the items, so that the weight means the same on every
/// row. A network with few users to learn from finds the broad directions of taste; a linear item-to-item model keeps the
/// single strong links. The weight is chosen on validation; 0 leaves the model as it is.
public struct Blend: Scorer {
    public let name: String
    public let weight: Float
    private let model: any Scorer
    private let companion: any Scorer

    public init(_ model: any Scorer, with companion: any Scorer, weight: Float) {
        self.model = model
        self.companion = companion
        self.weight = weight
        name = "\(model.name) + \(companion.name)"
    }

    /// What is tried, from the model alone to little but the companion.
    public static let weights: [Float] = [0, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2]

    /// Chooses the weight with the highest NDCG@10 on a task, the smaller where two tie.
    public static func fitted(
        _ model: any Scorer, with companion: any Scorer, on task: EvaluationTask, evaluator: Evaluator
    ) throws -> Blend {
        var best: (blend: Blend, figure: Double)?
        for weight in weights {
            let blend = Blend(model, with: companion, weight: weight)
            let figure = try evaluator.evaluate(blend, on: task).result.metrics["NDCG@10"] ?? 0
            if figure > best?.figure ?? -1 { best = (blend, figure) }
        }
        return best?.blend ?? Blend(model, with: companion, weight: 0)
    }

    public func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) throws {
        try model.score(queries, into: scores)
        guard weight != 0, !queries.isEmpty else { return }
        let added = UnsafeMutableBufferPointer<Float>.allocate(capacity: scores.count)
        defer { added.deallocate() }
        added.initialize(repeating: -.infinity)
        try companion.score(queries, into: added)
        let width = scores.count / queries.count
        for query in queries.indices { blend(added.row(query, width: width), into: scores.row(query, width: width)) }
    }

    /// What the companion cannot score gets its lowest score; what the model cannot score stays so.
    private func blend(_ added: UnsafeMutableBufferPointer<Float>, into row: UnsafeMutableBufferPointer<Float>) {
        var (sum, squares, count, lowest) = (0.0, 0.0, 0.0, Float.infinity)
        for value in added where value > -.infinity {
            sum += Double(value)
            squares += Double(value) * Double(value)
            count += 1
            lowest = min(lowest, value)
        }
        guard count > 0 else { return }
        let spread = Float(max(squares / count - (sum / count) * (sum / count), 0).squareRoot())
        guard spread > 0 else { return }
        let scale = weight / spread
        for item in row.indices { row[item] += scale * max(added[item], lowest) }
    }
}
