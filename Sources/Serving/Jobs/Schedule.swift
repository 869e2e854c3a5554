import Datasets
import FoundationEssentials

/// When the service trains anew by itself; the document `settings/schedule`.
public struct Schedule: Sendable, Hashable, Codable {
    /// Hours between two trainings; nil where `atHour` decides, or nothing does.
    public var everyHours: Double?
    /// Hour of the day in UTC, 0…23.
    public var atHour: Int?
    /// Events that must have come since the data of the live model was read.
    public var minimumNewEvents: Int
    /// What a training may take.
    public var budgetSeconds: Double?
    /// A run file below an import folder; nil lets the run size itself.
    public var configuration: String?
    /// Whether a report on the validation part follows.
    public var evaluates: Bool
    /// Whether the new model serves if it passes the gate.
    public var promotes: Bool
    /// Days that live weights may predate an erasure, at most; training begins a day before, whatever else is said here.
    public var erasureDays: Double

    public init(
        everyHours: Double? = nil, atHour: Int? = nil, minimumNewEvents: Int = 1000, budgetSeconds: Double? = nil,
        configuration: String? = nil, evaluates: Bool = true, promotes: Bool = true, erasureDays: Double = 30
    ) {
        (self.everyHours, self.atHour, self.minimumNewEvents) = (everyHours, atHour, minimumNewEvents)
        (self.budgetSeconds, self.configuration) = (budgetSeconds, configuration)
        (self.evaluates, self.promotes, self.erasureDays) = (evaluates, promotes, erasureDays)
    }

    /// - Throws: `ServingError.invalid`, naming the field.
    public func validate() throws(ServingError) {
        if let hours = everyHours, !(hours >= 0.25 && hours <= 24 * 366) {
            throw .invalid(field: "every_hours", reason: "it is not between 0.25 and 8784")
        }
        if everyHours != nil, atHour != nil { throw .invalid(field: "at_hour", reason: "name either every_hours or at_hour") }
        if let hour = atHour, !(0...23).contains(hour) { throw .invalid(field: "at_hour", reason: "it is not between 0 and 23") }
        guard minimumNewEvents >= 0 else { throw .invalid(field: "minimum_new_events", reason: "it is below 0") }
        if let seconds = budgetSeconds, !(seconds >= 1 && seconds <= 30 * 86_400) {
            throw .invalid(field: "budget_seconds", reason: "it is not between 1 and 2592000")
        }
        guard erasureDays >= 1, erasureDays <= 30 else { throw .invalid(field: "erasure_days", reason: "it is not between 1 and 30") }
    }

    /// Why a training is due.
    public enum Reason: String, Sendable, Codable {
        case interval, hour
        /// Somebody was erased whom the live weights may have learned from, and the time to forget them runs out.
        case erasure
    }

    /// Whether a training is due.
    ///
    /// - Parameters:
    ///   - freshness: what the live model knows.
    ///   - lastTraining: when a training was last begun, whatever came of it.
    ///   - now: wall clock.
    package func due(_ freshness: Freshness, lastTraining: Timestamp?, now: Timestamp) -> Reason? {
        let day = 86_400_000.0
        if let erased = freshness.oldestErasureInWeights, Double(now.rawValue - erased.rawValue) >= (erasureDays - 1) * day,
            // One that failed, or did not pass, is tried again daily.
            lastTraining.map({ Double(now.rawValue - $0.rawValue) >= day }) ?? true
        {
            return .erasure
        }
        guard freshness.newEvents.map({ $0 >= minimumNewEvents }) ?? (freshness.storedEvents >= max(1, minimumNewEvents)) else {
            return nil
        }
        let last = [lastTraining, freshness.dataTime].compactMap { $0 }.max()
        if let hours = everyHours {
            return last.map { Double(now.rawValue - $0.rawValue) >= hours * 3_600_000 } ?? true ? .interval : nil
        }
        guard let atHour else { return nil }
        let today = now.rawValue - now.rawValue.modulo(86_400_000) + Int64(atHour) * 3_600_000
        let boundary = today <= now.rawValue ? today : today - 86_400_000
        return last.map { $0.rawValue < boundary } ?? true ? .hour : nil
    }
}

extension Int64 {
    /// The remainder that is never negative.
    fileprivate func modulo(_ divisor: Int64) -> Int64 { ((self % divisor) + divisor) % divisor }
}

/// What the live model knows of the data, as gauges.
public struct Freshness: Sendable, Hashable, Codable {
    /// Nil where little data answers.
    public var model: String?
    /// When the data that it learned from was read; nil for models of earlier versions.
    public var dataTime: Timestamp?
    /// When it was published.
    public var published: Timestamp?
    /// The latest event that it knows.
    public var newestEvent: Timestamp?
    public var storedEvents: Int
    /// Events that came since; nil where it does not say what it knows.
    public var newEvents: Int?
    /// The first erasure after its data was read: whom the weights may remember.
    public var oldestErasureInWeights: Timestamp?
    public var erasuresInWeights: Int
    /// When these figures were taken.
    public var time: Timestamp

    package init(
        model: String?, dataTime: Timestamp? = nil, published: Timestamp? = nil, newestEvent: Timestamp? = nil, storedEvents: Int,
        newEvents: Int? = nil, oldestErasureInWeights: Timestamp? = nil, erasuresInWeights: Int, time: Timestamp
    ) {
        (self.model, self.dataTime, self.published, self.newestEvent) = (model, dataTime, published, newestEvent)
        (self.storedEvents, self.newEvents) = (storedEvents, newEvents)
        (self.oldestErasureInWeights, self.erasuresInWeights, self.time) = (oldestErasureInWeights, erasuresInWeights, time)
    }

    /// Seconds since the data was read, or the model published where that is not known.
    public var weightsAge: Double? { (dataTime ?? published).map { Double(time.rawValue - $0.rawValue) / 1000 } }
    /// Seconds since the latest event that the model knows.
    public var newestEventAge: Double? { newestEvent.map { Double(time.rawValue - $0.rawValue) / 1000 } }
}
