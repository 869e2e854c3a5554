import Datasets
import Evaluation

/// What this person chose most, above all in situations like this one.
///
///     score(i) = Σ over the user's events on i of (1 + contextWeight · agreement) + backoff · share(i)
///
/// agreement is the share of the request's known context fields (device, locale, surface) that the event has too. The
/// hard one to beat where people do the same things again: half of what people do with a telephone is the last week's.
public struct OwnFrequency: Scorer {
    public let name = "Own frequency"
    private let shares: [Float]
    private let contextWeight: Float
    private let backoff: Float

    /// - Parameters:
    ///   - contextWeight: what an event in the same situation counts more; 0 = plain frequencies.
    ///   - backoff: weight of the items' shares in all events, which order what the user never chose.
    public init(_ corpus: BaselineCorpus, contextWeight: Double = 1, backoff: Double = 0.1) {
        shares = corpus.shares
        self.contextWeight = Float(contextWeight)
        self.backoff = Float(backoff)
    }

    public func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        for (index, query) in queries.enumerated() {
            let row = scores.row(index, width: shares.count)
            for item in row.indices { row[item] = backoff * shares[item] }
            let asked = EventContext(query.request)
            for event in query.history {
                guard let item = event.chosenItem, item.position < row.count else { continue }
                row[item.position] += 1 + contextWeight * asked.agreement(with: EventContext(event.context))
            }
        }
    }
}
