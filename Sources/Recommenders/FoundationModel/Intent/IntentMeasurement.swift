import Datasets
import Evaluation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How well one intent head predicts held-out choices, beside what is known without a model.
public struct IntentFigures: Sendable, Codable, Hashable {
    /// Of one way to predict.
    public struct Accuracy: Sendable, Codable, Hashable {
        /// Mean of −ln p of what was chosen, in nats; of several classes of a title each counts for its part.
        public var logLoss: Double
        /// Share of the choices that have the most probable class.
        public var top1: Double
    }
    public var aspect: IntentAspect
    public var classes: Int
    /// Choices with a label.
    public var cases: Int
    public var model: Accuracy
    /// The shares of the training, the same for everybody.
    public var usual: Accuracy
    /// The person's own shares so far, drawn towards the usual ones as far as is best for these very cases.
    public var own: Accuracy
}

/// Measures the heads of a model on cases.
struct IntentMeasurement {
    let vocabulary: IntentVocabulary
    let labels: IntentLabels
    let scorer: FoundationScorer
    let cutoffYear: Int?

    /// How many usual choices a person's own are drawn towards; the best of these is the comparison.
    private static let pulls: [Double] = [1, 2, 5, 10, 20, 50, 100]

    /// One case under one head, distributions over its classes.
    private struct Outcome {
        var chosen: [Int]
        var predicted: [Double]
        /// Earlier choices by class.
        var counts: [Double]
    }

    func figures(_ cases: [EvaluationCase]) throws -> [IntentFigures] {
        var outcomes = [[Outcome]](repeating: [], count: vocabulary.heads.count)
        guard let readings = try scorer.intents(cases.map(\.query)) else { return [] }
        for (one, reading) in zip(cases, readings) {
            guard let target = one.targets.first else { continue }
            let sequence = scorer.tokenizer.tokens(one.interactions[..<one.historyCount])
            let asked = label(target, one, sequence)
            let before = earlier(sequence)
            for (place, head) in vocabulary.heads.enumerated() {
                let chosen = labels.classes(asked, head: place)
                guard !chosen.isEmpty, let read = reading[head.aspect] else { continue }
                let probabilities = Dictionary(read.values.map { ($0.name, $0.probability) }) { first, _ in first }
                outcomes[place].append(
                    Outcome(
                        chosen: chosen, predicted: head.classes.map { probabilities[$0] ?? 0 },
                        counts: counts(before, head: place, classes: head.classes.count)))
            }
        }
        return zip(vocabulary.heads, outcomes).compactMap { figures($0, $1) }
    }

    private func label(_ target: ItemIndex, _ one: EvaluationCase, _ sequence: TokenSequence) -> IntentLabel {
        let time = one.request.time?.seconds ?? .min
        let year = time == .min ? nil : CalendarYear.year(seconds: time)
        return IntentLabel(
            item: target, kind: EngagementKind(of: target, after: sequence, time: time), year: year ?? cutoffYear)
    }

    private func earlier(_ sequence: TokenSequence) -> [IntentLabel] {
        let kinds = EngagementKind.all(of: sequence)
        return sequence.items.indices.filter { sequence.isTarget[$0] }
            .map { IntentLabel(sequence, token: $0, kind: kinds[$0], cutoffYear: cutoffYear) }
    }

    private func counts(_ earlier: [IntentLabel], head: Int, classes: Int) -> [Double] {
        var counts = [Double](repeating: 0, count: classes)
        for label in earlier {
            let found = labels.classes(label, head: head)
            for place in found { counts[place] += 1 / Double(found.count) }
        }
        return counts
    }

    private func figures(_ head: IntentVocabulary.Head, _ outcomes: [Outcome]) -> IntentFigures? {
        guard !outcomes.isEmpty else { return nil }
        let usual = head.shares.map(Double.init)
        let own = Self.pulls.map { pull in
            Self.accuracy(outcomes) { outcome in
                let sum = outcome.counts.reduce(pull, +)
                return zip(outcome.counts, usual).map { ($0 + pull * $1) / sum }
            }
        }
        return IntentFigures(
            aspect: head.aspect, classes: head.classes.count, cases: outcomes.count, model: Self.accuracy(outcomes, \.predicted),
            usual: Self.accuracy(outcomes) { _ in usual }, own: own.min { $0.logLoss < $1.logLoss }!)
    }

    private static func accuracy(_ outcomes: [Outcome], _ distribution: (Outcome) -> [Double]) -> IntentFigures.Accuracy {
        var (loss, hits) = (0.0, 0)
        for outcome in outcomes {
            let shares = distribution(outcome)
            for place in outcome.chosen { loss -= log(max(shares[place], 1e-12)) / Double(outcome.chosen.count) }
            let best = shares.indices.max { (shares[$0], $1) < (shares[$1], $0) }!
            if outcome.chosen.contains(best) { hits += 1 }
        }
        let count = Double(outcomes.count)
        return IntentFigures.Accuracy(logLoss: loss / count, top1: Double(hits) / count)
    }
}
