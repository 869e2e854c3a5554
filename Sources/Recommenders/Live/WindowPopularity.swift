import Datasets
import Evaluation

/// Popular in the last minutes, counted anew with every choice: what a front page shows without any model.
public final class WindowPopularity: PrequentialLearner {
    public let name: String
    public let inputs = "ids+time"
    private let window: Int64
    private var counts: [Int32]
    private var active: ActiveItems
    private var events: [(time: Int64, item: Int32)] = []
    private var oldest = 0

    public init(minutes: Double, itemCount: Int) {
        name = "Popular, last \(BaselineParameters.short(minutes)) minutes"
        window = Int64(minutes * 60_000)
        counts = [Int32](repeating: 0, count: itemCount)
        active = ActiveItems(itemCount: itemCount)
    }

    public func answer(_ query: ScoringQuery, into answer: inout PrequentialAnswer) {
        forget(before: (query.request.time?.rawValue ?? .min) - window)
        for item in active.items { answer.append(item, Float(counts[Int(item)])) }
    }

    public func learn(_ query: ScoringQuery, chosen: ItemIndex) {
        guard let time = query.request.time?.rawValue else { return }
        events.append((time, chosen.rawValue))
        counts[chosen.position] += 1
        active.insert(chosen.rawValue)
        forget(before: time - window)
    }

    private func forget(before time: Int64) {
        while oldest < events.count, events[oldest].time < time {
            let item = events[oldest].item
            counts[Int(item)] -= 1
            if counts[Int(item)] == 0 { active.remove(item) }
            oldest += 1
        }
        if oldest > 65_536, oldest * 2 > events.count {
            events.removeFirst(oldest)
            oldest = 0
        }
    }
}

/// Popular of late, an event counting half after every half-life.
public final class FadingPopularity: PrequentialLearner {
    public let name: String
    public let inputs = "ids+time"
    private let counts: DecayedCounts
    private var recent: RecentItems

    public init(halfLifeMinutes: Double, itemCount: Int) {
        name = "Popular, half-life \(BaselineParameters.short(halfLifeMinutes)) minutes"
        counts = DecayedCounts(minutes: halfLifeMinutes, itemCount: itemCount)
        // Twelve half-lives leave a four-thousandth of a count.
        recent = RecentItems(horizon: Int64(halfLifeMinutes * 12 * 60_000), itemCount: itemCount)
    }

    public func answer(_ query: ScoringQuery, into answer: inout PrequentialAnswer) {
        recent.forget(at: query.request.time?.rawValue ?? .min)
        for item in recent.items { answer.append(item, counts.values[Int(item)]) }
    }

    public func learn(_ query: ScoringQuery, chosen: ItemIndex) {
        guard let time = query.request.time?.rawValue else { return }
        counts.add(chosen.rawValue, at: time)
        recent.meet(chosen.rawValue, at: time)
    }
}

/// A set of items that can be gone through in one order, whatever was removed when.
struct ActiveItems {
    private(set) var items: [Int32] = []
    private var places: [Int32]

    init(itemCount: Int) { places = [Int32](repeating: -1, count: itemCount) }

    func contains(_ item: Int32) -> Bool { places[Int(item)] >= 0 }

    /// Where it stands in `items`, −1 = nowhere.
    func place(of item: Int32) -> Int { Int(places[Int(item)]) }

    mutating func insert(_ item: Int32) {
        guard places[Int(item)] < 0 else { return }
        places[Int(item)] = Int32(items.count)
        items.append(item)
    }

    /// The last item takes the place of the removed one.
    mutating func remove(_ item: Int32) {
        let place = places[Int(item)]
        guard place >= 0, let last = items.last else { return }
        items[Int(place)] = last
        places[Int(last)] = place
        places[Int(item)] = -1
        items.removeLast()
    }
}

/// The items that somebody has chosen within a horizon, each with the times of its first and last choice.
struct RecentItems {
    private let horizon: Int64
    private var active: ActiveItems
    private(set) var first: [Int64]
    private(set) var last: [Int64]
    private var queue: [(time: Int64, item: Int32)] = []
    private var oldest = 0

    init(horizon: Int64, itemCount: Int) {
        self.horizon = horizon
        active = ActiveItems(itemCount: itemCount)
        first = [Int64](repeating: .min, count: itemCount)
        last = [Int64](repeating: .min, count: itemCount)
    }

    var items: [Int32] { active.items }
    func place(of item: Int32) -> Int { active.place(of: item) }

    mutating func meet(_ item: Int32, at time: Int64) {
        if first[Int(item)] == .min { first[Int(item)] = time }
        last[Int(item)] = time
        active.insert(item)
        queue.append((time, item))
        forget(at: time)
    }

    mutating func forget(at time: Int64) {
        while oldest < queue.count, queue[oldest].time < time - horizon {
            let (met, item) = queue[oldest]
            if last[Int(item)] == met { active.remove(item) }
            oldest += 1
        }
        if oldest > 65_536, oldest * 2 > queue.count {
            queue.removeFirst(oldest)
            oldest = 0
        }
    }
}
