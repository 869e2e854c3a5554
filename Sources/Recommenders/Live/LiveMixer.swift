import Datasets
import Evaluation

/// Live signals, and the foundation model's logit among them, weighed by a softmax that learns from every choice.
///
///     logit(i) = Σ over signals of weight · signal(i)
///
/// The weights at a question come from earlier choices only: each is first answered, then learned. There is a set of weights
/// for a user's first event, for the first of a session, and for what comes within one.
public final class LiveMixer: PrequentialLearner {
    public let name: String
    public let inputs: String
    private let parts: [(signal: LiveSignal, first: Int)]
    private let signals: LiveSignals
    private let foundation: LiveFoundation?
    private let table: CandidateTable
    private let softmax: OnlineSoftmax
    private let sessionizer = Sessionizer()
    private var prepared: QuestionKey?

    /// - Parameters:
    ///   - signals: which are weighed; `.foundation` needs a model.
    ///   - foundation: may be shared by several mixers; it trains once a period.
    ///   - horizonHours: candidates are the items chosen within it.
    public init(
        name: String, signals chosen: [LiveSignal], foundation: LiveFoundation? = nil, horizonHours: Double = 6,
        learningRate: Float = 0.05, itemCount: Int
    ) {
        self.name = name
        inputs = chosen.contains(.context) || foundation != nil ? "ids+time+context" : "ids+time"
        var parts: [(LiveSignal, Int)] = []
        var columns = 0
        for signal in chosen where signal != .foundation || foundation != nil {
            parts.append((signal, columns))
            columns += signal.columnCount
        }
        var initial = [Float](repeating: 0, count: columns)
        // Before anything is learned: popular with a half-life of a quarter of an hour.
        if let first = parts.first(where: { $0.0 == .popularity })?.1 { initial[first + 2] = 1 }
        self.parts = parts
        self.foundation = foundation
        signals = LiveSignals(horizonHours: horizonHours, itemCount: itemCount)
        table = CandidateTable(columns: columns)
        softmax = OnlineSoftmax(groups: 3, initial: initial, learningRate: learningRate)
    }

    /// What each group has learned so far, by signal.
    public var weights: [[String: [Float]]] {
        softmax.weights.map { weights in
            Dictionary(
                uniqueKeysWithValues: parts.map { ($0.signal.rawValue, Array(weights[$0.first..<($0.first + $0.signal.columnCount)])) })
        }
    }

    public func begin(_ period: PrequentialPeriod) throws { try foundation?.begin(period) }

    public func answer(_ query: ScoringQuery, into answer: inout PrequentialAnswer) throws {
        try prepare(query)
        for (item, logit) in zip(table.items, softmax.logits(table, group: group(query))) { answer.append(item, logit) }
    }

    public func learn(_ query: ScoringQuery, chosen: ItemIndex) throws {
        guard let time = query.request.time?.rawValue else { return }
        try prepare(query)
        let row = signals.recent.place(of: chosen.rawValue)
        if row >= 0, table.count > 1 { softmax.learn(table, group: group(query), target: row) }
        signals.learn(query, chosen: chosen, at: time)
        foundation?.learn(query, chosen: chosen)
        prepared = nil
    }

    private func group(_ query: ScoringQuery) -> Int {
        query.historyCount == 0 ? 0 : sessionizer.continues(query.history.last?.time, query.request.time) ? 2 : 1
    }

    private func prepare(_ query: ScoringQuery) throws {
        let key = QuestionKey(query)
        guard prepared != key, let time = query.request.time?.rawValue else { return }
        prepared = key
        table.begin(signals.candidates(at: time))
        for (signal, first) in parts {
            if signal == .foundation {
                try foundation?.fill(table, first: first, query)
            } else {
                signals.fill(signal, table, first: first, query, at: time)
            }
        }
    }
}

/// Which question this is.
struct QuestionKey: Hashable {
    var user: UInt64
    var historyCount: Int
    init(_ query: ScoringQuery) { (user, historyCount) = (query.userKey, query.historyCount) }
}
