import Synchronization

/// How requests went: by route, since the start and in the last minute.
final class RequestFigures: Sendable {
    /// Upper bounds of the buckets that Prometheus sees, in seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    static let windowSeconds = 10.0
    static let windowCount = 6

    /// What is known of one route.
    struct Figures: Sendable {
        var statuses: [Int: Int] = [:]
        /// Durations up to each bound, and beyond.
        var buckets = [Int](repeating: 0, count: RequestFigures.bounds.count + 1)
        var sum = 0.0
        /// Ten seconds each; the one that is being filled lies at `window % windowCount`.
        var recent = [LatencyHistogram](repeating: LatencyHistogram(), count: RequestFigures.windowCount)
        var recentErrors = [Int](repeating: 0, count: RequestFigures.windowCount)
        var window = 0

        mutating func note(_ status: Int, _ seconds: Double, window now: Int) {
            turn(to: now)
            statuses[status, default: 0] += 1
            buckets[RequestFigures.bounds.firstIndex { seconds <= $0 } ?? RequestFigures.bounds.count] += 1
            sum += seconds
            recent[now % RequestFigures.windowCount].note(seconds)
            if status >= 500 { recentErrors[now % RequestFigures.windowCount] += 1 }
        }

        /// Empties the windows that have passed meanwhile.
        mutating func turn(to now: Int) {
            for passed in 0..<min(max(0, now - window), RequestFigures.windowCount) {
                recent[(now - passed) % RequestFigures.windowCount] = LatencyHistogram()
                recentErrors[(now - passed) % RequestFigures.windowCount] = 0
            }
            window = max(window, now)
        }

        /// The last minute in one.
        var minute: LatencyHistogram { recent.reduce(into: LatencyHistogram()) { $0.add($1) } }
        var count: Int { statuses.values.reduce(0, +) }
    }

    private final class Place: Sendable { let figures = Mutex(Figures()) }
    /// One a route, and one for addresses that are none.
    private let places: [Place]
    private let begun: Double
    private let opened = Atomic<Int>(0)
    private let seconds: @Sendable () -> Double

    init(routeCount: Int, seconds: @escaping @Sendable () -> Double) {
        places = (0...routeCount).map { _ in Place() }
        self.seconds = seconds
        begun = seconds()
    }

    /// Says that a request came; `note` follows with how it ended.
    func open() { opened.wrappingAdd(1, ordering: .relaxed) }

    /// Requests since the start: those that came, and those whose answer was written to its end.
    ///
    /// Once nothing is under way, the difference is what was cut.
    var totals: (opened: Int, answered: Int) {
        let answered = places.reduce(0) { sum, place in
            sum + place.figures.withLock { $0.count - $0.statuses[499, default: 0] }
        }
        return (opened.load(ordering: .relaxed), answered)
    }

    /// - Parameter route: position in the table; nil for an address that is none.
    func note(_ route: Int?, status: Int, seconds duration: Double) {
        let window = self.window
        places[route ?? places.count - 1].figures.withLock { $0.note(status, duration, window: window) }
    }

    func figures(_ route: Int?) -> Figures {
        let window = self.window
        return places[route ?? places.count - 1].figures.withLock { figures in
            figures.turn(to: window)
            return figures
        }
    }

    var uptime: Double { seconds() - begun }
    /// Seconds that the windows of the last minute cover.
    var minuteSeconds: Double {
        let full = Double(RequestFigures.windowCount - 1) * RequestFigures.windowSeconds
        return max(1, min(uptime, full + uptime.truncatingRemainder(dividingBy: RequestFigures.windowSeconds)))
    }
    private var window: Int { max(0, Int(uptime / RequestFigures.windowSeconds)) }
}
