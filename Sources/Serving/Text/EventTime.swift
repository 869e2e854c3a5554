import Datasets

/// Times as RFC 3339 writes them, down to the millisecond, in UTC.
package enum EventTime {
    /// Reads `2026-11-21T12:30:00.250Z` or the same with an offset such as `+01:00`; nil for anything else.
    ///
    /// A leap second counts as the second behind it; digits behind the millisecond are cut off.
    package static func read(_ text: String) -> Timestamp? {
        var text = text
        return text.withUTF8 { bytes in
            var reader = Reader(bytes: bytes)
            return reader.time()
        }
    }

    /// With milliseconds only where there are some.
    package static func text(_ time: Timestamp) -> String {
        let (days, rest) = floored(time.rawValue, 86_400_000)
        // What no calendar of four digits holds is the last or first day that it does.
        let (year, month, day) = civil(min(max(days, -719_528), 2_932_896))
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
        let clock = "\(padded(rest / 3_600_000, 2)):\(padded(rest / 60_000 % 60, 2)):\(padded(rest / 1000 % 60, 2))"
        let fraction = rest % 1000 == 0 ? "" : ".\(padded(rest % 1000, 3))"
        return "\(date)T\(clock)\(fraction)Z"
    }

    private static func padded(_ value: Int64, _ count: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }

    private static func floored(_ value: Int64, _ divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    // Howard Hinnant, "chrono-compatible low-level date algorithms".
    private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, day) = floored(days + 719_468, 146_097)
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let ofYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * ofYear + 2) / 153
        return (year + era * 400 + (month < 10 ? 0 : 1), month < 10 ? month + 3 : month - 9, ofYear - (153 * month + 2) / 5 + 1)
    }

    fileprivate static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let (era, ofEra) = floored(month <= 2 ? year - 1 : year, 400)
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    fileprivate static func length(of month: Int64, _ year: Int64) -> Int64 {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}

private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    mutating func time() -> Timestamp? {
        guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2), take("T") || take("t"),
            let hour = number(2), take(":"), let minute = number(2), take(":"), let second = number(2), let fraction = fraction(),
            let offset = offset(), position == bytes.count, (1...12).contains(month), day >= 1, day <= EventTime.length(of: month, year),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let seconds = EventTime.days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
        return Timestamp(rawValue: seconds * 1000 + fraction)
    }

    private mutating func number(_ count: Int) -> Int64? {
        guard position + count <= bytes.count else { return nil }
        var value: Int64 = 0
        for _ in 0..<count {
            guard bytes[position] &- 48 < 10 else { return nil }
            value = value * 10 + Int64(bytes[position] - 48)
            position += 1
        }
        return value
    }

    /// Milliseconds.
    private mutating func fraction() -> Int64? {
        guard take(".") else { return 0 }
        var (value, weight): (Int64, Int64) = (0, 100)
        let first = position
        while position < bytes.count, bytes[position] &- 48 < 10 {
            value += Int64(bytes[position] - 48) * weight
            weight /= 10
            position += 1
        }
        return position > first ? value : nil
    }

    /// Seconds.
    private mutating func offset() -> Int64? {
        if take("Z") || take("z") { return 0 }
        let isBefore = take("-")
        guard isBefore || take("+"), let hour = number(2), take(":"), let minute = number(2), hour < 24, minute < 60 else { return nil }
        return (isBefore ? -1 : 1) * (hour * 3600 + minute * 60)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}
