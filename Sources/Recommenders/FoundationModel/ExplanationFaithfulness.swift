import Datasets
import Evaluation

/// Whether the tokens that explanations name are those that matter: measured by taking them out, and others in their place.
///
/// For each case a title is explained; then the score falls when a named token is taken out are compared with the falls for tokens
/// drawn at random and for tokens that stand next to the named ones, which are equally recent. An explanation that only ever
/// names the latest titles would win the first comparison and lose the second.
public struct Faithfulness: Sendable, Codable, Hashable {
    /// Cases with at least one named token and something to compare it with.
    public var cases = 0
    /// Cases in which nothing in the history speaks for the title.
    public var unexplained = 0
    /// Mean fall of the score, named tokens, drawn ones and neighbours in time.
    public var named = 0.0
    public var random = 0.0
    public var recent = 0.0
    /// The same of what is the title's own: the fall of the title without the fall of all titles.
    public var namedOwn = 0.0
    public var randomOwn = 0.0
    public var recentOwn = 0.0
    /// Share of cases in which the named tokens matter more than those equally recent.
    public var wins = 0.0
    /// Of `named / random` and `named / recent`, 2.5 and 97.5 per cent of 1,000 resamples of the cases; nil, `null` in files, where a
    /// bound has no end because tokens that are not named do nothing, or the opposite.
    public var randomRatio: [Double?] = []
    public var recentRatio: [Double?] = []

    /// A title to be explained to somebody.
    public struct Case: Sendable {
        public var query: ScoringQuery
        public var item: ItemIndex
        public init(query: ScoringQuery, item: ItemIndex) { (self.query, self.item) = (query, item) }
    }

    /// Means of one case: the title's fall and what is its own, for named, drawn and equally recent tokens.
    struct Fall { var named, random, recent: SIMD2<Double> }

    /// - Parameters:
    ///   - causes: how many tokens an explanation names.
    ///   - naming: which tokens are named; nil = those that the explainer finds.
    ///   - seed: of the tokens that are drawn.
    /// - Throws: `StateError`.
    public static func measure(
        _ explainer: Explainer, _ cases: [Case], causes: Int = 2, effort: Explainer.Effort = .init(), seed: UInt64 = 1,
        naming: ((Case, TokenEffects) -> [Int])? = nil
    ) throws -> Faithfulness {
        var (falls, unexplained) = ([Fall](), 0)
        for (number, one) in cases.enumerated() {
            let found = try explainer.effects(on: [one.item], one.query, effort: effort)[0]
            let named = naming?(one, found) ?? found.causes(causes).map(\.token)
            guard let fall = try fall(explainer, one, named, StableHash.mix(seed &+ UInt64(number))) else {
                unexplained += 1
                continue
            }
            falls.append(fall)
        }
        return Faithfulness(falls, unexplained: unexplained, seed: seed)
    }

    /// Nil where nothing was named or nothing else can be compared.
    private static func fall(_ explainer: Explainer, _ one: Case, _ named: [Int], _ seed: UInt64) throws -> Fall? {
        let read = explainer.readTokens(one.query)
        let others = read.filter { !named.contains($0) }
        guard !named.isEmpty, others.count >= 2 else { return nil }
        var random = SeededGenerator(seed: seed)
        let drawn = (0..<4).map { _ in others.randomElement(using: &random)! }
        let recent = named.map { token in Array(others.sorted { (abs($0 - token), $0) < (abs($1 - token), $1) }.prefix(2)) }
        let measured = try explainer.effects(
            on: [one.item], one.query, effort: .init(guessedTokens: 0, likeTokens: 0), trying: named + drawn + recent.joined())[0]
        let falls = Dictionary(measured.tried.map { ($0.token, SIMD2(Double($0.drop), Double($0.own))) }) { first, _ in first }
        func mean(_ tokens: [Int]) -> SIMD2<Double> {
            tokens.reduce(SIMD2()) { $0 + (falls[$1] ?? SIMD2()) } / Double(tokens.count)
        }
        return Fall(named: mean(named), random: mean(drawn), recent: mean(Array(recent.joined())))
    }

    private init(_ falls: [Fall], unexplained: Int, seed: UInt64) {
        self.unexplained = unexplained
        cases = falls.count
        guard cases > 0 else { return }
        func mean(_ part: KeyPath<Fall, SIMD2<Double>>) -> SIMD2<Double> {
            falls.reduce(SIMD2()) { $0 + $1[keyPath: part] } / Double(falls.count)
        }
        let (named, random, recent) = (mean(\.named), mean(\.random), mean(\.recent))
        (self.named, self.random, self.recent) = (named.x, random.x, recent.x)
        (namedOwn, randomOwn, recentOwn) = (named.y, random.y, recent.y)
        wins = Double(falls.count { $0.named.x > $0.recent.x }) / Double(cases)
        randomRatio = Self.interval(falls, \.random, seed)
        recentRatio = Self.interval(falls, \.recent, seed)
    }

    private static func interval(_ falls: [Fall], _ part: KeyPath<Fall, SIMD2<Double>>, _ seed: UInt64) -> [Double?] {
        var random = SeededGenerator(seed: seed)
        let ratios = (0..<1000).map { _ -> Double in
            var (above, below) = (0.0, 0.0)
            for _ in falls.indices {
                let fall = falls[Int.random(in: 0..<falls.count, using: &random)]
                (above, below) = (above + fall.named.x, below + fall[keyPath: part].x)
            }
            return below > 0 ? above / below : .infinity
        }.sorted()
        return [ratios[25], ratios[974]].map { $0.isFinite ? $0 : nil }
    }
}
