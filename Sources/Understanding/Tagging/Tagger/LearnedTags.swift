import Datasets

/// Classifiers of the tags that facets imply, for the titles that have none of those facets.
struct LearnedTags: Sendable {
    /// Probability that the facet would be there, by tag and title.
    private var probabilities: [Int: [Int: Double]] = [:]

    /// Described titles that a tag must have to be learned.
    private static let minimumPositives = 20

    init(_ catalogue: TaggedCatalogue, texts: [String], vectors: [Float], behaviour: [Float], _ options: TitleTagger.Options) {
        let vocabulary = catalogue.reader.vocabulary
        // Tags with the same facets are described by the same titles, and learned together.
        let groups = Dictionary(grouping: vocabulary.tags.indices.filter { !vocabulary.tags[$0].facets.isEmpty }) { tag in
            Set(vocabulary.tags[tag].facets.map(\.facet)).sorted()
        }
        let silent = groups.filter { _, tags in
            catalogue.titles.contains { !catalogue.reader.isDescribed($0, for: tags[0]) && !$0.synopsis.isEmpty }
        }
        guard !silent.isEmpty else { return }
        let features = TitleFeatures(texts, vectors: vectors, behaviour: behaviour, count: texts.count)
        for key in silent.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) { learn(silent[key]!, catalogue, features, options) }
    }

    private mutating func learn(_ tags: [Int], _ catalogue: TaggedCatalogue, _ features: TitleFeatures, _ options: TitleTagger.Options) {
        let described = catalogue.titles.indices.filter { catalogue.reader.isDescribed(catalogue.titles[$0], for: tags[0]) }
        let others = catalogue.titles.indices.filter {
            !catalogue.reader.isDescribed(catalogue.titles[$0], for: tags[0]) && !catalogue.titles[$0].synopsis.isEmpty
        }
        guard !described.isEmpty, !others.isEmpty else { return }
        var training = LabelTraining()
        (training.minimumPositives, training.workers, training.seed) = (Self.minimumPositives, options.workers, options.seed)
        let labels = tags.map { tag in
            (name: catalogue.reader.vocabulary.tags[tag].id, truth: described.map { catalogue.facets[$0][tag] != nil })
        }
        let keys = described.map { StableHash.of(catalogue.titles[$0].id, seed: options.seed) }
        let models = OneVersusRest(fitting: features.selecting(described), labels, keys: keys, training)
        let asked = features.selecting(others)
        for model in models.labels {
            guard let tag = catalogue.reader.vocabulary.place(of: model.name) else { continue }
            probabilities[tag] = Dictionary(uniqueKeysWithValues: zip(others, model.probabilities(asked)))
        }
    }

    func probability(of tag: Int, for title: Int) -> Double? { probabilities[tag]?[title] }
}
