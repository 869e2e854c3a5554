/// One token of a history with all its fields; those of `TokenSequence`, by row instead of by column.
public struct InteractionToken: Sendable, Hashable {
    /// Seconds since 1970; `Int64.min` = unknown.
    public var time: Int64
    public var item: ItemIndex
    public var engagement: UInt16
    public var locale: UInt16
    public var duration: UInt8
    public var completion: UInt8
    public var rating: UInt8
    public var device: UInt8
    public var hourOfWeek: UInt8
    public var surface: UInt8

    /// Token `position` of a sequence.
    public init(_ sequence: TokenSequence, _ position: Int) {
        time = sequence.times[position]
        item = sequence.items[position]
        engagement = sequence.engagements[position]
        locale = sequence.locales[position]
        duration = sequence.durations[position]
        completion = sequence.completions[position]
        rating = sequence.ratings[position]
        device = sequence.devices[position]
        hourOfWeek = sequence.hoursOfWeek[position]
        surface = sequence.surfaces[position]
    }

    fileprivate init(item: ItemIndex, first: RequestToken, outcome: SegmentOutcome, buckets: OutcomeBuckets) {
        time = first.time
        self.item = item
        engagement = outcome.engagement.symbol
        locale = first.locale
        duration = OutcomeBuckets.duration(outcome.duration)
        completion = OutcomeBuckets.completion(outcome.completion)
        rating = buckets.rating(outcome.rating)
        device = first.device
        hourOfWeek = first.hourOfWeek
        surface = first.surface
    }
}

/// What an event does to the tokens of a history.
public enum TokenChange: Sendable, Hashable {
    /// The event was set aside: a search, an impression.
    case none
    case appended(InteractionToken)
    /// The event became part of the last token, which now reads so.
    case replaced(InteractionToken)
}

/// The tokens of a history as its events arrive, one at a time.
///
/// After any number of events the tokens are those of `InteractionTokenizer.tokens` for these events: an event changes the
/// last token or adds one, and never touches what came before.
public struct TokenStream: Sendable {
    private struct Open {
        var item: ItemIndex
        var first: RequestToken
        var outcome: SegmentOutcome
    }
    private var open: Open?
    private var previousTime: Timestamp?

    public init() {}

    /// - Complexity: O(1), without allocation.
    public mutating func append(_ event: Interaction, tokenizer: borrowing InteractionTokenizer) -> TokenChange {
        let isSameSession = tokenizer.segmenter.sessionizer.continues(previousTime, event.time)
        previousTime = event.time
        let entering = tokenizer.segmenter.entersHistory(event) ? event.item : nil
        let merges = tokenizer.segmenter.mergesAdjacent && open != nil && open?.item == entering
        if !isSameSession || (entering != nil && !merges) { open = nil }
        guard let item = entering else { return .none }
        let isNew = open == nil
        if isNew {
            let outcome = SegmentOutcome(event, vocabulary: tokenizer.engagements)
            open = Open(item: item, first: tokenizer.request(event.context), outcome: outcome)
        } else {
            open!.outcome.append(event)
        }
        let token = InteractionToken(item: item, first: open!.first, outcome: open!.outcome, buckets: tokenizer.outcomes)
        return isNew ? .appended(token) : .replaced(token)
    }
}
