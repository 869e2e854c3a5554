import Datasets

/// What is wrong with the times themselves.
enum Stamps {
    static func findings(in examination: Examination) -> [Finding] {
        let times = examination.examiner.times
        guard examination.examiner.events > 0 else { return [] }
        guard times.stamped > 0 else { return [noTimes(examination)] }
        return [missing(examination), unit(examination), coarse(examination), midnights(examination), hours(examination)].compactMap { $0 }
            + outliers(examination)
    }

    private static func noTimes(_ examination: Examination) -> Finding {
        Finding(
            .noTimes, .opportunity, "no event has a time: order only", count: examination.examiner.events, of: examination.examiner.events,
            "events", cost: "No sessions, no merging of events, no hours or weekdays, no split by time, no live popularity.",
            unlocks: "With times, “what to watch tonight” can be answered, and models can be judged on the future.",
            advice: "Export a time with every event and map it: \"time\": {\"column\": …, \"format\": …}.")
    }

    private static func missing(_ examination: Examination) -> Finding? {
        let times = examination.examiner.times
        guard times.unstamped > 0 else { return nil }
        let all = times.unstamped + times.stamped
        return Finding(
            .timesPartlyMissing, times.unstamped * 100 >= all ? .warning : .notice,
            "\(Figures.counted(times.unstamped, "event")) of \(Figures.grouped(all)) have no time", count: times.unstamped, of: all,
            "events",
            cost: "They are sorted before everything else of their user, whatever happened when.", unlocks: "One order for all events.",
            advice: "Fill the times in, or leave these rows out.")
    }

    /// Everything in January 1970: seconds were read as milliseconds.
    private static func unit(_ examination: Examination) -> Finding? {
        let values = examination.examiner.values
        let count = values.count(.nearEpoch)
        guard count * 2 > examination.examiner.times.stamped else { return nil }
        return Finding(
            .wrongTimeUnit, .blocker,
            "\(Figures.percent(Double(count) / Double(examination.examiner.times.stamped))) of the events lie in "
                + "January or February 1970: seconds were probably read as milliseconds",
            count: count, of: examination.examiner.times.stamped, "events",
            examples: values.examples[ValueAudit.Suspicion.nearEpoch.rawValue],
            cost: "Every gap is a thousand times too short: one session each, no hours, no weekdays.", unlocks: "Real times.",
            advice: "In the mapping: \"time\": {\"column\": …, \"format\": \"seconds\"}.")
    }

    private static func coarse(_ examination: Examination) -> Finding? {
        let times = examination.examiner.times
        guard times.resolution == .day || times.resolution == .hour else { return nil }
        let isDay = times.resolution == .day
        var zone = ""
        if let hour = times.midnightHour, hour != 0 { zone = " (midnights lie at \(hour):00 UTC: the days of another time zone)" }
        return Finding(
            .dayResolution, .notice, "stamps are whole \(isDay ? "days" : "hours")\(zone)", count: times.stamped, of: times.stamped,
            "events",
            cost: isDay
                ? "The order inside a day is that of the file, sessions are days, and hours of the day say nothing."
                : "The order inside an hour is that of the file.",
            unlocks: "With seconds: sessions, hours of the day, the true last event.",
            advice: isDay
                ? "Import with --time-resolution none if the order inside a day means nothing; do not read hours of the day."
                : "Import with --time-resolution hour.", figures: ["midnightHourUTC": Double(times.midnightHour ?? 0)])
    }

    private static func midnights(_ examination: Examination) -> Finding? {
        let times = examination.examiner.times
        guard times.resolution != .day, times.resolution != .hour, times.midnights >= 10 else { return nil }
        let share = Double(times.midnights) / Double(times.stamped)
        guard share > 0.01 else { return nil }
        return Finding(
            .midnightStamps, .notice, "\(Figures.percent(share)) of the stamps are exactly midnight (UTC), in data with finer stamps",
            count: times.midnights, of: times.stamped, "events",
            cost: "Dates without a time of day are taken for events at midnight: the hour of the day learns them.",
            unlocks: "An honest hour of the day.", advice: "Find out which source writes dates only, and import it apart.")
    }

    private static func hours(_ examination: Examination) -> Finding? {
        let times = examination.examiner.times
        let whole = times.wholeHours - times.midnights
        guard times.resolution == .second || times.resolution == .millisecond || times.resolution == .minute, whole >= 20 else {
            return nil
        }
        let share = Double(whole) / Double(times.stamped)
        // Of minutes, one in sixty is a whole hour by chance.
        guard share > (times.resolution == .minute ? 0.1 : 0.02) else { return nil }
        return Finding(
            .wholeHourStamps, .notice, "\(Figures.percent(share)) of the stamps are whole hours, in data with finer stamps", count: whole,
            of: times.stamped, "events", cost: "Some times were rounded or made up: ties and gaps of these events mean nothing.",
            unlocks: "Gaps that can be trusted.", advice: "Find out which source rounds, or import with --time-resolution hour.")
    }

    private static func outliers(_ examination: Examination) -> [Finding] {
        let values = examination.examiner.values
        var findings: [Finding] = []
        let future = values.count(.future)
        let stamped = examination.examiner.times.stamped
        if future > 0 {
            findings.append(
                Finding(
                    .future, .warning, "\(Figures.counted(future, "event")) lie\(future == 1 ? "s" : "") in the future", count: future,
                    of: stamped, "events", examples: values.examples[ValueAudit.Suspicion.future.rawValue],
                    cost: "A split by time puts them into the test whatever they are; “popular in the last hour” counts them for ever.",
                    unlocks: "A last hour that is the last hour.",
                    advice: "Check clock and time zone of the sender, or the unit of the column."))
        }
        let old = values.count(.beforeNineties) + (values.count(.nearEpoch) * 2 > stamped ? 0 : values.count(.nearEpoch))
        if old > 0 {
            findings.append(
                Finding(
                    .beforeNineties, .warning, "\(Figures.counted(old, "event")) lie\(old == 1 ? "s" : "") before 1990", count: old,
                    of: stamped,
                    "events",
                    examples: Array(
                        (values.examples[ValueAudit.Suspicion.beforeNineties.rawValue]
                            + values.examples[ValueAudit.Suspicion.nearEpoch.rawValue])
                            .prefix(examination.options.exampleCount)),
                    cost: "They become the first event of their users, with gaps of decades behind them.", unlocks: "True first events.",
                    advice: "Zero usually means “unknown”: leave the time empty there, or leave the rows out."))
        }
        return findings
    }
}
