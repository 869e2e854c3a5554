import Artwork
import Evaluation

/// How often 95 % intervals hold the truth, over logs of a known world.
struct CoverageStudy {
    let logs: Int

    struct Row: Codable {
        var world: String
        var estimator: String
        var logs: Int
        var refused: Int
        /// Share of the logs judged whose interval holds the truth.
        var covered: Double
        /// The same of the bound that holds whatever the distribution.
        var certain: Double?
        /// Mean of estimate − truth, and its standard error.
        var bias: Double
        var biasError: Double
        var width: Double
        var truth: Double

        enum CodingKeys: String, CodingKey {
            case world, estimator, logs, refused, covered, certain, bias, biasError = "bias_error", width, truth
        }
    }

    func run() throws -> [Row] {
        var rows: [Row] = []
        for world in KnownWorld.all {
            var estimates: [String: [(OffPolicyEstimate, Double)]] = [:]
            var refused = 0
            for seed in 0..<logs {
                let (log, target, truth) = try world.log(rows: 5_000, seed: UInt64(seed + 1))
                guard let report = try? OffPolicyEvaluator(resamples: 400, seed: UInt64(seed + 1)).evaluate(target, on: log) else {
                    refused += 1
                    continue
                }
                for estimate in report.estimates { estimates[estimate.estimator, default: []].append((estimate, truth)) }
            }
            rows += ["replay", "IPS", "SNIPS", "DR"].compactMap { row($0, estimates[$0] ?? [], world.name, refused) }
        }
        for row in rows {
            print(
                "\(row.world) | \(row.estimator) | \(row.logs) judged, \(row.refused) refused | covered \(Figure.fixed(row.covered, digits: 3)) | certain \(row.certain.map { Figure.fixed($0, digits: 3) } ?? "–") | bias \(Figure.fixed(row.bias, digits: 5)) ± \(Figure.fixed(row.biasError, digits: 5)) | width \(Figure.fixed(row.width, digits: 4)) | truth \(Figure.fixed(row.truth, digits: 4))"
            )
        }
        return rows
    }

    private func row(_ name: String, _ estimates: [(OffPolicyEstimate, Double)], _ world: String, _ refused: Int) -> Row? {
        guard !estimates.isEmpty else { return nil }
        let count = Double(estimates.count)
        func mean(_ value: ((OffPolicyEstimate, Double)) -> Double) -> Double { estimates.reduce(0) { $0 + value($1) } / count }
        let bias = mean { $0.0.value - $0.1 }
        let spread = mean { ($0.0.value - $0.1 - bias) * ($0.0.value - $0.1 - bias) }.squareRoot()
        let hasBound = estimates.allSatisfy { $0.0.certain != nil }
        return Row(
            world: world, estimator: name, logs: estimates.count, refused: refused,
            covered: mean { ($0.0.interval.low...$0.0.interval.high).contains($0.1) ? 1 : 0 },
            certain: hasBound ? mean { pair in pair.0.certain.map { ($0.low...$0.high).contains(pair.1) ? 1 : 0 } ?? 0 } : nil,
            bias: bias, biasError: spread / count.squareRoot(), width: mean { $0.0.interval.high - $0.0.interval.low },
            truth: mean { $0.1 })
    }
}
