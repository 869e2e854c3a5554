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
    private var maximumLength: Int { configuration.maximumSequenceLength }
    /// Tokens of a batch, so that activations stay in the caches.
    private let tokensPerBatch = 4096

    init(tokenizer: InteractionTokenizer, configuration: FoundationModelConfiguration) {
        (self.tokenizer, self.configuration) = (tokenizer, configuration)
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
                let window = configuration.firstPosition(of: positions.last! + 1)..<(positions.last! + 1)
                return (sequence, window, zip(run, positions).map { request(queries[$0], position: $1) }, Array(run))
            }
        }
        let own = run.count == 1 ? sequence : tokens(queries[run.lowerBound])
        let window = configuration.firstPosition(of: own.count + 1)..<(own.count + 1)
        return (own, window, [request(queries[run.lowerBound], position: own.count)], [run.lowerBound])
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
            surface: asked.surface, target: -1, weight: 0)
    }
}
