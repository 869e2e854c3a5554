import Datasets
import Evaluation

/// The baselines by the names used on the command line.
public enum BaselineKind: String, Sendable, Codable, CaseIterable {
    case popularity
    case recentPopularity = "popularity-7d"
    case markov
    case itemKNN = "item-knn"
    case ease
    case implicitALS = "ials"
    case content
    case firstEvents = "first-events"
    case ownFrequency = "own-frequency"
    case contextPopularity = "popularity-context"

    /// What it reads of this task, as printed beside its figures: where requests have no time, nothing reads one.
    public func inputs(on task: EvaluationTask) -> String {
        self == .recentPopularity && !task.cases.contains { $0.request.time != nil } ? "ids" : inputs
    }

    /// What it reads at most.
    public var inputs: String {
        switch self {
        case .popularity, .markov, .itemKNN, .ease, .implicitALS, .firstEvents: "ids"
        case .recentPopularity: "ids+time"
        case .ownFrequency, .contextPopularity: "ids+context"
        case .content: "attributes"
        }
    }

    /// What its fit reads of a choice beside the item.
    package var columns: BaselineCorpus.Columns {
        switch self {
        case .recentPopularity: .times
        case .contextPopularity: .contexts
        default: []
        }
    }

    /// Tuned on the leave-one-out validation of MovieLens 1M; the grids are in LOG.md.
    public var defaultParameters: BaselineParameters {
        switch self {
        case .popularity: ["recencyHalfLife": 1, "userExponent": 0]
        case .recentPopularity: ["days": 7, "halfLifeDays": 0, "backoff": 0.01, "fallbackEvents": 5]
        case .markov: ["window": 5, "windowDecay": 0.5, "smoothing": 3, "historyLength": 10, "historyDecay": 0.6]
        case .itemKNN: ["neighbours": 1000, "shrinkage": 0, "recencyHalfLife": 2]
        case .ease: ["lambda": 1000, "recencyHalfLife": 3]
        case .implicitALS:
            ["dimension": 64, "regularization": 0.003, "unobservedWeight": 0.3, "epochs": 12, "recencyHalfLife": 5, "seed": 1]
        case .firstEvents: ["events": 10, "halfLife": 1, "backoff": 0.1]
        case .content: ["genre": 1, "decade": 1, "people": 0.2, "keyword": 0.5, "recencyHalfLife": 2]
        case .ownFrequency: ["contextWeight": 1, "backoff": 0.1]
        case .contextPopularity: ["exponent": 1, "smoothing": 10]
        }
    }

    /// Fits the baseline.
    ///
    /// - Parameters:
    ///   - parameters: those that differ from `defaultParameters`.
    ///   - workers: threads of the fit.
    /// - Throws: `BaselineError`.
    public func fit(
        training: [UserHistory], catalog: Catalog, parameters: BaselineParameters = [:], workers: Int = 1
    ) throws(BaselineError) -> any Scorer {
        let corpus = try BaselineCorpus(training: training, itemCount: catalog.count)
        return try fit(corpus, catalog: catalog, parameters: parameters, workers: workers)
    }

