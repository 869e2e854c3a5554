import Datasets
import Evaluation

/// Counts companions on the training part, with parameters that validation prefers, and weighs them against a network.
public struct CompanionFitter: Sendable {
    private let kinds: [BaselineKind]
    private let dataset: Dataset
    private let split: Split
    private let histories: CorpusUsers
    private let workers: Int
    /// Choices of the training part, for a model with live popularity.
    private let log: PopularityLog?
    package var limits = CompanionCases.Limits()

    /// Links that a bundle keeps of an item: on steam-200k EASE with 200 of 3,600 is as good as whole.
    static let linksPerItem = 200
    /// Below this many choices weights say more about the cases than about people.
    private static let fewestChoices = 50

    /// - Throws: `FoundationModelError.configuration` for a kind that no bundle can hold.
    public init(_ kinds: [BaselineKind], dataset: Dataset, split: Split, log: PopularityLog? = nil, workers: Int) throws {
        try self.init(
            kinds, dataset: dataset, split: split, histories: CorpusUsers(MemoryCorpus(split.training)), log: log, workers: workers)
    }

    /// - Parameter histories: of the training part, wherever they lie.
    package init(
        _ kinds: [BaselineKind], dataset: Dataset, split: Split, histories: CorpusUsers, log: PopularityLog? = nil, workers: Int
    ) throws {
        for kind in kinds where !BaselineKind.companionKinds.contains(kind) {
            throw FoundationModelError.configuration(
                field: "training.companions", value: kind.rawValue,
                rule: BaselineKind.companionKinds.map(\.rawValue).joined(separator: ", "))
        }
        var seen: Set<BaselineKind> = []
        self.kinds = kinds.filter { seen.insert($0).inserted }
        (self.dataset, self.split, self.histories, self.log, self.workers) = (dataset, split, histories, log, workers)
    }

    /// - Parameter model: with the items of the data set, in its order.
    /// - Returns: nil where no companions are asked for, or validation has too few choices to weigh them by.
    /// - Throws: `BaselineError`, such as for a catalogue that is too large for EASE.
    public func fit(_ model: FoundationModel) throws -> Companions? {
        guard !kinds.isEmpty else { return nil }
        var alone = model
        alone.companions = nil
        let scorer = alone.bound(
            to: dataset.catalog, name: "network", tokenizer: model.tokenizer.adapted(to: dataset), log: log)
        let signals = try counted(scorer.tokenizer)
        let task = EvaluationTask(dataset: dataset.name, split: split, part: .validation, catalog: dataset.catalog)
        let cases = try CompanionCases(scorer: scorer, signals: signals, task: task, limits: limits, workers: workers)
        guard cases.choiceCount >= Self.fewestChoices else { return nil }
        let weights = CompanionFit(cases: cases, columns: Companions.columns(of: signals), workers: workers).weights()
        return Companions(signals: signals, weights: weights)
    }

    /// The model with its companions, or without any where `fit` gives none.
    public func fitted(to model: FoundationModel) throws -> FoundationModel {
        var result = model
        result.companions = try fit(model)
        return result
    }

    private func counted(_ tokenizer: InteractionTokenizer) throws -> [CompanionSignal] {
        let corpus = try BaselineCorpus(
            training: histories, itemCount: dataset.catalog.count, eventCount: histories.corpus.eventCount,
            columns: kinds.reduce([]) { $0.union($1.columns) })
        let tuner = try BaselineTuner(
            dataset: dataset.name, split: split, catalog: dataset.catalog, workers: workers, corpus: corpus)
        return try kinds.map { kind in
            let parameters = try tuned(kind, tuner)
            return CompanionSignal(kind: kind, parameters: parameters, counts: try counts(kind, parameters, corpus, tokenizer))
        }
    }

    /// The parameters with which a companion is best on its own.
    private func tuned(_ kind: BaselineKind, _ tuner: BaselineTuner) throws -> BaselineParameters {
        switch kind {
        case .markov, .itemKNN, .ease, .firstEvents:
            try tuner.tune(kind).best?.parameters.over(kind.defaultParameters) ?? kind.defaultParameters
        default: [:]
        }
    }

