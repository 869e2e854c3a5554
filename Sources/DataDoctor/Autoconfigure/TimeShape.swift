import Datasets

/// How times are written in a column.
struct TimeShape: Equatable {
    /// As a mapping says it: `seconds`, `iso8601`, `yyyy-MM-dd HH:mm:ss`, …
    var format: String
    /// Of the finest unit written.
    var seconds: Double
    /// Numbers may be something else by chance; dates are not.
    var isCertain: Bool
    /// Both day first and month first are possible.
    var isAmbiguous = false
    var earliest = ""
    var latest = ""

    var sentence: String {
        let range = earliest.isEmpty ? "" : " from \(earliest) to \(latest)"
        return "reads as \(format)\(range)"
    }

    /// - Returns: nil when fewer than 98 % of the cells are times of one shape.
    init?(_ cells: some Sequence<String>) {
        let sample = Array(cells.prefix(4000))
        guard sample.count >= 1 else { return nil }
        guard let shape = TimeShape.epoch(sample) ?? TimeShape.date(sample) ?? TimeShape.namedMonth(sample) else { return nil }
        self = shape
    }

    private init(format: String, seconds: Double, isCertain: Bool) {
        (self.format, self.seconds, self.isCertain) = (format, seconds, isCertain)
    }

    // MARK: Since 1970

    /// From 1990 to 2035: longer ago nothing was logged.
    private static let range = 631_152_000.0...2_051_222_400.0

    private static func epoch(_ cells: [String]) -> TimeShape? {
        let numbers = cells.compactMap(Double.init)
        guard numbers.count * 100 >= cells.count * 98 else { return nil }
        for (name, unit) in [("seconds", 1.0), ("milliseconds", 1e3), ("microseconds", 1e6)] {
            let fitting = numbers.filter { range.contains($0 / unit) }
            guard fitting.count * 100 >= numbers.count * 98, let first = fitting.min(), let last = fitting.max() else { continue }
            var shape = TimeShape(format: name, seconds: 1 / unit, isCertain: true)
            func day(_ value: Double) -> String {
                String(CalendarDate(Timestamp(rawValue: Int64(value / unit * 1000))).iso8601.prefix(10))
            }
            (shape.earliest, shape.latest) = (day(first), day(last))
            return shape
        }
        return nil
    }

    // MARK: Dates

    /// Digit runs and what stands between them.
    private struct Parts {
        var runs: [Int] = []
        var widths: [Int] = []
        var between: [String] = [""]

        /// Nil where there are letters other than T and Z, or none of this looks like a date.
        init?(_ cell: String) {
            guard cell.utf8.count <= 40 else { return nil }
            var isDigit = false
            for byte in cell.utf8 {
                if byte &- 48 < 10 {
                    if !isDigit {
                        runs.append(0)
                        widths.append(0)
                    }
                    guard widths[widths.count - 1] < 9 else { return nil }
                    runs[runs.count - 1] = runs[runs.count - 1] * 10 + Int(byte - 48)
                    widths[widths.count - 1] += 1
                    isDigit = true
                } else {
                    guard "-/.: TZ+,".utf8.contains(byte) else { return nil }
                    if isDigit { between.append("") }
                    between[between.count - 1].unicodeScalars.append(Unicode.Scalar(byte))
                    isDigit = false
                }
            }
            if isDigit { between.append("") }
        }
    }

    private static func date(_ cells: [String]) -> TimeShape? {
        let parts = cells.compactMap(Parts.init)
        guard parts.count * 100 >= cells.count * 98, let first = parts.first else { return nil }
        if first.runs.count == 1 { return compact(parts) }
        let alike = parts.filter { $0.between == first.between || ($0.runs.count >= 3 && $0.between.prefix(3) == first.between.prefix(3)) }
        guard alike.count * 100 >= parts.count * 98, first.runs.count >= 3, first.between[0].isEmpty else { return nil }
        guard var shape = calendar(alike, separator: first.between[1]) else { return nil }
        return clock(alike, &shape) ? shape : nil
    }

