import Datasets
import Tensors

/// How labels are learned; the grid is searched anew for every label.
package struct LabelTraining: Sendable {
    /// Candidates for λ times the number of rows: the weight of one title's loss stays the same in a larger catalogue.
    package var penalties: [Float] = [8, 2, 0.5, 0.12]
    package var folds = 5
    /// Labels with fewer positive titles are not learned: cross-fitting could not judge them.
    package var minimumPositives = 8
    package var seed: UInt64 = 1
    package var workers = 1
    package init() {}
}

/// One learned label with what cross-fitting measured of it.
package struct LabelModel: Sendable {
    package var name: String
    /// One a part of the features.
    package var parts: [LinearLogit]
    /// Of the parts' logits.
    package var blend: LinearLogit
    package var scaling: PlattScaling
    /// A calibrated probability from which on the label is given: the one with the best F1 in cross-fitting.
    package var threshold: Double
    package var penalties: [Float]
    package var positives: Int
    /// F1 at the threshold on titles that the fold's models never saw; blend and threshold were chosen on the same titles.
    package var crossF1: Double

    /// Calibrated probabilities, one a row.
    ///
    /// - Parameter features: the parts, each with the same titles.
    package func probabilities(_ features: [FeatureRows]) -> [Double] {
        let logits = zip(parts, features).map { $0.logits($1) }
        return blend.logits(FeatureRows(columns: logits)).map(scaling.probability)
    }
}

/// A logistic regression a label and part of the features, blended, with penalty, calibration and threshold of its own, all chosen by
/// cross-fitting.
///
/// Titles are dealt to folds by their keys. A label's logits on a fold come from models of the other folds; on these logits the penalty
/// with the least log loss is chosen, the parts are blended, the scaling is fitted and the threshold set. The final weights are fitted on
/// all titles. Words and vectors are parts of their own, since one penalty does not suit both.
package struct OneVersusRest: Sendable {
    package private(set) var labels: [LabelModel]

    /// - Parameters:
    ///   - features: parts, each with one row a title.
    ///   - labels: name and truth, one value a row.
    ///   - keys: a stable number a row; rows of one key share a fold.
    package init(fitting features: [FeatureRows], _ labels: [(name: String, truth: [Bool])], keys: [UInt64], _ training: LabelTraining) {
        let learnable = labels.filter { label in
            let positive = label.truth.lazy.filter { $0 }.count
            return positive >= training.minimumPositives && keys.count - positive >= training.minimumPositives
        }
        let learner = LabelLearner(features, keys: keys, training)
        var found = [LabelModel?](repeating: nil, count: learnable.count)
        let workers = max(1, min(training.workers, learnable.count))
        found.withUnsafeMutableBufferPointer { buffer in
            nonisolated(unsafe) let out = buffer
            ParallelLoop.run(workers) { worker in
                for number in stride(from: worker, to: learnable.count, by: workers) {
                    out[number] = learner.learn(learnable[number].name, learnable[number].truth)
                }
            }
        }
        self.labels = found.compactMap { $0 }
    }
}

/// The titles, dealt out.
private struct LabelLearner: Sendable {
    private struct Fold: Sendable {
        var training: [Int]
        var asked: [Int]
        /// One a part.
        var trainingRows: [FeatureRows]
        var askedRows: [FeatureRows]
    }

    private let features: [FeatureRows]
    private let count: Int
    private let folds: [Fold]
    private let training: LabelTraining

    init(_ features: [FeatureRows], keys: [UInt64], _ training: LabelTraining) {
        precondition(features.allSatisfy { $0.count == keys.count }, "\(features.map(\.count)) rows for \(keys.count) keys")
        (self.features, count, self.training) = (features, keys.count, training)
        let foldCount = max(2, training.folds)
        let fold = keys.map { Int(StableHash.mix($0 ^ StableHash.mix(training.seed)) % UInt64(foldCount)) }
        folds = (0..<foldCount).map { number in
            let asked = fold.indices.filter { fold[$0] == number }
            let rest = fold.indices.filter { fold[$0] != number }
            return Fold(
                training: rest, asked: asked, trainingRows: features.map { $0.selecting(rest) },
                askedRows: features.map { $0.selecting(asked) })
        }
    }

    func learn(_ name: String, _ truth: [Bool]) -> LabelModel {
        var (parts, penalties, logits): ([LinearLogit], [Float], [[Float]]) = ([], [], [])
        for part in features.indices {
            let (penalty, crossFitted) = choosePenalty(part, truth)
            penalties.append(penalty)
            logits.append(crossFitted)
            parts.append(fit(features[part], truth, penalty))
        }
        let columns = FeatureRows(columns: logits)
        let blend = LogisticRegression(penalty: 1 / Float(max(1, count))).fit(columns, truth)
        let blended = blend.logits(columns)
        let scaling = PlattScaling(fitting: blended, truth)
        let (threshold, f1) = LabelScores.bestThreshold(blended.map(scaling.probability), truth)
        return LabelModel(
            name: name, parts: parts, blend: blend, scaling: scaling, threshold: threshold, penalties: penalties,
            positives: truth.lazy.filter { $0 }.count, crossF1: f1)
    }

    /// The penalty with the least log loss, and each row's logit by the model that did not see it.
    private func choosePenalty(_ part: Int, _ truth: [Bool]) -> (Float, [Float]) {
        var best: (penalty: Float, loss: Double, logits: [Float])?
        for penalty in training.penalties {
            let logits = crossFitted(part, truth, penalty)
            let scaling = PlattScaling(fitting: logits, truth)
            let loss = zip(logits, truth).reduce(0.0) { $0 + LabelScores.logLoss(scaling.probability($1.0), $1.1) }
            if loss < best?.loss ?? .infinity { best = (penalty, loss, logits) }
        }
        return best.map { ($0.penalty, $0.logits) } ?? (1, Array(repeating: 0, count: count))
    }

    private func crossFitted(_ part: Int, _ truth: [Bool], _ penalty: Float) -> [Float] {
        var logits = [Float](repeating: 0, count: count)
        for fold in folds where !fold.asked.isEmpty {
            let model = fit(fold.trainingRows[part], fold.training.map { truth[$0] }, penalty)
            for (row, logit) in zip(fold.asked, model.logits(fold.askedRows[part])) { logits[row] = logit }
        }
        return logits
    }

    private func fit(_ rows: FeatureRows, _ truth: [Bool], _ penalty: Float) -> LinearLogit {
        LogisticRegression(penalty: penalty / Float(max(1, rows.count))).fit(rows, truth)
    }
}
