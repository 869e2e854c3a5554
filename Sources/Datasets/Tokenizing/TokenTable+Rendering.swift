extension TokenTable {
    /// The table as text: events on the left, the token they became on the right, sessions apart.
    ///
    /// ```
    /// ─── session 1 · 2024-01-01 12:00 UTC
    /// 1  12:00  play 10 min on tv              ┐
    /// 2  12:10  pause 20 % on tv               ├ 1  The Matrix (1999) · play → pause → resume · 1 h 0 min · tv
    /// 3  12:20  resume 50 min on tv            ┘
    /// 4  12:25  impression of Heat (set aside)
    /// ```
    /// - Parameters:
    ///   - limit: rows at most, the latest ones; nil shows all.
    ///   - width: titles are shortened so that lines stay about this long, in characters.
    public func render(limit: Int? = nil, width: Int = 120) -> String {
        let shown = rows.suffix(limit ?? rows.count)
        var lines = [summary]
        if shown.count < rows.count { lines.append("… \(rows.count - shown.count) earlier rows are not shown") }
        let left = shown.flatMap(\.events).map { TokenTable.describe($0, number: numberWidth).count }.max() ?? 0
        var session: Int?
        for row in shown {
            if let number = row.session, number != session {
                let start = row.events.first?.time.map { TokenTable.date($0) } ?? ""
                lines.append("─── session \(number) · \(start) UTC")
                session = number
            }
            lines += TokenTable.lines(of: row, left: min(left, width / 2), width: width, number: numberWidth)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var numberWidth: Int { String(eventCount).count }

    private var summary: String {
        let tenths = (compression * 10).rounded() / 10
        return "user \(user): \(eventCount) events became \(tokenCount) tokens, \(tenths) events a token"
    }

    private static func lines(of row: Row, left: Int, width: Int, number: Int) -> [String] {
        let events = row.events.map { padded(describe($0, number: number), left) }
        guard row.token != nil else { return events }
        let middle = (events.count - 1) / 2
        let token = describe(row, room: max(width - left - 3, 24))
        return events.enumerated().map { position, event in
            let bracket = bracket(position, of: events.count)
            return position == middle ? "\(event) \(bracket) \(token)" : "\(event) \(bracket)"
        }
    }

    private static func bracket(_ position: Int, of count: Int) -> String {
        if count == 1 { return "─" }
        if position == 0 { return "┐" }
        return position == count - 1 ? "┘" : (position == (count - 1) / 2 ? "├" : "│")
    }

    /// One event: number, clock, kind, outcome, and the title only where the token does not tell it.
    private static func describe(_ event: Event, number: Int) -> String {
        var text = String(repeating: " ", count: max(number - String(event.number).count, 0)) + "\(event.number)"
        if let time = event.time { text += "  " + clock(time) }
        text += "  " + event.kind
        if let rating = event.rating { text += " " + short(rating) }
        if let completion = event.completion { text += " " + percent(completion) }
        if let duration = event.duration { text += " " + span(duration) }
        if let episode = event.episode { text += " episode \(episode)" }
        if let device = event.device { text += " on \(device)" }
        if event.isSetAside { text += (event.title.map { " of " + cut($0, 28) } ?? "") + " (set aside)" }
        return text
    }

    private static func describe(_ row: Row, room: Int) -> String {
        var parts: [String] = []
        parts.append(row.engagement.joined(separator: " → ") + (row.lost > 0 ? " +\(row.lost)" : ""))
        if row.ratingBucket > 0, let rating = row.events.last(where: { !$0.isSetAside && $0.rating != nil })?.rating {
            parts.append("★ " + short(rating))
        }
        if row.completionBucket > 0, let share = row.events.filter({ !$0.isSetAside }).compactMap(\.completion).max() {
            parts.append(percent(share))
        }
        let seconds = row.events.filter { !$0.isSetAside }.compactMap(\.duration).reduce(0, +)
        if row.durationBucket > 0 { parts.append(span(seconds)) }
        parts += [row.device, row.surface, row.locale].compactMap { $0 }
        if !row.isTarget { parts.append("not a target") }
        let rest = parts.joined(separator: " · ")
        let number = "\(row.token ?? 0)"
        let title = cut(row.title ?? "", max(room - rest.count - number.count - 5, 16))
        return "\(number)  \(title) · \(rest)"
    }

    // MARK: Words

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.count, 0))
    }

    private static func cut(_ text: String, _ length: Int) -> String {
        // Control characters in a title must neither break a line nor colour the terminal.
        let clean = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
        return clean.count <= length ? clean : clean.prefix(max(length - 1, 1)) + "…"
    }

    /// 4 rather than 4.0, and half stars as they are.
    private static func short(_ value: Float) -> String {
        value == value.rounded() && abs(value) < 1_000_000 ? String(Int(value)) : String(value)
    }

    private static func percent(_ share: Float) -> String { "\(Int((min(max(share, 0), 1) * 100).rounded())) %" }

    /// Such as "1 h 5 min", "12 min" or "40 s".
    static func span(_ seconds: Float) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "?" }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    private static func clock(_ iso: String) -> String { String(iso.suffix(9).prefix(5)) }

    private static func date(_ iso: String) -> String { String(iso.prefix(while: { $0 != "T" })) + " " + clock(iso) }
}
