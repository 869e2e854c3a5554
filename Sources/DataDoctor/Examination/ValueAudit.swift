import Datasets

/// Values of all events that no event should have, each with its first examples.
struct ValueAudit {
    enum Suspicion: Int, CaseIterable {
        case future, beforeNineties, nearEpoch, negativeDuration, completionAboveOne, completionNegative, ratingOutside, dayLongDuration
    }

    /// 1990-01-01: older than what is logged anywhere.
    static let nineties: Int64 = 631_152_000_000
    /// Seconds read as milliseconds land before this: 1970-02-15.
    static let epochEnd: Int64 = 3_900_000_000

    private(set) var counts = [Int](repeating: 0, count: Suspicion.allCases.count)
    private(set) var examples = [[Finding.Example]](repeating: [], count: Suspicion.allCases.count)
    private(set) var kinds = [Int](repeating: 0, count: EventKind.allCases.count)
    private(set) var withoutItem = 0
    private(set) var rated = 0
    private(set) var withDuration = 0
    private(set) var withCompletion = 0
    private(set) var withDevice = 0
    private(set) var withSurface = 0
    /// Consumption (play, complete, read, …) and how much of it says how long.
    private(set) var consumed = 0
    private(set) var consumedWithOutcome = 0
    /// How often each rating was given; at most 1,001 values.
    private(set) var ratings: [Float: Int] = [:]
    private(set) var devices: [String: Int] = [:]

    private let now: Int64
    private let scale: ClosedRange<Float>?
    private let exampleCount: Int

    init(now: Timestamp, scale: ClosedRange<Float>?, exampleCount: Int) {
        self.now = now.rawValue
        self.scale = scale
        self.exampleCount = exampleCount
    }

    mutating func check(_ event: RawEvent) {
        kinds[Int(event.kind.rawValue)] += 1
        if event.item == nil { withoutItem += 1 }
        if event.surface != nil { withSurface += 1 }
        if let device = event.device {
            withDevice += 1
            if devices.count < 1000 || devices[device] != nil { devices[device, default: 0] += 1 }
        }
        if let time = event.time?.rawValue { checkTime(time, event) }
        if let rating = event.rating { checkRating(rating, event) }
        if let duration = event.duration {
            withDuration += 1
            if duration < 0 { note(.negativeDuration, event) { "duration \(duration) s" } }
            if duration > 86_400 { note(.dayLongDuration, event) { "duration \(duration) s" } }
        }
        if let completion = event.completion {
            withCompletion += 1
            // Rounding may leave a hair above one.
            if completion > 1.001 { note(.completionAboveOne, event) { "completion \(completion)" } }
            if completion < 0 { note(.completionNegative, event) { "completion \(completion)" } }
        }
        if event.kind.isConsumption {
            consumed += 1
            if event.duration != nil || event.completion != nil { consumedWithOutcome += 1 }
        }
    }

    private mutating func checkTime(_ time: Int64, _ event: RawEvent) {
        if time > now { note(.future, event) { CalendarDate(Timestamp(rawValue: time)).iso8601 } }
        guard time < ValueAudit.nineties else { return }
        note(time >= 0 && time < ValueAudit.epochEnd ? .nearEpoch : .beforeNineties, event) {
            CalendarDate(Timestamp(rawValue: time)).iso8601
        }
    }

    private mutating func checkRating(_ rating: Float, _ event: RawEvent) {
        rated += 1
        if ratings.count <= 1000 || ratings[rating] != nil { ratings[rating, default: 0] += 1 }
        if let scale, !scale.contains(rating) {
            note(.ratingOutside, event) { "rating \(rating), the scale is \(scale.lowerBound)…\(scale.upperBound)" }
        }
    }

    private mutating func note(_ suspicion: Suspicion, _ event: RawEvent, _ what: () -> String) {
        counts[suspicion.rawValue] += 1
        guard examples[suspicion.rawValue].count < exampleCount else { return }
        examples[suspicion.rawValue].append(Finding.Example(event.source, what()))
    }

    func count(_ suspicion: Suspicion) -> Int { counts[suspicion.rawValue] }
}

extension EventKind {
    /// Whether an event of this kind takes time, which could be told.
    var isConsumption: Bool {
        switch self {
        case .play, .resume, .progress, .complete, .abandon, .read: true
        default: false
        }
    }

    /// What the event says about liking, where its kind says anything.
    var verdict: Verdict? {
        switch self {
        case .like, .thumbsUp: .positive
        case .dislike, .thumbsDown, .hide: .negative
        default: nil
        }
    }
}

/// Liked or not.
enum Verdict { case positive, negative }
