#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Turns a logit into the share of cases that are true at that logit.
///
///     p = 1 / (1 + exp(−(slope · logit + offset)))
///
/// Fitted on logits of titles that the logit's model never saw. Platt, "Probabilistic outputs for support vector machines", 1999, with
/// his smoothed targets, so that a handful of cases never claims certainty; Newton steps as in Lin, Lin and Weng, Machine Learning 2007.
package struct PlattScaling: Sendable, Hashable, Codable {
    package var slope: Double
    package var offset: Double

    package init(slope: Double = 1, offset: Double = 0) { (self.slope, self.offset) = (slope, offset) }

    package init(fitting logits: [Float], _ labels: [Bool]) {
        let positive = Double(labels.lazy.filter { $0 }.count)
        let negative = Double(labels.count) - positive
        let (high, low) = ((positive + 1) / (positive + 2), 1 / (negative + 2))
        var (slope, offset) = (0.0, log((positive + 1) / (negative + 1)))
        let targets = labels.map { $0 ? high : low }
        var loss = Self.loss(slope, offset, logits, targets)
        for _ in 0..<50 {
            let (ds, d0) = Self.newton(slope, offset, logits, targets)
            var (length, improved) = (1.0, false)
            while length > 1e-8 {
                let next = Self.loss(slope - length * ds, offset - length * d0, logits, targets)
                if next < loss - 1e-12 {
                    (slope, offset, loss, improved) = (slope - length * ds, offset - length * d0, next, true)
                    break
                }
                length /= 2
            }
            if !improved || abs(ds) + abs(d0) < 1e-9 { break }
        }
        // A model that orders the wrong way round knows nothing.
        if slope < 0 { (slope, offset) = (0, log((positive + 1) / (negative + 1))) }
        self.init(slope: slope, offset: offset)
    }

    package func probability(_ logit: Float) -> Double { Self.sigmoid(slope * Double(logit) + offset) }

    static func sigmoid(_ x: Double) -> Double { x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x)) }

    private static func loss(_ slope: Double, _ offset: Double, _ logits: [Float], _ targets: [Double]) -> Double {
        var sum = 0.0
        for (logit, target) in zip(logits, targets) {
            let x = slope * Double(logit) + offset
            sum += max(x, 0) - x * target + log1p(exp(-abs(x)))
        }
        return sum
    }

    /// The Newton step, a little damped.
    private static func newton(_ slope: Double, _ offset: Double, _ logits: [Float], _ targets: [Double]) -> (Double, Double) {
        var (gs, g0, hss, hs0, h00) = (0.0, 0.0, 1e-6, 0.0, 1e-6)
        for (logit, target) in zip(logits, targets) {
            let (x, p) = (Double(logit), sigmoid(slope * Double(logit) + offset))
            let (error, curvature) = (p - target, p * (1 - p))
            gs += error * x
            g0 += error
            hss += curvature * x * x
            hs0 += curvature * x
            h00 += curvature
        }
        let determinant = hss * h00 - hs0 * hs0
        guard determinant > 1e-18 else { return (0, 0) }
        return ((gs * h00 - g0 * hs0) / determinant, (g0 * hss - gs * hs0) / determinant)
    }
}
