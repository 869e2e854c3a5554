import Datasets
import Evaluation
import Tensors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Letters: V items, D width, n tokens that are tried.

/// What the tokens of a history do for titles: guessed for all of them, measured for a few.
public struct TokenEffects: Sendable {
    /// One measured token.
    public struct Effect: Sendable, Hashable {
        /// Place among the tokens of the whole history.
        public var token: Int
        public var item: ItemIndex
        /// How much the title's score falls when the token is taken out of the history.
        public var drop: Float
        /// How much scores of all titles fall on average; what is the title's own is `drop − general`.
        public var general: Float
        public var own: Float { drop - general }
    }
    public var item: ItemIndex
    /// With the whole history.
    public var score: Float
    /// Those that were taken out in turn, strongest `own` effect first.
    public var tried: [Effect]
    /// Tokens that the network reads; older ones have no effect on it.
    public var readTokens: Int
    public init(item: ItemIndex, score: Float, tried: [Effect], readTokens: Int) {
        (self.item, self.score, self.tried, self.readTokens) = (item, score, tried, readTokens)
    }
}

/// Explains answers of a scorer by taking parts away and watching the score: measurements, not guesses.
///
/// Which tokens are worth a measurement is guessed first, by one gradient over all that the network reads and by likeness to the title.
/// All kinds of models are asked in the same way; where states are kept, they are reused.
public final class Explainer: Sendable {
    public let scorer: FoundationScorer
    /// Nil for models whose rows cannot be reused: variants are then read whole.
    private let states: StateServer?
    private let gradients: LendingPool<ExplanationGradient>
    /// Mean unit vector of the titles that can be scored, `[D]`.
    let mean: [Float]

    /// How many tokens are measured for one title, and how many of them are chosen for their likeness.
    public struct Effort: Sendable, Hashable {
        public var gradientTokens: Int
        public var likeTokens: Int
        /// Rows that may be computed anew for all of them, in windows' lengths.
        public var windows: Double
        public init(gradientTokens: Int = 6, likeTokens: Int = 2, windows: Double = 5) {
            (self.gradientTokens, self.likeTokens, self.windows) = (gradientTokens, likeTokens, windows)
        }
    }

    /// - Parameter states: the server that answers for the scorer, if there is one.
    public init(_ scorer: FoundationScorer, states: StateServer? = nil) {
        self.scorer = scorer
        // Nothing is kept of anybody here: the states are the caller's, or gone after the answer.
        self.states = states ?? (try? StateServer(network: scorer, options: StateOptions(bytes: 0), clock: { 0 }))
        keepsStates = states != nil
        gradients = LendingPool { [scorer] in ExplanationGradient(scorer.model, packed: scorer.packedWeights) }
        mean = scorer.meanVector()
        rows = scorer.model.rowsByID
        attributes = scorer.model.newTitles.map {
            AttributeFeatures(scorer.model.facets, texts: scorer.model.texts, textShare: $0.textShare)
        }
    }

    private let keepsStates: Bool
    /// For titles that training never saw.
    let attributes: AttributeFeatures?
    /// The model's row of each title that it knows.
    let rows: [ItemID: Int]

    /// What the history's tokens do for titles.
    ///
    /// - Parameters:
    ///   - isKept: whether what is made of this person's history may stay in the scorer's states.
    ///   - extra: tokens that are tried in any case, whatever they cost.
    /// - Returns: one result per title, in order.
    /// - Throws: `StateError`.
    public func effects(
        on items: [ItemIndex], _ query: ScoringQuery, isKept: Bool = false, effort: Effort = Effort(), trying extra: [Int] = []
    ) throws -> [TokenEffects] {
        let sequence = scorer.tokenizer.tokens(query.history)
        let window = window(sequence.count)
        let chosen = candidates(items, query, sequence, window, effort)
        let order = chosen + extra.filter { !chosen.contains($0) && $0 + 1 >= max(1, window.lowerBound) && $0 < sequence.count }
        let limit = extra.isEmpty ? Int(exactly: (effort.windows * Double(window.count)).rounded()) ?? .max : .max
        let (vectors, tokens) = try self.vectors(query, sequence, without: order, isKept: isKept, rowLimit: limit)
        let rows = try scores(items, vectors: vectors, query: query, sequence: sequence, tokens: tokens)
        return items.indices.map { place in
            let whole = rows[place][0]
            let tried = tokens.enumerated().map { number, token in
                TokenEffects.Effect(
                    token: token, item: sequence.items[token], drop: whole - rows[place][number + 1],
                    general: rows[items.count][0] - rows[items.count][number + 1])
            }
            return TokenEffects(
                item: items[place], score: whole, tried: tried.sorted { ($1.own, $0.token) < ($0.own, $1.token) },
                readTokens: window.count - (window.lowerBound == 0 ? 1 : 0))
        }
    }

    /// Input positions that are read after so many tokens.
    private func window(_ count: Int) -> Range<Int> {
        let configuration = scorer.model.configuration
        guard let states, states.shape.window != .latest else { return configuration.firstPosition(of: count + 1)..<count + 1 }
        return states.shape.window.start(tokenCount: count, maximumLength: configuration.maximumSequenceLength)..<count + 1
    }

