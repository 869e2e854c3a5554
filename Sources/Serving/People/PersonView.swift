import Datasets
import Evaluation
import Recommenders

/// What a service knows of one person at one moment, in the numbers of one snapshot.
public struct PersonView: Sendable {
    /// Nil for a history that came with the request and is not kept.
    public let id: UserID?
    /// Of `Dataset.userKeySeed`, as everywhere; anonymous histories have a key of their own.
    public let key: UInt64
    /// The events that speak for the person's taste, oldest first, as the model reads them: all of them, or the latest.
    public private(set) var interactions: [Interaction]
    /// The events of the taste before those; nil where there are none.
    package private(set) var older: HistorySums?
    /// What happened with each title, in all events, latest first by `TitleRecord.last`.
    public private(set) var titles: [ItemIndex: TitleRecord]
    public var record: PersonRecord
    /// Whether `interactions` are those of an earlier moment: what is kept of the person then does not fit.
    public private(set) var isPast = false
    /// Whether events were taken out of the taste: a late one may be among them.
    private let isRestricted: Bool
    private let bound: HistoryBound
    /// Of these events; another one as soon as they change.
    private var sketch = KeptSketch()

    /// - Parameters:
    ///   - events: all events, oldest first; those before `record.tasteSince` still say what was met.
    ///   - taste: those that speak for the taste, where others were taken out; nil = all of them.
    ///   - bound: how many of them are kept one by one.
    init(
        id: UserID?, key: UInt64, events: [Interaction], taste: [Interaction]? = nil, record: PersonRecord,
        bound: HistoryBound = .standard
    ) {
        self.id = id
        self.key = key
        self.record = record
        self.bound = bound
        isRestricted = taste != nil
        interactions = taste ?? events
        if let since = record.tasteSince { interactions.removeAll { $0.time.map { $0 < since } ?? true } }
        titles = [:]
        for event in events { note(event) }
        sumUp()
    }

    /// A person with a history that is kept nowhere, oldest event first, in the numbers of a snapshot.
    ///
    /// - Parameter taste: the events that speak for the taste, where others were taken out.
    package init(
        history: [Interaction], taste: [Interaction]? = nil, record: PersonRecord = PersonRecord(), bound: HistoryBound = .standard
    ) {
        self.init(id: nil, key: 0, events: history, taste: taste, record: record, bound: bound)
    }

    /// A person of whom nothing is known.
    public static func stranger(_ id: UserID?, key: UInt64, record: PersonRecord = PersonRecord()) -> PersonView {
        PersonView(id: id, key: key, events: [], record: record)
    }

    /// Whether an event may be put behind the others; a late one means reading the history anew.
    package func continues(with event: Interaction) -> Bool {
        if let since = record.tasteSince, event.time.map({ $0 < since }) ?? true { return false }
        guard let last = interactions.last else { return true }
        guard let time = event.time, let before = last.time else { return event.time == nil && last.time == nil }
        return before < time
    }

    /// - Returns: whether older events became sums: positions in `interactions` are others then.
    @discardableResult
    package mutating func append(_ event: Interaction) -> Bool {
        sketch = KeptSketch()
        interactions.append(event)
        note(event)
        return sumUp()
    }

    /// Events that speak for the taste, those before `interactions` among them.
    package var eventCount: Int { eventsBefore + interactions.count }
    /// How many of them are kept as sums alone.
    package var eventsBefore: Int { older?.events ?? 0 }

    /// Makes sums of what is more than the bound lets be kept.
    ///
    /// - Returns: whether something was.
    /// - Complexity: O(bound + titles) once in a quarter of the bound, else O(1).
    @discardableResult
    private mutating func sumUp() -> Bool {
        let count = bound.summed(of: eventCount) - eventsBefore
        guard count > 0 else { return false }
        // Taken out and put back, so that what lies in it is not copied.
        var sums = older ?? HistorySums()
        older = nil
        sums.append(interactions[..<count])
        older = sums
        // In memory of its own, as large as it will become.
        var kept: [Interaction] = []
        kept.reserveCapacity(bound.events + bound.step)
        kept += interactions[count...]
        interactions = kept
        return true
    }

    /// Puts an event that comes late among the others, where reading the history anew would put it: among the events, or into the sums.
    ///
    /// - Returns: false, and nothing changes, where only reading anew can tell: an event of the same instant may say the same thing, some
    ///   events do not speak for the taste, or what came of a title in events that are sums depends on where among them this one stands.
    /// - Complexity: O(events that are later); where the title is among them O(events), since what came of a title depends on their order.
    package mutating func insert(_ event: Interaction) -> Bool {
        guard let time = event.time, !isRestricted, record.tasteSince.map({ $0 <= time }) ?? true else { return false }
        let place = firstPlace(after: time)
        guard place > 0 else { return insert(event, intoSumsAt: time) }
        guard let before = interactions[place - 1].time, before != time else { return false }
        let isAmongLater = event.item.map { item in interactions[place...].contains { $0.item == item } } ?? false
        // What was met before the taste began is in no list that could be read again.
        guard !isAmongLater || record.tasteSince == nil else { return false }
        sketch = KeptSketch()
        interactions.insert(event, at: place)
        if isAmongLater, let item = event.metItem {
            titles[item] = older?.titles[item]?.record
            for one in interactions where one.metItem == item { note(one) }
        } else {
            note(event)
        }
        sumUp()
        return true
    }

    /// The first of the events that are later than an instant; those without a time are earlier than all.
    private func firstPlace(after time: Timestamp) -> Int {
        var (low, high) = (0, interactions.count)
        while low < high {
            let middle = (low + high) / 2
            if let other = interactions[middle].time, other > time { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Nothing else of the title may be as late: then neither is the event one that is known, nor does it change what followed.
    private mutating func insert(_ event: Interaction, intoSumsAt time: Timestamp) -> Bool {
        guard older?.isFree(time) ?? false, let item = event.metItem, titles[item]?.last.map({ $0 < time }) ?? true else { return false }
        sketch = KeptSketch()
        older!.insert(event, on: item, at: time)
        note(event)
        sumUp()
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
    ///
    /// - Returns: nil where some of the others are sums by now.
    package func asOf(events count: Int) -> PersonView? {
        guard count < eventCount else { return self }
        guard count >= eventsBefore else { return nil }
        var view = self
        view.sketch = KeptSketch()
        view.interactions.removeSubrange((count - eventsBefore)...)
        view.isPast = true
        return view
    }

    /// What pages take from the history, made once.
    func sketch(_ shelves: TitleShelves, generation: Int) -> TasteSketch {
        sketch.sketch(of: self, shelves: shelves, generation: generation)
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
