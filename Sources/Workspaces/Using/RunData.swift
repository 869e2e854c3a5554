import Datasets
import Evaluation
import Recommenders

/// The data of one run: prepared as its configuration says, and cut.
public struct RunData: Sendable {
    public var dataset: Dataset
    public var split: Split

    /// - Throws: `SplitError` when the data cannot be cut that way.
    public init(_ dataset: Dataset, run: RunConfiguration) throws {
        self.dataset = RunData.prepared(dataset, run: run)
        split = try Split.make(self.dataset, run.split)
    }

    /// What is left of the data, with the keywords of its texts.
    static func prepared(_ dataset: Dataset, run: RunConfiguration) -> Dataset {
        var prepared = run.preprocessing.apply(to: dataset)
        if run.keywordsPerItem > 0 { prepared.catalog = KeywordExtractor(count: run.keywordsPerItem).apply(to: prepared.catalog) }
        return prepared
    }

    var checks: [EvaluationCheck] { split.checks.map { EvaluationCheck($0) } }
}
