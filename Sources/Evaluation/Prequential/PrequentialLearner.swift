import Datasets

/// Something that answers each question before it learns what the answer was.
///
/// Declared where it is needed, by the judge, as `Scorer` is. A learner keeps its own state and meets every choice of the
/// stream in order: `answer`, then `learn`; during the burn-in it only learns.
public protocol PrequentialLearner: AnyObject {
    /// Shown in tables.
    var name: String { get }
    /// What it reads, as printed beside its figures.
    var inputs: String { get }
    /// Called before the first question of each period, in which the learner may train on everything that it has learned so far.
    func begin(_ period: PrequentialPeriod) throws
    /// Scores what it has an opinion about; the rest stands below, and a target there is a miss.
    func answer(_ query: ScoringQuery, into answer: inout PrequentialAnswer) throws
    /// What was chosen: the event `query.interactions[query.historyCount]`.
    func learn(_ query: ScoringQuery, chosen: ItemIndex) throws
}

extension PrequentialLearner {
    public func begin(_ period: PrequentialPeriod) {}
}

/// An hour, say, of the stream.
public struct PrequentialPeriod: Sendable, Hashable {
    /// Periods since 1970.
    public var number: Int64
    /// Milliseconds since 1970, and behind the last.
    public var range: Range<Int64>
}

/// Items with scores; higher is better, no item twice.
public struct PrequentialAnswer: Sendable {
    public private(set) var items: [Int32] = []
    public private(set) var scores: [Float] = []

    public init() {}

    public mutating func clear() {
        items.removeAll(keepingCapacity: true)
        scores.removeAll(keepingCapacity: true)
    }

    public mutating func append(_ item: Int32, _ score: Float) {
        items.append(item)
        scores.append(score)
    }
}
