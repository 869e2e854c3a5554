import Datasets

/// An event of a user whose history is kept; 48 bytes.
struct SampledEvent {
    /// Milliseconds since 1970, `.min` = unknown.
    var time: Int64
    var line: Int
    /// Indices into the tables of the examiner; `item` is −1 where there is none.
    var user: Int32
    var item: Int32
    var rating: Float
    var duration: Float
    var completion: Float
    var ordinal: Int32
    var file: UInt16
    var kind: EventKind

    var hasTime: Bool { time != .min }

    /// Whether two events of one user say the same thing at the same instant.
    func says(theSameAs other: SampledEvent) -> Bool {
        time == other.time && item == other.item && kind == other.kind && rating.bitPattern == other.rating.bitPattern
            && duration.bitPattern == other.duration.bitPattern && completion.bitPattern == other.completion.bitPattern
    }

    /// Source order inside one user.
    static func isRead(_ a: SampledEvent, before b: SampledEvent, fileRanks: [Int32]) -> Bool {
        if a.file != b.file { return fileRanks[Int(a.file)] < fileRanks[Int(b.file)] }
        return (a.line, a.ordinal) < (b.line, b.ordinal)
    }
}

/// The whole histories of as many users as fit.
///
/// Who is kept depends on a hash of the user alone, never on the order of the file: as the limit is reached, the share of users
/// is halved and the others are let go. Nested: whoever is kept at a small share is kept at a larger one.
struct HistorySample {
    private(set) var events: [SampledEvent] = []
    /// Users whose mixed key is not above this are kept.
    private(set) var threshold: UInt64 = .max
    let limit: Int
    let seed: UInt64

    init(limit: Int, seed: UInt64) {
        self.limit = limit
        self.seed = seed
    }

    /// Share of the users that is kept, 1 when all are.
    var share: Double { threshold == .max ? 1 : Double(threshold) * 0x1p-64 }
    var isComplete: Bool { threshold == .max }

    func keeps(userKey: UInt64) -> Bool { threshold == .max || StableHash.mix(userKey ^ seed) <= threshold }

    mutating func append(_ event: SampledEvent, keys: (Int32) -> UInt64) {
        events.append(event)
        while events.count > limit, threshold > 1 << 20 {
            threshold /= 2
            let (threshold, seed) = (threshold, seed)
            events.removeAll { StableHash.mix(keys($0.user) ^ seed) > threshold }
        }
    }
}
