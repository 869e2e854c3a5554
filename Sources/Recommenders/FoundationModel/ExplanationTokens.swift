import Datasets
import Evaluation
import Tensors

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

/// Effects of tokens, and what they were measured from.
public struct TokenMeasurement: Sendable {
    /// One per title.
    public var effects: [TokenEffects]
    /// Unit vectors with the whole history and without each token, `[1 + n, D]`.
    fileprivate var vectors: [Float]
    fileprivate var tokens: [Int]

    /// Unit vector of the person at the moment, `[D]`.
    public var user: [Float] { Array(vectors.prefix(vectors.count / (tokens.count + 1))) }

    fileprivate func vector(without token: Int) -> [Float]? {
        let width = vectors.count / (tokens.count + 1)
        return tokens.firstIndex(of: token).map { Array(vectors[($0 + 1) * width..<($0 + 2) * width]) }
    }
}

/// Explains answers of a scorer by taking parts away and watching the score: measurements, not guesses.
///
/// Which tokens are worth a measurement is guessed first: by what happens when the request does not look at them, and by likeness to the
/// title. Where states are kept, they are reused; models whose rows cannot be reused are asked for a gradient instead.
public final class Explainer: Sendable {
    public let scorer: FoundationScorer
    /// Nil for models whose rows cannot be reused: variants are then read whole.
    private let states: StateServer?
    let gradients: LendingPool<ExplanationGradient>
    /// Mean unit vector of the titles that can be scored, `[D]`.
    let mean: [Float]

    /// How many tokens are measured for one title, and how many of them are chosen for their likeness.
    ///
    /// The latest token is measured besides wherever tokens are guessed: what it does is seen by no guess, and costs one row.
    public struct Effort: Sendable, Hashable {
        public var guessedTokens: Int
        public var likeTokens: Int
        /// Rows that may be computed anew for all of them, in windows' lengths.
        public var windows: Double
        public init(guessedTokens: Int = 3, likeTokens: Int = 0, windows: Double = 1) {
            (self.guessedTokens, self.likeTokens, self.windows) = (guessedTokens, likeTokens, windows)
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
        try measure(items, query, isKept: isKept, effort: effort, trying: extra).effects
    }

    /// The same, with the user vectors that the effects were measured from.
    public func measure(
        _ items: [ItemIndex], _ query: ScoringQuery, isKept: Bool = false, effort: Effort = Effort(), trying extra: [Int] = []
    ) throws -> TokenMeasurement {
        let sequence = scorer.tokenizer.tokens(query.history)
        let window = window(sequence.count)
        let limit = extra.isEmpty ? Int(exactly: (effort.windows * Double(window.count)).rounded()) ?? .max : .max
        let isGuessing = effort.guessedTokens > 0 && sequence.count > 0
        let (vectors, groups) = try vectors(query, sequence, isKept: isKept, rowLimit: limit, isGuessing: isGuessing) { guess in
            let chosen = candidates(items, sequence, window, effort, guess)
            return (chosen + extra.filter { !chosen.contains($0) && $0 + 1 >= max(1, window.lowerBound) && $0 < sequence.count }).map {
                [$0]
            }
        }
        let rows = scores(items, vectors: vectors, query: query, sequence: sequence, groups: groups)
        let effects = items.indices.map { place in
            let whole = rows[place][0]
            let tried = groups.enumerated().map { number, group in
                TokenEffects.Effect(
                    token: group[0], item: sequence.items[group[0]], drop: whole - rows[place][number + 1],
                    general: rows[items.count][0] - rows[items.count][number + 1])
            }
            return TokenEffects(
                item: items[place], score: whole, tried: tried.sorted { ($1.own, $0.token) < ($0.own, $1.token) },
                readTokens: window.count - (window.lowerBound == 0 ? 1 : 0))
        }
        return TokenMeasurement(effects: effects, vectors: vectors, tokens: groups.map { $0[0] })
    }

    /// Input positions that are read after so many tokens.
    func window(_ count: Int) -> Range<Int> {
        let configuration = scorer.model.configuration
        guard let states, states.shape.window != .latest else { return configuration.firstPosition(of: count + 1)..<count + 1 }
        return states.shape.window.start(tokenCount: count, maximumLength: configuration.maximumSequenceLength)..<count + 1
    }

