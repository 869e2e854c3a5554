import Datasets

/// One user's events from several points of view.
struct UserEvents {
    let user: Int
    /// Everything, by time, then source order.
    let all: ArraySlice<SampledEvent>
    /// What enters the history: with an item, of a kind that is not set aside.
    let entries: [SampledEvent]
    /// The targets among them; the same item several times in a row is one choice.
    let choices: [SampledEvent]
    /// `entries` as the files have them.
    let read: [SampledEvent]
}

/// The sampled histories, sorted.
struct Histories {
    let events: [SampledEvent]
    let ranges: [Range<Int>]
    private let fileRanks: [Int32]
    private let roles: RolesTable

    init(_ sample: HistorySample, files: [String], roles: RolesTable) {
        let order = files.indices.sorted { files[$0].utf8.lexicographicallyPrecedes(files[$1].utf8) }
        var ranks = [Int32](repeating: 0, count: files.count)
        for (rank, file) in order.enumerated() { ranks[file] = Int32(rank) }
        var sorted = sample.events
        sorted.sort { a, b in
            if a.user != b.user { return a.user < b.user }
            if a.time != b.time { return a.time < b.time }
            return SampledEvent.isRead(a, before: b, fileRanks: ranks)
        }
        events = sorted
        fileRanks = ranks
        self.roles = roles
        var ranges: [Range<Int>] = []
        var start = 0
        for position in sorted.indices where position + 1 == sorted.count || sorted[position + 1].user != sorted[position].user {
            ranges.append(start..<position + 1)
            start = position + 1
        }
        self.ranges = ranges
    }

    func forEachUser(_ body: (UserEvents) -> Void) {
        for range in ranges { body(user(range)) }
    }

    func user(_ range: Range<Int>) -> UserEvents {
        let all = events[range]
        let entries = all.filter { $0.item >= 0 && roles[$0.kind].entersHistory }
        var choices: [SampledEvent] = []
        choices.reserveCapacity(entries.count)
        var previous: Int32 = -1
        for event in entries {
            if roles[event.kind] == .target, event.item != previous { choices.append(event) }
            previous = event.item
        }
        var isRead = true
        for (a, b) in zip(entries, entries.dropFirst()) where SampledEvent.isRead(b, before: a, fileRanks: fileRanks) { isRead = false }
        let read = isRead ? entries : entries.sorted { SampledEvent.isRead($0, before: $1, fileRanks: fileRanks) }
        return UserEvents(user: Int(all[range.lowerBound].user), all: all, entries: entries, choices: choices, read: read)
    }
}

/// Looks at one history after the other, then says what it found.
protocol HistoryDetector {
    mutating func look(at user: UserEvents, in examination: Examination)
    func findings(in examination: Examination) -> [Finding]
}

/// What all detectors read: the examiner after the last event.
struct Examination {
    let examiner: DataExaminer
    let roles: RolesTable

    init(_ examiner: DataExaminer) {
        self.examiner = examiner
        roles = examiner.options.segmenter.roles
    }

    var options: DoctorOptions { examiner.options }
    /// Users with an event.
    var activeUsers: Int { examiner.users.counts.count { $0 > 0 } }
    var activeItems: Int { examiner.items.counts.count { $0 > 0 } }

    func example(_ event: SampledEvent, _ what: String = "") -> Finding.Example {
        Finding.Example(place: place(event.file, event.line), what: what.isEmpty ? stamp(event) : what)
    }

    func place(_ first: FirstPlace) -> String? { first.isKnown ? place(first.file, first.line) : nil }

    private func place(_ file: UInt16, _ line: Int) -> String {
        Int(file) < examiner.files.count ? "\(examiner.files[Int(file)]):\(line)" : "line \(line)"
    }

    private func stamp(_ event: SampledEvent) -> String {
        event.hasTime ? CalendarDate(Timestamp(rawValue: event.time)).iso8601 : ""
    }

    /// Whether this event is where its item was met first.
    func introduces(_ event: SampledEvent) -> Bool {
        guard event.item >= 0 else { return false }
        let first = examiner.itemFacts[Int(event.item)].first
        return first.file == event.file && first.line == event.line
    }

    /// Whether the id of one item comes before that of another; nil when they are equal as far as is known.
    func itemPrecedes(_ a: SampledEvent, _ b: SampledEvent) -> Bool? {
        let (first, second) = (examiner.itemFacts[Int(a.item)].orderKey, examiner.itemFacts[Int(b.item)].orderKey)
        return first == second ? nil : first < second
    }

    /// Added to sentences whose figures come from part of the users.
    var sampleNote: String {
        examiner.sample.isComplete ? "" : " (in the whole histories of \(Figures.percent(examiner.sample.share)) of the users)"
    }
}