    /// Unit vector of a person at a moment, `[D]`, as the effects are measured from.
    ///
    /// - Throws: `StateError`.
    public func userVector(_ query: ScoringQuery, isKept: Bool = false) throws -> [Float] {
        try vectors(query, TokenSequence(), without: [], isKept: isKept, rowLimit: 0).vectors
    }

    /// The tokens of a history that the network reads, as places among all of them.
    public func readTokens(_ query: ScoringQuery) -> Range<Int> {
        let count = scorer.tokenizer.tokens(query.history).count
        return max(0, window(count).lowerBound - 1)..<count
    }

    // MARK: Which tokens

    /// The tokens that are worth a measurement, the most promising first, each once.
    private func candidates(
        _ items: [ItemIndex], _ query: ScoringQuery, _ sequence: TokenSequence, _ window: Range<Int>, _ effort: Effort
    ) -> [Int] {
        guard sequence.count > 0, !items.isEmpty else { return [] }
        var chosen = effort.gradientTokens > 0 ? guessed(items, query, sequence, window).prefix(effort.gradientTokens).map(\.token) : []
        let read = max(0, window.lowerBound - 1)..<sequence.count
        for item in items {
            let like = scorer.mostAlike(item, among: read.map { sequence.items[$0] }, count: effort.likeTokens + chosen.count)
            for place in like.map({ read.lowerBound + $0 }).filter({ !chosen.contains($0) }).prefix(effort.likeTokens) {
                chosen.append(place)
            }
        }
        return chosen
    }

    /// All tokens of the window by what they seem to do for the titles and not for all titles alike, strongest first.
    package func guessed(_ items: [ItemIndex], _ query: ScoringQuery) -> [(token: Int, value: Float)] {
        let sequence = scorer.tokenizer.tokens(query.history)
        guard sequence.count > 0, !items.isEmpty else { return [] }
        return guessed(items, query, sequence, window(sequence.count))
    }

    private func guessed(
        _ items: [ItemIndex], _ query: ScoringQuery, _ sequence: TokenSequence, _ window: Range<Int>
    ) -> [(token: Int, value: Float)] {
        var direction = mean.map { -$0 * Float(items.count) }
        for item in items { scorer.add(vectorOf: item, to: &direction) }
        let gradient = gradients.lend()
        defer { gradients.take(back: gradient) }
        let values = gradient.contributions(
            sequence, window: window, request: scorer.tokenizer.request(query.request), direction: direction, itemTable: scorer.table)
        return values.sorted { ($1.value, $0.token) < ($0.value, $1.token) }
    }

    // MARK: What happens without them

    private func vectors(
        _ query: ScoringQuery, _ sequence: TokenSequence, without order: [Int], isKept: Bool, rowLimit: Int
    ) throws -> (vectors: [Float], tokens: [Int]) {
        if let states {
            let history = query.history
            let question = StateQuestion(userKey: query.userKey, rows: [RowQuery(query.request, count: 0)]) { Array(history) }
            return try states.deletions(question, without: order, isKept: isKept && keepsStates, rowLimit: rowLimit)
        }
        let variants = [query] + order.map { Self.query(query, without: sequence.sources[$0], number: $0) }
        return (try scorer.userVectors(variants), order)
    }

    private static func query(_ query: ScoringQuery, without events: Range<Int32>, number: Int) -> ScoringQuery {
        var changed = query
        changed.interactions = Array(query.history)
        changed.interactions.removeSubrange(Int(events.lowerBound)..<Int(events.upperBound))
        changed.historyCount = changed.interactions.count
        // Not prefixes of each other: each is read on its own.
        changed.userKey = StableHash.mix(query.userKey &+ UInt64(number) &+ 1)
        return changed
    }

    /// Scores of each title with the whole history and without each token, and behind them the mean of all titles, `[items + 1][1 + n]`.
    private func scores(
        _ items: [ItemIndex], vectors: [Float], query: ScoringQuery, sequence: TokenSequence, tokens: [Int]
    ) throws -> [[Float]] {
        if scorer.scoresAreLogits {
            return items.map { scorer.logits(of: $0, users: vectors) } + [scorer.logits(ofDirection: mean, users: vectors)]
        }
        let queries = [query] + tokens.map { Self.query(query, without: sequence.sources[$0], number: $0) }
        return scorer.finalScores(users: vectors, queries: queries, items: items)
    }
}

extension Explainer {
    /// At most two titles of a history for each item that may be the cause of its place: like it, and not long ago.
    ///
    /// No measurement; one product per pair.
    /// - Parameters:
    ///   - titles: latest first.
    ///   - halfLife: titles after which a likeness counts half.
    public func likeliestCauses(of items: [ItemIndex], among titles: [ItemIndex], halfLife: Float = 15) -> [[ItemIndex]] {
        var weights: [Float] = []
        for place in titles.indices { weights.append(place == 0 ? 1 : weights[place - 1] * exp2(-1 / halfLife)) }
        return items.map { item in
            var best: [(place: Int, value: Float)] = []
            for (place, title) in titles.enumerated() where title != item {
                let value = scorer.ownLikeness(item, title, mean: mean) * weights[place]
                guard value > 0, best.count < 2 || value > best[1].value else { continue }
                best.insert((place, value), at: best.first.map { value > $0.value } ?? true ? 0 : 1)
                if best.count > 2 { best.removeLast() }
            }
            return best.map { titles[$0.place] }
        }
    }
}
