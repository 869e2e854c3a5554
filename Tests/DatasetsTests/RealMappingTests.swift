import Datasets
import Foundation
import Testing

/// The mapping files of the repository on the data that they were written for, with the counts of other programs.
@Suite(.enabled(if: RealData.isPresent, RealData.absence))
struct RealMappingTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Mappings").path

    private func read(_ mapping: String, _ folder: String) throws -> (sink: CensusSink, scale: ClosedRange<Float>?) {
        let importer = MappedImporter(mapping: try Mapping(file: Self.folder + "/\(mapping).json"), path: RealData.path(folder))
        var sink = CensusSink()
        try importer.run(into: &sink)
        return (sink, importer.ratingScale)
    }

    @Test(arguments: [
        ("steam-200k", "steam-200k", 200_000, 12_393, 5_155, 5_155), ("lastfm-2k", "lastfm-2k", 92_834, 1_892, 17_632, 17_632),
        ("globo-news", "globo-news", 512_593, 32_069, 18_476, 0), ("kuairand", "kuairand", 41_828, 664, 9_359, 0),
        ("frappe", "frappe", 96_203, 957, 4_082, 4_082), ("depaulmovie", "depaulmovie", 5_043, 97, 79, 79),
        ("situnes", "situnes", 2_006, 30, 307, 936), ("amazon-2018-games", "amazon-2018", 440_264, 50_546, 16_859, 16_859),
        ("amazon-2018-office", "amazon-2018", 9_732, 3_231, 2_579, 3_459),
        ("amazon-2018-industrial", "amazon-2018", 9_065, 3_285, 2_421, 3_686), ("tmdb-catalog", "tmdb-catalog", 0, 0, 0, 7_500),
    ])
    func countsAreThoseOfTheData(mapping: String, folder: String, events: Int, users: Int, items: Int, described: Int) throws {
        let (sink, _) = try read(mapping, folder)
        #expect(sink.problems.isEmpty, "\(sink.problems.prefix(3))")
        #expect(sink.events == events)
        #expect(sink.users.count == users)
        #expect(sink.items.count == items)
        #expect(sink.described.count == described)
    }

    @Test func contextAndFeedbackAreWhereTheyBelong() throws {
        let steam = try read("steam-200k", "steam-200k").sink
        #expect(steam.kinds == [.play: 70_489, .purchase: 129_511])
        #expect(steam.withDuration == 70_489)
        let kuairand = try read("kuairand", "kuairand").sink
        #expect(kuairand.kinds == [.like: 33_745, .dislike: 8_083])
        #expect((0.80...0.83).contains(Double(kuairand.withCompletion) / 41_828))
        #expect(kuairand.withTime == 41_828)
        let frappe = try read("frappe", "frappe").sink
        #expect(frappe.devices.count == 8)
        #expect(frappe.locales.count == 79)
        let depaul = try read("depaulmovie", "depaulmovie")
        #expect(depaul.scale == 1...5)
        #expect(depaul.sink.devices == ["Alone", "Family", "Partner"])
        #expect(depaul.sink.withRating == 5_043)
    }

    @Test func movieLens100KHasItsPublishedCounts() throws {
        var sink = CensusSink()
        try ImportFormat.movieLens100K.importer(path: RealData.path("ml-100k")).run(into: &sink)
        #expect(sink.problems.isEmpty)
        #expect(sink.events == 100_000 && sink.users.count == 943 && sink.items.count == 1_682 && sink.described.count == 1_682)
    }

    @Test func linksOfTheSmallSetNameItsFilms() throws {
        let importer = MovieLensCSVImporter(folder: RealData.path("ml-latest-small"))
        var sink = CensusSink()
        try importer.run(into: &sink)
        #expect(sink.withIdentifier["imdb"] == 9_742)
        #expect(sink.withIdentifier["tmdb"] == 9_734)
    }
}

/// Counts, without keeping.
private struct CensusSink: ImportSink {
    var events = 0
    var users: Set<UserID> = []
    var items: Set<ItemID> = []
    var described: Set<ItemID> = []
    var kinds: [EventKind: Int] = [:]
    var devices: Set<String> = []
    var locales: Set<String> = []
    var withDuration = 0
    var withCompletion = 0
    var withTime = 0
    var withRating = 0
    var withIdentifier: [String: Int] = [:]
    var problems: [RowProblem] = []

    mutating func receive(items new: [Item]) {
        for item in new {
            described.insert(item.id)
            for scheme in item.identifiers.keys { withIdentifier[scheme, default: 0] += 1 }
        }
    }
    mutating func receive(users: [UserAttributes]) {}
    mutating func receive(problems new: [RowProblem]) { problems += new }
    mutating func receive(events new: [RawEvent]) {
        events += new.count
        for event in new {
            users.insert(event.user)
            if let item = event.item { items.insert(item) }
            kinds[event.kind, default: 0] += 1
            if let device = event.device { devices.insert(device) }
            if let locale = event.locale { locales.insert(locale) }
            if event.duration != nil { withDuration += 1 }
            if event.completion != nil { withCompletion += 1 }
            if event.time != nil { withTime += 1 }
            if event.rating != nil { withRating += 1 }
        }
    }
}
