import Datasets
import Evaluation
import Recommenders

/// Answers where no model serves: from what is known about the items, from what people here chose, and says so.
package struct SmallDataSession {
    /// Below about so many events a trained model was not better than the best of popularity and neighbours, on nested parts of
    /// MovieLens latest-small (docs/results/small-data.md).
    package static let eventsForAModel = 100_000

    package let data: Dataset
    private let folder: String
    package let recommender: SmallDataRecommender
    private let started = ContinuousClock.now

    /// Reads everything: what was chosen an hour ago counts.
    package init(workspace: Workspace) throws {
        let (dataset, _) = try workspace.store.dataset(
            name: workspace.configuration.datasetName, resolution: workspace.configuration.timeResolution,
            without: workspace.usersNotForTraining())
        guard dataset.catalog.count > 0 else { throw workspace.noData() }
        data = dataset
        folder = workspace.folder
        recommender = try SmallDataRecommender(training: dataset.users, catalog: dataset.catalog)
    }

    func answer(_ requests: [RecommendationRequest]) throws -> [RecommendationList] { try requests.map(answer) }

    private func answer(_ request: RecommendationRequest) throws -> RecommendationList {
        var user: String?
        let history: [Interaction]
        switch request.person {
        case .user(let id):
            guard let known = data.users.first(where: { $0.id == id }) else {
                throw WorkspaceError(
                    .unknownUser, "there is no user “\(id)” in \(folder)",
                    advice: "Check the id as the imported file writes it, or describe the person with --history")
            }
            (user, history) = (id.rawValue, known.interactions)
        case .history(let titles):
            history = try TitleIndex(data.catalog).items(in: titles).map { Interaction(item: $0, kind: .interaction) }
        }
        let found = recommender.recommend(history: history, count: request.count, catalog: data.catalog)
        let items = found.enumerated().map { place, one in
            var item = RecommendedItem(
                rank: place + 1, data.catalog[one.item], score: one.score, because: one.causes.map { data.catalog[$0].titleWithYear },
                shared: one.shared)
            item.source = one.source.rawValue
            return item
        }
        var seen: Set<ItemIndex> = []
        let latest = history.reversed().compactMap(\.metItem).filter { seen.insert($0).inserted }.prefix(10)
        return RecommendationList(
            model: "small-data", user: user, history: latest.map { data.catalog[$0].titleWithYear },
            time: (request.time ?? history.last?.time)?.seconds, device: request.device, items: items, refused: [],
            seconds: (ContinuousClock.now - started) / .seconds(1), basis: basis)
    }

    func similar(to query: String, count: Int) throws -> (item: RecommendedItem, items: [RecommendedItem]) {
        let item = try TitleIndex(data.catalog).item(query)
        let found = recommender.similar(to: item, count: count).enumerated().map { place, other in
            var line = RecommendedItem(
                rank: place + 1, data.catalog[other.item], score: other.cosine,
                shared: FoundationScorer.shared(data.catalog[other.item], data.catalog[item]))
            line.source = SmallDataRecommender.Source.content.rawValue
            return line
        }
        return (RecommendedItem(rank: 0, data.catalog[item], score: 1), found)
    }

    package var basis: RecommendationBasis {
        let (events, people) = (recommender.eventCount, recommender.peopleCount)
        var sentence = "No model serves: this rests on what is known about the titles and on \(events) choices of \(people) people."
        sentence +=
            events < Self.eventsForAModel
            ? " From about \(Self.eventsForAModel) a trained model pays, or earlier with one of another catalogue: tastemaker train --start-from."
            : " That is enough for a model: tastemaker train."
        return RecommendationBasis(events: events, people: people, eventsForAModel: Self.eventsForAModel, sentence: sentence)
    }
}

extension Workspace {
    /// The model asked for, or the one that serves; nil when none was named and none has been promoted yet, but there are titles.
    package func modelOrNone(_ name: String?) throws -> LoadedModel? {
        do { return try loadModel(name) } catch let error as RegistryError where name == nil && error.code == .nonePromoted {
            guard try store.counts().items > 0 else { throw error }
            return nil
        }
    }

    /// Says before a training that it may not pay.
    func warnOfLittleData(_ facts: HistoryFacts, _ report: (TrainingEvent) -> Void) {
        let events = facts.events
        guard events < SmallDataSession.eventsForAModel else { return }
        report(
            .choices([
                "\(events) events of \(facts.users) people are little: below about \(SmallDataSession.eventsForAModel) a trained model was "
                    + "not better than simple neighbours; until one serves, recommend answers from titles, neighbours and popularity"
            ]))
    }
}