    /// Unit vector of a person at a moment, `[D]`, as the effects are measured from.
    ///
    /// - Throws: `StateError`.
    public func userVector(_ query: ScoringQuery, isKept: Bool = false) throws -> [Float] {
        try vectors(query, TokenSequence(), isKept: isKept) { _ in [] }.vectors
    }

    /// Scores of the whole catalogue, `[V]`, had a title never been in the history; the window keeps its beginning.
    ///
    /// - Parameter measurement: of the same query; what it knows already is not computed again.
    /// - Throws: `StateError`.
    public func scores(
        without item: ItemIndex, _ query: ScoringQuery, isKept: Bool = false, after measurement: TokenMeasurement
    ) throws
        -> [Float]
    {
        let sequence = scorer.tokenizer.tokens(query.history)
        let read = max(0, window(sequence.count).lowerBound - 1)..<sequence.count
        let tokens = read.filter { sequence.items[$0] == item }
        var changed = query
        changed.interactions = query.history.filter { $0.item != item }
        changed.historyCount = changed.interactions.count
        let user: [Float]
        if tokens.count == 1, let known = measurement.vector(without: tokens[0]) {
            user = known
        } else {
            let found = try vectors(query, sequence, isKept: isKept) { _ in tokens.isEmpty ? [] : [tokens] }
            user = Array(found.vectors.suffix(measurement.user.count))
        }
        return scorer.scores(user: user, query: changed)
    }

    /// The tokens of a history that the network reads, as places among all of them.
    public func readTokens(_ query: ScoringQuery) -> Range<Int> {
        let count = scorer.tokenizer.tokens(query.history).count
        return max(0, window(count).lowerBound - 1)..<count
    }

    // MARK: What happens without them

    /// - Parameters:
    ///   - isGuessing: whether `choosing` asks for a guess; otherwise it gets nothing.
    ///   - choosing: gives the groups of tokens that are taken out together.
    func vectors(
        _ query: ScoringQuery, _ sequence: TokenSequence, isKept: Bool, rowLimit: Int = .max, isGuessing: Bool = false,
        choosing: (TokenGuess) -> [[Int]]
    ) throws -> (vectors: [Float], groups: [[Int]]) {
        if let states {
            let history = query.history
            let question = StateQuestion(userKey: query.userKey, rows: [RowQuery(query.request, count: 0)]) { Array(history) }
            let found = try states.deletions(question, isKept: isKept && keepsStates, rowLimit: rowLimit, hides: isGuessing) { hidden in
                choosing { direction in hidden.map { self.guessed(along: direction, $0, of: sequence) } ?? [] }
            }
            return (found.vectors, found.groups)
        }
        let groups = choosing { isGuessing ? slopes(along: $0, query, sequence, window(sequence.count)) : [] }
        let variants = [query] + groups.enumerated().map { Self.query(query, without: $1.map { sequence.sources[$0] }, number: $0) }
        return (try scorer.userVectors(variants), groups)
    }

    private static func query(_ query: ScoringQuery, without events: [Range<Int32>], number: Int) -> ScoringQuery {
        var changed = query
        changed.interactions = Array(query.history)
        for range in events.sorted(by: { $0.lowerBound > $1.lowerBound }) {
            changed.interactions.removeSubrange(Int(range.lowerBound)..<Int(range.upperBound))
        }
        changed.historyCount = changed.interactions.count
        // Not prefixes of each other: each is read on its own.
        changed.userKey = StableHash.mix(query.userKey &+ UInt64(number) &+ 1)
        return changed
    }

    /// Scores of each title with the whole history and without each token, and behind them the mean of all titles, `[items + 1][1 + n]`.
    private func scores(
        _ items: [ItemIndex], vectors: [Float], query: ScoringQuery, sequence: TokenSequence, groups: [[Int]]
    ) -> [[Float]] {
        if scorer.scoresAreLogits {
            return items.map { scorer.logits(of: $0, users: vectors) } + [scorer.logits(ofDirection: mean, users: vectors)]
        }
        let queries = [query] + groups.enumerated().map { Self.query(query, without: $1.map { sequence.sources[$0] }, number: $0) }
        return scorer.finalScores(users: vectors, queries: queries, items: items)
    }
}
