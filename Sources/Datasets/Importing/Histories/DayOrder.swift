/// Which number of a date is which: 3/4/24 is a day in March or in April.
public enum DayOrder: String, Sendable, Codable, CaseIterable {
    case monthFirst = "month-first"
    case dayFirst = "day-first"
    case yearFirst = "year-first"
}

/// A date of three numbers whose order is not known yet.
struct NumericDate: Hashable {
    let numbers: [Int]
    let separator: UInt8
    private let startsWithYear: Bool

    /// - Returns: nil for anything but three numbers separated by `/`, `.` or `-`.
    init?(_ text: String) {
        guard let separator = text.utf8.first(where: { $0 &- 48 > 9 }),
            [UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-")].contains(separator)
        else { return nil }
        let parts = text.utf8.split(separator: separator, omittingEmptySubsequences: true)
        guard parts.count == 3, parts.allSatisfy({ (1...4).contains($0.count) && $0.allSatisfy { $0 &- 48 < 10 } }) else { return nil }
        numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1 - 48) } }
        startsWithYear = parts[0].count == 4
        self.separator = separator
    }

    /// Seconds of the beginning of the day; nil when the order makes no date of it. Two digits of a year are of this century.
    func seconds(_ order: DayOrder) -> Int64? {
        guard startsWithYear == (order == .yearFirst) else { return nil }
        let (first, second, third) = (numbers[0], numbers[1], numbers[2])
        switch order {
        case .monthFirst: return DateText.days(third < 100 ? 2000 + third : third, first, second)
        case .dayFirst: return DateText.days(third < 100 ? 2000 + third : third, second, first)
        case .yearFirst: return DateText.days(first, second, third)
        }
    }
}

extension DayOrder {
    /// What the dates of one file show, and how.
    enum Decision: Equatable {
        case decided(DayOrder, because: String)
        /// Both readings make sense of every date.
        case ambiguous
        /// No order makes dates of most of them.
        case noDates
    }

    /// Decides from all dates of a file that lists them in order of time, newest first or last.
    ///
    /// An order that makes no date of more than one row in fifty is out. Of two that remain, the one under which the file is
    /// sorted is right: services list a history in order. Dots separate days from months nowhere but where the day comes first.
    static func decide(_ dates: [NumericDate]) -> Decision {
        guard !dates.isEmpty else { return .noDates }
        let possible = DayOrder.allCases.filter { order in
            dates.count { $0.seconds(order) == nil } * 50 <= dates.count
        }
        guard possible.count > 1 else {
            return possible.first.map { .decided($0, because: "no other order makes dates of all rows") } ?? .noDates
        }
        let disorder = possible.map { order in DayOrder.disorder(dates.compactMap { $0.seconds(order) }) }
        let least = disorder.min()!
        let sorted = zip(possible, disorder).filter { $0.1 == least }.map(\.0)
        // Both sorted alike also when all rows are of one day: then nothing was shown.
        if sorted.count == 1, least * 20 <= dates.count {
            return .decided(sorted[0], because: "in this order the file is sorted by time")
        }
        if dates.allSatisfy({ $0.separator == UInt8(ascii: ".") }) { return .decided(.dayFirst, because: "dots separate days from months") }
        return .ambiguous
    }

    /// Steps against the prevailing direction.
    private static func disorder(_ times: [Int64]) -> Int {
        var (up, down) = (0, 0)
        for (earlier, later) in zip(times, times.dropFirst()) {
            if later > earlier { up += 1 }
            if later < earlier { down += 1 }
        }
        return min(up, down)
    }
}