    private func counts(
        _ kind: BaselineKind, _ parameters: BaselineParameters, _ corpus: BaselineCorpus, _ tokenizer: InteractionTokenizer
    ) throws -> CompanionSignal.Counts {
        switch kind {
        case .firstEvents:
            let fitted = EarlyPopularity(
                corpus, events: Int(parameters["events"] ?? 10), halfLife: parameters["halfLife"] ?? 1,
                backoff: parameters["backoff"] ?? 0.1)
            return .lists(.firstEvents(fitted, itemCount: corpus.itemCount))
        case .contextPopularity:
            return .situations(CountedSituations(corpus, situations: corpus.situations(tokenizer)))
        case .ownFrequency: return .own(OwnChoices())
        case .markov: return .neighbours(try markov(corpus, parameters))
        case .itemKNN, .ease: return .neighbours(try linear(kind, corpus, parameters))
        default: return .lists(.popularity(corpus))
        }
    }

    private func markov(_ corpus: BaselineCorpus, _ parameters: BaselineParameters) throws -> CountedNeighbours {
        let read = ParameterReader(baseline: BaselineKind.markov.rawValue, parameters: parameters)
        let smoothing = try read.number("smoothing", in: 1e-6...1e6)
        let (length, decay) = (try read.count("historyLength", in: 1...1000), try read.number("historyDecay", in: 0...1))
        let fitted = FirstOrderMarkov(
            corpus, window: try read.count("window", in: 1...100), windowDecay: try read.number("windowDecay", in: 0...1),
            smoothing: smoothing, historyLength: length, historyDecay: decay)
        var links = SparseRows()
        for row in 0..<corpus.itemCount {
            for entry in fitted.transitions.range(of: row) {
                links.append(fitted.transitions.columns[entry], fitted.transitions.values[entry] / (fitted.totals[row] + Float(smoothing)))
            }
            links.endRow()
        }
        return CountedNeighbours(
            links: links.strongest(Self.linksPerItem), decay: Float(decay), historyLength: length, isMean: true, measuredOn: corpus)
    }

    private func linear(_ kind: BaselineKind, _ corpus: BaselineCorpus, _ parameters: BaselineParameters) throws -> CountedNeighbours {
        let read = ParameterReader(baseline: kind.rawValue, parameters: parameters)
        let halfLife = try read.number("recencyHalfLife", in: 0...1e6)
        let links: SparseRows
        if kind == .ease {
            links = try EASE(corpus, lambda: try read.number("lambda", in: 1e-3...1e7), workers: workers).strongestLinks(Self.linksPerItem)
        } else {
            links = ItemKNN(
                corpus, neighbours: try read.count("neighbours", in: 1...100_000), shrinkage: try read.number("shrinkage", in: 0...1e6)
            ).similarities.strongest(Self.linksPerItem)
        }
        return CountedNeighbours(
            links: links, decay: decayPerStep(halfLife: halfLife), isMean: kind == .itemKNN, measuredOn: corpus)
    }
}

extension BaselineCorpus {
    /// Of its events, in a model's vocabulary.
    fileprivate func situations(_ tokenizer: InteractionTokenizer) -> [SIMD4<UInt16>] {
        contexts.map { SIMD4(UInt16(tokenizer.device($0.device)), tokenizer.locale($0.locale), UInt16(tokenizer.surface($0.surface)), 0) }
    }
}

extension EASE {
    /// The entries of largest size of each row of B, in the order of their columns.
    fileprivate func strongestLinks(_ count: Int) -> SparseRows {
        let order = Int(Double(weights.count).squareRoot().rounded())
        var sizes = [Float](repeating: 0, count: order)
        var rows = SparseRows()
        for row in 0..<order {
            for column in 0..<order { sizes[column] = abs(weights[row * order + column]) }
            let kept = sizes.withUnsafeBufferPointer { BestItems.select(count, from: $0) }.filter { sizes[$0.position] > 0 }
            for item in kept.map(\.rawValue).sorted() { rows.append(item, weights[row * order + Int(item)]) }
            rows.endRow()
        }
        return rows
    }
}