    /// 01-Jan-1995, 1 Jan 1995
    private static func namedMonth(_ cells: [String]) -> TimeShape? {
        let months: Set<String> = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        for separator in ["-", " "] {
            var isPadded = true
            let fitting = cells.count { cell in
                let parts = Dialect.split(cell, by: separator)
                guard parts.count == 3, months.contains(parts[1].lowercased()), let day = Int(parts[0]), let year = Int(parts[2]) else {
                    return false
                }
                if parts[0].utf8.count != 2 { isPadded = false }
                return (1...31).contains(day) && (1850...2100).contains(year)
            }
            guard fitting * 100 >= cells.count * 98 else { continue }
            return TimeShape(format: "\(isPadded ? "dd" : "d")\(separator)MMM\(separator)yyyy", seconds: 86_400, isCertain: true)
        }
        return nil
    }

    /// 20220410
    private static func compact(_ parts: [Parts]) -> TimeShape? {
        let good = parts.allSatisfy { part in
            guard part.widths == [8] else { return false }
            let (year, month, day) = (part.runs[0] / 10_000, part.runs[0] / 100 % 100, part.runs[0] % 100)
            return (1900...2100).contains(year) && (1...12).contains(month) && (1...31).contains(day)
        }
        return good ? TimeShape(format: "yyyyMMdd", seconds: 86_400, isCertain: true) : nil
    }

    /// Year first, or last; then day and month by what they can be.
    private static func calendar(_ parts: [Parts], separator: String) -> TimeShape? {
        func all(_ place: Int, _ range: ClosedRange<Int>) -> Bool { parts.allSatisfy { range.contains($0.runs[place]) } }
        // Where one of day and month is written without a zero, the other will be, too, sooner or later.
        let places = all(0, 1900...2100) ? 1...2 : 0...1
        let isPadded = parts.allSatisfy { part in places.allSatisfy { part.widths[$0] == 2 } }
        func written(_ letter: String) -> String { isPadded ? letter + letter : letter }
        guard ["-", "/", "."].contains(separator), parts.allSatisfy({ $0.between[2] == separator }) else { return nil }
        if all(0, 1900...2100), all(1, 1...12), all(2, 1...31) {
            return TimeShape(
                format: "yyyy\(separator)\(written("M"))\(separator)\(written("d"))", seconds: 86_400, isCertain: true)
        }
        let isLong = all(2, 1900...2100)
        guard isLong || (all(2, 0...99) && parts.allSatisfy { $0.widths[2] == 2 }), all(0, 1...31), all(1, 1...31) else { return nil }
        let year = isLong ? "yyyy" : "yy"
        let (dayFirst, monthFirst) = (all(1, 1...12), all(0, 1...12))
        guard dayFirst || monthFirst else { return nil }
        var shape = TimeShape(format: "", seconds: 86_400, isCertain: true)
        shape.isAmbiguous = dayFirst && monthFirst
        shape.format =
            monthFirst && !dayFirst
            ? "\(written("M"))\(separator)\(written("d"))\(separator)\(year)"
            : "\(written("d"))\(separator)\(written("M"))\(separator)\(year)"
        return shape
    }

    /// Adds the time of day; false where what follows the date is none.
    private static func clock(_ parts: [Parts], _ shape: inout TimeShape) -> Bool {
        let most = parts.map(\.runs.count).max() ?? 3
        guard most > 3 else { return parts.allSatisfy { $0.between.last == "" } }
        guard most >= 5, parts.allSatisfy({ $0.runs.count >= 5 && $0.runs[3] < 24 && $0.runs[4] < 60 }) else { return false }
        let gap = parts[0].between[3]
        shape.seconds = most >= 6 ? 1 : 60
        let hasZone = parts[0].between.contains { $0.contains("Z") || $0.contains("+") } || most > 7
        let hasFraction = parts.contains { $0.between.count > 6 && $0.between[6] == "." }
        if gap == "T" || hasZone || hasFraction {
            shape.format = "iso8601"
            return shape.format == "iso8601"
        }
        let hour = parts.allSatisfy { $0.widths[3] == 2 } ? "HH" : "H"
        shape.format += "\(gap)\(hour):mm" + (most >= 6 ? ":ss" : "")
        return true
    }
}
