import Datasets

/// A title was shown with a creative.
public struct CreativeShowing: Sendable, Hashable {
    /// One sitting; showings of a title within it count once.
    public var visit: String
    public var title: ItemID
    public var creative: String
    public var time: Timestamp
    /// The answer that showed it, when known.
    public var recommendation: String?

    public init(visit: String, title: ItemID, creative: String, time: Timestamp, recommendation: String? = nil) {
        self.visit = visit
        self.title = title
        self.creative = creative
        self.time = time
        self.recommendation = recommendation
    }
}

/// A title was started.
public struct CreativeTaking: Sendable, Hashable {
    public var title: ItemID
    public var time: Timestamp
    /// Of watching; nil when nothing was said.
    public var seconds: Double?
    /// 0...1
    public var completion: Double?
    /// The answer from which it was started, when the client says so.
    public var recommendation: String?

    public init(title: ItemID, time: Timestamp, seconds: Double? = nil, completion: Double? = nil, recommendation: String? = nil) {
        self.title = title
        self.time = time
        self.seconds = seconds
        self.completion = completion
        self.recommendation = recommendation
    }
}

/// What became of a showing.
public enum TakeVerdict: Sendable, Hashable {
    case taken, notTaken
    /// Its window is still open.
    case open
    /// Several creatives were seen in one visit: whose doing it was cannot be told.
    case mixed
}

/// One title in one visit of one person.
public struct JudgedShowing: Sendable, Hashable {
    public var showing: CreativeShowing
    public var verdict: TakeVerdict
}

/// When a start counts as the work of a creative: soon after it was seen, from the answer that showed it, and for long enough
/// that the face had not promised something else.
public struct TakeRule: Sendable, Hashable {
    /// Seconds after the first showing of the visit.
    public var window: Int64
    /// A start that ends before both of these was clickbait.
    public var seconds: Double
    public var completion: Double

    public init(window: Int64 = 6 * 3_600, seconds: Double = 120, completion: Double = 0.05) {
        self.window = max(window, 1)
        self.seconds = max(seconds, 0)
        self.completion = min(max(completion, 0), 1)
    }

    /// Judges one person's showings: one verdict for each visit and title, by its first showing.
    ///
    /// A start belongs to the latest visit that showed the title before it, and to no earlier one.
    /// - Parameters:
    ///   - showings: in any order.
    ///   - takings: in any order; a start that names another answer was found elsewhere, a search say, and takes nothing.
    /// - Returns: by time, then title.
    /// - Complexity: O(S log S + S·T) for T starts of the same title.
    public func judge(_ showings: [CreativeShowing], takings: [CreativeTaking], now: Timestamp) -> [JudgedShowing] {
        let starts = Dictionary(grouping: takings.filter(isLongEnough), by: \.title)
        var judged: [JudgedShowing] = []
        for (title, shown) in Dictionary(grouping: showings, by: \.title) {
            let visits = Dictionary(grouping: shown.sorted(by: TakeRule.isEarlier), by: \.visit).values
                .sorted { TakeRule.isEarlier($0[0], $1[0]) }
            for (number, visit) in visits.enumerated() {
                let next = number + 1 < visits.count ? visits[number + 1][0].time : nil
                judged.append(JudgedShowing(showing: visit[0], verdict: verdict(visit, starts: starts[title] ?? [], next: next, now: now)))
            }
        }
        return judged.sorted { TakeRule.isEarlier($0.showing, $1.showing) }
    }

    /// Nothing said of its length counts: many players report starts alone.
    public func isLongEnough(_ taking: CreativeTaking) -> Bool {
        guard taking.seconds != nil || taking.completion != nil else { return true }
        return (taking.seconds ?? 0) >= seconds || (taking.completion ?? 0) >= completion
    }

    /// The last second at which a start can still be the work of a showing.
    public func end(of showing: Timestamp) -> Int64 {
        let end = showing.seconds.addingReportingOverflow(window)
        return end.overflow ? Int64.max : end.partialValue
    }

    /// - Parameters:
    ///   - visit: showings of one title, the first of them first.
    ///   - next: when the next visit showed the title.
    private func verdict(_ visit: [CreativeShowing], starts: [CreativeTaking], next: Timestamp?, now: Timestamp) -> TakeVerdict {
        let first = visit[0]
        guard visit.allSatisfy({ $0.creative == first.creative }) else { return .mixed }
        let last = end(of: first.time)
        let answers = Set(visit.compactMap(\.recommendation))
        let isTaken = starts.contains { start in
            start.time >= first.time && start.time.seconds <= last && (next.map { start.time < $0 } ?? true)
                && (start.recommendation.map { answers.isEmpty || answers.contains($0) } ?? true)
        }
        return isTaken ? .taken : next != nil || now.seconds > last ? .notTaken : .open
    }

    private static func isEarlier(_ a: CreativeShowing, _ b: CreativeShowing) -> Bool {
        if a.time != b.time { return a.time < b.time }
        return a.title == b.title ? a.visit.utf8.lexicographicallyPrecedes(b.visit.utf8) : a.title < b.title
    }
}
