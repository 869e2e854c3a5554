import Datasets
import Evaluation
import Foundation
import Recommenders
import Retrieval
import Workspaces

/// What a trained model's NDCG@10 is worth when its titles are read with fewer bits: the whole test part, judged as published results are.
struct QualityMeasurement {
    let workspace: String
    let model: String?

    func run() throws {
        let workspace = try Workspace.open(workspace)
        let loaded = try workspace.loadModel(model)
        let data = try RunData(workspace.dataset(), run: loaded.bundle.run)
        let task = EvaluationTask(dataset: data.dataset.name, split: data.split, catalog: data.dataset.catalog)
        let scorer = loaded.bundle.scorer(for: data.dataset)
        let evaluator = try Evaluator(EvaluatorOptions(cutoffs: [10], workers: 2, resamples: 0, slices: false, leakCheck: false))
        var reference: Double?
        let ways: [(VectorScan.Precision, Bool)] = [(.float32, false), (.bfloat16, false), (.int8, false), (.int8, true)]
        for (precision, isRescored) in ways {
            let scanned = try ScannedScorer(scorer, itemCount: data.dataset.catalog.count, precision: precision, keepsOriginals: isRescored)
            let ndcg = try evaluator.evaluate(scanned, on: task).result.metrics["NDCG@10"] ?? 0
            reference = reference ?? ndcg
            print(
                "{\"model\": \"\(loaded.name)\", \"cases\": \(task.cases.count), \"items\": \(data.dataset.catalog.count), "
                    + "\"precision\": \"\(precision.rawValue)\", \"rescored\": \(isRescored), "
                    + "\"NDCG@10\": \(ndcg), \"kept\": \(ndcg / (reference ?? ndcg)), "
                    + "\"passes\": \(ndcg >= ScanQuality.leastKept * (reference ?? ndcg))}")
        }
    }
}

/// A model whose titles are scored from vectors as written with few bits, with or without the full ones beside them.
private struct ScannedScorer: Scorer {
    let name: String
    private let model: FoundationScorer
    private let scan: VectorScan
    private let itemCount: Int

    init(_ model: FoundationScorer, itemCount: Int, precision: VectorScan.Precision, keepsOriginals: Bool) throws {
        name = precision.rawValue
        (self.model, self.itemCount) = (model, itemCount)
        let vectors = (0..<itemCount).flatMap { model.vector(of: ItemIndex($0)) }
        scan = try VectorScan(vectors, width: vectors.count / max(1, itemCount), precision: precision, keepsOriginals: keepsOriginals)
    }

    func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) throws {
        let lists = try scan.search(model.userVectors(queries), k: min(VectorScan.mostHits, itemCount)).lists
        for (query, list) in lists.enumerated() { for hit in list { scores[query * itemCount + hit.row] = hit.score } }
    }
}
