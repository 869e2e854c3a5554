import Datasets

/// Times as RFC 3339 writes them, in milliseconds: what requests, events and answers hold.
public enum RFC3339 {
    /// Such as `2026-03-01T21:30:00.250Z`; milliseconds only where there are some.
    ///
    /// What no calendar of four digits holds is written as the first or the last instant that it does.
    public static func text(_ time: Timestamp) -> String {
        let time = Timestamp(rawValue: min(max(time.rawValue, earliest), latest))
        let date = CalendarDate(time)
        let milliseconds = Int(time.rawValue - time.seconds * 1000)
        let day = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
        let clock = "\(padded(date.hour, 2)):\(padded(date.minute, 2)):\(padded(date.second, 2))"
        return "\(day)T\(clock)\(milliseconds == 0 ? "" : ".\(padded(milliseconds, 3))")Z"
    }

    /// Reads a date, a `T`, a time with seconds, and `Z` or an offset such as `+01:00`; nil for anything else.
    ///
    /// A leap second counts as the second behind it; of up to nine digits of a fraction the first three count.
    public static func parse(_ text: String) -> Timestamp? {
        var text = text
        return text.withUTF8 { bytes in
            var reader = Reader(bytes: bytes)
            return reader.time()
        }
    }

    private static let earliest: Int64 = -62_167_219_200_000
    private static let latest: Int64 = 253_402_300_799_999

    private static func padded(_ value: Int, _ count: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
}

private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0
    private static let longestFraction = 9

    mutating func time() -> Timestamp? {
        var civil = CivilTime()
        guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2), take("T") || take("t") else {
            return nil
        }
        (civil.year, civil.month, civil.day) = (year, month, day)
        guard let hour = number(2), take(":"), let minute = number(2), take(":"), let second = number(2), second <= 60 else { return nil }
        (civil.hour, civil.minute, civil.second) = (hour, minute, min(second, 59))
        guard let fraction = fraction(), let offset = offset(), position == bytes.count, let time = civil.timestamp else { return nil }
        return Timestamp(rawValue: time.rawValue + Int64((second == 60 ? 1000 : 0) + fraction - offset * 1000))
    }

    private mutating func number(_ count: Int) -> Int? {
        guard position + count <= bytes.count else { return nil }
        var value = 0
        for _ in 0..<count {
            guard bytes[position] &- 48 < 10 else { return nil }
            value = value * 10 + Int(bytes[position] - 48)
            position += 1
        }
        return value
    }

    /// Milliseconds.
    private mutating func fraction() -> Int? {
        guard take(".") else { return 0 }
        var (value, weight) = (0, 100)
        let first = position
        while position < bytes.count, bytes[position] &- 48 < 10 {
            value += Int(bytes[position] - 48) * weight
            weight /= 10
            position += 1
        }
        return (1...Reader.longestFraction).contains(position - first) ? value : nil
    }

    /// Seconds east of Greenwich.
    private mutating func offset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let isWest = take("-")
        guard isWest || take("+"), let hour = number(2), take(":"), let minute = number(2), hour < 24, minute < 60 else { return nil }
        return (isWest ? -1 : 1) * (hour * 3600 + minute * 60)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }
}
