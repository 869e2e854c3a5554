import Datasets
import Testing

extension TestFolder {
    func writeMovieLens1M(ratings: [UInt8]) {
        write("ratings.dat", ratings)
        // "Misérables" in latin-1.
        let latin1 = Array("3::Mis".utf8) + [0xE9] + Array("rables, Les (1995)::Drama|Musical\n".utf8)
        write("movies.dat", Array("1::Toy Story (1995)::Animation|Comedy\n2::A::B (1999)::Drama\n".utf8) + latin1)
        write("users.dat", "1::F::1::10::48067\n2::M::56::16::70072\n")
    }
}

@Suite struct MovieLens1MTests {
    let folder = TestFolder()

    private func problems(_ ratings: String) throws -> [RowProblem] {
        folder.writeMovieLens1M(ratings: Array(ratings.utf8))
        return try MovieLens1MImporter(folder: folder.path).record().problems
    }

    @Test func itemsUsersAndEventsAreRead() throws {
        folder.writeMovieLens1M(ratings: Array("1::3::5::978300760\n2::1::3::978300761\r\n2::2::1::978300762".utf8))
        let sink = try MovieLens1MImporter(folder: folder.path).record()
        #expect(sink.problems.isEmpty)
        #expect(sink.items.map(\.title) == ["Toy Story", "A::B", "Les Misérables"])
        #expect(sink.items.map(\.year) == [1995, 1999, 1995])
        #expect(sink.items[2].facets[.genre] == ["Drama", "Musical"])
        #expect(
            sink.users.map(\.values) == [
                ["gender": "F", "age": "1", "occupation": "10"], ["gender": "M", "age": "56", "occupation": "16"],
            ])
        #expect(sink.events.map(\.user.rawValue) == ["1", "2", "2"])
        #expect(sink.events.map(\.item?.rawValue) == ["3", "1", "2"])
        #expect(sink.events.map(\.rating) == [5, 3, 1])
        #expect(sink.events[0].time?.seconds == 978_300_760)
        #expect(sink.events[2].source == SourcePosition(file: "ratings.dat", line: 3))
    }

    @Test func compressedFilesHaveTheSameSource() throws {
        folder.write("movies.dat.gz", gzip(Array("1::Toy Story (1995)::Comedy\n".utf8)))
        folder.write("ratings.dat.gz", gzip(Array("1::1::5::978300760\n".utf8)))
        let sink = try MovieLens1MImporter(folder: folder.path + "/").record()
        #expect(sink.events.map(\.source) == [SourcePosition(file: "ratings.dat", line: 1)])
        #expect(sink.sources.map(\.name) == ["movies.dat", "ratings.dat"])
    }

    @Test(arguments: [
        ("", RowProblem.Kind.truncated, nil as String?), ("1::1::5", .truncated, nil), ("1::1::5::", .truncated, "Timestamp"),
        ("1::1::5::9::7", .malformed, nil), ("x::1::5::978300760", .malformed, "UserID"),
        ("::1::5::978300760", .malformed, "UserID"), ("1::-4::5::978300760", .malformed, "MovieID"),
        ("1::1::6::978300760", .outOfRange, "Rating"), ("1::1::0::978300760", .outOfRange, "Rating"),
        ("1::1::4.5::978300760", .outOfRange, "Rating"), ("1::1::five::978300760", .malformed, "Rating"),
        ("1::1::5::0", .implausibleTime, "Timestamp"), ("1::1::5::-978300760", .implausibleTime, "Timestamp"),
        ("1::1::5::99999999999", .implausibleTime, "Timestamp"), ("1::1::5::97830076x", .malformed, "Timestamp"),
        ("1::1::5::99999999999999999999999999", .malformed, "Timestamp"),
        ("99999999999999999999::1::5::978300760", .malformed, "UserID"), ("1:1:5:978300760", .truncated, nil),
        ("1::1::5::978300760\u{0}", .malformed, "Timestamp"), ("ü::1::5::978300760", .malformed, "UserID"),
    ])
    func aBadRowIsReportedAndCostsNothingElse(row: String, kind: RowProblem.Kind, field: String?) throws {
        folder.writeMovieLens1M(ratings: Array("1::1::5::978300760\n\(row)\n2::2::4::978300761\n".utf8))
        let sink = try MovieLens1MImporter(folder: folder.path).record()
        #expect(sink.events.map(\.source.line) == [1, 3])
        #expect(sink.problems.map(\.line) == [2])
        #expect(sink.problems.first?.kind == kind)
        #expect(sink.problems.first?.field == field)
        #expect(sink.problems.first?.file == "ratings.dat")
    }

    @Test func aLineOfMegabytesIsReportedNotKept() throws {
        let row = String(repeating: "1::", count: 100_000)
        folder.writeMovieLens1M(ratings: Array("1::1::5::978300760\n\(row)\n2::2::4::978300761\n".utf8))
        let options = ImportOptions(maximumLineLength: 10_000)
        let sink = try MovieLens1MImporter(folder: folder.path, options: options).record()
        #expect(sink.events.count == 2)
        #expect(sink.problems.map(\.kind) == [.tooLong])
    }

    @Test func theClockDecidesWhatLiesInTheFuture() throws {
        folder.writeMovieLens1M(ratings: Array("1::1::5::978300760\n1::2::5::978300761\n".utf8))
        let options = ImportOptions(latestTime: Timestamp(seconds: 978_300_760))
        let sink = try MovieLens1MImporter(folder: folder.path, options: options).record()
        #expect(sink.events.count == 1)
        #expect(sink.problems.map(\.kind) == [.implausibleTime])
    }

    @Test func aFileWithoutOneGoodRowIsNotThisFormat() {
        folder.writeMovieLens1M(ratings: Array("userId,movieId,rating,timestamp\n1,1,5,978300760\n".utf8))
        #expect(code { _ = try MovieLens1MImporter(folder: folder.path).record() } == .notThisFormat)
        folder.writeMovieLens1M(ratings: [])
        #expect(code { _ = try MovieLens1MImporter(folder: folder.path).record() } == .empty)
    }

    @Test func aWrongFolderSaysWhatWasExpectedAndWhatIsThere() {
        folder.write("ratings.csv", "x")
        do {
            _ = try MovieLens1MImporter(folder: folder.path).record()
            Issue.record("an impossible folder was read")
        } catch let error as ImportError {
            #expect(error.code == .wrongFolder)
            #expect(error.reason.contains("movies.dat"))
            #expect(error.reason.contains("ratings.csv"))
        } catch {
            Issue.record("\(error)")
        }
        #expect(code { _ = try MovieLens1MImporter(folder: folder.path + "/none").record() } == .missingFile)
        #expect(code { _ = try MovieLens1MImporter(folder: folder.path + "/ratings.csv").record() } == .wrongFolder)
    }

    @Test func plotsAndPeopleJoinTheFilms() throws {
        folder.writeMovieLens1M(ratings: Array("1::1::5::978300760\n".utf8))
        let rows = """
            1::Toy Story::1995::G::22 Nov 1995::Comedy, Family::John Lasseter::Joss Whedon (screenplay by), Joel (x, y) Cohen::Tom Hanks, Tim Allen::Toys :: alive.::N/A\r
            2::A::1999::N/A::N/A::N/A::N/A::N/A::N/A::N/A::N/A\r
            9::New::2001::PG::N/A::Drama::N/A::N/A::N/A::A plot.::N/A\r
            1::short\r

            """
        folder.write("movies_extrainfos.dat.gz", gzip(Array(rows.utf8)))
        let sink = try MovieLens1MImporter(folder: folder.path).record()
        let toy = try #require(sink.items.first { $0.id == ItemID("1") })
        #expect(toy.title == "Toy Story")
        #expect(toy.facets[.genre] == ["Animation", "Comedy", "Family"])
        #expect(toy.facets[.certificate] == ["G"])
        #expect(toy.facets[.director] == ["John Lasseter"])
        #expect(toy.facets[.writer] == ["Joel  Cohen", "Joss Whedon"])
        #expect(toy.facets[.cast] == ["Tim Allen", "Tom Hanks"])
        #expect(toy.text == "Toys :: alive.")
        let unknown = try #require(sink.items.first { $0.id == ItemID("2") })
        #expect(unknown.facets == [.genre: ["Drama"]])
        #expect(unknown.text == nil)
        #expect(sink.items.contains { $0.id == ItemID("9") && $0.year == 2001 })
        #expect(sink.problems.map(\.file) == ["movies_extrainfos.dat"])
        #expect(sink.problems.map(\.line) == [4])
    }

    @Test func extraInfosThatAreNotUTF8AreReportedByRow() throws {
        folder.writeMovieLens1M(ratings: Array("1::1::5::978300760\n".utf8))
        let row = Array("1::T::1995::G::d::Comedy::Andr".utf8) + [0xE9] + Array("::w::c::p::u\n".utf8)
        folder.write("movies_extrainfos.dat", row)
        let sink = try MovieLens1MImporter(folder: folder.path).record()
        #expect(sink.problems.map(\.kind) == [.wrongEncoding])
        #expect(sink.problems.map(\.field) == ["director"])
        #expect(sink.items.count == 3)
    }

    @Test func aDamagedArchiveStopsTheImport() {
        folder.writeMovieLens1M(ratings: Array(gzip(Array("1::1::5::978300760\n".utf8)).dropLast(4)))
        #expect(code { _ = try MovieLens1MImporter(folder: folder.path).record() } == .truncatedArchive)
    }

    @Test(
        arguments: [
            ("Matrix, The (1999)", "The Matrix", 1999), ("Toy Story (1995)", "Toy Story", 1995), ("Heat", "Heat", nil),
            ("Postino, Il (The Postman) (1994)", "Il Postino (The Postman)", 1994),
            (
                "City of Lost Children, The (Cité des enfants perdus, La) (1995)", "The City of Lost Children (La Cité des enfants perdus)",
                1995
            ),
            ("Enfer, L' (1994)", "L'Enfer", 1994), ("Kiss Me, Guido (1997)", "Kiss Me, Guido", 1997),
            ("Bell, Book and Candle (1958)", "Bell, Book and Candle", 1958),
            ("2001: A Space Odyssey (1968)", "2001: A Space Odyssey", 1968),
            ("(1995)", "(1995)", nil), ("", "", nil), ("Lost (2004-2010)", "Lost", 2004), ("Odd (abcd)", "Odd (abcd)", nil),
            ("Babylon 5", "Babylon 5", nil), ("Open ( (1990)", "Open (", 1990), ("Roman (12345)", "Roman (12345)", nil),
        ] as [(String, String, Int?)])
    func aTitleIsWrittenForPeople(written: String, display: String, year: Int?) throws {
        folder.writeMovieLens1M(ratings: Array("1::1::5::978300760\n".utf8))
        folder.write("movies.dat", "1::\(written)::Drama\n")
        let item = try #require(try MovieLens1MImporter(folder: folder.path).record().items.first)
        #expect(item.title == (display.isEmpty ? "" : display))
        #expect(item.year == year)
    }
}

