import Datasets
import Evaluation
import FoundationEssentials
import Recommenders
import Storage
import Workspaces

/// Makes snapshots from a workspace: reads the model that serves, the catalogue, and what a service knows about titles.
struct SnapshotLoader: Sendable {
    let workspace: Workspace
    let documents: any ServiceStore
    let states: StateOptions
    /// Seconds, for statistics.
    let seconds: @Sendable () -> Double
    let now: @Sendable () -> Timestamp

    /// - Parameter model: nil for the one that serves, or the last good one before it.
    /// - Throws: `RegistryError`, `StorageError`, `WorkspaceError.noData` where there are no titles either.
    func load(model name: String?, generation: Int) throws -> ServingSnapshot {
        guard let loaded = try workspace.modelOrNone(name) else { return try smallData(generation) }
        let facts = try titleFacts()
        var data = RunData.described(try workspace.dataset(of: nil, known: loaded.knownItems), run: loaded.bundle.run)
        let schema = loaded.bundle.schema
        // The model's own names, so that its numbers need no translation.
        (data.devices, data.locales, data.surfaces) = (schema.devices, schema.locales, schema.surfaces)
        let scorer = loaded.scorer(for: data, name: loaded.name, log: try recentChoices(loaded, data.catalog))
        let engine = ModelEngine(scorer, options: states, clock: seconds)
        let description = ServingSnapshot.ModelDescription(
            inputs: loaded.bundle.run.model.inputs.rawValue, parameters: loaded.bundle.model.parameterCount,
            itemCount: loaded.bundle.model.itemIDs.count, keepsStates: engine.states != nil,
            stateRefusal: engine.stateRefusal?.description)
        return ServingSnapshot(
            generation: generation, model: loaded.name, titles: TitleTable(data.catalog, facts: facts.facts, episodes: facts.episodes),
            bundle: description, refused: loaded.refused.map(\.description), basis: nil, engine: engine,
            vocabulary: ContextVocabulary(devices: schema.devices, locales: schema.locales, surfaces: schema.surfaces),
            resolution: loaded.bundle.run.split.resolution, commonestKind: schema.commonestKind)
    }

    private func smallData(_ generation: Int) throws -> ServingSnapshot {
        let facts = try titleFacts()
        let session = try SmallDataSession(workspace: workspace)
        let data = session.data
        return ServingSnapshot(
            generation: generation, model: "small-data", titles: TitleTable(data.catalog, facts: facts.facts, episodes: facts.episodes),
            bundle: nil, refused: [], basis: session.basis,
            engine: SmallDataEngine(session.recommender, itemCount: data.catalog.count),
            vocabulary: ContextVocabulary(devices: data.devices, locales: data.locales, surfaces: data.surfaces),
            resolution: workspace.configuration.timeResolution, commonestKind: .interaction)
    }

    /// What a model with live popularity counts: a week of everybody's choices.
    private func recentChoices(_ loaded: LoadedModel, _ catalog: Catalog) throws -> PopularityLog? {
        guard loaded.bundle.model.livePopularity != nil else { return nil }
        let until = now()
        let week = Timestamp(rawValue: until.rawValue - 7 * 86_400_000)
        return RecentChoices(
            try workspace.store.events(from: week, until: until), segmenter: loaded.bundle.run.tokenizer.segmenter,
            known: Set(loaded.bundle.model.itemIDs)
        ).log(over: catalog)
    }

    /// Facts and episodes of all titles.
    func titleFacts() throws -> (facts: [ItemID: TitleFacts], episodes: [ItemID: EpisodeLink]) {
        var facts: [ItemID: TitleFacts] = [:]
        for document in try documents.all(in: .titleFacts) { facts[ItemID(document.key)] = try document.decoded(TitleFacts.self) }
        var episodes: [ItemID: EpisodeLink] = [:]
        for document in try documents.all(in: .episodes) { episodes[ItemID(document.key)] = try document.decoded(EpisodeLink.self) }
        return (facts, episodes)
    }
}

extension ServiceStore {
    /// Every document of a collection.
    package func all(in collection: ServiceCollection) throws -> [ServiceDocument] {
        var found: [ServiceDocument] = []
        while true {
            let page = try documents(in: collection, after: found.last?.key, limit: 4096)
            found += page
            if page.count < 4096 { return found }
        }
    }
}

extension ServiceDocument {
    /// - Throws: `StorageError.damaged`, naming the document.
    package func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
        do { return try JSONDecoder().decode(type, from: data) } catch {
            throw StorageError(
                .damaged, store: "service", "\(collection.rawValue)/\(key) cannot be read", advice: "Restore the workspace from a backup")
        }
    }

    package init(
        _ collection: ServiceCollection, key: String, owner: UserID? = nil, time: Timestamp, encoding value: some Encodable
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.init(collection, key: key, owner: owner, time: time, data: try encoder.encode(value))
    }
}
