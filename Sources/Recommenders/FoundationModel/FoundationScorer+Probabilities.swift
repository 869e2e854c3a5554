import Evaluation

/// Scores are the logits of the softmax that training maximizes: cosine over temperature; new titles stand
/// beside it with a share of their own, see `NewTitles`.
extension FoundationScorer: ProbabilisticScorer {}
