/// The backup of Jellyfin's plugin Playback Reporting.
///
/// Nine columns, tab-separated, without a header, in order of time: `DateCreated, UserId, ItemId, ItemType, ItemName, PlaybackMethod,
/// ClientName, DeviceName, PlayDuration` (seconds). Recent versions of the plugin write UTC, older ones the server's local time.
/// The same columns with a header, separated by commas, are read too. An episode is called "Dark - s01e02 - Lies".
struct JellyfinHistoryReader {
    let path: String
    let options: HistoryOptions
    private static let columns = [
        "DateCreated", "UserId", "ItemId", "ItemType", "ItemName", "PlaybackMethod", "ClientName", "DeviceName", "PlayDuration",
    ]

    func read() throws(ImportError) -> PersonalHistory {
        var history = PersonalHistory(.jellyfin)
        var others = 0
        history.sources = [ImportSource(path: path)]
        for (line, cells) in try rows(into: &history) {
            guard options.admits(cells[1]) else {
                others += 1
                continue
            }
            if let entry = entry(cells, line: line, into: &history) { history.entries.append(entry) }
        }
        if others > 0 { history.notes.append("\(PersonalHistory.rows(others)) belong to other users") }
        return try history.checked(path)
    }

    /// Nine cells each.
    private func rows(into history: inout PersonalHistory) throws(ImportError) -> [(Int, [String])] {
        let lines = try LineReader(path: path)
        let name = history.sources[0].name
        var rows: [(Int, [String])] = []
        while true {
            switch try lines.next() {
            case .end: return rows
            case .tooLong(let number, let length):
                history.problems.append(RowProblem(.tooLong, file: name, line: number, reason: "the line has \(length) bytes"))
            case .line(let line):
                guard !line.bytes.isEmpty else { continue }
                guard let text = TextEncoding.utf8.decode(line.bytes) else {
                    history.problems.append(RowProblem(.wrongEncoding, file: name, line: line.number, reason: "not UTF-8"))
                    continue
                }
                let cells = text.utf8.split(separator: 9, omittingEmptySubsequences: false).map { String(Substring($0)).trimmed }
                if cells.count == 9 {
                    if cells[0] != "DateCreated" { rows.append((line.number, cells)) }
                } else if line.number == 1, text.contains(","), text.lowercased().contains("itemname") {
                    return try commaSeparated(into: &history)
                } else {
                    history.problems.append(
                        RowProblem(
                            cells.count < 9 ? .truncated : .malformed, file: name, line: line.number,
                            reason: "\(cells.count) columns, expected 9"))
                }
            }
            guard rows.count <= PersonalHistory.maximumRows else {
                throw ImportError(
                    .notThisFormat, file: path, reason: "more than \(PersonalHistory.maximumRows) rows are no household's history",
                    advice: "Import it with a mapping file and --format tsv")
            }
        }
    }

    private func commaSeparated(into history: inout PersonalHistory) throws(ImportError) -> [(Int, [String])] {
        let table = try HistoryTable(path: path) { $0.contains("itemname") && $0.contains("datecreated") }
        history.problems += table.problems
        return table.rows.map { row in (row.line, Self.columns.map { row[$0] }) }
    }

    private func entry(_ cells: [String], line: Int, into history: inout PersonalHistory) -> HistoryEntry? {
        func refuse(_ kind: RowProblem.Kind, _ column: Int, _ reason: String) -> HistoryEntry? {
            history.problems.append(
                RowProblem(kind, file: history.sources[0].name, line: line, field: Self.columns[column], reason: reason))
            return nil
        }
        guard let time = DateText.iso(cells[0]), time <= options.latestTime else {
            return refuse(.malformed, 0, "“\(cells[0].prefix(40))” is not a past time such as 2024-01-31 20:15:00")
        }
        guard !cells[4].isEmpty, cells[4] != "Not Known" else { return refuse(.truncated, 4, "the title is not known") }
        guard let seconds = Float(cells[8]), seconds >= 0, seconds < 1e7 else {
            return refuse(.malformed, 8, "“\(cells[8].prefix(40))” is not a number of seconds")
        }
        var entry = HistoryEntry(
            title: HistoryTitle(name: cells[4]), user: UserID(cells[1].isEmpty ? options.nameless : cells[1]), kind: .play, time: time,
            source: SourcePosition(file: history.sources[0].name, line: line))
        switch cells[3].lowercased() {
        case "movie": entry.title.form = .film
        case "audio": entry.title = song(cells[4])
        case "episode": readEpisode(cells[4], into: &entry)
        default: break
        }
        if entry.title.form != .series, !cells[2].isEmpty { entry.title.identifiers["jellyfin"] = cells[2] }
        entry.duration = seconds
        entry.device = cells[7].isEmpty ? nil : cells[7]
        return entry
    }

    /// "Series - s01e02 - Title"; the number is looked for, since names may hold hyphens.
    private func readEpisode(_ name: String, into entry: inout HistoryEntry) {
        entry.title = HistoryTitle(name: name, form: .series)
        var start = name.startIndex
        while let dash = name[start...].range(of: " - ") {
            let rest = name[dash.upperBound...]
            if let (season, episode, length) = Self.number(rest.utf8) {
                entry.title.name = String(name[..<dash.lowerBound])
                (entry.season, entry.episode) = (season, episode)
                let title = String(Substring(rest.utf8.dropFirst(length)))
                entry.episodeTitle = title.hasPrefix(" - ") ? String(title.dropFirst(3)) : nil
                return
            }
            start = dash.upperBound
        }
    }

    /// `s01e02` at the beginning, and its length.
    private static func number(_ bytes: Substring.UTF8View) -> (Int, Int, Int)? {
        var rest = bytes
        func digits() -> Int? {
            let run = rest.prefix { $0 &- 48 < 10 }
            guard (1...4).contains(run.count) else { return nil }
            rest = rest.dropFirst(run.count)
            return run.reduce(0) { $0 * 10 + Int($1 - 48) }
        }
        guard rest.first == UInt8(ascii: "s") else { return nil }
        rest = rest.dropFirst()
        guard let season = digits(), rest.first == UInt8(ascii: "e") else { return nil }
        rest = rest.dropFirst()
        guard let episode = digits() else { return nil }
        return (season, episode, bytes.count - rest.count)
    }

    /// "Artist - Song (Album)": the album says little about the song, and songs appear on several.
    private func song(_ name: String) -> HistoryTitle {
        guard name.hasSuffix(")"), let open = name.range(of: " (", last: true) else { return HistoryTitle(name: name, form: .song) }
        return HistoryTitle(name: String(name[..<open.lowerBound]), form: .song)
    }
}
