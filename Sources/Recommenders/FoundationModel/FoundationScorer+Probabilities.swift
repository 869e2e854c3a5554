import Evaluation

/// Scores are the logits of the softmax that training maximizes: cosine over temperature, with the boost of new titles.
extension FoundationScorer: ProbabilisticScorer {}
