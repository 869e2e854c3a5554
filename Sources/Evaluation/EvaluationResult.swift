import Datasets
import FoundationEssentials

/// One model under one protocol, as `evaluate --json` prints it and as result files keep it.
public struct EvaluationResult: Sendable, Hashable, Codable {
    public var dataset: String
    /// `leave-one-out`, `temporal-last`, `temporal-each` or `temporal-all`.
    public var protocolName: String
    /// What the model read: `ids`, `ids+attributes`, …
    public var inputs: String
    public var users: Int
    /// More than `users` where a protocol asks about a user several times.
    public var cases: Int
    /// How many items were ranked, before seen ones were removed.
    public var candidates: Int
    /// The rule of the candidates, such as `all items`.
    public var candidateRule: String
    public var seenRemoved: Bool
    public var model: String
    /// Means of user means; `Coverage@k` and its like over all lists.
    public var metrics: [String: Double]
    /// 95 % bootstrap percentile intervals over users.
    public var intervals: [String: Interval]
    /// Wall time of scoring and ranking.
    public var seconds: Double
    /// Highest resident memory of the process so far; 0 where the system does not say.
    public var peakMemoryBytes: Int
    public var slices: [EvaluationSlice]
    public var checks: [EvaluationCheck]
    /// Gaps between groups of people.
    public var groups: [GroupGap]
    /// Promised against chosen, where the model gives probabilities.
    public var reliability: Reliability?
    /// Of the data after preprocessing; nil in results of earlier versions.
    public var fingerprint: String?
    /// Tells whether two results asked the same: a hash of people, lengths of histories and targets; nil in results of
    /// earlier versions.
    public var questions: String?

    enum CodingKeys: String, CodingKey {
        case dataset, protocolName = "protocol", inputs, users, cases, candidates, candidateRule = "candidate_rule"
        case seenRemoved = "seen_removed", model, metrics, intervals, seconds, peakMemoryBytes = "peak_memory_bytes"
        case slices, checks, groups, reliability, fingerprint, questions
    }

    public init(
        dataset: String, protocolName: String, inputs: String, users: Int, cases: Int, candidates: Int,
        candidateRule: String, seenRemoved: Bool, model: String, metrics: [String: Double],
        intervals: [String: Interval] = [:], seconds: Double = 0, peakMemoryBytes: Int = 0,
        slices: [EvaluationSlice] = [], checks: [EvaluationCheck] = [], groups: [GroupGap] = [], reliability: Reliability? = nil,
        fingerprint: String? = nil, questions: String? = nil
    ) {
        self.dataset = dataset
        self.protocolName = protocolName
        self.inputs = inputs
        self.users = users
        self.cases = cases
        self.candidates = candidates
        self.candidateRule = candidateRule
        self.seenRemoved = seenRemoved
        self.model = model
        self.metrics = metrics
        self.intervals = intervals
        self.seconds = seconds
        self.peakMemoryBytes = peakMemoryBytes
        self.slices = slices
        self.checks = checks
        self.groups = groups
        self.reliability = reliability
        self.fingerprint = fingerprint
        self.questions = questions
    }

    /// The array that the command line prints: sorted keys, so that equal results are equal bytes.
    public static func json(_ results: [EvaluationResult]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(results), as: UTF8.self)
    }

    public static func decode(json: String) throws -> [EvaluationResult] {
        try JSONDecoder().decode([EvaluationResult].self, from: Data(json.utf8))
    }
}

/// The same metrics over a part of the targets.
public struct EvaluationSlice: Sendable, Hashable, Codable {
    /// What is cut by: `activity`, `popularity`, `age` or `target`.
    public var dimension: String
    /// Which part, such as `1–20 events`.
    public var label: String
    /// Targets in it; every target of a case counts as one question of its own.
    public var targets: Int
    public var metrics: [String: Double]
    /// 95 % bootstrap intervals over users, where the slice is one of people; otherwise empty.
    public var intervals: [String: Interval]

    public init(dimension: String, label: String, targets: Int, metrics: [String: Double], intervals: [String: Interval] = [:]) {
        self.dimension = dimension
        self.label = label
        self.targets = targets
        self.metrics = metrics
        self.intervals = intervals
    }
}

/// One check that ran by itself, and what it found.
public struct EvaluationCheck: Sendable, Hashable, Codable {
    public var name: String
    public var passed: Bool
    /// Figures, for people.
    public var detail: String

    public init(name: String, passed: Bool, detail: String) {
        self.name = name
        self.passed = passed
        self.detail = detail
    }

    /// One line, as printed.
    public var line: String { "\(passed ? "ok    " : "FAILED") \(name): \(detail)" }
}

extension EvaluationCheck {
    /// What a split found out about itself.
    public init(_ check: SplitCheck) {
        self.init(name: check.name, passed: check.passed, detail: check.sentence)
    }
}
