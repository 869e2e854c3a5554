/// The files in which services hand people their own history.
///
/// Such files name titles, not items: who a title is in a catalogue is found out afterwards.
public enum HistoryFormat: String, Sendable, Codable, CaseIterable {
    /// `NetflixViewingHistory.csv` of the website, or `ViewingActivity.csv` of the account data.
    case netflix
    /// JSON of the sync API and of the data export: history, watched, ratings, watchlist; a file or a folder of them.
    case trakt
    /// The unpacked export (diary, watched, ratings, watchlist, likes), or one file of it.
    case letterboxd
    /// Backup of the plugin Playback Reporting: nine columns, tab-separated, or comma-separated with a header.
    case jellyfin

    /// Reads a whole history: personal files are small.
    ///
    /// - Throws: `ImportError`; rows that cannot be used are in the result and cost nothing else.
    public func read(_ path: String, options: HistoryOptions = HistoryOptions()) throws -> PersonalHistory {
        switch self {
        case .netflix: try NetflixHistoryReader(path: path, options: options).read()
        case .trakt: try TraktHistoryReader(path: path, options: options).read()
        case .letterboxd: try LetterboxdHistoryReader(path: path, options: options).read()
        case .jellyfin: try JellyfinHistoryReader(path: path, options: options).read()
        }
    }
}

/// What the files do not say.
public struct HistoryOptions: Sendable, Hashable, Codable {
    /// Who the person is. Where a file tells several people apart, only this one's rows are read.
    public var user: String?
    /// Which of two numbers of a date is the day, where the dates of a file do not show it.
    public var dayOrder: DayOrder?
    /// Rows stamped later are reported; the default is the year 2100, the application knows what time it is.
    public var latestTime: Timestamp
    public init(user: String? = nil, dayOrder: DayOrder? = nil, latestTime: Timestamp = Timestamp(seconds: 4_102_444_800)) {
        self.user = user
        self.dayOrder = dayOrder
        self.latestTime = latestTime
    }

    /// The user of files that name nobody.
    var nameless: String { user ?? "me" }
    func admits(_ name: String) -> Bool { user.map { $0 == name } ?? true }
}

/// What was watched, as a person would say it: the name of a title, and whatever else the file tells about it.
public struct HistoryTitle: Sendable, Hashable, Codable {
    public enum Form: String, Sendable, Codable {
        case film, series, song
        /// The file does not say.
        case unknown
    }
    public var name: String
    public var year: Int?
    public var form: Form
    /// By scheme: `imdb`, `tmdb`, `trakt`, …
    public var identifiers: [String: String]
    /// Another reading of the same text: in "Dark: Secrets" a series may be called "Dark".
    public var seriesReading: String?

    public init(name: String, year: Int? = nil, form: Form = .unknown, identifiers: [String: String] = [:], seriesReading: String? = nil) {
        self.name = name
        self.year = year
        self.form = form
        self.identifiers = identifiers
        self.seriesReading = seriesReading
    }

    /// "The Matrix (1999)": what decisions are filed under.
    public var key: String { year.map { "\(name) (\($0))" } ?? name }
}

/// One line of a history.
public struct HistoryEntry: Sendable, Hashable, Codable {
    public var title: HistoryTitle
    public var user: UserID
    public var kind: EventKind
    public var time: Timestamp?
    /// In half stars, 0.5…5, whatever the service's own scale is.
    public var rating: Float?
    /// Seconds.
    public var duration: Float?
    public var season: Int?
    /// In its season.
    public var episode: Int?
    public var episodeTitle: String?
    public var device: String?
    public var locale: String?
    public var source: SourcePosition

    public init(title: HistoryTitle, user: UserID, kind: EventKind, time: Timestamp? = nil, source: SourcePosition) {
        self.title = title
        self.user = user
        self.kind = kind
        self.time = time
        self.source = source
    }

    /// Position of the episode in its series: 1000 a season, since seasons differ in length; 0 where neither is known.
    public var episodeNumber: Int32 { Int32(clamping: min(max(season ?? 0, 0), 9999) * 1000 + min(max(episode ?? 0, 0), 999)) }

    /// The same event whichever export it comes from: whoever exports again brings it again.
    public var identity: String {
        var hash = StableHash(seed: 0x4157)
        for text in [user.rawValue, title.key, title.form.rawValue, kind.name, episodeTitle ?? ""] { hash.combine(text) }
        for number in [time?.rawValue ?? .min, Int64(episodeNumber), Int64(((rating ?? -1) * 2).rounded())] {
            hash.combine(UInt64(bitPattern: number))
        }
        return "history-" + String(hash.value, radix: 16)
    }

    /// As events are stored, once it is known which item the title is.
    public func event(item: ItemID) -> RawEvent {
        RawEvent(
            user: user, item: item, kind: kind, time: time, rating: rating, duration: duration, episode: episodeNumber,
            device: device, locale: locale, id: identity, source: source)
    }
}

/// What a file, or a folder of files, tells about the people who watched.
public struct PersonalHistory: Sendable {
    public var format: HistoryFormat
    public var sources: [ImportSource] = []
    /// By source, then line.
    public var entries: [HistoryEntry] = []
    public var problems: [RowProblem] = []
    /// What was decided while reading, and what was left out on purpose, one sentence each.
    public var notes: [String] = []

    init(_ format: HistoryFormat) { self.format = format }

    /// Half stars, for all formats.
    public static let ratingScale: ClosedRange<Float> = 0.5...5
    /// A person's file that is larger is no person's file.
    static let maximumRows = 2_000_000

    /// A history without a usable row is not what it was taken for.
    func checked(_ path: String) throws(ImportError) -> PersonalHistory { try withoutNameless().demandingRows(path) }

    /// In bytes; nobody, and no title, is called by a longer name.
    private static let longestName = (user: 256, title: 4096)

    /// A damaged row may name nothing, or a page of text; it is a problem then, and no title.
    private func withoutNameless() -> PersonalHistory {
        var named = self
        named.entries.removeAll { PersonalHistory.unusableName($0) != nil }
        for entry in entries {
            guard let (field, reason) = PersonalHistory.unusableName(entry) else { continue }
            let place = entry.source
            named.problems.append(RowProblem(.malformed, file: place.file, line: place.line, field: field, reason: reason))
        }
        return named
    }

    private static func unusableName(_ entry: HistoryEntry) -> (field: String, reason: String)? {
        let (user, title) = (entry.user.rawValue.utf8.count, entry.title.name.utf8.count)
        if title == 0 { return ("title", "the title is empty") }
        if title > longestName.title { return ("title", "the title has \(title) bytes") }
        return user > longestName.user ? ("user", "the name of the user has \(user) bytes") : nil
    }

    private func demandingRows(_ path: String) throws(ImportError) -> PersonalHistory {
        guard entries.isEmpty else { return self }
        guard let first = problems.first else {
            guard notes.isEmpty else { return self }
            throw ImportError(.empty, file: path, reason: "the file has no rows", advice: "Check that it is the right file")
        }
        throw ImportError(
            .notThisFormat, file: path, line: first.line, field: first.field,
            reason: "none of \(problems.count) rows could be read as \(format.rawValue): \(first.reason)",
            advice: "Check the format and the file")
    }

    /// "1 row" or "1,204 rows", for notes.
    static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}
