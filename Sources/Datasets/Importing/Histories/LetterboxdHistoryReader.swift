/// Letterboxd: the unpacked export of an account, or one file of it.
///
/// `diary.csv` (`Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date`), `watched.csv`, `ratings.csv` (`…,Rating`),
/// `watchlist.csv` and `likes/films.csv` (`Date,Name,Year,Letterboxd URI`). A film of the diary is not counted again in
/// `watched.csv`, nor its rating in `ratings.csv`: there the same watching is told without its day.
struct LetterboxdHistoryReader {
    let path: String
    let options: HistoryOptions

    private enum Part: String, CaseIterable {
        case diary = "diary.csv"
        case watched = "watched.csv"
        case ratings = "ratings.csv"
        case watchlist = "watchlist.csv"
        case likes = "likes/films.csv"
    }

    func read() throws(ImportError) -> PersonalHistory {
        var history = PersonalHistory(.letterboxd)
        var seen = Seen()
        for (part, file) in try files() { try read(file, as: part, into: &history, &seen) }
        if seen.repeated > 0 {
            history.notes.append("\(PersonalHistory.rows(seen.repeated)) repeat what the diary tells with its day: not counted twice")
        }
        return try history.checked(path)
    }

    /// What earlier files told.
    private struct Seen {
        var watched: Set<String> = []
        var rated: Set<String> = []
        var repeated = 0
    }

    /// The files there are, the diary first.
    private func files() throws(ImportError) -> [(Part, String)] {
        let isFolder: Bool
        do {
            _ = try LineReader(path: path)
            isFolder = false
        } catch {
            guard error.code == .isFolder else { throw error }
            isFolder = true
        }
        guard isFolder else { return [(part(ofFile: path), path)] }
        let root = path.hasSuffix("/") ? path : path + "/"
        let found = Part.allCases.compactMap { part -> (Part, String)? in
            FilePresence.exists(root + part.rawValue) ? (part, root + part.rawValue) : nil
        }
        guard found.isEmpty else { return found }
        throw ImportError(
            .wrongFolder, file: path, reason: "none of \(Part.allCases.map(\.rawValue).joined(separator: ", ")) is here",
            advice: "Name the folder that the export was unpacked to, or one of its files")
    }

    /// By name; a file under another name is a diary if it has a watched date, and a list of watched films otherwise.
    private func part(ofFile path: String) -> Part {
        let name = ImportSource(path: path).name.lowercased()
        for part in [Part.watchlist, .ratings, .diary, .watched] where name.hasPrefix(part.rawValue.prefix { $0 != "." }) { return part }
        return name.hasPrefix("films") || name.hasPrefix("likes") ? .likes : .diary
    }

    private func read(_ file: String, as part: Part, into history: inout PersonalHistory, _ seen: inout Seen) throws(ImportError) {
        let table = try HistoryTable(path: file) { $0.contains("name") && $0.contains("year") }
        history.sources.append(table.source)
        history.problems += table.problems
        for row in table.rows {
            guard var entry = entry(row, table, part, &history) else { continue }
            let key = entry.title.key
            switch part {
            case .diary:
                entry.kind = .complete
                seen.watched.insert(key)
                if entry.rating != nil { seen.rated.insert(key) }
            case .watched:
                guard seen.watched.insert(key).inserted else { seen.repeated += 1; continue }
                entry.kind = .complete
                entry.rating = nil
            case .ratings:
                guard seen.rated.insert(key).inserted else { seen.repeated += 1; continue }
                guard entry.rating != nil else {
                    history.problems.append(table.problem(.truncated, row, "Rating", "empty"))
                    continue
                }
                entry.kind = .rating
            case .watchlist: entry.kind = .listAdd
            case .likes: entry.kind = .like
            }
            history.entries.append(entry)
        }
    }

    private func entry(_ row: HistoryTable.Row, _ table: HistoryTable, _ part: Part, _ history: inout PersonalHistory) -> HistoryEntry? {
        func refuse(_ kind: RowProblem.Kind, _ column: String, _ reason: String) -> HistoryEntry? {
            history.problems.append(table.problem(kind, row, column, reason))
            return nil
        }
        guard let name = row.value("Name") else { return refuse(.truncated, "Name", "empty") }
        var year: Int?
        if let written = row.value("Year") {
            guard written.utf8.count == 4, let number = Int(written) else {
                return refuse(.malformed, "Year", "“\(written.prefix(40))” is not a year")
            }
            year = number
        }
        let column = row.value("Watched Date") == nil ? "Date" : "Watched Date"
        guard let time = DateText.iso(row[column]), time <= options.latestTime else {
            return refuse(.malformed, column, "“\(row[column].prefix(40))” is not a past date such as 2024-01-31")
        }
        var title = HistoryTitle(name: name, year: year, form: .film)
        if let address = row.value("Letterboxd URI") ?? row.value("Letterboxd URL") {
            title.identifiers["letterboxd"] = String(address.utf8.split(separator: UInt8(ascii: "/")).last.map(Substring.init) ?? "")
        }
        if let id = row.value("imdbID") { title.identifiers["imdb"] = id }
        if let id = row.value("tmdbID") { title.identifiers["tmdb"] = id }
        var entry = HistoryEntry(
            title: title, user: UserID(options.nameless), kind: .complete, time: time,
            source: SourcePosition(file: table.source.name, line: row.line))
        if let written = row.value("Rating") {
            guard let stars = Float(written), PersonalHistory.ratingScale.contains(stars), (stars * 2).rounded() == stars * 2 else {
                return refuse(.outOfRange, "Rating", "“\(written.prefix(40))” is not 0.5 to 5 in halves")
            }
            entry.rating = stars
        }
        return entry
    }
}
