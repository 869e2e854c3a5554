import Datasets
import Recommenders

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Scores of one moment as shares of what will be chosen next: a softmax over the titles that may be shown.
///
/// For a model the scores are the logits that training made of choices, so the shares are its own probabilities. Where little data
/// answers, scores are sums of shares, and are divided by half their standard deviation first.
struct Expectation {
    /// `[V]`, summing to one; 0 for titles that may not be shown.
    let shares: [Double]

    init(_ sheet: ScoreSheet) {
        let scale = sheet.source == .model ? 1 : 2 * ScoreCorrections.deviations / ScoreCorrections.unit(of: sheet.scores)
        var highest = -Float.infinity
        for (position, score) in sheet.scores.enumerated() where score > highest && sheet.permitted.contains(ItemIndex(position)) {
            highest = score
        }
        var (sum, shares) = (0.0, [Double](repeating: 0, count: sheet.scores.count))
        if highest.isFinite {
            for (position, score) in sheet.scores.enumerated() where score > -.infinity && sheet.permitted.contains(ItemIndex(position)) {
                shares[position] = Double(exp((score - highest) * scale))
                sum += shares[position]
            }
        }
        self.shares = sum > 0 ? shares.map { $0 / sum } : shares
    }

    func share(of titles: [ItemIndex]) -> Double { titles.reduce(0) { $0 + shares[$1.position] } }

    /// Kullback–Leibler divergence from another expectation, in bits.
    func bits(from other: Expectation) -> Double {
        var sum = 0.0
        for (own, theirs) in zip(shares, other.shares) where own > 0 && theirs > 0 { sum += own * log2(own / theirs) }
        return max(0, sum)
    }
}
