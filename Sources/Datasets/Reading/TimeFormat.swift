/// How a time is written, compiled once and read from bytes without allocation.
struct TimeFormat: Sendable {
    private enum Part: Sendable {
        case year, shortYear, month, monthName, day, hour, hourOfHalf, minute, second, fraction, half
        case literal(UInt8)
    }
    private enum Form: Sendable {
        /// Units in a second.
        case count(perSecond: Int64)
        case iso8601
        case pattern([(part: Part, isStrict: Bool)])
    }

    private let form: Form
    let name: String

    /// - Returns: nil when the name is neither a unit nor a pattern with a year, a month and a day.
    init?(_ name: String) {
        self.name = name
        switch name {
        case "seconds": form = .count(perSecond: 1)
        case "milliseconds": form = .count(perSecond: 1000)
        case "microseconds": form = .count(perSecond: 1_000_000)
        case "iso8601": form = .iso8601
        default:
            guard let parts = TimeFormat.compile(Array(name.utf8)) else { return nil }
            form = .pattern(parts)
        }
    }

    /// - Returns: nil when the bytes are not written that way, or are no date.
    func parse(_ bytes: UnsafeRawBufferPointer) -> Timestamp? {
        switch form {
        case .count(let perSecond): TimeFormat.counted(bytes, perSecond)
        case .iso8601: TimeFormat.iso8601(bytes)
        case .pattern(let parts): TimeFormat.read(bytes, parts)
        }
    }

    /// Whole units, or with decimals, down to the millisecond.
    private static func counted(_ bytes: UnsafeRawBufferPointer, _ perSecond: Int64) -> Timestamp? {
        if let whole = DecimalParser.integer(bytes) {
            if perSecond == 1 { return Timestamp(seconds: whole) }
            return Timestamp(rawValue: perSecond == 1000 ? whole : whole.flooredQuotient(1000))
        }
        guard let value = DecimalParser.number(bytes) else { return nil }
        let milliseconds = (value * (1000 / Double(perSecond))).rounded(.down)
        guard abs(milliseconds) < 1e17 else { return nil }
        return Timestamp(rawValue: Int64(milliseconds))
    }

    // MARK: Patterns

    private static let tokens: [(text: String, part: Part, isStrict: Bool)] = [
        ("yyyy", .year, true), ("yy", .shortYear, true), ("MMM", .monthName, true), ("MM", .month, true), ("M", .month, false),
        ("dd", .day, true), ("d", .day, false), ("HH", .hour, true), ("H", .hour, false), ("hh", .hourOfHalf, true),
        ("h", .hourOfHalf, false), ("mm", .minute, true), ("ss", .second, true), ("SSS", .fraction, true), ("a", .half, true),
    ]

    private static func compile(_ pattern: [UInt8]) -> [(part: Part, isStrict: Bool)]? {
        var parts: [(part: Part, isStrict: Bool)] = []
        var rest = pattern[...]
        while let byte = rest.first {
            if let token = tokens.first(where: { rest.starts(with: $0.text.utf8) }) {
                parts.append((token.part, token.isStrict))
                rest = rest.dropFirst(token.text.utf8.count)
            } else {
                parts.append((.literal(byte), true))
                rest = rest.dropFirst()
            }
        }
        let hasYear = parts.contains { if case .year = $0.part { true } else if case .shortYear = $0.part { true } else { false } }
        let hasMonth = parts.contains { if case .month = $0.part { true } else if case .monthName = $0.part { true } else { false } }
        let hasDay = parts.contains { if case .day = $0.part { true } else { false } }
        return hasYear && hasMonth && hasDay ? parts : nil
    }

    private static func read(_ bytes: UnsafeRawBufferPointer, _ parts: [(part: Part, isStrict: Bool)]) -> Timestamp? {
        var reader = DigitReader(bytes)
        var time = CivilTime()
        var isAfternoon = false
        for (part, isStrict) in parts {
            guard let value = value(of: part, isStrict: isStrict, &reader) else { return nil }
            switch part {
            case .year: time.year = value
            case .shortYear: time.year = value + (value < 69 ? 2000 : 1900)
            case .month, .monthName: time.month = value
            case .day: time.day = value
            case .hour: time.hour = value
            case .hourOfHalf:
                guard (1...12).contains(value) else { return nil }
                time.hour = value % 12
            case .minute: time.minute = value
            case .second: time.second = value
            case .fraction: time.millisecond = value
            case .half: isAfternoon = value == 1
            case .literal: break
            }
        }
        if isAfternoon { time.hour += 12 }
        return reader.isAtEnd ? time.timestamp : nil
    }

