import Datasets
import Language
import Understanding

/// How good claims of tags without labels are: each tag that a genre implies is asked for with the genre hidden, with weights of evidence
/// that were learned on the other such tags only.
enum TransferredEvidence {
    struct Result: Codable {
        var titles: Int
        var tags: Int
        /// Share of the claims with a confidence of at least one half that the genre confirms.
        var precision: Double
        /// Share of the titles with the genre that such a claim finds.
        var recall: Double
        /// Over all pairs of title and tag, 15 bins.
        var calibrationError: Double
        /// Share of titles with the genre: what a claim at random is worth.
        var prevalence: Double
        /// What was learned on all of them: the fall-back of catalogues that can teach nothing.
        var weights: [Float]
        var bias: Float
    }

    static func measure(encoder: SentenceEncoder?) throws -> Result {
        let set = try TagStudyTables.movieLens(withAbstracts: false)
        let titles = set.ids.indices.map {
            TaggedTitle(id: set.ids[$0], title: "", synopsis: set.texts[$0], facets: ["genre": set.truth[$0].sorted()])
        }
        let vectors =
            encoder.map { VectorCache.vectors(set.texts, $0) } ?? HashedTextEncoder(fitting: set.texts).encode(set.texts, workers: 2)
        let study = TagTransferStudy(titles, vectors: vectors, workers: 2)
        var (probabilities, truth): ([Double], [Bool]) = ([], [])
        for tag in study.knownTags {
            let found = study.withoutItself(tag)
            probabilities += found.probabilities
            truth += found.truth
        }
        let counts = LabelCounts(probabilities.lazy.map { $0 >= 0.5 }, truth)
        let hits = Double(counts.truePositives)
        return Result(
            titles: titles.count, tags: study.knownTags.count,
            precision: rounded(hits / Double(max(1, counts.truePositives + counts.falsePositives))),
            recall: rounded(hits / Double(max(1, counts.truePositives + counts.falseNegatives))),
            calibrationError: rounded(LabelScores.calibrationError(probabilities, truth)),
            prevalence: rounded(Double(truth.count { $0 }) / Double(max(1, truth.count))),
            weights: study.weights.map { ($0 * 1000).rounded() / 1000 }, bias: (study.bias * 1000).rounded() / 1000)
    }
}