@Suite struct MovieLensCSVTests {
    let folder = TestFolder()

    private func write(movies: String, ratings: String = "1,1,4.0,964982703\n") {
        folder.write("movies.csv", "movieId,title,genres\r\n" + movies)
        folder.write("ratings.csv", "userId,movieId,rating,timestamp\r\n" + ratings)
    }

    @Test func quotedFieldsMayHoldCommasQuotesAndLineEnds() throws {
        write(movies: "1,\"American President, The (1995)\",Comedy|Drama\r\n2,\"Say \"\"Hi\"\"\nnow (2000)\",(no genres listed)\r\n")
        let sink = try MovieLensCSVImporter(folder: folder.path).record()
        #expect(sink.problems.isEmpty)
        #expect(sink.items.map(\.title) == ["The American President", "Say \"Hi\"\nnow"])
        #expect(sink.items[1].facets.isEmpty)
    }

    @Test func aQuoteThatIsNeverClosedCostsItsLineOnly() throws {
        let rest = (2..<200).map { "\($0),Film \($0) (1990),Drama\n" }.joined()
        write(movies: "1,\"Broken (1995),Drama\n" + rest)
        let sink = try MovieLensCSVImporter(folder: folder.path).record()
        #expect(sink.items.count == 198)
        #expect(sink.problems.map(\.line) == [2])
        #expect(sink.problems.map(\.kind) == [.malformed])
    }

