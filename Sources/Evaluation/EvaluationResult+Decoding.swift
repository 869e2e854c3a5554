// Results of earlier versions lack what came later; nothing else may be missing.

extension EvaluationResult {
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            dataset: try values.decode(String.self, forKey: .dataset),
            protocolName: try values.decode(String.self, forKey: .protocolName),
            inputs: try values.decode(String.self, forKey: .inputs), users: try values.decode(Int.self, forKey: .users),
            cases: try values.decode(Int.self, forKey: .cases), candidates: try values.decode(Int.self, forKey: .candidates),
            candidateRule: try values.decode(String.self, forKey: .candidateRule),
            seenRemoved: try values.decode(Bool.self, forKey: .seenRemoved), model: try values.decode(String.self, forKey: .model),
            metrics: try values.decode([String: Double].self, forKey: .metrics),
            intervals: try values.decode([String: Interval].self, forKey: .intervals),
            seconds: try values.decode(Double.self, forKey: .seconds),
            peakMemoryBytes: try values.decode(Int.self, forKey: .peakMemoryBytes),
            slices: try values.decode([EvaluationSlice].self, forKey: .slices),
            checks: try values.decode([EvaluationCheck].self, forKey: .checks),
            groups: try values.decodeIfPresent([GroupGap].self, forKey: .groups) ?? [],
            reliability: try values.decodeIfPresent(Reliability.self, forKey: .reliability),
            fingerprint: try values.decodeIfPresent(String.self, forKey: .fingerprint),
            questions: try values.decodeIfPresent(String.self, forKey: .questions))
    }
}

extension EvaluationSlice {
    enum CodingKeys: String, CodingKey { case dimension, label, targets, metrics, intervals }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            dimension: try values.decode(String.self, forKey: .dimension), label: try values.decode(String.self, forKey: .label),
            targets: try values.decode(Int.self, forKey: .targets), metrics: try values.decode([String: Double].self, forKey: .metrics),
            intervals: try values.decodeIfPresent([String: Interval].self, forKey: .intervals) ?? [:])
    }

    /// Intervals are written where there are any.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(dimension, forKey: .dimension)
        try values.encode(label, forKey: .label)
        try values.encode(targets, forKey: .targets)
        try values.encode(metrics, forKey: .metrics)
        if !intervals.isEmpty { try values.encode(intervals, forKey: .intervals) }
    }
}
