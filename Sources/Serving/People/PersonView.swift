import Datasets
import Evaluation
import Recommenders

/// What a service knows of one person at one moment, in the numbers of one snapshot.
public struct PersonView: Sendable {
    /// Nil for a history that came with the request and is not kept.
    public let id: UserID?
    /// Of `Dataset.userKeySeed`, as everywhere; anonymous histories have a key of their own.
    public let key: UInt64
    /// The events that speak for the person's taste, oldest first, as the model reads them.
    public private(set) var interactions: [Interaction]
    /// What happened with each title, latest first by `TitleRecord.last`.
    public private(set) var titles: [ItemIndex: TitleRecord]
    public var record: PersonRecord
    /// Whether `interactions` are those of an earlier moment: what is kept of the person then does not fit.
    public private(set) var isPast = false
    /// Whether events were taken out of the taste: a late one may be among them.
    private var isRestricted = false

    /// - Parameter events: all events, oldest first; those before `record.tasteSince` still say what was met.
    init(id: UserID?, key: UInt64, events: [Interaction], record: PersonRecord) {
        self.id = id
        self.key = key
        self.record = record
        interactions = events
        if let since = record.tasteSince { interactions.removeAll { $0.time.map { $0 < since } ?? true } }
        titles = [:]
        for event in events { note(event) }
    }

    /// A person with a history that is kept nowhere, oldest event first, in the numbers of a snapshot.
    package init(history: [Interaction], record: PersonRecord = PersonRecord()) {
        self.init(id: nil, key: 0, events: history, record: record)
    }

    /// Lets fewer events speak for the taste; what was met stays met.
    ///
    /// - Parameter events: those that count, oldest first; the ones before `record.tasteSince` are left out here too.
    mutating func restrictTaste(to events: [Interaction]) {
        interactions = events
        isRestricted = true
        if let since = record.tasteSince { interactions.removeAll { $0.time.map { $0 < since } ?? true } }
    }

    /// A person of whom nothing is known.
    public static func stranger(_ id: UserID?, key: UInt64, record: PersonRecord = PersonRecord()) -> PersonView {
        PersonView(id: id, key: key, events: [], record: record)
    }

    /// Whether an event may be put behind the others; a late one means reading the history anew.
    package func continues(with event: Interaction) -> Bool {
        guard let last = interactions.last else { return true }
        guard let time = event.time, let before = last.time else { return event.time == nil && last.time == nil }
        return before < time
    }

    package mutating func append(_ event: Interaction) {
        interactions.append(event)
        note(event)
    }

    /// How many of the latest events are looked at for the place of a late one.
    private static let lateReach = 1000

    /// Puts an event that comes late among the latest others, where reading the history anew would put it.
    ///
    /// - Returns: false, and nothing changes, where only reading anew can tell: an event of the same instant may say the same thing, and
    ///   some events do not speak for the taste.
    /// - Complexity: O(events that are later); where the title is among them O(events), since what came of a title depends on their order.
    package mutating func insert(_ event: Interaction) -> Bool {
        guard let time = event.time, !isRestricted, record.tasteSince.map({ $0 <= time }) ?? true else { return false }
        var place = interactions.count
        var isAmongLater = false
        while place > 0 {
            let later = interactions[place - 1]
            guard let other = later.time, other != time, interactions.count - place < PersonView.lateReach else { return false }
            if other < time { break }
            if let item = event.item, later.item == item { isAmongLater = true }
            place -= 1
        }
        // What was met before the taste began is in no list that could be read again.
        guard place > 0, !isAmongLater || record.tasteSince == nil else { return false }
        interactions.insert(event, at: place)
        if isAmongLater, let item = event.metItem {
            titles[item] = nil
            for one in interactions where one.metItem == item { note(one) }
        } else {
            note(event)
        }
        return true
    }

    /// The same person with events behind the others that are stored nowhere; what is kept of them does not fit then.
    func supposing(_ events: [Interaction]) -> PersonView {
        var view = self
        for event in events { view.append(event) }
        view.isPast = true
        return view
    }

    /// The same person with the first events of the history alone; what was met is what was met until now.
    func asOf(events count: Int) -> PersonView {
        guard count < interactions.count else { return self }
        var view = self
        view.interactions.removeSubrange(max(0, count)...)
        view.isPast = true
        return view
    }

    /// Titles that were met, whatever came of it; being shown is not meeting.
    public func met(itemCount: Int) -> ItemMask { ItemMask(itemCount: itemCount, titles.keys) }

    private mutating func note(_ event: Interaction) {
        guard let item = event.metItem else { return }
        titles[item, default: TitleRecord()].note(event)
    }

    /// The question that this history asks at a moment.
    public func query(_ request: RequestContext) -> ScoringQuery {
        ScoringQuery(userKey: key, interactions: interactions, historyCount: interactions.count, request: request)
    }
}

/// What came of one person and one title.
public struct TitleRecord: Sendable, Hashable {
    /// When it was last met; nil in data without times.
    public var last: Timestamp?
    /// Position of the last event among the person's events: an order where there are no times.
    public var events = 0
    /// Times that it was chosen or consumed.
    public var choices = 0
    /// Furthest share of the title, or of its latest episode, that was consumed; nil = not said.
    public var completion: Float?
    /// Whether it was seen to its end, said so or by more than nine tenths.
    public var isFinished = false
    /// Whether it was given up on purpose.
    public var isAbandoned = false
    /// Latest episode, 0 = none.
    public var episode: Int32 = 0
    public var rating: Float?
    public var isLiked = false
    public var isDisliked = false
    /// Never again, the person said.
    public var isRefused = false
    public var isListed = false

    mutating func note(_ event: Interaction) {
        events += 1
        if let time = event.time { last = max(last ?? time, time) }
        if let rating = event.rating { self.rating = rating }
        if event.episode > episode { (episode, completion, isFinished, isAbandoned) = (event.episode, nil, false, false) }
        if event.episode == 0 || event.episode == episode, let share = event.completion {
            completion = max(completion ?? 0, share)
            if share >= TitleRecord.finished { isFinished = true }
        }
        note(event.kind)
    }

    /// Whoever saw nine tenths has seen it: the rest are credits.
    public static let finished: Float = 0.9

    private mutating func note(_ kind: EventKind) {
        switch kind {
        case .play, .resume, .open, .click, .install, .read, .purchase, .interaction, .rating, .review:
            choices += 1
            // Whoever begins again has changed their mind.
            if kind == .play || kind == .resume { isAbandoned = false }
        case .complete: isFinished = true
        case .abandon: isAbandoned = true
        case .thumbsUp, .like: (isLiked, isDisliked) = (true, false)
        case .thumbsDown, .dislike: (isLiked, isDisliked) = (false, true)
        case .hide: isRefused = true
        case .listAdd, .addToCart: isListed = true
        case .listRemove: isListed = false
        case .pause, .progress, .skip, .trailer, .share, .follow, .impression, .search: break
        }
    }
}
