import Datasets
import Evaluation
import Recommenders

/// The data of one run: prepared as its configuration says, and cut.
public struct RunData: Sendable {
    public var dataset: Dataset
    public var split: Split
    /// The histories of the training part where they lie in a file; then the split has none.
    package private(set) var streamed: MappedCorpus?
    /// How often each item is a target of validation, where the split holds but some of the cases.
    package private(set) var heldOutTargets: [Int]?
    private var kinds: [EventKind: Int] = [:]

    /// - Throws: `SplitError` when the data cannot be cut that way.
    public init(_ dataset: Dataset, run: RunConfiguration) throws {
        self.dataset = RunData.prepared(dataset, run: run)
        split = try Split.make(self.dataset, run.split)
    }

    package init(_ streamed: StreamedTraining) {
        (dataset, split) = (streamed.dataset, streamed.split)
        (self.streamed, heldOutTargets, kinds) = (streamed.corpus, streamed.heldOutTargets, streamed.kinds)
    }

    /// What a bundle says of the data.
    package var schema: DatasetSchema {
        guard streamed != nil else { return DatasetSchema(dataset) }
        // A schema asks histories for one thing, which kind is the commonest: here each occurs as often as its rank.
        let ranks = Dictionary(uniqueKeysWithValues: Set(kinds.values).sorted().enumerated().map { ($1, $0 + 1) })
        let events = EventKind.allCases.flatMap { kind in
            Array(repeating: Interaction(item: ItemIndex(0), kind: kind), count: kinds[kind].flatMap { ranks[$0] } ?? 0)
        }
        var described = dataset
        described.users = [UserHistory(id: UserID(""), key: 0, interactions: events)]
        return DatasetSchema(described)
    }

    /// The histories of the training part, wherever they lie.
    package var corpus: any TrainingCorpus { streamed ?? MemoryCorpus(split.training) }

    /// What is left of the data, with the keywords of its texts.
    static func prepared(_ dataset: Dataset, run: RunConfiguration) -> Dataset {
        var prepared = run.preprocessing.apply(to: dataset)
        if run.keywordsPerItem > 0 { prepared.catalog = KeywordExtractor(count: run.keywordsPerItem).apply(to: prepared.catalog) }
        return prepared
    }

    var checks: [EvaluationCheck] { split.checks.map { EvaluationCheck($0) } }
}
