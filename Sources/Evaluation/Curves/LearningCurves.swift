#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets

/// Accuracy by the amount of training data, on the same questions throughout.
public struct LearningCurves: Sendable, Hashable, Codable {
    /// One model trained on one share of the data.
    public struct Point: Sendable, Hashable, Codable {
        public var share: Double
        /// Users and events that were learned from.
        public var users: Int
        public var events: Int
        public var value: Double
        /// 95 % bootstrap interval over the users who were asked.
        public var interval: Interval
        /// Value minus that of the reference on the same users, nil for the reference itself.
        public var lead: Double?
        public var leadInterval: Interval?
        /// Fitting and judging.
        public var seconds: Double

        enum CodingKeys: String, CodingKey {
            case share, users, events, value, interval, lead, leadInterval = "lead_interval", seconds
        }

        public init(
            share: Double, users: Int, events: Int, value: Double, interval: Interval, lead: Double? = nil, leadInterval: Interval? = nil,
            seconds: Double = 0
        ) {
            self.share = share
            self.users = users
            self.events = events
            self.value = value
            self.interval = interval
            self.lead = lead
            self.leadInterval = leadInterval
            self.seconds = seconds
        }
    }
    public struct Curve: Sendable, Hashable, Codable {
        public var model: String
        public var inputs: String
        /// By growing share.
        public var points: [Point]
        public init(model: String, inputs: String, points: [Point]) {
            self.model = model
            self.inputs = inputs
            self.points = points
        }
    }

    public var dataset: String
    public var protocolName: String
    public var unit: TrainingSample.Unit
    public var metric: String
    /// Questions and users at every point.
    public var cases: Int
    public var askedUsers: Int
    /// The model that the leads are over, such as `Popularity`.
    public var reference: String
    public var curves: [Curve]
    /// What could not be fitted, and why.
    public var skipped: [String]

    enum CodingKeys: String, CodingKey {
        case dataset, protocolName = "protocol", unit, metric, cases, askedUsers = "users", reference, curves, skipped
    }

    public init(
        dataset: String, protocolName: String, unit: TrainingSample.Unit, metric: String, cases: Int, askedUsers: Int, reference: String,
        curves: [Curve], skipped: [String] = []
    ) {
        self.dataset = dataset
        self.protocolName = protocolName
        self.unit = unit
        self.metric = metric
        self.cases = cases
        self.askedUsers = askedUsers
        self.reference = reference
        self.curves = curves
        self.skipped = skipped
    }
}

/// From how much data on a model is better than the reference.
public struct CurveCrossing: Sendable, Hashable, Codable {
    public var model: String
    public var reference: String
    /// Training events at which the mean lead passes zero, interpolated over the logarithm of the events; nil when the
    /// model leads from the smallest share on or never does.
    public var estimatedEvents: Int?
    /// Events of the smallest share from which on the interval of the lead lies above zero; nil when there is none.
    public var certainEvents: Int?
    public var smallestEvents: Int
    public var largestEvents: Int

    enum CodingKeys: String, CodingKey {
        case model, reference, estimatedEvents = "estimated_events", certainEvents = "certain_events"
        case smallestEvents = "smallest_events", largestEvents = "largest_events"
    }

    /// Whether the model is better with all the data, as far as the interval can tell.
    public var leadsAtTheEnd: Bool { certainEvents != nil }

    /// One sentence for people.
    public var sentence: String {
        let all = Figure.grouped(largestEvents)
        let certain = certainEvents.map { ", certain from \(Figure.grouped($0)) on" } ?? ", not certain with the \(all) events at hand"
        if let estimate = estimatedEvents { return "\(model) beats \(reference) from about \(Figure.grouped(estimate)) events\(certain)" }
        guard certainEvents != nil else { return "\(model) does not beat \(reference) for certain with the \(all) events at hand" }
        return certainEvents == smallestEvents
            ? "\(model) beats \(reference) already with \(Figure.grouped(smallestEvents)) events, the least that was measured"
            : "\(model) leads \(reference) from the \(Figure.grouped(smallestEvents)) events on that were the least measured\(certain)"
    }
}

extension LearningCurves {
    /// One entry for each model but the reference.
    public var crossings: [CurveCrossing] {
        curves.compactMap { curve in
            let points = curve.points.filter { $0.lead != nil }
            guard curve.model != reference, let first = points.first, let last = points.last else { return nil }
            return CurveCrossing(
                model: curve.model, reference: reference, estimatedEvents: LearningCurves.estimate(points),
                certainEvents: LearningCurves.certain(points)?.events, smallestEvents: first.events, largestEvents: last.events)
        }
    }

    /// The model that needs the fewest events to be certainly better than the reference; nil when none is.
    public var firstToBeatTheReference: CurveCrossing? {
        crossings.filter(\.leadsAtTheEnd).min { ($0.certainEvents ?? .max, $0.model) < ($1.certainEvents ?? .max, $1.model) }
    }

    private static func certain(_ points: [Point]) -> Point? {
        points[(points.lastIndex { ($0.leadInterval?.low ?? 0) <= 0 } ?? -1).advanced(by: 1)...].first
    }

    /// Between the last point behind and the next one.
    private static func estimate(_ points: [Point]) -> Int? {
        guard let behind = points.lastIndex(where: { ($0.lead ?? 0) <= 0 }), behind + 1 < points.count else { return nil }
        let (low, high) = (points[behind], points[behind + 1])
        guard let from = low.lead, let to = high.lead, to > from, low.events > 0 else { return high.events }
        let share = -from / (to - from)
        return Int(exp(log(Double(low.events)) + share * (log(Double(high.events)) - log(Double(low.events)))).rounded())
    }

    /// Header and one row a share.
    package var table: (header: [String], rows: [[String]]) {
        let places = curves.map(\.points).max { $0.count < $1.count } ?? []
        let header = ["share", "users", "events"] + curves.map { "\($0.model) (\($0.inputs))" }
        let rows = places.map { place in
            [Figure.fixed(place.share, digits: 4), Figure.grouped(place.users), Figure.grouped(place.events)]
                + curves.map { curve in
                    curve.points.first { $0.share == place.share }.map {
                        "\(Figure.fixed($0.value, digits: 4)) (\(Figure.fixed($0.interval.low, digits: 4))–\(Figure.fixed($0.interval.high, digits: 4)))"
                    } ?? "–"
                }
        }
        return (header, rows)
    }
}
