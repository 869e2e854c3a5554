/// Makes a `Dataset` of raw events that arrive in any order.
///
/// A user's events are sorted by time and, within one instant, by their place in the source: file, line, ordinal.
/// Nothing else about the import can be seen in the result; its fingerprint is a function of the content.
public struct DatasetBuilder: ImportSink, Sendable {
    public var name: String
    public var ratingScale: ClosedRange<Float>?
    /// Given to items that no file describes.
    public var domain: ItemDomain
    /// Rows that could not be used, the first `maximumProblems` of them; `build` adds duplicates.
    public private(set) var problems: [RowProblem] = []
    /// How many rows could not be used.
    public private(set) var problemCount = 0
    /// A file of nothing but bad rows must not fill the memory with reports.
    public static let maximumProblems = 10_000

    private(set) var items: [ItemID: Item] = [:]
    private var attributes: [UserID: UserAttributes] = [:]
    private var users = NameTable<UserID>()
    private(set) var itemNames = NameTable<ItemID>()
    private(set) var files = NameTable<String>()
    private(set) var devices = NameTable<String>()
    private(set) var locales = NameTable<String>()
    private(set) var surfaces = NameTable<String>()
    private(set) var contexts = NameTable<StoredContext>()
    /// How many events have each context.
    private(set) var contextUses: [Int] = []
    private var events = ChunkedList<StoredEvent>()

    public init(name: String, ratingScale: ClosedRange<Float>? = nil, domain: ItemDomain = .other) {
        self.name = name
        self.ratingScale = ratingScale
        self.domain = domain
    }

    public var eventCount: Int { events.count }

    // MARK: Taking in

    public mutating func receive(items newItems: [Item]) {
        for item in newItems { add(item) }
    }

    public mutating func receive(users newUsers: [UserAttributes]) {
        for user in newUsers { attributes[user.id] = user }
    }

    public mutating func receive(events newEvents: [RawEvent]) {
        for event in newEvents { add(event) }
    }

    public mutating func receive(problems newProblems: [RowProblem]) {
        problemCount += newProblems.count
        problems += newProblems.prefix(max(DatasetBuilder.maximumProblems - problems.count, 0))
    }

    public mutating func add(_ item: Item) {
        if items[item.id]?.merge(item) == nil { items[item.id] = item }
    }

    public mutating func add(_ event: RawEvent) { events.append(stored(event)) }

    /// The event with its names replaced by their places in the tables, which may be new.
    mutating func stored(_ event: RawEvent) -> StoredEvent {
        let context = StoredContext(
            device: event.device.map { devices.index(of: $0) } ?? -1, locale: event.locale.map { locales.index(of: $0) } ?? -1,
            surface: event.surface.map { surfaces.index(of: $0) } ?? -1, file: files.index(of: event.source.file))
        let place = contexts.index(of: context)
        if Int(place) == contextUses.count { contextUses.append(0) }
        contextUses[Int(place)] += 1
        return StoredEvent(
            time: event.time?.rawValue ?? .min, line: UInt32(clamping: event.source.line), ordinal: event.source.ordinal,
            user: users.index(of: event.user), item: event.item.map { itemNames.index(of: $0) } ?? -1, episode: event.episode,
            rating: event.rating ?? .nan, duration: event.duration ?? .nan, completion: event.completion ?? .nan,
            context: place, kind: event.kind)
    }

    // MARK: Building

    /// Orders everything and gives items and users their places.
    ///
    /// May be called again after more events came; duplicates are then counted again.
    ///
    /// - Parameter resolution: what is left of the time, after the events are in order.
    /// - Complexity: O(E log L) for E events and L events of the longest history; 92 bytes an event at the peak, of which
    ///   40 remain.
    public mutating func build(resolution: TimeResolution = .exact) -> Dataset {
        let frame = DatasetFrame(self, keepsUnusedItems: true)
        var dataset = frame.dataset
        dataset.users = histories(of: events, frame, resolution: resolution).sorted { ($0.key, $0.id) < ($1.key, $1.id) }
        dataset.userAttributes = attributesOfUsers()
        dataset.fingerprint = dataset.contentFingerprint()
        return dataset
    }

    /// The histories of those who have one of these events, in the order of arrival of the users.
    mutating func histories(
        of events: ChunkedList<StoredEvent>, _ frame: DatasetFrame, resolution: TimeResolution
    ) -> [UserHistory] {
        var histories: [UserHistory] = []
        for (user, range) in byUser(events) where !range.isEmpty {
            var ordered = range.sorted { StoredEvent.precedes(events[Int($0)], events[Int($1)], frame.contextRanks) }
            dropDuplicates(&ordered, of: events)
            let interactions = ordered.map { frame.interaction(events[Int($0)], resolution: resolution) }
            let id = users.names[user]
            histories.append(
                UserHistory(id: id, key: StableHash.of(id.rawValue, seed: Dataset.userKeySeed), interactions: interactions))
        }
        return histories
    }

    /// When the catalogue stands, its items need not be held twice.
    mutating func forgetItems() { items = [:] }

    /// What is known about those who have an event.
    func attributesOfUsers() -> [UserAttributes] { users.names.compactMap { attributes[$0] }.sorted { $0.id < $1.id } }

    /// Positions of each user's events, in the order of arrival.
    private func byUser(_ events: ChunkedList<StoredEvent>) -> some Sequence<(user: Int, events: ArraySlice<Int32>)> {
        var starts = [Int](repeating: 0, count: users.names.count + 1)
        events.forEach { starts[Int($0.user) + 1] += 1 }
        for user in 0..<users.names.count { starts[user + 1] += starts[user] }
        var next = starts
        var positions = [Int32](repeating: 0, count: events.count)
        var position: Int32 = 0
        events.forEach { event in
            positions[next[Int(event.user)]] = position
            next[Int(event.user)] += 1
            position += 1
        }
        return (0..<users.names.count).lazy.map { [starts, positions] user -> (user: Int, events: ArraySlice<Int32>) in
            (user, positions[starts[user]..<starts[user + 1]])
        }
    }

    /// The same kind of event on the same item in the same millisecond, with the same outcome, is one event told twice.
    private mutating func dropDuplicates(_ ordered: inout [Int32], of events: ChunkedList<StoredEvent>) {
        var kept: [Int32] = []
        kept.reserveCapacity(ordered.count)
        var instantStart = 0
        for position in ordered {
            let event = events[Int(position)]
            if let last = kept.last, events[Int(last)].time != event.time { instantStart = kept.count }
            let isRepeat = event.time != .min && kept[instantStart...].contains { events[Int($0)].says(theSameAs: event) }
            guard isRepeat else {
                kept.append(position)
                continue
            }
            let file = files.names[Int(contexts.names[Int(event.context)].file)]
            receive(problems: [
                RowProblem(.duplicate, file: file, line: Int(event.line), reason: "the same event once more")
            ])
        }
        ordered = kept
    }
}

extension Dataset {
    /// Reads files into memory.
    ///
    /// - Returns: the data, and the rows that could not be used.
    /// - Throws: `ImportError`.
    public static func read(
        _ importer: any Importer, name: String, resolution: TimeResolution = .exact
    ) throws -> (dataset: Dataset, problems: [RowProblem]) {
        var builder = DatasetBuilder(name: name, ratingScale: importer.ratingScale, domain: importer.domain)
        try importer.run(into: &builder)
        let dataset = builder.build(resolution: resolution)
        return (dataset, builder.problems)
    }
}
