/// How much worse than the one that serves a model may be and still serve.
public struct GateLimits: Sendable, Hashable, Codable {
    /// Relative loss of NDCG@10.
    public var ndcgLoss: Double
    /// Relative loss of Coverage@10: the share of the catalogue that somebody is shown.
    public var coverageLoss: Double
    /// Absolute rise of Gini@10: how much a few titles get of all places.
    public var giniRise: Double
    /// Least share of the ten best that both models name: below it, everybody's page would change at once.
    public var leastOverlap: Double
    public init(ndcgLoss: Double = 0.02, coverageLoss: Double = 0.10, giniRise: Double = 0.03, leastOverlap: Double = 0.3) {
        self.ndcgLoss = ndcgLoss
        self.coverageLoss = coverageLoss
        self.giniRise = giniRise
        self.leastOverlap = leastOverlap
    }
}

/// Whether a model may serve, and on what that rests.
public struct GateVerdict: Sendable, Hashable, Codable {
    /// One condition.
    public struct Finding: Sendable, Hashable, Codable {
        public enum Check: String, Sendable, Codable, CaseIterable {
            case measured, baseline, accuracy, coverage, gini, overlap, numbers, checksums
        }
        public var check: Check
        public var isPassed: Bool
        /// What was found and what it had to reach; nil where there is no figure.
        public var value: Double?
        public var limit: Double?
        /// For people.
        public var sentence: String
    }
    public var model: String
    /// The model that served; nil when none did.
    public var against: String?
    public var findings: [Finding]
    public var isPassed: Bool { findings.allSatisfy(\.isPassed) }

    enum CodingKeys: String, CodingKey { case model, against, findings }
}

/// The conditions under which a model may take the place of another.
package struct PromotionJudge {
    let limits: GateLimits
    package init(limits: GateLimits) { self.limits = limits }

    package func judge(
        candidate: ModelComparison.Side, live: ModelComparison.Side?, baseline: ModelComparison.Baseline?, overlap: Double?
    ) -> GateVerdict {
        var findings = [numbers(candidate), measured(candidate, live)]
        if let figure = candidate.metrics["NDCG@10"], let baseline {
            findings.append(
                finding(
                    .baseline, figure >= baseline.ndcg10, figure, baseline.ndcg10,
                    "NDCG@10 \(text(figure)), the best simple baseline (\(baseline.name)) has \(text(baseline.ndcg10))"))
        }
        if let live { findings += against(live, candidate, overlap) }
        return GateVerdict(model: candidate.model, against: live?.model, findings: findings)
    }

    /// A first model without held-out cases is trusted to whoever held nothing out; to replace another one it has to be judged.
    private func measured(_ candidate: ModelComparison.Side, _ live: ModelComparison.Side?) -> GateVerdict.Finding {
        let figure = candidate.metrics["NDCG@10"]
        let sentence = figure.map { "NDCG@10 \(text($0)) on validation" } ?? "nothing was held out to judge it by"
        return finding(.measured, figure.map(\.isFinite) ?? (live == nil), figure, nil, sentence)
    }

    private func numbers(_ candidate: ModelComparison.Side) -> GateVerdict.Finding {
        finding(
            .numbers, candidate.notANumber == 0, Double(candidate.notANumber), 0,
            candidate.notANumber == 0 ? "every score is a number" : "\(candidate.notANumber) scores are not numbers")
    }

    private func against(_ live: ModelComparison.Side, _ candidate: ModelComparison.Side, _ overlap: Double?) -> [GateVerdict.Finding] {
        var findings: [GateVerdict.Finding] = []
        func compare(_ check: GateVerdict.Finding.Check, _ metric: String, _ limit: (Double) -> Double, isHigherBetter: Bool = true) {
            guard let before = live.metrics[metric], let now = candidate.metrics[metric] else { return }
            let bound = limit(before)
            // A figure that is no number fails either way.
            let isPassed = isHigherBetter ? now >= bound : now <= bound
            findings.append(
                finding(check, isPassed, now, bound, "\(metric) \(text(now)), \(text(before)) before; the bound is \(text(bound))"))
        }
        compare(.accuracy, "NDCG@10", { $0 * (1 - limits.ndcgLoss) })
        compare(.coverage, "Coverage@10", { $0 * (1 - limits.coverageLoss) })
        compare(.gini, "Gini@10", { $0 + limits.giniRise }, isHigherBetter: false)
        if let overlap {
            findings.append(
                finding(
                    .overlap, overlap >= limits.leastOverlap, overlap, limits.leastOverlap,
                    "the ten best of both have \(text(overlap)) in common"))
        }
        return findings
    }

    private func finding(
        _ check: GateVerdict.Finding.Check, _ isPassed: Bool, _ value: Double?, _ limit: Double?, _ sentence: String
    ) -> GateVerdict.Finding {
        // JSON knows finite numbers only.
        GateVerdict.Finding(
            check: check, isPassed: isPassed, value: value.flatMap { $0.isFinite ? $0 : nil },
            limit: limit.flatMap { $0.isFinite ? $0 : nil },
            sentence: sentence)
    }

    /// Four digits.
    private func text(_ value: Double) -> String {
        guard value.isFinite else { return "no number" }
        let scaled = Int((value.magnitude * 10_000).rounded())
        let digits = String(scaled % 10_000)
        return (value < 0 ? "−" : "") + "\(scaled / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
