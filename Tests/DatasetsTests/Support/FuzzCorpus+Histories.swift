import Datasets

/// Personal histories hand over titles, not items; for the fuzzer they are events of items that are called like the title.
struct HistoryAsImporter: Importer {
    var history: HistoryFormat
    var path: String
    var format: ImportFormat { .mapping }
    var ratingScale: ClosedRange<Float>? { 0.5...5 }
    var domain: ItemDomain { .film }

    func run(into sink: inout some ImportSink) throws {
        // Which of two numbers is the day is the person's answer; without it most damaged dates would only be asked about.
        let read = try history.read(path, options: HistoryOptions(dayOrder: .monthFirst))
        for source in read.sources {
            try sink.begin(source)
            try sink.receive(events: read.entries.filter { $0.source.file == source.name }.map { $0.event(item: ItemID($0.title.name)) })
            try sink.receive(problems: read.problems.filter { $0.file == source.name })
        }
    }
}

extension FuzzCorpus {
    /// Written from the public descriptions of the formats; nobody's data is here.
    static let histories: [ImporterFuzzTests.Target] = [
        target("netflix, website", .netflix, [("NetflixViewingHistory.csv", netflixWebsite)], "/NetflixViewingHistory.csv"),
        target("netflix, account", .netflix, [("ViewingActivity.csv", netflixAccount)], "/ViewingActivity.csv"),
        target("trakt", .trakt, [("history.json", traktHistory), ("ratings.json", traktRatings), ("watched.json", traktWatched)], ""),
        target(
            "letterboxd", .letterboxd,
            [
                ("diary.csv", letterboxdDiary), ("watched.csv", "Date,Name,Year,Letterboxd URI\n2024-02-01,Ronin,1998,\(boxd)\n"),
                ("ratings.csv", "Date,Name,Year,Letterboxd URI,Rating\n2024-02-01,\"Ro,nin\",1998,\(boxd),3.5\n"),
                ("watchlist.csv", "Date,Name,Year,Letterboxd URI\n2024-02-03,Thief,1981,\(boxd)\n"),
            ], ""),
        target("jellyfin, backup", .jellyfin, [("playback.tsv", jellyfinRows)], "/playback.tsv"),
        target("jellyfin, table", .jellyfin, [("playback.csv", jellyfinTable)], "/playback.csv"),
    ]

    private static func target(
        _ name: String, _ format: HistoryFormat, _ files: [(name: String, content: String)], _ path: String
    ) -> ImporterFuzzTests.Target {
        .init(name: name, files: files) { HistoryAsImporter(history: format, path: $0 + path) }
    }

    private static let boxd = "https://boxd.it/abc"

    private static let netflixWebsite = """
        Title,Date
        "Dark: Season 1: Lies","1/31/24"
        "Chernobyl: Episode 2","1/30/24"
        "Spider-Man: Far from Home","1/12/24"
        "The ""Quoted"" Film","1/5/24"

        """

    private static let netflixAccount = """
        Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,Bookmark,Latest Bookmark,Country
        Anna,2024-01-31 20:15:00,00:45:10,,"Dark: Season 1: Lies (Episode 2)",,Smart TV,00:45:10,00:45:10,DE (Germany)
        Anna,2024-01-30 19:00:00,00:01:02,,"Season 2 Trailer: Dark",TRAILER,Smart TV,00:01:02,00:01:02,DE (Germany)
        Ben,2024-01-29 18:00:00,01:52:00,Autoplayed: user action: User_Interaction; ,"Heat",,Phone,01:52:00,Not latest view,DE (Germany)

        """

    /// Any damage to the syntax of JSON costs the whole file; in a long text some of it costs nothing.
    private static let overview = String(repeating: "a thief and a detective, ", count: 40)
    private static let movie =
        #""movie": {"title": "Heat", "year": 1995, "overview": "\#(overview)", "ids": {"trakt": 1, "slug": "heat", "imdb": "tt0113277"}}"#
    private static let show = #""show": {"title": "Dark", "year": 2017, "ids": {"trakt": 2, "imdb": "tt5753856", "tmdb": 70523}}"#

    private static let traktHistory = """
        [{"id": 1, "watched_at": "2024-01-31T20:15:00.000Z", "action": "scrobble", "type": "movie", \(movie)},
         {"id": 2, "watched_at": "2024-01-30T20:15:00.000Z", "action": "watch", "type": "episode",
          "episode": {"season": 1, "number": 2, "title": "Lies", "ids": {}}, \(show)}]
        """
    private static let traktRatings = #"[{"rated_at": "2024-02-01T10:00:00.000Z", "rating": 9, "type": "movie", \#(movie)}]"#
    private static let traktWatched = """
        [{"plays": 3, "last_watched_at": "2024-01-30T20:15:00.000Z", \(show), "seasons": [{"number": 1, "episodes":
          [{"number": 1, "plays": 1, "last_watched_at": "2024-01-29T20:15:00.000Z"}]}]}]
        """

    private static let letterboxdDiary =
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2024-02-01,Heat,1995,\(boxd),4.5,Yes,\"a, b\",2024-01-31\n"

    private static let jellyfinRows = """
        2024-01-31 20:15:03.1234567\tu1\ti1\tEpisode\tSpider-Man - The Series - s01e02 - Night\tDirectPlay\tWeb\tTV\t2600
        2024-01-30T20:15:03Z\tu2\ti2\tMovie\tHeat\tTranscode (v:h264 a:aac)\tWeb\tPhone\t9000

        """
    private static let jellyfinTable =
        "DateCreated,UserId,ItemId,ItemType,ItemName,PlaybackMethod,ClientName,DeviceName,PlayDuration\n"
        + (10..<22).map { "2024-01-\($0) 20:15:03,u2,i2,Movie,\"Heat, Again\",D,W,P,60\n" }.joined()
}
