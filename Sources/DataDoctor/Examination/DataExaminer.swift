import Datasets

/// Takes what an importer finds and remembers what can be said about it, not the data.
///
/// Exact, over everything: counts, suspicious values, stamps, descriptions, and per user and item a count and a few bytes.
/// Over whole histories of a keyed sample of users (all of them up to `DoctorOptions.sampledEvents`): ties, repeats, duplicates,
/// order. Memory: 40 bytes a user, 70 an item, 48 a sampled event; 10 million events of a million users stay far below 512 MB.
public struct DataExaminer: ImportSink {
    public let options: DoctorOptions
    let ratingScale: ClosedRange<Float>?
    let domain: ItemDomain

    private(set) var users = IdentityTable()
    private(set) var items = IdentityTable()
    private(set) var userFacts: [UserFact] = []
    private(set) var itemFacts: [ItemFact] = []
    private(set) var files: [String] = []
    private var currentFile: (name: String, index: UInt16)?
    private(set) var events = 0
    private(set) var times = TimeCensus()
    private(set) var values: ValueAudit
    private(set) var descriptions = DescriptionAudit()
    private(set) var problems = ProblemCensus()
    private(set) var sample: HistorySample
    /// The most active user and the most popular item so far, by name.
    private(set) var topUser = ""
    private(set) var topItem = ""
    private var topUserCount: UInt32 = 0
    private var topItemCount: UInt32 = 0

    struct UserFact {
        var first = FirstPlace.none
        var positive: UInt32 = 0
        var negative: UInt32 = 0
        var isDescribed = false
    }

    struct ItemFact {
        var first = FirstPlace.none
        /// Stamp of the earliest event, `.max` without one.
        var firstTime = Int64.max
        /// To compare ids by size: the number itself, or the first eight bytes.
        var orderKey: UInt64
        var positive: UInt32 = 0
        var negative: UInt32 = 0
    }

    /// - Parameters:
    ///   - ratingScale: of the format, nil when it does not say.
    ///   - domain: what the items are.
    public init(options: DoctorOptions, ratingScale: ClosedRange<Float>? = nil, domain: ItemDomain = .other) {
        self.options = options
        self.ratingScale = ratingScale
        self.domain = domain
        values = ValueAudit(now: options.now, scale: ratingScale, exampleCount: options.exampleCount)
        sample = HistorySample(limit: options.sampledEvents, seed: options.seed)
    }

    /// Events seen so far.
    public var eventCount: Int { events }

    public mutating func begin(_ source: ImportSource) { _ = fileIndex(source.name) }

    public mutating func receive(items described: [Item]) {
        for item in described {
            let index = itemIndex(item.id)
            descriptions.add(item, at: index, exampleCount: options.exampleCount)
        }
    }

    public mutating func receive(users described: [UserAttributes]) {
        for user in described {
            userFacts[userIndex(user.id)].isDescribed = true
            descriptions.add(user)
        }
    }

    public mutating func receive(problems new: [RowProblem]) {
        for problem in new { problems.add(problem, exampleCount: options.exampleCount) }
    }

    public mutating func receive(events new: [RawEvent]) {
        for event in new { add(event) }
    }

    private mutating func add(_ event: RawEvent) {
        events += 1
        times.count(event.time)
        values.check(event)
        let user = userIndex(event.user)
        let file = fileIndex(event.source.file)
        users.countEvent(user)
        if !userFacts[user].first.isKnown { userFacts[user].first = FirstPlace(file: file, line: event.source.line) }
        if users.counts[user] > topUserCount { (topUserCount, topUser) = (users.counts[user], event.user.rawValue) }
        var item = -1
        if let id = event.item {
            item = itemIndex(id)
            count(event, item: item, file: file)
        }
        countVerdict(event, user: user, item: item)
        guard sample.keeps(userKey: users.keys[user]) else { return }
        let kept = SampledEvent(
            time: event.time?.rawValue ?? .min, line: event.source.line, user: Int32(user), item: Int32(item),
            rating: event.rating ?? .nan, duration: event.duration ?? .nan, completion: event.completion ?? .nan,
            ordinal: event.source.ordinal, file: file, kind: event.kind)
        sample.append(kept) { users.keys[Int($0)] }
    }

    private mutating func count(_ event: RawEvent, item: Int, file: UInt16) {
        items.countEvent(item)
        if !itemFacts[item].first.isKnown { itemFacts[item].first = FirstPlace(file: file, line: event.source.line) }
        if let time = event.time { itemFacts[item].firstTime = min(itemFacts[item].firstTime, time.rawValue) }
        if items.counts[item] > topItemCount, let id = event.item { (topItemCount, topItem) = (items.counts[item], id.rawValue) }
    }

    private mutating func countVerdict(_ event: RawEvent, user: Int, item: Int) {
        switch event.kind.verdict {
        case .positive?:
            userFacts[user].positive &+= 1
            if item >= 0 { itemFacts[item].positive &+= 1 }
        case .negative?:
            userFacts[user].negative &+= 1
            if item >= 0 { itemFacts[item].negative &+= 1 }
        case nil: break
        }
    }

    private mutating func userIndex(_ id: UserID) -> Int {
        let index = users.index(of: StableHash.of(id.rawValue, seed: Dataset.userKeySeed))
        if index == userFacts.count { userFacts.append(UserFact()) }
        return index
    }

    private mutating func itemIndex(_ id: ItemID) -> Int {
        let index = items.index(of: StableHash.of(id.rawValue, seed: 0x17E3))
        if index == itemFacts.count { itemFacts.append(ItemFact(orderKey: DataExaminer.orderKey(id.rawValue))) }
        return index
    }

    private mutating func fileIndex(_ name: String) -> UInt16 {
        if let currentFile, currentFile.name == name { return currentFile.index }
        var index = files.firstIndex(of: name)
        if index == nil, files.count < Int(UInt16.max) - 1 {
            files.append(name)
            index = files.count - 1
        }
        currentFile = (name, UInt16(index ?? 0))
        return UInt16(index ?? 0)
    }

    /// Whole numbers by size, other ids by their first eight bytes.
    static func orderKey(_ id: String) -> UInt64 {
        if id.utf8.count <= 18, let number = UInt64(id) { return number }
        var key: UInt64 = 0
        var filled = 0
        for byte in id.utf8.prefix(8) {
            key = key << 8 | UInt64(byte)
            filled += 1
        }
        return key << UInt64(8 * (8 - filled))
    }
}

/// Rows that could not be used.
struct ProblemCensus {
    private(set) var count = 0
    private(set) var byKind: [RowProblem.Kind: Int] = [:]
    private(set) var examples: [RowProblem.Kind: [Finding.Example]] = [:]

    mutating func add(_ problem: RowProblem, exampleCount: Int) {
        count += 1
        byKind[problem.kind, default: 0] += 1
        guard examples[problem.kind, default: []].count < exampleCount else { return }
        let field = problem.field.map { "\($0): " } ?? ""
        examples[problem.kind, default: []].append(
            Finding.Example(place: "\(problem.file):\(problem.line)", what: field + problem.reason))
    }
}