    @Test func badRowsOfTheFilmListAreReported() throws {
        write(movies: "1,A (1990),Drama\n2,\"B\" x,Drama\n3,C\nx,D (1990),Drama\n,E,Drama\n6,F,G,H\n7,G (1991),Drama")
        let sink = try MovieLensCSVImporter(folder: folder.path).record()
        #expect(sink.items.map(\.id.rawValue) == ["1", "7"])
        #expect(sink.problems.map(\.line) == [3, 4, 5, 6, 7])
    }

    @Test func ratingsComeInHalfStars() throws {
        write(movies: "1,A,B\n", ratings: "1,1,0.5,964982703\n1,1,4.25,964982704\n1,1,5.5,964982705\n1,1,3,964982706\n")
        let sink = try MovieLensCSVImporter(folder: folder.path).record()
        #expect(sink.events.map(\.rating) == [0.5, 3])
        #expect(sink.events.map(\.source.line) == [2, 5])
        #expect(sink.problems.map(\.kind) == [.outOfRange, .outOfRange])
    }

    @Test func anotherHeaderIsAnotherFormat() {
        write(movies: "1,A,B\n")
        folder.write("ratings.csv", "user,item,rating,timestamp\n1,1,3,964982706\n")
        #expect(code { _ = try MovieLensCSVImporter(folder: folder.path).record() } == .notThisFormat)
        folder.write("ratings.csv", "")
        #expect(code { _ = try MovieLensCSVImporter(folder: folder.path).record() } == .empty)
        folder.write("movies.csv", "movieId,title\n1,A\n")
        #expect(code { _ = try MovieLensCSVImporter(folder: folder.path).record() } == .notThisFormat)
    }

