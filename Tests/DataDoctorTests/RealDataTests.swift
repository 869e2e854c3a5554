import DataDoctor
import Datasets
import Foundation
import Testing

/// Public data sets, present on some machines only.
enum RealData {
    static let folder = ProcessInfo.processInfo.environment["TASTEMAKER_DATA"] ?? "../shared/data"
    static let isPresent = FileManager.default.fileExists(atPath: folder + "/ml-1m/ratings.dat.gz")
    static let absence: Comment = "no data: set TASTEMAKER_DATA to the folder that holds ml-1m, steam-200k, …"

    private static let mappings = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Mappings").path

    static func report(_ importer: any Importer, _ name: String) throws -> DataReport {
        // 2026-01-01
        try DataDoctor(options: DoctorOptions(now: Timestamp(seconds: 1_767_225_600)), curve: nil).examine(importer, name: name)
    }

    static func mapped(_ name: String) throws -> DataReport {
        try report(MappedImporter(mapping: Mapping(file: mappings + "/\(name).json"), path: folder + "/" + name), name)
    }
}

/// What the doctor finds by itself where the README of the data says the same.
@Suite(.enabled(if: RealData.isPresent, RealData.absence)) struct RealDataDoctorTests {
    @Test func movieLens1MIsTiedInterpolatedAndHasOneSession() throws {
        let report = try RealData.report(MovieLens1MImporter(folder: RealData.folder + "/ml-1m"), "ml-1m")
        #expect(report.counts.events == 1_000_209 && report.counts.users == 6040 && report.counts.items == 3706)
        let ties = try #require(report.finding(.ties))
        #expect(abs(ties.share - 0.337) < 0.002)
        let leak = try #require(report.finding(.ratingLeaksThroughTime))
        #expect(leak.figures["bits"]! > 0.07 && leak.figures["hourBits"]! < 0.002)
        #expect(report.finding(.memberFilter)?.figures["minimum"] == 20)
        #expect(abs(try #require(report.finding(.singleSession)).share - 0.57) < 0.01)
        #expect(report.finding(.tiesSortedByItem) == nil && report.finding(.duplicates) == nil)
    }

    @Test func originalStampsLeakNothing() throws {
        let report = try RealData.report(MovieLensCSVImporter(folder: RealData.folder + "/ml-latest-small"), "ml-latest-small")
        #expect(report.finding(.ratingLeaksThroughTime) == nil)
        // The file is sorted by user and movie id, so ties are, too.
        #expect(try #require(report.finding(.tiesSortedByItem)).share > 0.99)
    }

    @Test func steamIsSortedByHoursPlayed() throws {
        let report = try RealData.mapped("steam-200k")
        let finding = try #require(report.finding(.orderIsNotTime))
        #expect(finding.share > 0.99 && finding.summary.contains("duration is descending"))
    }

    @Test func kuairandShowsTheArtefactOfItsCore() throws {
        let report = try RealData.mapped("kuairand")
        let outcome = try #require(report.finding(.popularityRevealsOutcome))
        #expect(abs(outcome.figures["auc"]! - 0.984) < 0.001)
        #expect(outcome.summary.contains("artefact"))
        #expect(report.finding(.memberFilter)?.figures["minimum"] == 15)
    }

    @Test func frappeRepeatsItself() throws {
        let finding = try #require(try RealData.mapped("frappe").finding(.repeats))
        #expect(abs(finding.figures["rememberedShare"]! - 0.88) < 0.02)
    }

    @Test func globoNewsIsColdUnderEverySplit() throws {
        let finding = try #require(try RealData.mapped("globo-news").finding(.coldItems))
        #expect(abs(finding.figures["coldShare80"]! - 0.80) < 0.01 && abs(finding.figures["coldShare90"]! - 0.73) < 0.01)
    }

    @Test func lastfmIsCutAtFifty() throws {
        #expect(try RealData.mapped("lastfm-2k").finding(.cappedHistories)?.figures["maximum"] == 50)
    }

    @Test func beautyIsAFiveCoreWithoutTimes() throws {
        let report = try RealData.report(SequencesImporter(file: RealData.folder + "/amazon-2014/Beauty.txt.gz"), "Beauty")
        #expect(report.finding(.memberFilter)?.figures["minimum"] == 5 && report.finding(.itemFilter)?.figures["minimum"] == 5)
        #expect(report.finding(.noTimes) != nil && report.finding(.orderIsItemOrder) == nil)
    }
}

