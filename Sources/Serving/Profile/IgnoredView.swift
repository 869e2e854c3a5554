import Datasets
import Storage

/// Events about one title that shall say nothing about a person's taste: what "remove this from my history" does.
///
/// The events themselves stay in the log, and so do the titles that were met; a model that is trained anew changes nothing about it.
public struct IgnoredView: Sendable, Hashable, Codable {
    public var item: String
    /// The first and the last instant of the view; nil = everything about the title.
    public var from: Timestamp?
    public var until: Timestamp?
    public init(item: String, from: Timestamp? = nil, until: Timestamp? = nil) {
        (self.item, self.from, self.until) = (item, from, until)
    }

    func covers(_ event: RawEvent) -> Bool {
        guard event.item?.rawValue == item else { return false }
        guard from != nil || until != nil else { return true }
        guard let time = event.time else { return false }
        return (from.map { $0 <= time } ?? true) && (until.map { time <= $0 } ?? true)
    }

    /// Key of the document: nobody else's, and the same for the same view.
    func key(of user: UserID) -> String {
        "\(user.rawValue)\u{1F}\(item)\u{1F}\(from.map { String($0.rawValue) } ?? "")\u{1F}\(until.map { String($0.rawValue) } ?? "")"
    }
}

extension ServiceCollection {
    /// `IgnoredView` by user, title and time; owned by the user.
    public static let ignoredEvents: ServiceCollection = "ignored-events"
}

extension TasteService {
    /// Most views that one person can take out.
    static let mostIgnored = 1000

    /// Views that a person took out of their taste, latest first.
    func ignoredViews(of user: UserID) throws -> [IgnoredView] {
        try documents.latest(in: .ignoredEvents, owner: user, since: nil, before: nil, limit: TasteService.mostIgnored)
            .map { try $0.decoded(IgnoredView.self) }
    }

    /// A person's history as it is in the log, without what they took out of their taste.
    func read(_ user: UserID, key: UInt64, _ record: PersonRecord, _ reader: PersonReader) throws -> PersonView {
        let (events, taste) = try log(of: user, reader)
        return PersonView(id: user, key: key, events: events, taste: taste, record: record, bound: reader.bound)
    }

    /// All events of a person, oldest first, and those that speak for their taste; nil where nothing was taken out.
    ///
    /// - Complexity: O(events of the person in the log)
    func log(of user: UserID, _ reader: PersonReader) throws -> (events: [Interaction], taste: [Interaction]?) {
        let events = try workspace.store.events(of: user)
        let ignored = try ignoredViews(of: user)
        guard !ignored.isEmpty else { return (reader.interactions(events), nil) }
        let byTitle = Dictionary(grouping: ignored, by: \.item)
        let counted = events.filter { event in
            !(event.item.flatMap { byTitle[$0.rawValue] } ?? []).contains { $0.covers(event) }
        }
        return (reader.interactions(events), reader.interactions(counted))
    }
}
