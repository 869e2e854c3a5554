import Datasets
import NeuralNetworks

/// What training reports as it goes.
public struct TrainingProgress: Sendable, Codable {
    public var epoch: Int
    public var step: Int
    public var totalSteps: Int
    /// Mean loss in nats per target since the last report.
    public var loss: Double
    public var tokensPerSecond: Double
    public var seconds: Double
    /// After an epoch that was validated: NDCG@10 on the validation cases.
    public var validation: Double?
}

/// The course of one training run, for the report.
public struct TrainingHistory: Sendable, Codable {
    public struct Point: Sendable, Codable { public var step: Int; public var loss: Double }
    public struct Validation: Sendable, Codable { public var epoch: Int; public var ndcg10: Double; public var hr10: Double }
    public var losses: [Point] = []
    public var validations: [Validation] = []
    public var bestEpoch = 0
    public var seconds = 0.0
    public var tokens = 0
    public var idDropoutRate = 0.0
    /// What the softmax was told of the popularity as of each request; nil when nothing.
    public var popularityInTraining: PopularityWeights?
    /// Negatives of a step; nil where the softmax was over the whole catalogue.
    public var negatives: Int?
    /// What was taken over from another model; nil when training began with random numbers.
    public var start: WarmStartReport?
    /// How well the intent heads predict the validation cases; nil without heads or cases.
    public var intents: [IntentFigures]?
    public init() {}
}

/// The loss as the history keeps it: by steps, never by the clock, since equal runs leave equal bytes.
struct RecordedLoss {
    static let pointsPerEpoch = 10
    let interval: Int
    private var (loss, weight, steps) = (0.0, 0.0, 0)

    init(interval: Int) { self.interval = interval }

    /// - Returns: the mean since the last point, when one is due.
    mutating func add(_ loss: Double, weight: Double, step: Int, isLast: Bool) -> TrainingHistory.Point? {
        self.loss += loss
        self.weight += weight
        steps += 1
        guard steps == interval || isLast else { return nil }
        defer { (self.loss, self.weight, steps) = (0, 0, 0) }
        return TrainingHistory.Point(step: step, loss: self.loss / max(self.weight, .leastNormalMagnitude))
    }
}

/// How far a run has come; with the weights and the optimizer's averages it is all that a resumed run needs.
package struct TrainerState: Sendable, Codable {
    package var epoch = 0
    package var optimizerStep = 0
    package var bestValidation = -1.0
    package var epochsWithoutGain = 0
    package var history = TrainingHistory()
    var bestWeights: [String: Safetensors.Entry]?

    private enum CodingKeys: String, CodingKey { case epoch, optimizerStep, bestValidation, epochsWithoutGain, history }
    package init() {}
}
