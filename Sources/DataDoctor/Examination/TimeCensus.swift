import Datasets

/// What the stamps of all events look like: range, resolution, hours of the day.
struct TimeCensus {
    private(set) var stamped = 0
    private(set) var unstamped = 0
    private(set) var first = Int64.max
    private(set) var last = Int64.min
    /// Stamps that are whole seconds, minutes, hours, days (UTC).
    private(set) var wholeSeconds = 0
    private(set) var wholeMinutes = 0
    private(set) var wholeHours = 0
    private(set) var midnights = 0
    /// Events by hour of the day (UTC), and those of them exactly on the hour.
    private(set) var byHour = [Int](repeating: 0, count: 24)
    private(set) var onTheHour = [Int](repeating: 0, count: 24)
    private(set) var monthly: [Int32: Int] = [:]
    private var cachedDay = Int64.min
    private var cachedMonth: Int32 = 0

    mutating func count(_ time: Timestamp?) {
        guard let time else {
            unstamped += 1
            return
        }
        stamped += 1
        let value = time.rawValue
        first = min(first, value)
        last = max(last, value)
        let inDay = ((value % 86_400_000) + 86_400_000) % 86_400_000
        let hour = Int(inDay / 3_600_000)
        byHour[hour] += 1
        if inDay % 1000 == 0 { wholeSeconds += 1 }
        if inDay % 60_000 == 0 { wholeMinutes += 1 }
        if inDay % 3_600_000 == 0 {
            wholeHours += 1
            onTheHour[hour] += 1
        }
        if inDay == 0 { midnights += 1 }
        countMonth(value)
    }

    /// A calendar is asked once a day, not once an event.
    private mutating func countMonth(_ value: Int64) {
        let day = value >= 0 ? value / 86_400_000 : -1
        if day != cachedDay {
            cachedDay = day
            let date = CalendarDate(Timestamp(rawValue: value))
            cachedMonth = Int32(clamping: date.year * 12 + date.month - 1)
        }
        // Broken stamps must not fill the memory with months.
        if monthly.count < 10_000 || monthly[cachedMonth] != nil { monthly[cachedMonth, default: 0] += 1 }
    }

    /// The coarsest unit that (nearly) all stamps are multiples of.
    var resolution: StampResolution {
        guard stamped > 0 else { return .none }
        // A few stamps off the grid do not make it finer; one in a thousand does.
        let enough = stamped - stamped / 1000
        if midnights >= enough || isLocalMidnight(enough) { return .day }
        if wholeHours >= enough { return .hour }
        if wholeMinutes >= enough { return .minute }
        return wholeSeconds >= enough ? .second : .millisecond
    }

    /// Midnights of a place that is not Greenwich: on the hour always, in one or (with summer time) two hours of the day.
    private func isLocalMidnight(_ enough: Int) -> Bool {
        guard wholeHours >= enough, stamped >= 20 else { return false }
        let top = onTheHour.sorted(by: >)
        return top[0] + top[1] >= enough && top[0] * 4 >= stamped
    }

    /// The hour of the day (UTC) at which local midnights lie, for stamps of whole days.
    var midnightHour: Int? {
        guard resolution == .day else { return nil }
        return onTheHour.indices.max { onTheHour[$0] < onTheHour[$1] }
    }

    /// The first of the six quietest hours in a row (UTC), where the day has a clear shape.
    ///
    /// People sleep from about 0 to 6 local time, so that this hour minus 0 is minus the offset of their clocks.
    var quietHour: Int? {
        guard stamped >= 500, resolution != .day else { return nil }
        let sums = (0..<24).map { start in (0..<6).reduce(0) { $0 + byHour[(start + $1) % 24] } }
        guard let quiet = sums.indices.min(by: { sums[$0] < sums[$1] }), let busy = sums.max() else { return nil }
        return sums[quiet] * 2 < busy ? quiet : nil
    }
}

/// How finely stamps are written.
public enum StampResolution: String, Sendable, Codable, CaseIterable {
    case millisecond, second, minute, hour, day
    /// No stamps at all: order only.
    case none

    /// In seconds; nil without stamps.
    public var seconds: Double? {
        switch self {
        case .millisecond: 0.001
        case .second: 1
        case .minute: 60
        case .hour: 3600
        case .day: 86_400
        case .none: nil
        }
    }
}
