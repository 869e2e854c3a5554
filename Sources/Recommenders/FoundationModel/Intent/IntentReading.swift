import Datasets
import Evaluation

/// What a model takes a request to be after: distributions that a person can read, and correct for the request.
public struct IntentReading: Sendable, Hashable {
    public struct Value: Sendable, Hashable {
        public var name: String
        /// Of the next choice having it; the values of a head sum to one.
        public var probability: Double
        /// Share of all choices of the training.
        public var usual: Double
        public init(name: String, probability: Double, usual: Double) {
            (self.name, self.probability, self.usual) = (name, probability, usual)
        }
    }
    public struct Head: Sendable, Hashable {
        public var aspect: IntentAspect
        /// Most probable first.
        public var values: [Value]
        /// Whether the asker said it: then one value has probability one.
        public var isSaid: Bool
        public init(aspect: IntentAspect, values: [Value], isSaid: Bool) {
            (self.aspect, self.values, self.isSaid) = (aspect, values, isSaid)
        }
    }
    /// Those that the model has, in the order of `IntentAspect.allCases`.
    public var heads: [Head]

    public init(heads: [Head]) { self.heads = heads }

    public subscript(_ aspect: IntentAspect) -> Head? { heads.first { $0.aspect == aspect } }

    /// - Parameter row: of all heads side by side, `[C]`.
    init(_ vocabulary: IntentVocabulary, row: UnsafePointer<Float>, correction: IntentCorrection?) {
        var first = 0
        heads = vocabulary.heads.map { head in
            defer { first += head.classes.count }
            let values = head.classes.indices.map {
                Value(name: head.classes[$0], probability: Double(row[first + $0]), usual: Double(head.shares[$0]))
            }
            let order = values.indices.sorted { (values[$1].probability, $0) < (values[$0].probability, $1) }
            let isSaid = correction?[head.aspect].map { Int($0) < values.count } ?? false
            return Head(aspect: head.aspect, values: order.map { values[$0] }, isSaid: isSaid)
        }
    }
}

extension FoundationScorer {
    /// What each query is taken to be after; nil for a model without intent heads.
    ///
    /// - Complexity: one forward pass over the histories; no title is scored.
    public func intents(_ queries: [ScoringQuery], window: HistoryWindow = .latest) throws -> [IntentReading]? {
        guard let vocabulary = model.intents else { return nil }
        var readings = [IntentReading?](repeating: nil, count: queries.count)
        try forEachAnswer(queries, window: window) { answers, rows in
            guard let said = answers.intents?.said else { return }
            for (position, row) in rows.enumerated() {
                readings[row] = IntentReading(
                    vocabulary, row: said.value + position * said.columns, correction: queries[row].request.intent)
            }
        }
        return readings.compactMap { $0 }
    }
}

extension StateServer {
    /// What each row of a question is taken to be after; nil for a model without intent heads.
    ///
    /// - Throws: `StateError`, or what the question's history throws.
    public func intents(_ question: StateQuestion) throws -> [IntentReading]? {
        guard let vocabulary = scorer.model.intents else { return nil }
        return try asked(question) { _, said in
            question.rows.enumerated().map { position, row in
                IntentReading(vocabulary, row: said! + position * vocabulary.columnCount, correction: row.request.intent)
            }
        }
    }
}

extension IntentVocabulary {
    /// C.
    var columnCount: Int { heads.reduce(0) { $0 + $1.classes.count } }
}
