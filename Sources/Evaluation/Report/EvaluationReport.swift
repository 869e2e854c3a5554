import FoundationEssentials

/// Everything that one evaluation has to say, as one page and as JSON.
///
///     let page = EvaluationReport(title: "MovieLens 1M", results: results, comparisons: tests).html()
public struct EvaluationReport: Sendable, Hashable, Codable {
    /// One value of a curve.
    public struct Point: Sendable, Hashable, Codable {
        /// Optimizer step, or epoch.
        public var at: Double
        public var value: Double
        public init(at: Double, value: Double) {
            self.at = at
            self.value = value
        }
    }

    public var title: String
    /// Said below the title, such as that an audience is simulated; empty for nothing.
    public var note: String
    /// The model that matters first, then those it is compared with; several protocols may follow one another.
    public var results: [EvaluationResult]
    public var comparisons: [PairedTest]
    /// Training loss by optimizer step.
    public var trainingLoss: [Point]
    /// Validation metric by epoch, and its name.
    public var validation: [Point]
    public var validationMetric: String
    /// Checks of the data and the run; those of a result stand in the result.
    public var checks: [EvaluationCheck]
    public var learningCurves: [LearningCurves]
    /// Said before the figures, such as what is not comparable and why.
    public var notices: [String]

    public init(
        title: String, note: String = "", results: [EvaluationResult], comparisons: [PairedTest] = [],
        trainingLoss: [(step: Int, loss: Double)] = [], validation: [(epoch: Int, value: Double)] = [],
        validationMetric: String = "NDCG@10", checks: [EvaluationCheck] = [],
        learningCurves: [LearningCurves] = [], notices: [String] = []
    ) {
        self.title = title
        self.note = note
        self.results = results
        self.comparisons = comparisons
        self.trainingLoss = trainingLoss.map { Point(at: Double($0.step), value: $0.loss) }
        self.validation = validation.map { Point(at: Double($0.epoch), value: $0.value) }
        self.validationMetric = validationMetric
        self.checks = checks
        self.learningCurves = learningCurves
        self.notices = notices
    }

    /// The same content for programs; sorted keys.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
