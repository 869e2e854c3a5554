import Datasets

/// Times as the interface writes and reads them, in milliseconds.
public enum RFC3339 {
    /// Such as `2026-03-01T21:30:00.250Z`; milliseconds only where there are some.
    public static func text(_ time: Timestamp) -> String {
        let milliseconds = min(max(time.rawValue, earliest), latest)
        let (days, rest) = split(milliseconds, 86_400_000)
        let date = civil(days)
        let text = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
        let clock = "\(padded(rest / 3_600_000, 2)):\(padded(rest / 60_000 % 60, 2)):\(padded(rest / 1000 % 60, 2))"
        return text + clock + (rest % 1000 == 0 ? "Z" : ".\(padded(rest % 1000, 3))Z")
    }

    /// - Returns: nil for everything but a date, a `T`, a time with seconds, and `Z` or an offset.
    public static func parse(_ text: String) -> Timestamp? {
        var digits = Digits(Array(text.utf8))
        guard let year = digits.number(4), digits.take("-"), let month = digits.number(2), digits.take("-"), let day = digits.number(2),
            digits.take("T") || digits.take("t") || digits.take(" "), let hour = digits.number(2), digits.take(":"),
            let minute = digits.number(2), digits.take(":"), let second = digits.number(2)
        else { return nil }
        guard let fraction = digits.fraction(), let offset = digits.offset(), digits.isAtEnd else { return nil }
        guard (1...12).contains(month), (1...lastDay(year, month)).contains(day), hour < 24, minute < 60, second < 61 else { return nil }
        let clock = (hour * 3600 + minute * 60 + second - offset * 60) * 1000 + fraction
        return Timestamp(rawValue: Int64(days(year, month, day) * 86_400_000 + clock))
    }

    private static let earliest: Int64 = -62_167_219_200_000
    private static let latest: Int64 = 253_402_300_799_999

    private static func padded(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return text.count >= width ? text : String(repeating: "0", count: width - text.count) + text
    }

    private static func split(_ value: Int64, _ unit: Int64) -> (days: Int, rest: Int) {
        let quotient = value >= 0 ? value / unit : -((unit - 1 - value) / unit)
        return (Int(quotient), Int(value - quotient * unit))
    }

    /// Days since 1970 of a date of the Gregorian calendar; Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func lastDay(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    private struct Digits {
        let bytes: [UInt8]
        var position = 0
        init(_ bytes: [UInt8]) { self.bytes = bytes }
        var isAtEnd: Bool { position == bytes.count }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        mutating func number(_ width: Int) -> Int? {
            guard position + width <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[position..<position + width] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            position += width
            return value
        }

        /// Milliseconds behind a point, 0 without one; what is finer is dropped.
        mutating func fraction() -> Int? {
            guard take(".") else { return 0 }
            var (value, count) = (0, 0)
            while position < bytes.count, (0x30...0x39).contains(bytes[position]), count < 9 {
                if count < 3 { value = value * 10 + Int(bytes[position] - 0x30) }
                count += 1
                position += 1
            }
            guard count > 0 else { return nil }
            for _ in count..<max(3, count) { value *= 10 }
            return value
        }

        /// Minutes east of Greenwich.
        mutating func offset() -> Int? {
            if take("Z") || take("z") { return 0 }
            let isEast = take("+")
            guard isEast || take("-"), let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60 else {
                return nil
            }
            return (isEast ? 1 : -1) * (hours * 60 + minutes)
        }
    }
}
