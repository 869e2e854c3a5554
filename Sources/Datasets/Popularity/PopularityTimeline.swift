/// When each item was chosen: tells how often in the hour, day and week before any instant.
///
/// Only what happened strictly before the instant counts, so one timeline of a whole event stream can be asked about any
/// request of the past without telling it anything of its future: build it once. Its times must be as exact as those of
/// the requests or more exact; a choice whose time was rounded down would be told too early.
public struct PopularityTimeline: Sendable {
    public let itemCount: Int
    /// Milliseconds, ascending.
    let times: [Int64]
    /// Catalogue positions, in the order of `times`.
    let items: [Int32]
    /// The choices of item i are `starts[i]..<starts[i + 1]` of `timesByItem`, ascending.
    private let starts: [Int32]
    private let timesByItem: [Int64]

    /// - Parameter choices: in any order; milliseconds since 1970 and positions in `0..<itemCount`.
    /// - Complexity: O(n log n).
    public init(itemCount: Int, choices: [(time: Int64, item: Int32)]) {
        let sorted = choices.sorted { ($0.time, $0.item) < ($1.time, $1.item) }
        self.itemCount = itemCount
        times = sorted.map(\.time)
        items = sorted.map(\.item)
        var starts = [Int32](repeating: 0, count: itemCount + 1)
        for item in items {
            precondition(item >= 0 && item < itemCount, "popularity: item \(item) of \(itemCount)")
            starts[Int(item) + 1] += 1
        }
        for item in 0..<itemCount { starts[item + 1] += starts[item] }
        var next = starts
        var byItem = [Int64](repeating: 0, count: sorted.count)
        for choice in sorted {
            byItem[Int(next[Int(choice.item)])] = choice.time
            next[Int(choice.item)] += 1
        }
        self.starts = starts
        timesByItem = byItem
    }

    /// The choices in histories: the first event of a segment that the roles call a target, at its own time.
    ///
    /// Whether the segment is rejected later does not matter, because that was not known then. Events without a time
    /// are left out.
    ///
    /// - Parameters:
    ///   - segmenter: of the model that will be told, so that both count the same.
    ///   - resolution: that of the requests.
    public init(
        itemCount: Int, histories: some Sequence<UserHistory>, segmenter: Segmenter = Segmenter(), resolution: TimeResolution = .exact
    ) {
        var choices: [(time: Int64, item: Int32)] = []
        for user in histories {
            let events = user.interactions[...]
            segmenter.forEachSegment(of: events) { segment in
                let first = segment.range.first { events[$0].item == segment.item && segmenter.roles[events[$0].kind] == .target }
                guard let first, let time = resolution.coarsen(events[first].time) else { return }
                choices.append((time.rawValue, segment.item.rawValue))
            }
        }
        self.init(itemCount: itemCount, choices: choices)
    }

    /// The same choices told of other rows, such as those of a softmax; items whose row is negative are left out.
    public func mapped(to rows: [Int32], count: Int) -> PopularityTimeline {
        var choices: [(time: Int64, item: Int32)] = []
        for (time, item) in zip(times, items) where rows[Int(item)] >= 0 { choices.append((time, rows[Int(item)])) }
        return PopularityTimeline(itemCount: count, choices: choices)
    }

    public var choiceCount: Int { times.count }
    /// The latest choice; nil when there is none.
    public var end: Timestamp? { times.last.map(Timestamp.init(rawValue:)) }

    /// How often an item was chosen in each window before an instant; O(log n).
    public func counts(of item: ItemIndex, before time: Timestamp) -> PopularityCounts {
        let own = Int(starts[item.position])..<Int(starts[item.position + 1])
        let end = timesByItem.firstPosition(in: own, notBefore: time.rawValue)
        func count(_ window: PopularityWindow) -> Int {
            end - timesByItem.firstPosition(in: own, notBefore: window.start(before: time))
        }
        return PopularityCounts(hour: count(.hour), day: count(.day), week: count(.week))
    }

    /// Positions of the choices in a window that ends before `time`; O(log n).
    func range(_ window: PopularityWindow, before time: Timestamp) -> Range<Int> {
        let end = times.firstPosition(in: times.indices, notBefore: time.rawValue)
        return times.firstPosition(in: 0..<end, notBefore: window.start(before: time))..<end
    }

    /// Choices of the item that was chosen most.
    var highestCount: Int {
        (0..<itemCount).reduce(0) { max($0, Int(starts[$1 + 1] - starts[$1])) }
    }
}

/// How long popularity is looked back upon.
public enum PopularityWindow: Int, CaseIterable, Sendable {
    case hour, day, week

    var milliseconds: Int64 {
        switch self {
        case .hour: 3_600_000
        case .day: 86_400_000
        case .week: 604_800_000
        }
    }

    func start(before time: Timestamp) -> Int64 {
        let (start, overflow) = time.rawValue.subtractingReportingOverflow(milliseconds)
        return overflow ? .min : start
    }
}

/// How often an item was chosen in the hour, day and week before an instant; the longer windows hold the shorter ones.
public struct PopularityCounts: Sendable, Hashable, Codable {
    public var hour: Int
    public var day: Int
    public var week: Int
    public init(hour: Int = 0, day: Int = 0, week: Int = 0) {
        self.hour = hour
        self.day = day
        self.week = week
    }
}

/// A log of choices, and whether it goes on while questions are asked.
public struct PopularityLog: Sendable {
    public let timeline: PopularityTimeline
    /// False for a log that stops at the end of training: later requests are answered as of its end.
    public let isLive: Bool

    public init(_ timeline: PopularityTimeline, isLive: Bool = true) {
        self.timeline = timeline
        self.isLive = isLive
    }

    /// The instant that a request reads the log as of: everything strictly before it counts.
    public func instant(of request: Timestamp) -> Timestamp {
        guard !isLive, let end = timeline.end, end < request else { return request }
        return Timestamp(rawValue: end.rawValue + 1)
    }
}

extension [Int64] {
    /// The first position of an ascending range whose element is not below `bound`; O(log n).
    fileprivate func firstPosition(in range: Range<Int>, notBefore bound: Int64) -> Int {
        withUnsafeBufferPointer { values in
            var (low, high) = (range.lowerBound, range.upperBound)
            while low < high {
                let middle = (low + high) / 2
                if values[middle] < bound { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}
