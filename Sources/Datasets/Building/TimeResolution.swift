/// How exactly a model may know when something happened. Always applied after the events are in order.
public enum TimeResolution: String, Sendable, Codable, CaseIterable {
    /// As the source has it.
    case exact
    case second
    case hour
    /// No time at all: order only.
    case none

    /// The instant rounded down to this resolution, or nil.
    public func coarsen(_ time: Timestamp?) -> Timestamp? {
        guard let time else { return nil }
        switch self {
        case .exact: return time
        case .second: return Timestamp(seconds: time.seconds)
        case .hour:
            return Timestamp(seconds: time.seconds.flooredQuotient(3600) * 3600)
        case .none: return nil
        }
    }
}

extension Dataset {
    /// The same data with coarser times; the order of events stays as it is.
    public func coarsened(to resolution: TimeResolution) -> Dataset {
        guard resolution != .exact else { return self }
        var result = self
        for user in result.users.indices {
            result.users[user].interactions.coarsen(to: resolution)
        }
        result.fingerprint = result.contentFingerprint()
        return result
    }
}

extension [Interaction] {
    mutating func coarsen(to resolution: TimeResolution) {
        guard resolution != .exact else { return }
        for position in indices { self[position].time = resolution.coarsen(self[position].time) }
    }
}