    /// - Parameter previous: an earlier fit on the same corpus and catalogue, of which what has not changed is reused.
    public func fit(
        _ corpus: BaselineCorpus, catalog: Catalog, parameters: BaselineParameters = [:], workers: Int = 1,
        reusing previous: (any Scorer)? = nil
    ) throws(BaselineError) -> any Scorer {
        let read = ParameterReader(baseline: rawValue, parameters: try complete(parameters))
        precondition(corpus.holds(columns), "\(rawValue) reads what the corpus does not keep")
        switch self {
        case .popularity:
            return Popularity(
                corpus, recencyHalfLife: try read.number("recencyHalfLife", in: 0...1e6),
                userExponent: try read.number("userExponent", in: 0...2))
        case .recentPopularity:
            return RecentPopularity(
                corpus, days: try read.number("days", in: 0.05...100_000),
                halfLifeDays: try read.number("halfLifeDays", in: 0...100_000),
                backoff: try read.number("backoff", in: 0...1e6),
                fallbackEvents: try read.count("fallbackEvents", in: 1...1_000_000))
        case .markov:
            return FirstOrderMarkov(
                corpus, window: try read.count("window", in: 1...100),
                windowDecay: try read.number("windowDecay", in: 0...1),
                smoothing: try read.number("smoothing", in: 1e-6...1e6),
                historyLength: try read.count("historyLength", in: 1...1000),
                historyDecay: try read.number("historyDecay", in: 0...1))
        case .itemKNN:
            return ItemKNN(
                corpus, neighbours: try read.count("neighbours", in: 1...100_000),
                shrinkage: try read.number("shrinkage", in: 0...1e6),
                recencyHalfLife: try read.number("recencyHalfLife", in: 0...1e6), reusing: previous as? ItemKNN)
        case .ease:
            return try EASE(
                corpus, lambda: try read.number("lambda", in: 1e-3...1e7),
                recencyHalfLife: try read.number("recencyHalfLife", in: 0...1e6), workers: workers,
                reusing: previous as? EASE)
        case .implicitALS:
            return try ImplicitALS(
                corpus, dimension: try read.count("dimension", in: 1...1024),
                regularization: try read.number("regularization", in: 1e-6...10),
                unobservedWeight: try read.number("unobservedWeight", in: 1e-6...10),
                epochs: try read.count("epochs", in: 1...200),
                recencyHalfLife: try read.number("recencyHalfLife", in: 0...1e6),
                seed: UInt64(try read.count("seed", in: 0...1_000_000_000)), workers: workers, reusing: previous as? ImplicitALS)
        case .firstEvents:
            return EarlyPopularity(
                corpus, events: try read.count("events", in: 1...1000), halfLife: try read.number("halfLife", in: 0...1e6),
                backoff: try read.number("backoff", in: 0...1e6))
        case .content:
            return ContentNeighbour(
                catalog, genre: try read.number("genre", in: 0...1000), decade: try read.number("decade", in: 0...1000),
                people: try read.number("people", in: 0...1000), keyword: try read.number("keyword", in: 0...1000),
                recencyHalfLife: try read.number("recencyHalfLife", in: 0...1e6), reusing: previous as? ContentNeighbour)
        case .ownFrequency:
            return OwnFrequency(
                corpus, contextWeight: try read.number("contextWeight", in: 0...1000), backoff: try read.number("backoff", in: 0...1e6))
        case .contextPopularity:
            return ContextPopularity(
                corpus, exponent: try read.number("exponent", in: 0...10), smoothing: try read.number("smoothing", in: 1e-6...1e6))
        }
    }

    private func complete(_ parameters: BaselineParameters) throws(BaselineError) -> BaselineParameters {
        let defaults = defaultParameters
        for name in parameters.values.keys.sorted() where defaults[name] == nil {
            throw .unknownParameter(baseline: rawValue, name: name, known: defaults.values.keys.sorted())
        }
        return parameters.over(defaults)
    }

    /// The points that tuning tries, 12 or more; neighbours in the list share what is costly.
    public var grid: [BaselineParameters] {
        switch self {
        case .popularity:
            BaselineParameters.grid(["recencyHalfLife": [0, 100, 30, 10, 3, 1], "userExponent": [0, 0.5, 1]])
        case .recentPopularity:
            BaselineParameters.grid([
                // With times only the first two count, without them only the last two: twelve points either way.
                "halfLifeDays": [0, 1, 3, 7], "backoff": [0.01, 0.1, 1], "fallbackEvents": [1, 2, 5, 10],
            ])
        case .markov:
            BaselineParameters.grid([
                "historyLength": [1], "window": [1, 3, 5], "windowDecay": [0.3, 0.6], "smoothing": [3, 30],
            ])
                + BaselineParameters.grid([
                    "historyLength": [10], "window": [3, 5], "windowDecay": [0.5, 0.8], "historyDecay": [0.4, 0.6, 0.8],
                    "smoothing": [3, 30],
                ])
        case .itemKNN:
            BaselineParameters.grid([
                "neighbours": [50, 200, 1000], "shrinkage": [0, 10, 100], "recencyHalfLife": [0, 5, 2, 1],
            ])
        case .ease:
            BaselineParameters.grid(["lambda": [100, 300, 1000, 3000], "recencyHalfLife": [0, 10, 5, 3, 2, 1]])
        case .implicitALS:
            BaselineParameters.grid([
                // Factors are reused along the half-lives.
                "regularization": [0.001, 0.003, 0.01], "unobservedWeight": [0.03, 0.1, 0.3, 1], "recencyHalfLife": [0, 10, 5, 2],
            ])
        case .firstEvents:
            BaselineParameters.grid(["events": [1, 3, 10, 20, 50], "halfLife": [0, 0.5, 1, 2], "backoff": [0.01, 0.1, 1, 10]])
        case .content:
            BaselineParameters.grid([
                // Products have neither decade nor people: fifteen points remain for them.
                "decade": [0.5, 1], "people": [0.2, 0.5], "keyword": [0.3, 0.6, 1], "recencyHalfLife": [0, 10, 5, 2, 1],
            ])
        case .ownFrequency:
            BaselineParameters.grid(["contextWeight": [0, 0.5, 1, 2, 5], "backoff": [0.01, 0.1, 1]])
        case .contextPopularity:
            BaselineParameters.grid(["exponent": [0, 0.5, 1, 1.5], "smoothing": [1, 10, 100]])
        }
    }
}
