/// A scorer whose scores are logits: their softmax over the candidates is the probability of being chosen next.
///
/// The evaluator compares what such a scorer promises with what happened; see `Reliability`.
public protocol ProbabilisticScorer: Scorer {}