    @Test func tagsOfTwoPeopleBecomeKeywordsWhenAskedFor() throws {
        write(movies: "1,A,B\n2,C,D\n")
        folder.write("tags.csv", "userId,movieId,tag,timestamp\n1,1,Funny,5\n2,1,funny,6\n2,1,boring,7\n3,9,lost,8\n")
        #expect(try MovieLensCSVImporter(folder: folder.path).record().items[0].facets[.keyword] == nil)
        let sink = try MovieLensCSVImporter(folder: folder.path, readsTags: true).record()
        #expect(sink.items[0].facets[.keyword] == ["funny"])
        #expect(sink.items[1].facets[.keyword] == nil)
    }
}

@Suite struct SequencesTests {
    let folder = TestFolder()

    @Test func eachLineIsAUserInOrder() throws {
        let file = folder.write("s.txt.gz", gzip(Array("u1 b a  b\t c\r\nu2 a\n".utf8)))
        let sink = try SequencesImporter(file: file).record()
        #expect(sink.problems.isEmpty)
        #expect(sink.events.map(\.item?.rawValue) == ["b", "a", "b", "c", "a"])
        #expect(sink.events.map(\.source.ordinal) == [1, 2, 3, 4, 1])
        #expect(sink.events.map(\.source.line) == [1, 1, 1, 1, 2])
        #expect(sink.events.filter { $0.kind == .interaction && $0.time == nil }.count == 5)
    }

    @Test func badLinesAndBadWordsAreReported() throws {
        let long = String(repeating: "x", count: 300)
        let bytes =
            Array("u1 a\n\nu2\n   \nu3 \(long) b\n".utf8) + Array("u4 ".utf8) + [0xC3, 0x28, 0x20, 0x62, 0x0A]
            + Array("u5 a\u{1}b c".utf8)
        let sink = try SequencesImporter(file: folder.write("s.txt", bytes)).record()
        #expect(sink.events.map(\.user.rawValue) == ["u1", "u3", "u4", "u5"])
        #expect(sink.problems.map(\.line) == [2, 3, 4, 5, 6, 7])
        #expect(sink.problems.map(\.kind) == [.truncated, .truncated, .truncated, .malformed, .wrongEncoding, .malformed])
    }

    @Test func anEmptyFileIsRefused() {
        let file = folder.write("s.txt", "")
        #expect(code { _ = try SequencesImporter(file: file).record() } == .empty)
        #expect(code { _ = try SequencesImporter(file: folder.write("t.txt", "\n\n")).record() } == .notThisFormat)
    }

    @Test func attributesAndTextsJoinByItem() throws {
        let file = folder.write("s.txt", "u1 1 2 3\nu2 3\n")
        let json = folder.write("a.json", "{\"1\": [12, 7, 7], \"2\": [\"brand\", 3], \"9\": []}")
        let table = folder.write("t.tsv.gz", gzip(Array("item\tasin\tshort_text\n1\tB0\tred polish\n2\t\t\n3\n".utf8)))
        let (dataset, problems) = try Dataset.read(
            ImportFormat.sequences.importer(path: file, attributes: [json, table]), name: "s")
        let catalog = dataset.catalog
        #expect(catalog.items.map(\.id.rawValue) == ["1", "2", "3", "9"])
        #expect(catalog.items[0].facets[.attribute] == ["12", "7"])
        #expect(catalog.items[0].title == "red polish")
        #expect(catalog.items[0].text == "red polish")
        #expect(catalog.items[1].facets[.attribute] == ["3", "brand"])
        #expect(catalog.items[1].title == "2")
        #expect(dataset.undescribedItems == [ItemID("3")])
        #expect(problems.map(\.line) == [4])
    }

    @Test(arguments: ["{\"1\": [1, 2", "{\"1\": 5}", "{\"1\": [[1]]}", "{\"1\": [1.5]}", "[1]", "item,asin\n", "", "{}}"])
    func attributesThatAreNeitherFormatAreRefused(text: String) {
        let file = folder.write("a.json", text)
        let refused = code { _ = try AttributesImporter(file: file).record() }
        #expect(refused == (text.isEmpty ? .empty : .notThisFormat))
    }
}

extension AttributesImporter {
    fileprivate func record() throws -> RecordingSink {
        var sink = RecordingSink()
        try run(into: &sink)
        return sink
    }
}
