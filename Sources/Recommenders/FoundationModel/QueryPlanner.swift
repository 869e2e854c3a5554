import Datasets
import Evaluation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

func exponential(_ x: Float) -> Float { exp(x) }

/// Turns queries into batches of windows; questions about one user that lie close together share one window.
///
/// A shared window is at most a quarter longer ago than a window of its own would be: the first of its questions
/// still sees three quarters of the longest history. What is shared is what a prefix of the tokens has in common:
/// where the tokens of the shorter history are not a prefix of the longer one's, it gets a window of its own.
struct QueryPlanner {
    let tokenizer: InteractionTokenizer
    let configuration: FoundationModelConfiguration
    /// What is read of histories beyond the longest run. Where the window is anchored, only questions with the same beginning share.
    let window: HistoryWindow
    private var maximumLength: Int { configuration.maximumSequenceLength }
    /// Tokens of a batch, so that activations stay in the caches.
    private let tokensPerBatch = 4096

    init(tokenizer: InteractionTokenizer, configuration: FoundationModelConfiguration, window: HistoryWindow = .latest) {
        (self.tokenizer, self.configuration, self.window) = (tokenizer, configuration, window)
    }

    /// - Returns: a batch and, for each of its requests, the number of the query.
    mutating func nextBatch(_ queries: [ScoringQuery], from next: inout Int) -> (SequenceBatch, [Int]) {
        var batch = SequenceBatch()
        var rows: [Int] = []
        while next < queries.count, batch.tokens.rowCount < tokensPerBatch {
            let run = sharedRun(queries, from: next)
            let sequence = tokens(queries[run.upperBound - 1])
            let planned = plan(queries, run: run, sequence: sequence)
            batch.append(planned.sequence, window: planned.window, requests: planned.requests, seed: 0)
            rows.append(contentsOf: planned.queries)
            next = planned.queries.last! + 1
        }
        return (batch, rows)
    }

    /// Consecutive queries of one user with growing histories.
    private func sharedRun(_ queries: [ScoringQuery], from first: Int) -> Range<Int> {
        var end = first + 1
        let limit = queries[first].historyCount + maximumLength / 4
        while end < queries.count, queries[end].userKey == queries[first].userKey,
            queries[end].historyCount >= queries[end - 1].historyCount, queries[end].historyCount <= limit
        { end += 1 }
        return first..<end
    }

    private func plan(
        _ queries: [ScoringQuery], run: Range<Int>, sequence: TokenSequence
    )
        -> (sequence: TokenSequence, window: Range<Int>, requests: [SequenceBatch.Request], queries: [Int])
    {
        if run.count > 1 {
            let positions = run.compactMap { tokenCount(of: queries[$0].historyCount, in: sequence) }
            if positions.count == run.count {
                let shared = window == .latest ? run.count : positions.count { start($0) == start(positions[0]) }
                let range = (window == .latest ? start(positions.last!) : start(positions[0]))..<(positions[shared - 1] + 1)
                let questions = run.prefix(shared)
                return (sequence, range, zip(questions, positions).map { request(queries[$0], position: $1) }, Array(questions))
            }
        }
        let own = run.count == 1 ? sequence : tokens(queries[run.lowerBound])
        let range = start(own.count)..<(own.count + 1)
        return (own, range, [request(queries[run.lowerBound], position: own.count)], [run.lowerBound])
    }

    private func start(_ tokenCount: Int) -> Int {
        window == .latest
            ? configuration.firstPosition(of: tokenCount + 1) : window.start(tokenCount: tokenCount, maximumLength: maximumLength)
    }

    /// How many tokens the first `events` events make, if they end where a token ends.
    private func tokenCount(of events: Int, in sequence: TokenSequence) -> Int? {
        var (low, high) = (0, sequence.count)
        while low < high {
            let middle = (low + high) / 2
            if sequence.sources[middle].upperBound <= Int32(events) { low = middle + 1 } else { high = middle }
        }
        guard low == sequence.count || sequence.sources[low].lowerBound >= Int32(events) else { return nil }
        return low
    }

    private func tokens(_ query: ScoringQuery) -> TokenSequence { tokenizer.tokens(query.history) }

    private func request(_ query: ScoringQuery, position: Int) -> SequenceBatch.Request {
        let asked = tokenizer.request(query.request)
        return SequenceBatch.Request(
            position: position, time: asked.time, device: asked.device, hour: asked.hourOfWeek, locale: asked.locale,
            surface: asked.surface, target: -1, weight: 0, correction: asked.intent)
    }
}
