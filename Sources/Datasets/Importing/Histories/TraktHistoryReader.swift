import Foundation

/// Trakt: JSON as the sync API answers it and the data export packs it.
///
/// Arrays of `{"watched_at", "action", "type", "movie" | "show" + "episode"}` (history), `{"plays", "last_watched_at", "movie" | "show",
/// "seasons"}` (watched), `{"rated_at", "rating", "type", …}` (ratings, 1…10) and `{"listed_at", …}` (watchlist); titles carry
/// `"ids": {"trakt", "slug", "imdb", "tmdb", "tvdb"}`. What is meant is seen from the fields, not from the name of the file.
struct TraktHistoryReader {
    let path: String
    let options: HistoryOptions

    func read() throws -> PersonalHistory {
        var history = PersonalHistory(.trakt)
        var watched: [HistoryEntry] = []
        for file in try files() {
            let source = ImportSource(path: file)
            history.sources.append(source)
            for (number, record) in try records(file).enumerated() {
                let place = SourcePosition(file: source.name, line: number + 1)
                switch record {
                case .failure(let problem):
                    history.problems.append(
                        RowProblem(.malformed, file: source.name, line: number + 1, field: problem.field, reason: problem.reason))
                case .success(let record): take(record, at: place, into: &history, &watched)
                }
            }
        }
        addWatched(watched, to: &history)
        return try history.checked(path)
    }

    private func take(_ record: TraktRecord, at place: SourcePosition, into history: inout PersonalHistory, _ watched: inout [HistoryEntry])
    {
        switch record.entries(user: UserID(options.nameless), place: place, latestTime: options.latestTime) {
        case .failure(let problem):
            history.problems.append(
                RowProblem(.malformed, file: place.file, line: place.line, field: problem.field, reason: problem.reason))
        case .success(let entries):
            if record.isSummary { watched += entries } else { history.entries += entries }
        }
    }

    /// `watched` sums up what `history` tells play by play: only titles and episodes that no history told are added.
    private func addWatched(_ watched: [HistoryEntry], to history: inout PersonalHistory) {
        struct Key: Hashable {
            var title: HistoryTitle
            var episode: Int32
        }
        let known = Set(history.entries.lazy.filter { $0.kind == .complete }.map { Key(title: $0.title, episode: $0.episodeNumber) })
        let added = watched.filter { !known.contains(Key(title: $0.title, episode: $0.episodeNumber)) }
        history.entries += added
        if added.count < watched.count {
            history.notes.append(
                "\(watched.count - added.count) watched titles or episodes are told play by play in the history: not counted twice")
        }
    }

    // MARK: Files

    /// The file, or every `.json` of the folder in byte order.
    private func files() throws(ImportError) -> [String] {
        do { _ = try LineReader(path: path) } catch {
            guard error.code == .isFolder else { throw error }
            let names = try FolderListing(path, format: .sequences, expected: ["history.json"]).names.filter {
                $0.hasSuffix(".json") || $0.hasSuffix(".json.gz")
            }
            guard !names.isEmpty else {
                throw ImportError(
                    .wrongFolder, file: path, reason: "the folder holds no .json file",
                    advice: "Name the folder that the export was unpacked to")
            }
            return names.map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
        }
        return [path]
    }

    private static let maximumBytes = 256 << 20

    private func records(_ file: String) throws -> [Result<TraktRecord, TraktProblem>] {
        let reader = try ByteReader(path: file)
        var data = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }
            if count == 0 { break }
            data.append(contentsOf: buffer[..<count])
            guard data.count <= Self.maximumBytes else {
                throw ImportError(
                    .notThisFormat, file: file, reason: "more than 256 MB are no person's history",
                    advice: "Check that it is the right file")
            }
        }
        do {
            return try JSONDecoder().decode([LenientRecord].self, from: data).map(\.result)
        } catch let error as DecodingError {
            throw ImportError(
                .notThisFormat, file: file, reason: "it is not a JSON array of Trakt entries: \(TraktProblem(error).reason)",
                advice: "Use the files of Trakt's data export, or answers of its sync API")
        }
    }

    /// One damaged entry costs itself only.
    private struct LenientRecord: Decodable {
        let result: Result<TraktRecord, TraktProblem>
        init(from decoder: any Decoder) throws {
            do { result = .success(try TraktRecord(from: decoder)) } catch let error as DecodingError {
                result = .failure(TraktProblem(error))
            }
        }
    }
}
