import Datasets
import Evaluation
import Foundation
import Recommenders

/// Who asks, when and where.
public struct RecommendationRequest: Sendable {
    public enum Person: Sendable {
        case user(UserID)
        /// Titles separated by semicolons, oldest first.
        case history(String)
    }
    public var person: Person
    /// Length of the list.
    public var count: Int
    /// Nil stands for the moment of the last event: data sets end in the past, and years of silence are no question.
    public var time: Timestamp?
    public var device: String?
    /// Nil for the model that serves.
    public var model: String?

    public init(
        _ person: Person, count: Int = 10, time: Timestamp? = nil, device: String? = nil, model: String? = nil
    ) {
        self.person = person
        self.count = count
        self.time = time
        self.device = device
        self.model = model
    }
}

extension Workspace {
    /// The best items for a person that they have not met yet.
    ///
    /// Reads the catalogue and this person's events only.
    /// - Throws: `WorkspaceError` (`unknownUser`, `configuration`), `TitleError`, `RegistryError`, `StorageError`.
    public func recommend(_ request: RecommendationRequest) throws -> RecommendationList {
        try recommend([request], model: request.model)[0]
    }

    /// Several answers of one model, which is read once.
    public func recommend(_ requests: [RecommendationRequest], model name: String? = nil) throws -> [RecommendationList] {
        guard let loaded = try modelOrNone(name) else { return try SmallDataSession(workspace: self).answer(requests) }
        return try requests.map { try RecommendationSession(workspace: self, loaded: loaded, request: $0).answer() }
    }

    /// Items that the same people are drawn to.
    ///
    /// - Parameter query: a title, or an id.
    /// - Throws: `TitleError`, `RegistryError`, `StorageError`.
    public func similar(
        to query: String, count: Int = 10, model name: String? = nil
    ) throws -> (item: RecommendedItem, items: [RecommendedItem]) {
        guard let loaded = try modelOrNone(name) else { return try SmallDataSession(workspace: self).similar(to: query, count: count) }
        let data = RunData.described(try dataset(of: nil, known: loaded.knownItems), run: loaded.bundle.run)
        let item = try TitleIndex(data.catalog).item(query)
        let found = loaded.scorer(for: data).similar(to: item, count: count)
        return (
            RecommendedItem(rank: 0, data.catalog[item], score: 1),
            found.enumerated().map { place, other in
                RecommendedItem(
                    rank: place + 1, data.catalog[other.item], score: other.cosine,
                    shared: FoundationScorer.shared(data.catalog[other.item], data.catalog[item]))
            }
        )
    }
}

extension RunData {
    /// The catalogue as a model of this run reads it; nothing is left out, so that new items can be recommended.
    package static func described(_ dataset: Dataset, run: RunConfiguration) -> Dataset {
        guard run.keywordsPerItem > 0, run.model.inputs >= .attributes else { return dataset }
        var result = dataset
        result.catalog = KeywordExtractor(count: run.keywordsPerItem).apply(to: dataset.catalog)
        return result
    }
}

/// One question on its way to its answer.
private struct RecommendationSession {
    private let loaded: LoadedModel
    private let request: RecommendationRequest
    private var data: Dataset
    private var interactions: [Interaction]
    /// What everybody chose in the week before; nil for a model that does not ask.
    private let recent: RecentChoices?
    private let started = ContinuousClock.now

    init(workspace: Workspace, loaded: LoadedModel, request: RecommendationRequest) throws {
        self.loaded = loaded
        self.request = request
        recent = try RecentChoices(workspace, loaded: loaded, request: request)
        // What people choose can be recommended, whether or not anything describes it.
        let known = loaded.knownItems + (recent?.newItems ?? [])
        let resolution = loaded.bundle.run.split.resolution
        switch request.person {
        case .user(let id):
            data = RunData.described(try workspace.dataset(of: id, known: known), run: loaded.bundle.run).coarsened(to: resolution)
            interactions = data.users.first?.interactions ?? []
        case .history(let titles):
            data = RunData.described(try workspace.dataset(of: nil, known: known), run: loaded.bundle.run)
            // A title that is named counts as what people of this data mostly do with titles.
            let kind = loaded.bundle.schema.commonestKind
            interactions = try TitleIndex(data.catalog).items(in: titles).map { Interaction(item: $0, kind: kind) }
        }
    }

    func answer() throws -> RecommendationList {
        var data = data
        let context = try context(&data)
        let scorer = loaded.scorer(for: data, log: recent?.log(over: data.catalog))
        let found = try scorer.recommend(history: interactions, request: context, count: request.count, catalog: data.catalog)
        let items = found.enumerated().map { place, one in
            RecommendedItem(
                rank: place + 1, data.catalog[one.item], score: one.score,
                because: distinct(one.explanation.causes.map { data.catalog[$0.item].titleWithYear }), shared: one.explanation.shared)
        }
        return list(items, context: context, catalog: data.catalog)
    }

    private func list(_ items: [RecommendedItem], context: RequestContext, catalog: Catalog) -> RecommendationList {
        var user: String?
        if case .user(let id) = request.person { user = id.rawValue }
        return RecommendationList(
            model: loaded.name, user: user,
            history: Array(distinct(interactions.reversed().compactMap(\.metItem).map { catalog[$0].titleWithYear }).prefix(10)),
            time: context.time?.seconds, device: request.device, items: items,
            refused: loaded.refused.map(\.description) + [loaded.unreadTexts(of: catalog)].compactMap { $0 },
            seconds: (ContinuousClock.now - started) / .seconds(1))
    }

    private func distinct(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    private func context(_ data: inout Dataset) throws -> RequestContext {
        let resolution = loaded.bundle.run.split.resolution
        let last = interactions.last?.context
        var context = RequestContext(
            time: resolution.coarsen(request.time ?? last?.time), device: last?.device ?? 0, locale: last?.locale ?? 0)
        guard let device = request.device else { return context }
        let known = loaded.bundle.schema.devices
        guard known.contains(device) else {
            let names = known.dropFirst().joined(separator: ", ")
            throw WorkspaceError(
                .configuration, "the model “\(loaded.name)” knows no device “\(device)”",
                advice: names.isEmpty ? "Its data has no devices: leave --device away" : "Name one of \(names)")
        }
        if !data.devices.contains(device) { data.devices.append(device) }
        context.device = UInt8(data.devices.firstIndex(of: device) ?? 0)
        return context
    }
}
