/// A date and time of the Gregorian calendar in UTC, as it is written.
package struct CivilTime {
    package var year = 1970
    package var month = 1
    package var day = 1
    package var hour = 0
    package var minute = 0
    package var second = 0
    package var millisecond = 0
    package init() {}

    /// Nil when there is no such day or time. A leap second counts as the second before it.
    ///
    /// The days are counted as in Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    package var timestamp: Timestamp? {
        guard (1...12).contains(month), day >= 1, day <= CivilTime.days(in: month, of: year), hour < 24, minute < 60, second <= 60 else {
            return nil
        }
        let shifted = month <= 2 ? year - 1 : year
        let era = Int64(shifted).flooredQuotient(400)
        let yearOfEra = Int64(shifted) - era * 400
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        let seconds = days * 86_400 + Int64(hour * 3600 + minute * 60 + min(second, 59))
        return Timestamp(rawValue: seconds * 1000 + Int64(millisecond))
    }

    private static func days(in month: Int, of year: Int) -> Int {
        if month == 2 { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28 }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
    }
}
