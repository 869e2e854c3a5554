/// Netflix: the two-column file of the website, and the file of the account data.
///
/// - Website (`Account → Profile → Viewing activity → Download all`): `Title,Date`, newest first, dates as the country writes them.
/// - Account data (`CONTENT_INTERACTION/ViewingActivity.csv`): `Profile Name, Start Time, Duration, Attributes, Title,
///   Supplemental Video Type, Device Type, Bookmark, Latest Bookmark, Country`; times in UTC.
///
/// Trailers, hooks and other supplements are no plays, nor is what started by itself and was left within two minutes.
struct NetflixHistoryReader {
    let path: String
    let options: HistoryOptions

    func read() throws(ImportError) -> PersonalHistory {
        let table = try HistoryTable(path: path) { names in
            names.contains("title") && (names.contains("date") || names.contains("start time"))
        }
        let isAccountData = table.header.contains { $0.lowercased() == "start time" }
        var history = PersonalHistory(.netflix)
        history.sources = [table.source]
        history.problems = table.problems
        if isAccountData { readAccountData(table, into: &history) } else { try readWebsite(table, into: &history) }
        return try history.checked(path)
    }

    private func entry(_ title: String, user: String, row: HistoryTable.Row, _ table: HistoryTable) -> HistoryEntry {
        let parsed = NetflixTitle(title)
        var entry = HistoryEntry(
            title: HistoryTitle(name: parsed.name, form: parsed.form, seriesReading: parsed.seriesReading), user: UserID(user),
            kind: .play, source: SourcePosition(file: table.source.name, line: row.line))
        (entry.season, entry.episode, entry.episodeTitle) = (parsed.season, parsed.episode, parsed.episodeTitle)
        return entry
    }

    // MARK: Website

    private func readWebsite(_ table: HistoryTable, into history: inout PersonalHistory) throws(ImportError) {
        let dates = table.rows.map { NumericDate($0["Date"]) }
        let order = try dayOrder(dates.compactMap { $0 }, of: table, into: &history)
        var days: [Int64?] = []
        for (row, date) in zip(table.rows, dates) {
            let seconds = date?.seconds(order)
            days.append(seconds)
            if row["Title"].isEmpty {
                history.problems.append(table.problem(.truncated, row, "Title", "empty"))
            } else if seconds == nil {
                history.problems.append(table.problem(.malformed, row, "Date", "“\(row["Date"].prefix(40))” is not a date"))
            } else if let seconds, Timestamp(seconds: seconds) > options.latestTime {
                history.problems.append(table.problem(.implausibleTime, row, "Date", "“\(row["Date"].prefix(40))” lies in the future"))
            }
        }
        let times = Self.spread(days)
        for (row, time) in zip(table.rows, times) where !row["Title"].isEmpty {
            guard let time, time <= options.latestTime else { continue }
            var entry = entry(row["Title"], user: options.nameless, row: row, table)
            entry.time = time
            history.entries.append(entry)
        }
    }

    /// The file knows days only, and lists the newest first: the rows of a day are a second apart, the lowest row first, so that
    /// their order is kept, and is the same in a later export that has more rows on top.
    private static func spread(_ days: [Int64?]) -> [Timestamp?] {
        let known = days.compactMap { $0 }
        let isNewestFirst = (known.first ?? 0) >= (known.last ?? 0)
        var times = [Timestamp?](repeating: nil, count: days.count)
        var counts: [Int64: Int64] = [:]
        let order = isNewestFirst ? Array(days.indices.reversed()) : Array(days.indices)
        for place in order {
            guard let day = days[place] else { continue }
            times[place] = Timestamp(seconds: day + min(counts[day, default: 0], 86_399))
            counts[day, default: 0] += 1
        }
        return times
    }

    private func dayOrder(
        _ dates: [NumericDate], of table: HistoryTable, into history: inout PersonalHistory
    ) throws(ImportError) -> DayOrder {
        if let given = options.dayOrder { return given }
        switch DayOrder.decide(dates) {
        case .decided(let order, let reason):
            history.notes.append("dates are \(order.rawValue): \(reason)")
            return order
        case .ambiguous:
            throw ImportError(
                .notThisFormat, file: path, field: "Date",
                reason: "every date can be read with the month first and with the day first, and both readings are as well sorted",
                advice: "Say which it is with --dates month-first or --dates day-first")
        case .noDates:
            throw ImportError(
                .notThisFormat, file: path, field: "Date", reason: "the column holds no dates such as 1/31/24 or 31.01.2024",
                advice: "Check the format and the file")
        }
    }

    // MARK: Account data

    private static let shortestAutoplay: Float = 120

    private func readAccountData(_ table: HistoryTable, into history: inout PersonalHistory) {
        var (supplements, unattended, others) = (0, 0, 0)
        for row in table.rows {
            let profile = row.value("Profile Name") ?? options.nameless
            guard options.admits(profile) else {
                others += 1
                continue
            }
            guard row["Supplemental Video Type"].isEmpty else {
                supplements += 1
                continue
            }
            guard let title = row.value("Title") else {
                history.problems.append(table.problem(.truncated, row, "Title", "empty"))
                continue
            }
            guard let time = DateText.iso(row["Start Time"]), time <= options.latestTime else {
                history.problems.append(
                    table.problem(
                        .malformed, row, "Start Time", "“\(row["Start Time"].prefix(40))” is not a past time such as 2024-01-31 20:15:00"))
                continue
            }
            let duration = DateText.clock(row["Duration"])
            if duration == nil, let written = row.value("Duration") {
                history.problems.append(table.problem(.malformed, row, "Duration", "“\(written.prefix(40))” is not h:mm:ss"))
                continue
            }
            // "Autoplayed: user action: None;" is Netflix going on by itself; nobody chose what lasted a moment.
            if row["Attributes"].contains("user action: None"), duration ?? 0 < Self.shortestAutoplay {
                unattended += 1
                continue
            }
            var entry = entry(title, user: profile, row: row, table)
            (entry.time, entry.duration, entry.device) = (time, duration, row.value("Device Type"))
            entry.locale = row.value("Country").map { String($0.prefix { $0 != " " }) }
            history.entries.append(entry)
        }
        if supplements > 0 { history.notes.append("\(PersonalHistory.rows(supplements)) are trailers, hooks and the like: no plays") }
        if unattended > 0 {
            history.notes.append("\(PersonalHistory.rows(unattended)) started by themselves and ended within two minutes: no plays")
        }
        if others > 0 { history.notes.append("\(PersonalHistory.rows(others)) belong to other profiles") }
    }
}
