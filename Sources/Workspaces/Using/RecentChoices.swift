import Datasets
import Recommenders
import Storage

/// What everybody chose in the week before a request, read from the store at the moment of asking.
struct RecentChoices {
    private let events: Dataset
    private let segmenter: Segmenter
    /// Items that the model was not trained on.
    let newItems: [ItemID]

    /// - Returns: nil when the model does not read the log or the request has no time.
    init?(_ workspace: Workspace, loaded: LoadedModel, request: RecommendationRequest) throws {
        guard loaded.bundle.model.livePopularity != nil, let time = try RecentChoices.time(workspace, request) else { return nil }
        var builder = DatasetBuilder(name: workspace.configuration.datasetName)
        builder.receive(events: try workspace.store.events(from: time.aWeekBefore, until: time))
        events = builder.build()
        segmenter = loaded.bundle.run.tokenizer.segmenter
        let known = Set(loaded.bundle.model.itemIDs)
        newItems = events.catalog.items.map(\.id).filter { !known.contains($0) }
    }

    /// The choices among the items of a catalogue.
    func log(over catalog: Catalog) -> PopularityLog {
        let rows = events.catalog.items.map { catalog.index(of: $0.id)?.rawValue ?? -1 }
        let timeline = PopularityTimeline(itemCount: rows.count, histories: events.users, segmenter: segmenter)
        return PopularityLog(timeline.mapped(to: rows, count: catalog.count))
    }

    /// The moment that is asked about, as `RecommendationRequest.time` explains it.
    private static func time(_ workspace: Workspace, _ request: RecommendationRequest) throws -> Timestamp? {
        if let time = request.time { return time }
        guard case .user(let id) = request.person else { return nil }
        return try workspace.store.events(of: id).lazy.compactMap(\.time).max()
    }
}

extension Timestamp {
    fileprivate var aWeekBefore: Timestamp {
        let (start, overflow) = rawValue.subtractingReportingOverflow(7 * 86_400_000)
        return Timestamp(rawValue: overflow ? .min : start)
    }
}
