import Datasets
import Foundation

/// What a training could know: when it read the data, how much there was, and how far it reached.
///
/// Stands among the facts of a model's manifest and not in its bundle, since equal trainings leave equal bytes.
public struct DataMoment: Sendable, Hashable, Codable {
    /// ISO 8601 in UTC; who is erased later may be in the weights.
    public var time: String
    /// Events in the store.
    public var events: Int
    /// Seconds since 1970 of the latest event; nil in data without times.
    public var newest: Int64?

    init(time: Date, events: Int) {
        self.time = time.ISO8601Format()
        self.events = events
    }

    /// The same, with the time of the latest event that was read.
    func reading(_ facts: HistoryFacts) -> DataMoment {
        var moment = self
        moment.newest = facts.newest
        return moment
    }

    private static let (timeFact, eventsFact, newestFact) = ("data as of", "events", "newest event")

    var facts: [String: String] {
        var facts = [DataMoment.timeFact: time, DataMoment.eventsFact: String(events)]
        if let newest { facts[DataMoment.newestFact] = Date(timeIntervalSince1970: Double(newest)).ISO8601Format() }
        return facts
    }

    /// Nil for models of earlier versions.
    public init?(facts: [String: String]) {
        guard let time = facts[DataMoment.timeFact], let events = facts[DataMoment.eventsFact].flatMap({ Int($0) }) else { return nil }
        (self.time, self.events) = (time, events)
        newest = facts[DataMoment.newestFact].flatMap { try? Date($0, strategy: .iso8601) }.map { Int64($0.timeIntervalSince1970) }
    }

    /// When the data was read.
    public var date: Date? { try? Date(time, strategy: .iso8601) }
}
