import Evaluation

/// Simple learners of a stream, by the names used in run files; each has one parameter, `minutes`.
public enum LiveBaseline: String, Sendable, Codable, CaseIterable {
    /// Popular in a window.
    case popularity = "live-popularity"
    /// Popular with a half-life.
    case fading = "live-popularity-fading"
    /// What follows the last item.
    case transitions = "live-transitions"
    /// What goes with the session's items.
    case session = "live-session"

    /// What tuning tries.
    public var grid: [Double] {
        switch self {
        case .popularity: [5, 10, 15, 20, 30, 60, 120]
        case .fading: [3, 5, 8, 12, 20, 30]
        case .transitions, .session: [30, 90, 360, 1440]
        }
    }

    /// The middle of the grid; a stream of another pace wants another.
    public var defaultMinutes: Double {
        switch self {
        case .popularity: 20
        case .fading: 8
        case .transitions, .session: 90
        }
    }

    public func learner(minutes: Double, itemCount: Int) -> any PrequentialLearner {
        switch self {
        case .popularity: WindowPopularity(minutes: minutes, itemCount: itemCount)
        case .fading: FadingPopularity(halfLifeMinutes: minutes, itemCount: itemCount)
        case .transitions: LiveNeighbours(.transitions, halfLifeMinutes: minutes, itemCount: itemCount)
        case .session: LiveNeighbours(.session, halfLifeMinutes: minutes, itemCount: itemCount)
        }
    }
}

/// How a stream is answered: settings of `prequential` runs.
public struct LiveConfiguration: Sendable, Codable, Hashable {
    /// Share of the choices that are only learned from; those up to `split.quantile` are validation, the rest is the test.
    public var burnIn: Double
    /// Seconds after which the foundation model is trained on.
    public var periodSeconds: Int64
    /// Candidates of the mixers are the items chosen within so many hours.
    public var horizonHours: Double
    /// Of the mixers' weights.
    public var learningRate: Float
    /// What the mixers weigh.
    public var signals: [LiveSignal]
    public var foundation: LiveFoundationConfiguration

    public init(
        burnIn: Double = 0.1, periodSeconds: Int64 = 3600, horizonHours: Double = 6, learningRate: Float = 0.05,
        signals: [LiveSignal] = LiveSignal.allCases, foundation: LiveFoundationConfiguration = .init()
    ) {
        self.burnIn = burnIn
        self.periodSeconds = periodSeconds
        self.horizonHours = horizonHours
        self.learningRate = learningRate
        self.signals = signals
        self.foundation = foundation
    }
}
