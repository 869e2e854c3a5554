import Datasets
import Testing

/// Formats that are read by name, on files written from their public descriptions.
@Suite struct ReadyFormatTests {
    let folder = TestFolder()

    private func write(_ name: String) {
        for file in FuzzCorpus.targets.first(where: { $0.name == name })!.files { folder.write(file.name, file.content) }
    }

    @Test func movieLens100KHasFlagsForGenres() throws {
        write("movielens-100k")
        let sink = try ImportFormat.movieLens100K.importer(path: folder.path).record()
        #expect(sink.problems.isEmpty)
        let film = try #require(sink.items.first)
        #expect(film.title == "The Film" && film.year == 1995)
        #expect(film.facets == [.genre: ["Animation", "Crime", "Fantasy", "Musical", "Sci-Fi", "Western"]])
        #expect(film.released == Timestamp(seconds: 789_004_800))
        #expect(sink.users.first?.values == ["age": "24", "gender": "M", "occupation": "writer"])
        #expect(sink.events.first?.rating == 2 && sink.events.first?.kind == .rating)
        #expect(sink.events.first?.time?.seconds == 881_250_950)
    }

    @Test func linksGiveFilmsTheirOutsideIdentifiers() throws {
        folder.write("movies.csv", "movieId,title,genres\n1,Toy Story (1995),Comedy\n2,A (1990),Drama\n3,B (1990),Drama\n")
        folder.write("ratings.csv", "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n")
        folder.write("links.csv", "movieId,imdbId,tmdbId\n1,0114709,862\n2,12345678,\n9,0000001,1\nx,1,1\n")
        let sink = try ImportFormat.movieLensCSV.importer(path: folder.path).record()
        #expect(sink.items.map(\.identifiers) == [["imdb": "tt0114709", "tmdb": "862"], ["imdb": "tt12345678"], [:]])
        #expect(sink.problems.map(\.line) == [5])
    }

    @Test func recBoleHeadersSayWhatColumnsAre() throws {
        write("recbole")
        let importer = ImportFormat.recBole.importer(path: folder.path)
        #expect(importer.ratingScale == nil)
        let sink = try importer.record()
        #expect(sink.problems.isEmpty)
        #expect(sink.items.first?.title == "Toy Story")
        #expect(sink.items.first?.facets == [.genre: ["Animation", "Comedy"], "year": ["1995"]])
        #expect(sink.users.first?.values == ["age": "24"])
        #expect(sink.events.first?.kind == .rating && sink.events.first?.time?.seconds == 978_300_760)
    }

    @Test func recBoleRatingsSpanTheScaleAndListsComeInOrder() throws {
        let file = folder.write(
            "a.inter", "user_id:token\titem_id:token\trating:float\ttimestamp:float\n1\t1\t2\t1506826818863\n1\t2\t10\t1506826818864\n")
        let importer = RecBoleImporter(path: file)
        #expect(importer.ratingScale == 2...10)
        #expect(try importer.record().events.map(\.time?.rawValue) == [1_506_826_818_863, 1_506_826_818_864])
        let lists = folder.write("b.inter", "user_id:token\titem_id_list:token_seq\titem_id:token\n7\t1 2 3\t4\n")
        #expect(try RecBoleImporter(path: lists).record().events.map(\.item?.rawValue) == ["1", "2", "3", "4"])
        #expect(code { _ = try RecBoleImporter(path: folder.write("c.inter", "a:token\tb:token\n1\t2\n")).record() } == .missingColumn)
        #expect(code { _ = try RecBoleImporter(path: TestFolder().path).record() } == .missingFile)
    }

    @Test func personalizeFilesAreToldApartByTheirHeaders() throws {
        write("personalize")
        let sink = try ImportFormat.personalize.importer(path: folder.path).record()
        #expect(sink.problems.isEmpty)
        #expect(sink.sources.map(\.name) == ["items.csv", "users.csv", "events.csv", "events.csv (impressions)"])
        #expect(sink.items == [Item(id: ItemID("i1"), facets: [.genre: ["Action", "Drama"]], released: Timestamp(seconds: 1_570_003_267))])
        #expect(sink.users == [UserAttributes(id: UserID("u1"), values: ["age": "34"])])
        #expect(sink.events.filter { $0.kind == .play }.count == 12)
        #expect(sink.events.filter { $0.kind == .impression }.count == 36)
        folder.write("other.csv", "a,b\n1,2\n")
        #expect(code { _ = try ImportFormat.personalize.importer(path: folder.path).record() } == .notThisFormat)
    }

    @Test func gorseExportsAreRead() throws {
        write("gorse")
        let sink = try ImportFormat.gorse.importer(path: folder.path).record()
        #expect(sink.problems.isEmpty)
        #expect(sink.events.prefix(12).allSatisfy { $0.kind == .read } as Bool)
        #expect(sink.events.first?.time?.rawValue == 1_577_840_461_000)
        #expect(sink.events.last?.kind == .click && sink.events.last?.time == nil)
        let item = try #require(sink.items.first { $0.title == "one" })
        #expect(item.facets == ["category": ["x"], .genre: ["comedy"]])
        #expect(sink.items.first { $0.title == "o,n" }?.facets == ["category": ["x", "y"], .attribute: ["a", "b"]])
        #expect(sink.users == [UserAttributes(id: UserID("1"), values: ["job": "engineer"])])
    }

    @Test func metarankEventsOfAllKindsAreRead() throws {
        write("metarank")
        let sink = try ImportFormat.metarank.importer(path: folder.path).record()
        #expect(sink.problems.isEmpty)
        #expect(sink.items == [Item(id: ItemID("item1"), title: "Cat", facets: ["color": ["black", "white"]])])
        #expect(sink.users == [UserAttributes(id: UserID("user1"), values: ["age": "33"])])
        #expect(sink.events.map(\.kind) == [.impression, .impression, .purchase])
        #expect(sink.events.map(\.item?.rawValue) == ["item3", "item1", "item1"])
        #expect(sink.events.map(\.user.rawValue) == ["user1", "user1", "s"])
        #expect(sink.events.map(\.id) == ["e3/1", "e3/2", "e4"])
        #expect(sink.events.map(\.surface) == ["search", "search", nil])
        #expect(sink.events.map(\.time?.rawValue) == [1_599_391_467_000, 1_599_391_467_000, 1_655_896_899_000])
    }

    @Test(arguments: [
        (#"{"event": "visit", "id": "1", "timestamp": "1599391467000"}"#, "event"), (#"{"id": "1"}"#, "event"),
        (#"{"event": "interaction", "id": "1", "timestamp": "1599391467000", "type": "click", "item": "i"}"#, "session"),
        (#"{"event": "interaction", "id": "1", "timestamp": "yesterday", "type": "click", "item": "i", "user": "u"}"#, "timestamp"),
        (#"{"event": "interaction", "timestamp": "1599391467000", "type": "click", "item": "i", "user": "u"}"#, "id"),
        (#"{"event": "item", "timestamp": "1599391467000"}"#, "item"),
    ])
    func aMetarankEventThatLacksSomethingIsReported(line: String, field: String) throws {
        let sink = try MetarankImporter(path: folder.write("m.jsonl", FuzzCorpus.metarank + line + "\n")).record()
        #expect(sink.problems.map(\.line) == [5])
        #expect(sink.problems.map(\.field) == [field])
    }
}