/// Whether autoconfigure takes the right columns, folder by folder.
@Suite(.enabled(if: RealData.isPresent, RealData.absence)) struct RealDataAutoconfigureTests {
    struct Expectation: CustomTestStringConvertible {
        var path: String
        var user: String?
        var item: String?
        var time: String?
        var rating: String? = nil
        var duration: String? = nil
        var testDescription: String { path }
    }

    static let expectations = [
        Expectation(path: "ml-100k/u.data.gz", user: "1", item: "2", time: "4", rating: "3"),
        Expectation(path: "ml-100k", user: "1", item: "2", time: "4", rating: "3"),
        Expectation(path: "ml-latest-small", user: "userId", item: "movieId", time: "timestamp", rating: "rating"),
        Expectation(path: "steam-200k", user: "User_ID", item: "Game_ID", time: nil, duration: "Hours"),
        Expectation(path: "lastfm-2k", user: "userId", item: "artistId", time: nil),
        Expectation(path: "globo-news", user: "user_id", item: "click_article_id", time: "click_timestamp"),
        Expectation(path: "kuairand", user: "user_id", item: "video_id", time: "time_ms", duration: "play_time_ms"),
        Expectation(path: "frappe", user: "user", item: "item", time: nil),
        Expectation(path: "situnes", user: "user_id", item: "item_id", time: "timestamp", rating: "rating", duration: "duration"),
        Expectation(path: "depaulmovie", user: "userid", item: "itemid", time: nil, rating: "rating"),
        Expectation(
            path: "amazon-2014/Musical_Instruments_5.json.gz", user: "reviewerID", item: "asin", time: "unixReviewTime", rating: "overall"),
        Expectation(path: "amazon-2018/Games.test.inter.gz", user: "user_id:token", item: "item_id:token", time: nil),
        // Nobody is named in these: saying so is the right answer.
        Expectation(path: "openbandit/random_men.csv.gz", user: nil, item: nil, time: nil),
        Expectation(path: "tmdb-catalog", user: nil, item: nil, time: nil),
        Expectation(path: "wikipedia-movies", user: nil, item: nil, time: nil),
    ]

    @Test(arguments: expectations) func theRightColumnsAreTaken(_ expected: Expectation) throws {
        let proposal = try Autoconfigurer(path: RealData.folder + "/" + expected.path).propose()
        #expect(proposal.column("user") == expected.user)
        #expect(proposal.column("item") == expected.item)
        #expect(proposal.column("time") == expected.time)
        if let rating = expected.rating { #expect(proposal.column("rating") == rating) }
        if let duration = expected.duration { #expect(proposal.column("duration") == duration) }
        #expect((proposal.mapping == nil) == (expected.user == nil))
    }

    @Test func oneHundredThousandRatingsAreJoinedWithTheirFilms() throws {
        let proposal = try Autoconfigurer(path: RealData.folder + "/ml-100k").propose()
        let tables = try #require(proposal.mapping).tables
        let holds = Dictionary(uniqueKeysWithValues: tables.map { ($0.file!, $0.holds) })
        #expect(holds["u.data"] == .events && holds["u.item"] == .items && holds["u.user"] == .users)
        let films = try #require(tables.first { $0.file == "u.item" })
        #expect(films.item?.columns == ["1"] && films.title?.columns == ["2"] && films.encoding == .latin1 && films.delimiter == "|")
    }

    @Test func knownFoldersAreNamed() throws {
        #expect(try Autoconfigurer(path: RealData.folder + "/ml-1m").propose().knownFormat == .movieLens1M)
        #expect(try Autoconfigurer(path: RealData.folder + "/ml-latest-small").propose().knownFormat == .movieLensCSV)
        #expect(try Autoconfigurer(path: RealData.folder + "/amazon-2014/Beauty.txt.gz").propose().knownFormat == .sequences)
    }
}
