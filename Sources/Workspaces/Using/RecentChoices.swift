import Datasets
import Recommenders
import Storage

/// What everybody chose in the week before a request, read from the store at the moment of asking.
package struct RecentChoices {
    private let events: Dataset
    private let segmenter: Segmenter
    /// Items that the model was not trained on.
    let newItems: [ItemID]

    /// - Parameters:
    ///   - events: of a week.
    ///   - known: items that the model was trained on.
    package init(_ raw: [RawEvent], segmenter: Segmenter, known: Set<ItemID>) {
        var builder = DatasetBuilder(name: "")
        builder.receive(events: raw)
        events = builder.build()
        self.segmenter = segmenter
        newItems = events.catalog.items.map(\.id).filter { !known.contains($0) }
    }

    /// - Returns: nil when the model does not read the log or the request has no time.
    init?(_ workspace: Workspace, loaded: LoadedModel, request: RecommendationRequest) throws {
        guard loaded.bundle.model.livePopularity != nil, let time = try RecentChoices.time(workspace, request) else { return nil }
        self.init(
            try workspace.store.events(from: time.aWeekBefore, until: time), segmenter: loaded.bundle.run.tokenizer.segmenter,
            known: Set(loaded.bundle.model.itemIDs))
    }

    /// The choices among the items of a catalogue.
    package func log(over catalog: Catalog) -> PopularityLog {
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
