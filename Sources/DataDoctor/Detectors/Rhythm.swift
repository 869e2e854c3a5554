import Datasets

/// Sessions, rates and days that no person can have.
struct Rhythm: HistoryDetector {
    /// One choice every six seconds for a whole hour. Ratings are given in bulk and do not count.
    static let perHour = 600
    /// More time than a day and a half in a day: several devices at once, or wrong units.
    static let secondsPerDay: Float = 129_600
    private var users = 0
    private var single = 0
    private var lastInside = 0
    private var fast = 0
    private var fastExamples: [Finding.Example] = []
    private var fastest = 0
    private var days = 0
    private var impossibleDays = 0
    private var dayExamples: [Finding.Example] = []

    mutating func look(at user: UserEvents, in examination: Examination) {
        countSessions(user.entries, examination)
        countRate(user.choices, in: examination)
        countDays(user.entries, in: examination)
    }

    private mutating func countSessions(_ entries: [SampledEvent], _ examination: Examination) {
        guard entries.count >= 3, entries[0].hasTime else { return }
        let gap = examination.options.segmenter.sessionizer.gap * 1000
        users += 1
        var pauses = 0
        for (a, b) in zip(entries, entries.dropFirst()) where b.time - a.time > gap { pauses += 1 }
        if pauses == 0 { single += 1 }
        if entries[entries.count - 1].time - entries[entries.count - 2].time <= gap { lastInside += 1 }
    }

    private mutating func countRate(_ choices: [SampledEvent], in examination: Examination) {
        var start = 0
        var busiest = 0
        var place = 0
        for end in choices.indices {
            guard choices[end].hasTime, choices[end].kind != .rating, choices[end].kind != .interaction else { return }
            while choices[end].time - choices[start].time > 3_600_000 { start += 1 }
            if end - start + 1 > busiest { (busiest, place) = (end - start + 1, start) }
        }
        guard busiest > Rhythm.perHour, choices[choices.count - 1].time > choices[0].time else { return }
        fast += 1
        fastest = max(fastest, busiest)
        if fastExamples.count < examination.options.exampleCount {
            fastExamples.append(examination.example(choices[place], "the first of \(busiest) choices within an hour"))
        }
    }

    private mutating func countDays(_ entries: [SampledEvent], in examination: Examination) {
        var day = Int64.min
        var sum: Float = 0
        func isTooMuch() -> Bool { sum > Rhythm.secondsPerDay }
        for (position, event) in entries.enumerated() where event.hasTime && !event.duration.isNaN {
            let today = event.time / 86_400_000
            if today != day {
                days += 1
                (day, sum) = (today, 0)
            }
            let before = isTooMuch()
            sum += event.duration
            guard isTooMuch(), !before else { continue }
            impossibleDays += 1
            if dayExamples.count < examination.options.exampleCount {
                dayExamples.append(examination.example(entries[position], "the user's day holds more than 36 hours here"))
            }
        }
    }

    func findings(in examination: Examination) -> [Finding] {
        [sessionFinding(examination), rateFinding(examination), dayFinding(examination)].compactMap { $0 }
    }

    private func sessionFinding(_ examination: Examination) -> Finding? {
        guard users >= 20, lastInside * 2 > users, examination.examiner.times.resolution != .day else { return nil }
        // Several events a session are natural; that the last choice of most people follows within the session is to be known.
        guard single * 10 >= users * 3 else { return nil }
        return Finding(
            .singleSession, .notice,
            "\(Figures.percent(Double(single) / Double(users))) of the users with three events or more have a single session, and the last "
                + "event of \(Figures.percent(Double(lastInside) / Double(users))) lies inside the session of the one before"
                + examination.sampleNote,
            count: single, of: users, "users",
            cost: "Leave-one-out asks how a sitting goes on, not what brings people back.",
            unlocks: "With a split by time, the figure that a product lives by.",
            advice: "Report a temporal protocol beside leave-one-out: tastemaker evaluate --protocol temporal-last.",
            figures: ["singleSessionShare": Double(single) / Double(users), "lastInsideShare": Double(lastInside) / Double(users)])
    }

    private func rateFinding(_ examination: Examination) -> Finding? {
        guard fast > 0 else { return nil }
        return Finding(
            .superhumanRate, .warning,
            "\(Figures.counted(fast, "user")) chose more than \(Rhythm.perHour) items within an hour, up to \(Figures.grouped(fastest))"
                + examination.sampleNote,
            count: fast, of: examination.activeUsers, "users", examples: fastExamples,
            cost: "Crawlers, shared accounts or a backfill: they shape popularity and neighbours more than any person.",
            unlocks: "Popularity that people made.", advice: "Look at these users and leave them out before importing.",
            figures: ["fastest": Double(fastest)])
    }

    private func dayFinding(_ examination: Examination) -> Finding? {
        guard impossibleDays > 0 else { return nil }
        return Finding(
            .impossibleDay, impossibleDays * 100 >= days ? .warning : .notice,
            "\(Figures.counted(impossibleDays, "user-day")) hold\(impossibleDays == 1 ? "s" : "") more than 36 hours of durations"
                + examination.sampleNote,
            count: impossibleDays, of: days, "user-days", examples: dayExamples,
            cost:
                "Durations are probably in another unit than seconds, or cumulative: finished and abandoned cannot be told apart by them.",
            unlocks: "Durations that can be compared.",
            advice: "Check the unit: in a mapping, \"duration\": {\"column\": …, \"scale\": 0.001} for milliseconds, 60 for minutes.")
    }
}
