import Datasets
import Foundation
import Testing

/// Fixtures are made up from the public descriptions of the formats; nobody's data is here.
@Suite struct HistoryReaderTests {
    private let folder = TestFolder()

    private func instant(_ text: String) -> Timestamp {
        Timestamp(seconds: Int64(try! Date(text, strategy: .iso8601).timeIntervalSince1970))
    }

    // MARK: Netflix

    private let website = """
        Title,Date
        "Dark: Season 1: Lies","1/31/24"
        "Dark: Season 1: Secrets","1/31/24"
        "Chernobyl: Episode 2","1/30/24"
        "Spider-Man: Far from Home","1/12/24"
        "The ""Quoted"" Film","1/5/24"

        """

    @Test func netflixWebsiteFilesTellSeriesFromFilmsAndKeepTheOrderOfADay() throws {
        let history = try HistoryFormat.netflix.read(folder.write("NetflixViewingHistory.csv", website))
        #expect(history.problems.isEmpty && history.entries.count == 5)
        let dark = history.entries[0]
        #expect(dark.title == HistoryTitle(name: "Dark", form: .series) && dark.season == 1 && dark.episodeTitle == "Lies")
        #expect(history.entries[2].title.name == "Chernobyl" && history.entries[2].episode == 2)
        #expect(history.entries[3].title.name == "Spider-Man: Far from Home" && history.entries[3].title.seriesReading == "Spider-Man")
        #expect(history.entries[4].title.name == "The \"Quoted\" Film")
        // The upper row of a day came later.
        #expect(history.entries[1].time == instant("2024-01-31T00:00:00Z"))
        #expect(history.entries[0].time! > history.entries[1].time!)
        #expect(history.entries.allSatisfy { $0.user == UserID("me") && $0.kind == .play })
        #expect(history.notes.contains { $0.contains("month-first") })
    }

    @Test(arguments: [
        (["31/01/2024", "30/01/2024"], DayOrder.dayFirst), (["1/31/24", "1/30/24"], .monthFirst),
        (["2024-01-31", "2024-01-30"], .yearFirst),
        (["03.02.24", "03.02.24"], .dayFirst),
        // Both readings are dates; only one is sorted.
        (["5/1/24", "4/12/24", "4/3/24", "3/9/24"], .monthFirst), (["1/5/24", "12/4/24", "3/4/24", "9/3/24"], .dayFirst),
    ]) func netflixDatesShowTheirOrder(dates: [String], expected: DayOrder) throws {
        let text = "Title,Date\n" + dates.map { "A Film,\($0)\n" }.joined()
        let history = try HistoryFormat.netflix.read(folder.write("n.csv", text))
        #expect(history.notes.contains { $0.contains(expected.rawValue) }, "\(history.notes)")
        #expect(history.entries.count == dates.count)
    }

    @Test func ambiguousDatesAreAskedAboutAndNeverGuessed() throws {
        let file = folder.write("n.csv", "Title,Date\nA Film,3/4/24\nAnother,3/4/24\n")
        #expect { try HistoryFormat.netflix.read(file) } throws: { ($0 as? ImportError)?.field == "Date" && "\($0)".contains("--dates") }
        let history = try HistoryFormat.netflix.read(file, options: HistoryOptions(dayOrder: .dayFirst))
        #expect(history.entries[1].time == instant("2024-04-03T00:00:00Z"))
    }

    private let account = """
        Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,Bookmark,Latest Bookmark,Country
        Anna,2024-01-31 20:15:00,00:45:10,,"Dark: Season 1: Lies (Episode 2)",,Smart TV,00:45:10,00:45:10,DE (Germany)
        Anna,2024-01-31 20:10:00,00:00:30,Autoplayed: user action: None; ,"Dark: Season 1: Secrets (Episode 1)",,Smart TV,00:00:30,Not latest view,DE (Germany)
        Anna,2024-01-30 19:00:00,00:01:02,,"Season 2 Trailer: Dark",TRAILER,Smart TV,00:01:02,00:01:02,DE (Germany)
        Ben,2024-01-29 18:00:00,01:52:00,Autoplayed: user action: User_Interaction; ,"Heat",,Phone,01:52:00,01:52:00,DE (Germany)
        Ben,2024-13-29 18:00:00,01:52:00,,"Ronin",,Phone,01:52:00,01:52:00,DE (Germany)

        """

