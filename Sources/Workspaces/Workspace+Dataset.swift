import Datasets
import Storage

extension Workspace {
    /// Everything in the store that models may learn from, as they read it; whoever does not let them is left out.
    ///
    /// - Parameters:
    ///   - resolution: what is left of the time, after the events are in order; nil for what the workspace was told.
    ///   - preprocessing: what is left out.
    /// - Throws: `WorkspaceError.noData` when there is no event.
    /// - Complexity: about a second for a million events.
    public func dataset(resolution: TimeResolution? = nil, preprocessing: Preprocessing = .none) throws -> Dataset {
        let resolution = resolution ?? configuration.timeResolution
        let (dataset, _) = try store.dataset(
            name: configuration.datasetName, resolution: resolution, without: usersNotForTraining())
        guard !dataset.users.isEmpty else { throw noData() }
        return preprocessing.apply(to: dataset)
    }

    /// All items, and the events of one user only: what it takes to answer that user, without reading the others.
    ///
    /// - Parameter known: items that shall be in the catalogue even if nothing describes them, such as those of a model.
    /// - Throws: `WorkspaceError.unknownUser` when the user has no event.
    public func dataset(of user: UserID?, known: [ItemID] = []) throws -> Dataset {
        let sources = try store.sources().map(\.description)
        var builder = DatasetBuilder(
            name: configuration.datasetName, ratingScale: EventStoreReading.ratingScale(of: sources),
            domain: EventStoreReading.domain(of: sources))
        let described = try store.items()
        let names = Set(described.lazy.map(\.id))
        builder.receive(items: described + known.filter { !names.contains($0) }.map { Item(id: $0) })
        if let user {
            let events = try store.events(of: user)
            guard !events.isEmpty else {
                throw WorkspaceError(
                    .unknownUser, "there is no user “\(user)” in \(folder)",
                    advice: "Check the id as the imported file writes it, or describe the person with --history")
            }
            builder.receive(events: events)
        }
        return builder.build(resolution: configuration.timeResolution)
    }

    func noData() -> WorkspaceError {
        WorkspaceError(.noData, "the workspace \(folder) has no events", advice: "Import some with `tastemaker import`")
    }
}
