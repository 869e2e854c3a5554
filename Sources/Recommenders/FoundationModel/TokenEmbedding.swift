import Datasets
import NeuralNetworks
import Tensors

/// A token is the normalised sum of its fields: item, what came of it, and in which context.
struct TokenEmbedding: Sendable {
    private let start, norm: Parameter
    private let outcomes: [(SequenceBatch.Field, Parameter)]
    private let contexts: [(SequenceBatch.Field, Parameter)]

    init(_ configuration: FoundationModelConfiguration, vocabulary: TokenVocabulary, layout: inout ParameterLayout) {
        let width = configuration.embeddingDimension
        start = layout.declare("token.start", 1, width, decays: false)
        norm = layout.declare("token.norm", 1, width, decays: false)
        var outcomes: [(SequenceBatch.Field, Parameter)] = []
        if configuration.inputs >= .outcomes {
            for (field, count) in SequenceBatch.Field.outcomes(vocabulary) where count > 1 {
                outcomes.append((field, layout.declare("token.\(field.rawValue)", count, width)))
            }
        }
        var contexts: [(SequenceBatch.Field, Parameter)] = []
        if configuration.inputs >= .time {
            for (field, count) in SequenceBatch.Field.contexts(vocabulary) where count > 1 {
                contexts.append((field, layout.declare("token.\(field.rawValue)", count, width)))
            }
        }
        self.outcomes = outcomes
        self.contexts = contexts
    }

    func initialize(_ store: ParameterStore, seed: UInt64) {
        store.fillNormal(start, standardDeviation: 0.05, seed: seed)
        store.fill(norm, 1)
        for (_, table) in outcomes + contexts { store.fillNormal(table, standardDeviation: 0.02, seed: seed) }
    }

    func callAsFunction(_ batch: SequenceBatch, itemTable: Tensor, on tape: Tape) -> Tensor {
        var columns = [
            LookupColumn(table: itemTable, indices: tape.indices(batch.items)),
            LookupColumn(table: tape.parameter(start), indices: tape.indices(batch.starts)),
        ]
        for (field, table) in outcomes + contexts {
            columns.append(LookupColumn(table: tape.parameter(table), indices: tape.indices(batch.tokenFields[field] ?? [])))
        }
        let sum = tape.lookupSum(columns, rows: batch.tokens.rowCount, width: itemTable.columns)
        return tape.rmsNorm(sum, gain: norm)
    }
}

/// What is known at the moment of asking: hour, device, place, surface, how long ago the last token was, and how many came before.
struct RequestEmbedding: Sendable {
    private let bias: Parameter
    private let contexts: [(SequenceBatch.Field, Parameter)]

    init(_ configuration: FoundationModelConfiguration, vocabulary: TokenVocabulary, layout: inout ParameterLayout) {
        let width = configuration.embeddingDimension
        bias = layout.declare("request.bias", 1, width, decays: false)
        var contexts: [(SequenceBatch.Field, Parameter)] = []
        if configuration.inputs >= .time {
            for (field, count) in SequenceBatch.Field.contexts(vocabulary) + [(.gap, TimeGapBucket.count)] where count > 1 {
                contexts.append((field, layout.declare("request.\(field.rawValue)", count, width)))
            }
        }
        if configuration.readsChoiceCount {
            contexts.append((.choices, layout.declare("request.choices", ChoiceCountBucket.count, width)))
        }
        self.contexts = contexts
    }

    func initialize(_ store: ParameterStore, seed: UInt64) {
        store.fillNormal(bias, standardDeviation: 0.02, seed: seed)
        for (_, table) in contexts { store.fillNormal(table, standardDeviation: 0.02, seed: seed) }
    }

    func callAsFunction(_ batch: SequenceBatch, on tape: Tape) -> Tensor {
        let count = batch.requests.rowCount
        var columns = [
            LookupColumn(table: tape.parameter(bias), indices: tape.indices([Int32](repeating: 0, count: count)))
        ]
        for (field, table) in contexts {
            columns.append(LookupColumn(table: tape.parameter(table), indices: tape.indices(batch.requestFields[field] ?? [])))
        }
        return tape.lookupSum(columns, rows: count, width: bias.columns)
    }
}