    @Test func netflixAccountDataHasPeopleDurationsAndDevices() throws {
        let history = try HistoryFormat.netflix.read(folder.write("ViewingActivity.csv", account))
        #expect(history.entries.map(\.user.rawValue) == ["Anna", "Ben"])
        let first = history.entries[0]
        #expect(first.title.name == "Dark" && first.episode == 2 && first.season == 1 && first.episodeNumber == 1002)
        #expect(
            first.duration == 2710 && first.device == "Smart TV" && first.locale == "DE" && first.time == instant("2024-01-31T20:15:00Z"))
        #expect(history.problems.count == 1 && history.problems[0].line == 6 && history.problems[0].field == "Start Time")
        #expect(history.notes.contains { $0.contains("trailers") } && history.notes.contains { $0.contains("by themselves") })
        let one = try HistoryFormat.netflix.read(folder.path + "/ViewingActivity.csv", options: HistoryOptions(user: "Ben"))
        #expect(one.entries.map(\.title.name) == ["Heat"])
    }

    @Test func aLaterExportTellsTheSameEventsByTheSameNames() throws {
        let before = try HistoryFormat.netflix.read(folder.write("a.csv", website)).entries
        let longer = website.replacingOccurrences(
            of: "Title,Date\n", with: "Title,Date\n\"Heat\",\"2/2/24\"\n\"Dark: Season 1: Past\",\"1/31/24\"\n")
        let after = try HistoryFormat.netflix.read(folder.write("b.csv", longer)).entries
        #expect(Set(before.map(\.identity)).isSubset(of: Set(after.map(\.identity))))
        #expect(Set(after.map(\.identity)).count == 7)
    }

    // MARK: Letterboxd

    @Test func aLetterboxdExportTellsEachWatchingOnce() throws {
        let uri = "https://boxd.it/abc"
        try FileManager.default.createDirectory(atPath: folder.path + "/likes", withIntermediateDirectories: true)
        folder.write(
            "diary.csv", "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2024-02-01,Heat,1995,\(uri),4.5,Yes,,2024-01-31\n"
        )
        folder.write("watched.csv", "Date,Name,Year,Letterboxd URI\n2024-02-01,Heat,1995,\(uri)\n2023-01-01,Ronin,1998,\(uri)\n")
        folder.write(
            "ratings.csv",
            "Date,Name,Year,Letterboxd URI,Rating\n2024-02-01,Heat,1995,\(uri),4.5\n2023-01-01,Ronin,1998,\(uri),3\n2023-01-01,X,1998,\(uri),3.3\n"
        )
        folder.write("watchlist.csv", "Date,Name,Year,Letterboxd URI\n2024-02-03,Thief,1981,\(uri)\n")
        folder.write("likes/films.csv", "Date,Name,Year,Letterboxd URI\n2024-02-01,Heat,1995,\(uri)\n")
        let history = try HistoryFormat.letterboxd.read(folder.path, options: HistoryOptions(user: "anna"))
        #expect(history.entries.map(\.kind) == [.complete, .complete, .rating, .listAdd, .like])
        #expect(history.entries[0].time == instant("2024-01-31T00:00:00Z") && history.entries[0].rating == 4.5)
        #expect(history.entries[0].title.key == "Heat (1995)" && history.entries[0].title.identifiers["letterboxd"] == "abc")
        #expect(history.problems.map(\.line) == [4] && history.problems[0].kind == .outOfRange)
        let alone = try HistoryFormat.letterboxd.read(folder.path + "/watchlist.csv")
        #expect(alone.entries.map(\.kind) == [.listAdd])
    }

    // MARK: Trakt

    @Test func traktFilesAreUnderstoodByTheirFields() throws {
        let movie = #""movie": {"title": "Heat", "year": 1995, "ids": {"trakt": 1, "slug": "heat-1995", "imdb": "tt0113277", "tmdb": 949}}"#
        let show = #""show": {"title": "Dark", "year": 2017, "ids": {"trakt": 2, "slug": "dark", "imdb": "tt5753856", "tmdb": 70523}}"#
        folder.write(
            "history.json",
            """
            [{"id": 1, "watched_at": "2024-01-31T20:15:00.000Z", "action": "scrobble", "type": "movie", \(movie)},
             {"id": 2, "watched_at": "2024-01-30T20:15:00.000Z", "action": "watch", "type": "episode",
              "episode": {"season": 1, "number": 2, "title": "Lies", "ids": {}}, \(show)},
             {"id": 3, "watched_at": "yesterday", "type": "movie", \(movie)}, {"id": 4, "watched_at": 7}]
            """)
        folder.write("ratings.json", #"[{"rated_at": "2024-02-01T10:00:00.000Z", "rating": 9, "type": "movie", \#(movie)}]"#)
        folder.write(
            "watched.json",
            """
            [{"plays": 1, "last_watched_at": "2024-01-31T20:15:00.000Z", \(movie)},
             {"plays": 3, "last_watched_at": "2024-01-30T20:15:00.000Z", \(show),
              "seasons": [{"number": 1, "episodes": [{"number": 1, "plays": 1, "last_watched_at": "2024-01-29T20:15:00.000Z"},
                                                     {"number": 2, "plays": 1, "last_watched_at": "2024-01-30T20:15:00.000Z"}]}]}]
            """)
        let history = try HistoryFormat.trakt.read(folder.path)
        #expect(history.entries.map(\.kind) == [.complete, .complete, .rating, .complete])
        #expect(history.entries[0].title.identifiers["imdb"] == "tt0113277" && history.entries[0].title.form == .film)
        #expect(history.entries[1].episodeNumber == 1002 && history.entries[1].title.form == .series)
        #expect(history.entries[2].rating == 4.5)
        #expect(history.entries[3].episode == 1)
        #expect(history.problems.map(\.line) == [3, 4] && history.problems[0].field == "watched_at")
    }

    // MARK: Jellyfin

    @Test func jellyfinBackupsNameEpisodesByNumber() throws {
        let rows = [
            "2024-01-31 20:15:03.1234567\tu1\ti1\tEpisode\tSpider-Man - The Series - s01e02 - Night\tDirectPlay\tWeb\tTV\t2600",
            "2024-01-30T20:15:03Z\tu2\ti2\tMovie\tHeat\tTranscode (v:h264 a:aac)\tWeb\tPhone\t9000",
            "2024-01-30 20:15:03\tu2\ti3\tAudio\tBand - Song (Album)\tDirectPlay\tWeb\tPhone\t200",
            "2024-01-30 20:15:03\tu2\ti3\tMovie", "2024-01-30 20:15:03\tu2\ti3\tMovie\tX\tD\tW\tP\tlong",
        ]
        let history = try HistoryFormat.jellyfin.read(folder.write("playback.tsv", rows.joined(separator: "\n")))
        #expect(history.entries.map(\.title.name) == ["Spider-Man - The Series", "Heat", "Band - Song"])
        #expect(
            history.entries[0].episodeNumber == 1002 && history.entries[0].episodeTitle == "Night" && history.entries[0].duration == 2600)
        #expect(history.entries[1].time == instant("2024-01-30T20:15:03Z"))
        #expect(history.problems.map(\.line) == [4, 5])
        let table =
            "DateCreated,UserId,ItemId,ItemType,ItemName,PlaybackMethod,ClientName,DeviceName,PlayDuration\n2024-01-30 20:15:03,u2,i2,Movie,\"Heat, Again\",D,W,P,60\n"
        #expect(try HistoryFormat.jellyfin.read(folder.write("p.csv", table)).entries.map(\.title.name) == ["Heat, Again"])
    }

    // MARK: Trouble

    @Test func otherFilesAreRefusedByName() throws {
        let file = folder.write("x.csv", "a,b\n1,2\n")
        for format in HistoryFormat.allCases {
            #expect(throws: ImportError.self, "\(format)") { try format.read(file) }
            #expect(throws: ImportError.self, "\(format)") { try format.read(folder.path + "/missing") }
            #expect(throws: ImportError.self, "\(format)") { try format.read(folder.write("empty", "")) }
        }
    }

    @Test func damagedHistoriesNeverTrap() throws {
        let trakt =
            #"[{"watched_at": "2024-01-31T20:15:00.000Z", "type": "movie", "movie": {"title": "Heat", "year": 1995, "ids": {"imdb": "tt1"}}}]"#
        let letterboxd = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date\n2024-02-01,Heat,1995,u,4.5,Yes,,2024-01-31\n"
        let jellyfin = "2024-01-31 20:15:03\tu1\ti1\tEpisode\tDark - s01e02 - Lies\tDirectPlay\tWeb\tTV\t2600\n"
        let samples: [(HistoryFormat, String)] = [
            (.netflix, website), (.netflix, account), (.trakt, trakt), (.letterboxd, letterboxd), (.jellyfin, jellyfin),
        ]
        var generator = SeededGenerator(seed: 77)
        let special: [UInt8] = [0, 9, 10, 13, 34, 40, 41, 44, 45, 46, 47, 58, 91, 123, 0xFF, 0xC3]
        for round in 0..<400 {
            let (format, text) = samples[round % samples.count]
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 1...8, using: &generator) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = special.randomElement(using: &generator)!
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...20, using: &generator)))
                default: bytes.insert(special.randomElement(using: &generator)!, at: place)
                }
            }
            do {
                let history = try format.read(folder.write("h", bytes))
                #expect(history.entries.allSatisfy { !$0.title.name.isEmpty } as Bool, "round \(round)")
            } catch { #expect(error is ImportError, "round \(round): \(error)") }
        }
    }
}
