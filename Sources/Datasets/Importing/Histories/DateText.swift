/// Dates and times as people's files write them, read as UTC.
enum DateText {
    /// `2024-01-31`, `2024-01-31 20:15:03`, `2024-01-31T20:15:03.123Z`, with or without offset; nil for anything else.
    static func iso(_ text: String) -> Timestamp? {
        var bytes = text.utf8[...]
        guard let year = number(&bytes, digits: 4), take("-", &bytes), let month = number(&bytes, digits: 2), take("-", &bytes),
            let day = number(&bytes, digits: 2), let midnight = days(year, month, day)
        else { return nil }
        if bytes.isEmpty { return Timestamp(seconds: midnight) }
        guard take("T", &bytes) || take(" ", &bytes), let hour = number(&bytes, digits: 2), take(":", &bytes),
            let minute = number(&bytes, digits: 2), hour < 24, minute < 60
        else { return nil }
        var second = 0
        if take(":", &bytes) {
            guard let value = number(&bytes, digits: 2), value < 61 else { return nil }
            second = value
            if take(".", &bytes) { bytes = bytes.drop { $0 &- 48 < 10 } }
        }
        guard let offset = offset(&bytes), bytes.isEmpty else { return nil }
        return Timestamp(seconds: midnight + Int64(hour * 3600 + minute * 60 + second - offset))
    }

    /// Seconds east of Greenwich; none is UTC.
    private static func offset(_ bytes: inout Substring.UTF8View) -> Int? {
        if bytes.isEmpty || take("Z", &bytes) { return 0 }
        let sign = bytes.first == UInt8(ascii: "-") ? -1 : 1
        guard take("+", &bytes) || take("-", &bytes), let hours = number(&bytes, digits: 2), hours < 24 else { return nil }
        _ = take(":", &bytes)
        guard let minutes = bytes.isEmpty ? 0 : number(&bytes, digits: 2), minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    /// Seconds of the beginning of a day; nil for a day that no calendar has.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int64? {
        guard (1900...2200).contains(year) else { return nil }
        var date = CivilTime()
        (date.year, date.month, date.day) = (year, month, day)
        return date.timestamp?.seconds
    }

    /// `1:02:03` or `02:03` in seconds; nil for anything else.
    static func clock(_ text: String) -> Float? {
        var total = 0
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count) else { return nil }
        for part in parts {
            guard !part.isEmpty, part.count <= 4, part.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
            total = total * 60 + part.reduce(0) { $0 * 10 + Int($1 - 48) }
        }
        return Float(total)
    }

    private static func number(_ bytes: inout Substring.UTF8View, digits: Int) -> Int? {
        let head = bytes.prefix(digits)
        guard head.count == digits, head.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
        bytes = bytes.dropFirst(digits)
        return head.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    private static func take(_ character: Unicode.Scalar, _ bytes: inout Substring.UTF8View) -> Bool {
        guard bytes.first == UInt8(ascii: character) else { return false }
        bytes = bytes.dropFirst()
        return true
    }
}
