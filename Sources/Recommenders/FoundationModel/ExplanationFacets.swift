import Datasets
import Evaluation
import NeuralNetworks
import Tensors

// Letters: D width, d facet width, F values of a title.

/// What one thing that is known about a title adds to its score.
public struct FacetEffect: Sendable, Hashable {
    /// A facet of the catalogue, `decade`, `year`, or `text` for title and plot as a whole.
    public var facet: String
    public var value: String
    /// How much the title's score falls when this is not known.
    public var drop: Float
}

extension Explainer {
    /// What each attribute value of a title does for its score, strongest first: the title is embedded again without it.
    ///
    /// Empty for models that read no attributes; values that the model has never met do nothing and are left out.
    /// - Parameters:
    ///   - query: what the score is a score for; companions trust the network more or less by it.
    ///   - user: unit vector of the person at the moment, `[D]`.
    /// - Complexity: O(F·(F + d·D)).
    public func facetEffects(on item: Item, _ query: ScoringQuery, user: [Float]) -> [FacetEffect] {
        let place = rows[item.id]
        let count = place.map { scorer.model.itemCounts[$0] } ?? 0
        let title = AttributedTitle(item, scorer.model, count: count, row: count > 0 ? place : nil)
        let effects: [FacetEffect]
        if count == 0, let attributes, let newTitles = scorer.model.newTitles {
            effects = title.effects(by: newTitles, attributes, user: user, inverseTemperature: scorer.inverseTemperature)
        } else {
            effects = title.effects(user: user, inverseTemperature: scorer.inverseTemperature)
        }
        let scale = scorer.networkScale(query)
        return effects.map { FacetEffect(facet: $0.facet, value: $0.value, drop: $0.drop * scale) }.sorted {
            ($1.drop, $0.facet, $0.value) < ($0.drop, $1.facet, $1.value)
        }
    }
}

/// A title as the model's embedding reads it.
private struct AttributedTitle {
    private let item: Item
    private let model: FoundationModel
    private let count: Int
    /// Of the model's own vectors; nil = the title has none.
    private let row: Int?
    /// Field, value, and position in the field's list; in the order of the fields.
    private let values: [(field: Int, value: String, position: Int32)]
    private let text: [Float]

    init(_ item: Item, _ model: FoundationModel, count: Int, row: Int?) {
        (self.item, self.model, self.count, self.row) = (item, model, count, row)
        var found: [(field: Int, value: String, position: Int32)] = []
        FacetVocabulary.forEachValue(of: item) { name, value in
            guard let field = model.facets.fields.firstIndex(where: { $0.name == name }),
                let position = model.facets.fields[field].values.position(ofSorted: value)
            else { return }
            found.append((field, value, Int32(position)))
        }
        values = found.sorted { ($0.field, $0.position) < ($1.field, $1.position) }
        text = model.network.textDimension > 0 ? model.texts?.vectors(of: [item], workers: 1).values ?? [] : []
    }

    // MARK: By the network's own embedding

    func effects(user: [Float], inverseTemperature: Float) -> [FacetEffect] {
        guard model.network.items.usesMetadata, !values.isEmpty || !text.isEmpty else { return [] }
        let hidesText = text.contains { $0 != 0 }
        let variants: [Int?] = [nil] + values.indices.map { Optional($0) }
        let rows = variants.count + (hidesText ? 1 : 0)
        let tape = Tape(store: model.store, recording: false)
        let table = model.network.items(
            0..<rows, features: features(variants, hidesText: hidesText), dropped: nil, ids: ids(rows, on: tape), on: tape)
        Kernels.l2Norm(table.value, into: table.value, inverse: tape.make(1, rows).value, rows: rows, columns: table.columns)
        let logits = (0..<rows).map { row in
            user.withUnsafeBufferPointer {
                inverseTemperature * Kernels.dot($0.baseAddress!, table.value + row * table.columns, count: table.columns)
            }
        }
        return names(hidesText).enumerated().map { FacetEffect(facet: $1.0, value: $1.1, drop: logits[0] - logits[$0 + 1]) }
    }

    private func names(_ hidesText: Bool) -> [(String, String)] {
        values.map { (model.facets.fields[$0.field].name, $0.value) } + (hidesText ? [("text", "")] : [])
    }

    /// The title's own vector in every row; zero where it has none.
    private func ids(_ rows: Int, on tape: Tape) -> Tensor {
        let ids = tape.make(rows, model.network.items.id.columns)
        ids.value.update(repeating: 0, count: ids.count)
        guard let row else { return ids }
        let own = model.store.pointer(model.network.items.id) + row * ids.columns
        for variant in 0..<rows { (ids.value + variant * ids.columns).update(from: own, count: ids.columns) }
        return ids
    }

    /// - Parameter variants: the value that each row lacks, nil for none.
    private func features(_ variants: [Int?], hidesText: Bool) -> ItemFeatures {
        let rows = variants.count + (hidesText ? 1 : 0)
        let bags = model.facets.fields.indices.map { field -> Bags in
            var bags = Bags(borders: [0], indices: [], weights: [])
            for lacking in variants + (hidesText ? [nil] : []) {
                let kept = values.indices.filter { values[$0].field == field && $0 != lacking }
                bags.indices += kept.map { values[$0].position }
                bags.weights += kept.map { _ in 1 / Float(kept.count) }
                bags.borders.append(Int32(bags.indices.count))
            }
            return bags
        }
        var texts: [Float] = []
        if !text.isEmpty {
            for row in 0..<rows { texts += row == variants.count ? text.map { _ in 0 } : text }
        }
        return ItemFeatures(
            bags: bags, countBuckets: [Int32](repeating: Int32(ItemFeatures.countBucket(count)), count: rows),
            ageBuckets: [Int32](repeating: Int32(ItemFeatures.ageBucket(year: item.year, cutoffYear: model.cutoffYear)), count: rows),
            texts: texts)
    }

    // MARK: By the regression that places new titles

    func effects(
        by newTitles: NewTitles, _ attributes: AttributeFeatures, user: [Float], inverseTemperature: Float
    ) -> [FacetEffect] {
        let facets = item.facets.flatMap { facet, values in values.map { (facet, $0) } }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        let known = facets.filter { facet, value in
            values.contains { model.facets.fields[$0.field].name == facet.rawValue && $0.value == value }
        }
        var variants = [item]
        for (facet, value) in known {
            variants.append(item)
            variants[variants.count - 1].facets[facet]?.removeAll { $0 == value }
        }
        let vectors = newTitles.map.predict(attributes.rows(variants, inverseFrequencies: newTitles.map.inverseFrequencies))
        let scale = newTitles.scale * inverseTemperature
        let logits = variants.indices.map { row in
            (0..<user.count).reduce(Float(0)) { $0 + user[$1] * vectors[row * user.count + $1] } * scale
        }
        return known.enumerated().map { FacetEffect(facet: $1.0.rawValue, value: $1.1, drop: logits[0] - logits[$0 + 1]) }
    }
}

extension Array<String> {
    /// Where a value stands in a list in byte order.
    fileprivate func position(ofSorted value: String) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].utf8.lexicographicallyPrecedes(value.utf8) { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == value ? low : nil
    }
}