    private static func value(of part: Part, isStrict: Bool, _ reader: inout DigitReader) -> Int? {
        switch part {
        case .year: reader.digits(4, 4)
        case .fraction: reader.digits(3, 3)
        case .monthName: reader.monthName()
        case .half: reader.half().map { $0 ? 1 : 0 }
        case .literal(let byte): reader.take(byte) ? 0 : nil
        default: reader.digits(isStrict ? 2 : 1, 2)
        }
    }

    // MARK: ISO 8601

    /// `2024-01-31`, `2024-01-31T12:34`, `…:56`, `…:56.789`, with `Z`, `+02:00`, `+0200`, `+0000 UTC` or nothing behind; UTC is taken
    /// for granted.
    private static func iso8601(_ bytes: UnsafeRawBufferPointer) -> Timestamp? {
        var reader = DigitReader(bytes)
        var time = CivilTime()
        guard let year = reader.digits(4, 4), reader.take(UInt8(ascii: "-")), let month = reader.digits(2, 2),
            reader.take(UInt8(ascii: "-")), let day = reader.digits(2, 2)
        else { return nil }
        (time.year, time.month, time.day) = (year, month, day)
        if reader.isAtEnd { return time.timestamp }
        guard reader.take(UInt8(ascii: "T")) || reader.take(UInt8(ascii: " ")) || reader.take(UInt8(ascii: "t")),
            let hour = reader.digits(2, 2), reader.take(UInt8(ascii: ":")), let minute = reader.digits(2, 2)
        else { return nil }
        (time.hour, time.minute) = (hour, minute)
        if reader.take(UInt8(ascii: ":")) {
            guard let second = reader.digits(2, 2) else { return nil }
            time.second = second
            if reader.take(UInt8(ascii: ".")) || reader.take(UInt8(ascii: ",")) {
                guard let fraction = reader.fraction() else { return nil }
                time.millisecond = fraction
            }
        }
        guard let offset = zone(&reader), reader.isAtEnd, let timestamp = time.timestamp else { return nil }
        return Timestamp(rawValue: timestamp.rawValue - Int64(offset) * 60_000)
    }

    /// Minutes east of Greenwich.
    private static func zone(_ reader: inout DigitReader) -> Int? {
        _ = reader.take(UInt8(ascii: " "))
        if reader.isAtEnd || reader.take(UInt8(ascii: "Z")) || reader.take(UInt8(ascii: "z")) { return 0 }
        if reader.takeUTC() { return 0 }
        let isWest = reader.take(UInt8(ascii: "-"))
        guard isWest || reader.take(UInt8(ascii: "+")), let hours = reader.digits(2, 2) else { return nil }
        _ = reader.take(UInt8(ascii: ":"))
        let minutes = reader.isAtEnd ? 0 : reader.digits(2, 2)
        guard let minutes, hours < 24, minutes < 60 else { return nil }
        if reader.take(UInt8(ascii: " ")) { guard reader.takeUTC() else { return nil } }
        return (hours * 60 + minutes) * (isWest ? -1 : 1)
    }
}

/// Digits and marks from front to back.
private struct DigitReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    mutating func takeUTC() -> Bool {
        guard bytes.count - position == 3, bytes[position] == 85, bytes[position + 1] == 84, bytes[position + 2] == 67 else { return false }
        position += 3
        return true
    }

    /// At least `least` and at most `most` digits.
    mutating func digits(_ least: Int, _ most: Int) -> Int? {
        var (value, count) = (0, 0)
        while count < most, position < bytes.count, bytes[position] &- 48 < 10 {
            value = value * 10 + Int(bytes[position] &- 48)
            position += 1
            count += 1
        }
        return count >= least ? value : nil
    }

    /// Decimals of a second, cut to milliseconds.
    mutating func fraction() -> Int? {
        var (value, count) = (0, 0)
        while position < bytes.count, bytes[position] &- 48 < 10 {
            if count < 3 { value = value * 10 + Int(bytes[position] &- 48) }
            position += 1
            count += 1
        }
        guard count > 0 else { return nil }
        return count == 1 ? value * 100 : count == 2 ? value * 10 : value
    }

    private static let months: [StaticString] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    mutating func monthName() -> Int? {
        guard position + 3 <= bytes.count else { return nil }
        for (index, name) in DigitReader.months.enumerated() {
            let isSame = (0..<3).allSatisfy { bytes[position + $0] | 0x20 == name.utf8Start[$0] }
            guard isSame else { continue }
            position += 3
            return index + 1
        }
        return nil
    }

    /// `AM` or `PM`; true for the afternoon.
    mutating func half() -> Bool? {
        guard position + 2 <= bytes.count, bytes[position + 1] | 0x20 == UInt8(ascii: "m") else { return nil }
        let first = bytes[position] | 0x20
        guard first == UInt8(ascii: "a") || first == UInt8(ascii: "p") else { return nil }
        position += 2
        return first == UInt8(ascii: "p")
    }
}
