/// One entry of a Trakt file, whichever kind it is.
struct TraktRecord: Decodable {
    struct IDs: Decodable {
        var trakt: Int?
        var slug: String?
        var imdb: String?
        var tmdb: Int?
        var tvdb: Int?
    }
    struct Title: Decodable {
        var title: String?
        var year: Int?
        var ids: IDs?
    }
    struct Episode: Decodable {
        var season: Int?
        var number: Int?
        var title: String?
    }
    struct Season: Decodable {
        struct Seen: Decodable {
            var number: Int?
            var last_watched_at: String?
        }
        var number: Int?
        var episodes: [Seen]?
    }

    var watched_at: String?
    var last_watched_at: String?
    var rated_at: String?
    var listed_at: String?
    var rating: Double?
    var plays: Int?
    var type: String?
    var movie: Title?
    var show: Title?
    var season: Season?
    var episode: Episode?
    var seasons: [Season]?

    /// Whether it sums up plays that a history tells one by one.
    var isSummary: Bool { last_watched_at != nil && watched_at == nil }
}

/// Why an entry cannot be used.
struct TraktProblem: Error {
    var field: String?
    var reason: String

    init(field: String?, _ reason: String) {
        self.field = field
        self.reason = reason
    }

    init(_ error: DecodingError) {
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context), .dataCorrupted(let context):
            field = context.codingPath.last?.stringValue
            reason = field == nil ? "not JSON of this kind" : "a value of another kind was expected"
        @unknown default: (field, reason) = (nil, "not what was expected")
        }
    }
}

extension TraktRecord {
    /// The events that the entry tells: one, or one an episode of a show that was watched.
    func entries(user: UserID, place: SourcePosition, latestTime: Timestamp) -> Result<[HistoryEntry], TraktProblem> {
        guard let title = historyTitle else {
            return .failure(TraktProblem(field: "movie", "there is neither a movie nor a show with a title"))
        }
        func entry(_ kind: EventKind, _ field: String, _ written: String?) -> Result<HistoryEntry, TraktProblem> {
            guard let written, let time = DateText.iso(written), time <= latestTime else {
                return .failure(
                    TraktProblem(field: field, "“\((written ?? "").prefix(40))” is not a past time such as 2024-01-31T20:15:00.000Z"))
            }
            var entry = HistoryEntry(title: title, user: user, kind: kind, time: time, source: place)
            if let episode { (entry.season, entry.episode, entry.episodeTitle) = (episode.season, episode.number, episode.title) }
            if episode == nil, let season { entry.season = season.number }
            return .success(entry)
        }
        if let rating {
            guard rating >= 1, rating <= 10 else { return .failure(TraktProblem(field: "rating", "\(rating) is not 1 to 10")) }
            return entry(.rating, "rated_at", rated_at).map { entry in
                var entry = entry
                entry.rating = Float(rating.rounded()) / 2
                return [entry]
            }
        }
        if watched_at != nil { return entry(.complete, "watched_at", watched_at).map { [$0] } }
        if listed_at != nil { return entry(.listAdd, "listed_at", listed_at).map { [$0] } }
        if let seasons, show != nil {
            return .success(watchedEpisodes(seasons, title: title, user: user, place: place, latestTime: latestTime))
        }
        if last_watched_at != nil { return entry(.complete, "last_watched_at", last_watched_at).map { [$0] } }
        return .failure(TraktProblem(field: nil, "neither watched, nor rated, nor listed"))
    }

    private func watchedEpisodes(
        _ seasons: [Season], title: HistoryTitle, user: UserID, place: SourcePosition, latestTime: Timestamp
    ) -> [HistoryEntry] {
        var entries: [HistoryEntry] = []
        for season in seasons {
            for seen in season.episodes ?? [] {
                guard let time = seen.last_watched_at.flatMap(DateText.iso), time <= latestTime else { continue }
                var source = place
                source.ordinal = Int32(clamping: entries.count)
                var entry = HistoryEntry(title: title, user: user, kind: .complete, time: time, source: source)
                (entry.season, entry.episode) = (season.number, seen.number)
                entries.append(entry)
            }
        }
        return entries
    }

    private var historyTitle: HistoryTitle? {
        guard let named = movie ?? show, let name = named.title?.trimmed, !name.isEmpty else { return nil }
        var identifiers: [String: String] = [:]
        identifiers["imdb"] = named.ids?.imdb.flatMap { $0.isEmpty ? nil : $0 }
        identifiers["tmdb"] = named.ids?.tmdb.map(String.init)
        identifiers["tvdb"] = named.ids?.tvdb.map(String.init)
        identifiers["trakt"] = named.ids?.slug ?? named.ids?.trakt.map(String.init)
        return HistoryTitle(name: name, year: named.year, form: movie == nil ? .series : .film, identifiers: identifiers)
    }
}
