import Datasets
import Recommenders
import Storage
import Synchronization

/// A vector for use outside, with what it may be compared with.
public struct ServedEmbedding: Sendable {
    public var model: String
    /// Vectors of the same space can be compared, whichever model made them.
    public var space: String
    /// Unit length.
    public var values: [Float]
}

extension ServiceCollection {
    /// `VectorAlignment` by the name of the model.
    public static let alignments: ServiceCollection = "vector-alignments"
}

extension TasteService {
    /// Where a title lies in the space in which people meet titles.
    ///
    /// - Throws: `ServingError` (`unknownItem`, `conflict` where little data answers, which has no such space), `StorageError`.
    public func embedding(of id: ItemID) throws -> ServedEmbedding {
        let snapshot = try host.current()
        guard let item = snapshot.titles.catalog.index(of: id) else { throw ServingError.unknownItem(id.rawValue) }
        return try served(snapshot.engine.vector(of: item), snapshot)
    }

    /// Where a person lies at a moment.
    ///
    /// - Throws: also `StateError`.
    public func embedding(of asker: Asker, at moment: Moment) throws -> ServedEmbedding {
        let snapshot = try host.current()
        let person = try person(asker, in: snapshot)
        return try served(snapshot.engine.vector(of: person, at: snapshot.context(moment)), snapshot)
    }

    private func served(_ vector: [Float]?, _ snapshot: ServingSnapshot) throws -> ServedEmbedding {
        guard let vector else { throw ServingError.conflict("there are no vectors where no model serves; train and promote one") }
        let alignment = try alignment(of: snapshot.model)
        guard let alignment, alignment.dimension == vector.count else {
            return ServedEmbedding(model: snapshot.model, space: snapshot.model, values: vector)
        }
        return ServedEmbedding(model: snapshot.model, space: alignment.space, values: alignment(vector))
    }

    /// The rotation of a model that was stored when it was promoted; nil for a model with a space of its own.
    public func alignment(of model: String) throws -> VectorAlignment? {
        try documents.document(model, in: .alignments)?.decoded(VectorAlignment.self)
    }

    /// Rotates the vectors of a model onto those of the model before it, and stores the rotation: to be called when it is promoted.
    ///
    /// A model that has a rotation keeps it. The model before counts as it is served, its own rotation included, so that a space lives
    /// on over many promotions; where too few titles are common or the width differs, a new space begins.
    /// - Throws: `RegistryError`, `FoundationModelError`, `StorageError`.
    @discardableResult
    public func align(_ model: String, onto previous: String?) throws -> VectorAlignment {
        if let stored = try alignment(of: model) { return stored }
        let own = try unitVectors(of: model)
        var alignment = VectorAlignment.beginning(model, dimension: own.dimension)
        if let previous, previous != model, let fitted = try fit(own, model, onto: previous) { alignment = fitted }
        try documents.put(try ServiceDocument(.alignments, key: model, time: now(), encoding: alignment))
        return alignment
    }

    private func fit(_ own: ModelVectors, _ model: String, onto previous: String) throws -> VectorAlignment? {
        let theirs = try unitVectors(of: previous)
        guard theirs.dimension == own.dimension else { return nil }
        let common = own.rows.keys.filter { theirs.rows[$0] != nil }.sorted()
        let before = try alignment(of: previous)
        let targets = common.flatMap { theirs[$0] }
        return VectorAlignment.fit(
            common.flatMap { own[$0] }, onto: before.map { $0(targets) } ?? targets, dimension: own.dimension, model: model,
            previous: previous, space: before?.space ?? previous)
    }

    private func unitVectors(of name: String) throws -> ModelVectors {
        let loaded = try workspace.loadModel(name)
        let data = try workspace.dataset(of: nil, known: loaded.bundle.model.itemIDs)
        let scorer = loaded.bundle.scorer(for: data)
        var rows: [ItemID: Int] = [:]
        for (place, id) in loaded.bundle.model.itemIDs.enumerated() where loaded.bundle.model.itemCounts[place] > 0 { rows[id] = place }
        return ModelVectors(
            dimension: loaded.bundle.model.configuration.embeddingDimension, rows: rows, catalog: data.catalog, scorer: scorer)
    }
}

/// Unit vectors of the titles that a model was trained on.
private struct ModelVectors {
    let dimension: Int
    let rows: [ItemID: Int]
    let catalog: Catalog
    let scorer: FoundationScorer

    subscript(id: ItemID) -> [Float] { catalog.index(of: id).map { scorer.vector(of: $0) } ?? [Float](repeating: 0, count: dimension) }
}
