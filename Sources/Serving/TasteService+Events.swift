import Datasets
import Storage

extension TasteService {
    /// Stores events; each is on the disk, and known to the person's next answer, when its receipt says `accepted`.
    ///
    /// - Throws: `ServingError.overloaded`, `StorageError` (`full`, `diskFailed`, …): then nothing is acknowledged, and the events
    ///   may be sent again under the same ids.
    public func take(_ events: [IncomingEvent]) async throws -> [EventReceipt] {
        guard !events.isEmpty else { return [] }
        return try await intake.take(events, for: self)
    }

    /// Reads events of this moment; see `EventDecoder`.
    ///
    /// - Parameter user: whose events these are, whatever they say.
    public func eventDecoder(for user: UserID? = nil) -> EventDecoder { EventDecoder(now: now(), user: user) }

    /// A person's stored events, newest first.
    ///
    /// - Parameter before: for a page, the number of events that earlier pages have shown.
    /// - Throws: `ServingError.unknownUser`, `StorageError`.
    public func events(of user: UserID, skipping: Int = 0, limit: Int = 100) throws -> (events: [RawEvent], total: Int) {
        let person = try identities.person(user, documents)
        let events = try workspace.store.events(of: person)
        if events.isEmpty, try !isKnown(person) { throw ServingError.unknownUser(user.rawValue) }
        return (Array(events.reversed().dropFirst(max(0, skipping)).prefix(max(0, limit))), events.count)
    }

    /// An event under the person whom its user means, and under the series that its episode belongs to.
    func resolved(_ event: RawEvent) throws -> RawEvent {
        var event = event
        event.user = try identities.person(event.user, documents)
        guard let item = event.item, let episode = try episode(item) else { return event }
        event.item = episode.series
        event.episode = episode.number
        return event
    }

    private func episode(_ item: ItemID) throws -> EpisodeLink? {
        if let snapshot = try? host.current() { return snapshot.titles.episodes[item] }
        // Before the first snapshot, and where there are no titles yet.
        return try documents.document(item.rawValue, in: .episodes)?.decoded(EpisodeLink.self)
    }

    /// Whether anything is known about a user.
    func isKnown(_ person: UserID) throws -> Bool {
        if try documents.document(person.rawValue, in: .people) != nil { return true }
        if try workspace.store.attributes(of: person) != nil { return true }
        return try workspace.store.contains(user: person)
    }
}
