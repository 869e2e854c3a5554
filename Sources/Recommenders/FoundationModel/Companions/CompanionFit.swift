import Datasets
import Tensors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Finds the weights of companions that make the validation choices most likely, network and counts left as they are.
///
/// The likelihood of a choice is a softmax of Σ W[k, f]·x_k·fact_f over the catalogue: log-concave in W, so that Newton's
/// method finds the one maximum. A normal prior holds the logit's weight near 1 and the others near 0; how far weights may
/// follow the facts of a question is chosen by which prior foretells the choices of the users left out.
struct CompanionFit {
    let cases: CompanionCases
    let columns: [String]
    let workers: Int

    private var width: Int { cases.columnCount * CompanionFacts.count }
    /// Variance of the prior of what is the same for all questions.
    private static let commonVariance = 1.0
    /// Tried for what depends on the facts.
    private static let factVariances = [0.001, 0.05, 0.5]
    private static let folds = 3

    /// The weights, and the mean log likelihood of a choice left out, by the prior that was chosen.
    func weights() -> CompanionWeights {
        var best: (variance: Double, likelihood: Double)?
        for variance in Self.factVariances {
            let likelihood = crossValidated(variance)
            if likelihood > best?.likelihood ?? -.infinity { best = (variance, likelihood) }
        }
        var weights = maximize(variance: best?.variance ?? Self.factVariances[0]) { _ in true }
        for fact in 0..<CompanionFacts.count {
            let met = cases.cases.map { $0.facts.values[fact] }
            (weights.lowestFacts[fact], weights.highestFacts[fact]) = (met.min() ?? 0, met.max() ?? 0)
        }
        return weights
    }

    private func crossValidated(_ variance: Double) -> Double {
        (0..<Self.folds).reduce(0.0) { sum, fold in
            let fitted = maximize(variance: variance) { Self.fold(of: $0) != fold }
            return sum + moments(fitted, over: { Self.fold(of: $0) == fold }).likelihood
        }
    }

    private static func fold(of one: CompanionCases.Case) -> Int { Int(StableHash.mix(one.userKey ^ 0xF01D) % UInt64(folds)) }

    // MARK: Newton's method

    private func maximize(variance: Double, over isCounted: @escaping (CompanionCases.Case) -> Bool) -> CompanionWeights {
        let start = CompanionWeights(columns: columns)
        func measured(_ weights: CompanionWeights) -> CompanionMoments {
            var moments = moments(weights, over: isCounted)
            moments.addPrior(weights, start, variances: (Self.commonVariance, variance))
            return moments
        }
        var (here, place) = (measured(start), start)
        for _ in 0..<40 {
            guard let step = here.newtonStep() else { break }
            var share: Float = 1
            var next = place.moved(by: step, share)
            var there = measured(next)
            while !(there.likelihood >= here.likelihood), share > 1e-3 {
                share /= 2
                next = place.moved(by: step, share)
                there = measured(next)
            }
            guard there.likelihood >= here.likelihood else { break }
            let gain = there.likelihood - here.likelihood
            (place, here) = (next, there)
            if gain < 1e-5 * max(1, here.weight) { break }
        }
        return place
    }

    /// Fixed parts, so that the sum does not depend on the number of workers.
    private static let parts = 16

    private func moments(_ weights: CompanionWeights, over isCounted: @escaping (CompanionCases.Case) -> Bool) -> CompanionMoments {
        var sums = [CompanionMoments](repeating: CompanionMoments(columnCount: cases.columnCount), count: Self.parts)
        sums.withUnsafeMutableBufferPointer { sums in
            nonisolated(unsafe) let (sums, isCounted) = (sums, isCounted)
            ParallelLoop.run(workers) { worker in
                for part in stride(from: worker, to: Self.parts, by: workers) {
                    for row in ParallelLoop.range(part, of: Self.parts, count: cases.cases.count) where isCounted(cases.cases[row]) {
                        sums[part].add(cases.cases[row], of: cases, weights)
                    }
                }
            }
        }
        return sums.dropFirst().reduce(sums[0]) { $0.adding($1) }
    }
}

extension CompanionWeights {
    func moved(by step: [Double], _ share: Float) -> CompanionWeights {
        var result = self
        for index in values.indices { result.values[index] += share * Float(step[index]) }
        return result
    }
}
