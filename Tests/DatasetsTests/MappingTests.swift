import Datasets
import Foundation
import Testing

@Suite struct MappingFileTests {
    let folder = TestFolder()

    private func error(_ text: String) -> ImportError? {
        do {
            _ = try Mapping(file: folder.write("m.json", text))
            return nil
        } catch {
            return error as? ImportError
        }
    }

    @Test func everyShorthandIsUnderstood() throws {
        let mapping = try Mapping(file: folder.write("m.json", FuzzCorpus.mappingText))
        #expect(mapping.domain == .film)
        #expect(mapping.ratingScale == .init(low: 0.5, high: 6))
        let table = mapping.tables[0]
        #expect(table.user == FieldSource("user_id"))
        #expect(table.item == FieldSource("item_id", missing: ["NA"]))
        #expect(table.surface?.columns == ["place", "weather"])
        #expect(table.locale?.constant == "de")
        #expect(table.kind?.values == ["view": EventKindName(.open)])
        #expect(table.kind?.others == .skip)
        #expect(table.time == TimeSource("when", format: "milliseconds"))
    }

    @Test(arguments: [FuzzCorpus.fullMapping, FuzzCorpus.jsonMapping, FuzzCorpus.catalogueMapping, Mapping.gorse])
    func whatIsWrittenIsReadBack(mapping: Mapping) throws {
        let written = try JSONEncoder().encode(mapping)
        #expect(try JSONDecoder().decode(Mapping.self, from: written) == mapping)
    }

    @Test(arguments: [
        ("{", nil as String?), ("[]", nil), ("{}", nil), (#"{"tables": []}"#, "tables"), (#"{"tabels": []}"#, nil),
        (#"{"tables": [{"holds": "events", "usr": "u"}]}"#, "tables[0]"),
        (#"{"tables": [{"holds": "people", "user": "u"}]}"#, "tables[0].holds"),
        (#"{"tables": [{"holds": "events"}]}"#, "tables[0].user"), (#"{"tables": [{"holds": "items"}]}"#, "tables[0].item"),
        (#"{"tables": [{"holds": "events", "user": {}}]}"#, "tables[0].user"),
        (#"{"tables": [{"holds": "events", "user": {"column": "u", "constant": "c"}}]}"#, "tables[0].user"),
        (#"{"tables": [{"holds": "events", "user": "u", "kind": "watched"}]}"#, "tables[0].kind"),
        (#"{"tables": [{"holds": "events", "user": "u", "time": {"column": "t", "format": "HH:mm"}}]}"#, "tables[0].time.format"),
        (#"{"tables": [{"holds": "events", "user": "u", "delimiter": "::"}]}"#, "tables[0].delimiter"),
        (#"{"tables": [{"holds": "events", "user": "u", "layout": "jsonl", "encoding": "latin1"}]}"#, "tables[0].encoding"),
        (#"{"tables": [{"holds": "items", "item": "i", "facets": {"*": "x"}}]}"#, "tables[0].facets.*"),
        (
            #"{"tables": [{"holds": "items", "item": "i", "facets": {"a": {"column": "x", "separator": ""}}}]}"#,
            "tables[0].facets.a.separator"
        ),
        (#"{"ratingScale": {"low": 5, "high": 1}, "tables": [{"holds": "events", "user": "u"}]}"#, "ratingScale"),
        (#"{"tables": [{"file": "a/b.csv", "holds": "events", "user": "u"}]}"#, "tables[0].file"),
    ])
    func aMappingThatCannotBeMeantIsRefusedWithItsPlace(text: String, field: String?) throws {
        let refused = try #require(error(text))
        #expect(refused.code == .badMapping)
        #expect(refused.field == field, "\(refused)")
        #expect(refused.advice.contains("docs/importing.md"))
    }

    @Test func aMisspeltKindNamesAllKinds() throws {
        let refused = try #require(error(#"{"tables": [{"holds": "events", "user": "u", "kind": "wach"}]}"#))
        #expect(refused.reason.contains("“wach” is no kind of event"))
    }

    @Test func aFormatThatNeedsAMappingSaysSo() {
        #expect(code { _ = try ImportFormat.mapping.importer(path: folder.path).record() } == .badMapping)
    }
}

@Suite struct MappedCSVTests {
    let folder = TestFolder()

    private func events(
        _ text: String, file: String = "events.csv", _ change: (inout MappedTable) -> Void = { _ in }
    ) throws -> RecordingSink {
        var table = MappedTable(holds: .events)
        (table.user, table.item) = (FieldSource("user"), FieldSource("item"))
        change(&table)
        return try MappedImporter(mapping: Mapping(ratingScale: .init(low: 1, high: 5), tables: [table]), path: folder.write(file, text))
            .record()
    }

    @Test func everyFieldIsReadFromItsColumn() throws {
        folder.write("events.csv", FuzzCorpus.fullCSV)
        let sink = try MappedImporter(mapping: FuzzCorpus.fullMapping, path: folder.path).record()
        #expect(sink.problems.isEmpty)
        #expect(sink.events.count == 12)
        let expected = RawEvent(
            user: UserID("u1"), item: ItemID("i1"), kind: .open, time: Timestamp(rawValue: 1_506_826_818_001), rating: 2.5, duration: 75,
            completion: 75.0 / 3600, episode: 1, device: "tv", locale: "de", surface: "home sun, \"hot\"", id: "x 1",
            source: SourcePosition(file: "events.csv", line: 2))
        #expect(sink.events[0] == expected)
    }

    @Test func whatIsNotMappedIsNotKnown() throws {
        let event = try #require(try events("user,item\na,b\n").events.first)
        #expect(
            event == RawEvent(user: UserID("a"), item: ItemID("b"), kind: .interaction, source: SourcePosition(file: "events.csv", line: 2))
        )
    }

    @Test(arguments: ["csv", "csv.gz", "csv.zst"]) func plainAndPackedFilesAreOneSource(ending: String) throws {
        let text = Array("user,item\r\na,b\r\n".utf8)
        let file = folder.write("e.\(ending)", ending.hasSuffix("gz") ? gzip(text) : ending.hasSuffix("zst") ? zstd(text) : text)
        var table = MappedTable(file: "*.csv", holds: .events)
        (table.user, table.item) = (FieldSource("user"), FieldSource("item"))
        for path in [file, folder.path] {
            let sink = try MappedImporter(mapping: Mapping(tables: [table]), path: path).record()
            #expect(sink.events.map(\.source) == [SourcePosition(file: "e.csv", line: 2)])
        }
    }

    @Test func aMissingColumnNamesWhatIsThereAndWhatComesNearest() throws {
        do {
            _ = try events("user_id;movieId;stars\n1;2;3\n") {
                ($0.delimiter, $0.user, $0.item) = (";", FieldSource("userId"), FieldSource("movieId"))
            }
            Issue.record("a column that is not there was read")
        } catch let error as ImportError {
            #expect(error.code == .missingColumn)
            #expect(error.field == "userId" && error.line == 1)
            #expect(error.reason.contains("user_id, movieId, stars"))
            #expect(error.advice.contains("“user_id”"))
        }
        #expect(code { _ = try events("user,item,item\na,b,c\n") } == .missingColumn)
    }

    @Test func columnsOfAFileWithoutHeaderAreCounted() throws {
        let sink = try events("x\ta\tb\nx\tc\td\textra\nx\n", file: "e.tsv") {
            ($0.layout, $0.hasHeader, $0.user, $0.item) = (.tsv, false, FieldSource("2"), FieldSource("3"))
        }
        #expect(sink.events.map(\.item?.rawValue) == ["b", "d"])
        #expect(sink.events.map(\.source.line) == [1, 2])
        #expect(sink.problems.map(\.kind) == [.truncated])
        #expect(code { _ = try events("a,b\n") { $0.hasHeader = false } } == .badMapping)
    }

    @Test func latin1NamesBecomeUnicode() throws {
        var bytes = Array("user;item\nJos".utf8)
        bytes += [0xE9] + Array(";Caf".utf8) + [0xE9, 10]
        var table = MappedTable(holds: .events)
        (table.user, table.item, table.delimiter, table.encoding) = (FieldSource("user"), FieldSource("item"), ";", .latin1)
        let file = folder.write("e.csv", bytes)
        let sink = try MappedImporter(mapping: Mapping(tables: [table]), path: file).record()
        #expect(sink.events.map(\.user.rawValue) == ["José"])
        table.encoding = .utf8
        let asUTF8 = MappedImporter(mapping: Mapping(tables: [table]), path: file)
        #expect(code { _ = try asUTF8.record() } == .notThisFormat)
    }

    @Test func wordsBecomeKinds() throws {
        let text = "user,item,event\na,b,buy\na,b,play\na,b,hm\na,b,\n"
        func kinds(_ others: KindSource.Others) throws -> ([EventKind], [RowProblem]) {
            let sink = try events(text) { $0.kind = KindSource(column: "event", values: ["buy": EventKindName(.purchase)], others: others) }
            return (sink.events.map(\.kind), sink.problems)
        }
        let (reported, problems) = try kinds(.report)
        #expect(reported == [.purchase, .play])
        #expect(problems.map(\.line) == [4, 5])
        #expect(problems.map(\.field) == ["event", "event"])
        #expect(try kinds(.skip) == ([.purchase, .play], []))
        #expect(try kinds(.interaction).0 == [.purchase, .play, .interaction, .interaction])
    }

    @Test(
        arguments: [
            ("seconds", "978300760", 978_300_760_000), ("seconds", "978300760.25", 978_300_760_250),
            ("seconds", "9.78300760e8", 978_300_760_000),
            ("milliseconds", "978300760123", 978_300_760_123), ("microseconds", "978300760123456", 978_300_760_123),
            ("iso8601", "2000-12-31T22:12:40Z", 978_300_760_000), ("iso8601", "2001-01-01 00:12:40.5+02:00", 978_300_760_500),
            ("iso8601", "2000-12-31T17:42:40-0430", 978_300_760_000), ("iso8601", "2000-12-31", 978_220_800_000),
            ("iso8601", "2000-12-31 22:12:40.000000001 +0000 UTC", 978_300_760_000), ("iso8601", "2000-02-29T00:00", 951_782_400_000),
            ("yyyy-MM-dd HH:mm:ss", "2000-12-31 22:12:40", 978_300_760_000), ("dd/MM/yy", "31/12/00", 978_220_800_000),
            ("M/d/yy", "1/2/24", 1_704_153_600_000), ("d MMM yyyy", "2 Jan 2024", 1_704_153_600_000),
            ("yyyyMMddHHmm", "200012312212", 978_300_720_000), ("M/d/yyyy h:mm a", "12/31/2000 10:12 PM", 978_300_720_000),
            ("M/d/yyyy h:mm a", "12/31/2000 12:12 AM", 978_221_520_000),
            ("dd.MM.yyyy HH:mm:ss.SSS", "31.12.2000 22:12:40.007", 978_300_760_007),
        ] as [(String, String, Int64)])
    func aTimeIsReadAsItsFormatSays(format: String, text: String, milliseconds: Int64) throws {
        let sink = try events("user,item,t\na,b,\(text)\n") { $0.time = TimeSource("t", format: format) }
        #expect(sink.events.map(\.time?.rawValue) == [milliseconds])
    }

    @Test(arguments: [
        ("seconds", "", RowProblem.Kind.truncated), ("seconds", "soon", .malformed), ("seconds", "0", .implausibleTime),
        ("seconds", "1506826818863", .implausibleTime), ("seconds", "1e309", .malformed), ("seconds", "-5", .implausibleTime),
        ("iso8601", "2023-02-29", .malformed), ("iso8601", "2024-01-01T25:00", .malformed),
        ("iso8601", "2024-01-01T00:00:00+99:00", .malformed),
        ("yyyy-MM-dd", "2024-1-1", .malformed), ("yyyy-MM-dd", "2024-01-01x", .malformed),
        ("d/M/yyyy h:mm a", "1/1/2024 13:00 PM", .malformed),
    ])
    func aTimeThatIsNoneIsReported(format: String, text: String, kind: RowProblem.Kind) throws {
        let good = ["seconds": "978300760", "d/M/yyyy h:mm a": "1/1/2024 1:00 PM"][format] ?? "2024-01-01"
        let sink = try events("user,item,t\na,b,\(text)\na,b,\(good)\n") { $0.time = TimeSource("t", format: format) }
        #expect(sink.problems.first?.kind == kind)
        #expect(sink.problems.first?.field == "t")
        #expect(sink.problems.first?.line == 2)
    }

    @Test func secondsThatAreMillisecondsAreRecognised() throws {
        let sink = try events("user,item,t\na,b,1506826818863\na,b,1506826818\n") { $0.time = TimeSource("t") }
        #expect(sink.problems.first?.reason.contains("as milliseconds it would be 2017-10-01T03:00:18Z") == true)
    }

    @Test func aTimeThatIsSaidToBeUnknownIsNone() throws {
        let sink = try events("user,item,t\na,b,never\na,b,\n") { $0.time = TimeSource("t", missing: ["never"]) }
        #expect(sink.events.map(\.time) == [nil])
        #expect(sink.problems.map(\.kind) == [.truncated])
        #expect(try events("user,item,t\na,b,\n") { $0.time = TimeSource("t", missing: [""]) }.events.count == 1)
    }

    @Test(arguments: [
        ("6", "", "", "", RowProblem.Kind.outOfRange, "r"), ("x", "", "", "", .malformed, "r"), ("1e309", "", "", "", .malformed, "r"),
        ("", "-1", "", "", .outOfRange, "d"), ("", "1e39", "", "", .outOfRange, "d"), ("", "", "1.5", "", .outOfRange, "c"),
        ("", "", "-0.1", "", .outOfRange, "c"), ("", "", "", "1.5", .outOfRange, "e"), ("", "", "", "-1", .outOfRange, "e"),
        ("", "", "", "99999999999", .outOfRange, "e"), ("", "nan", "", "", .malformed, "d"),
        ("", "", "", "1.7976931348623159e308", .malformed, "e"),
    ])
    func anImpossibleNumberCostsItsRowOnly(
        rating: String, duration: String, completion: String, episode: String, kind: RowProblem.Kind, field: String
    ) throws {
        let text = "user,item,r,d,c,e\na,b,\(rating),\(duration),\(completion),\(episode)\na,b,5,10,1,0\n"
        let sink = try events(text) {
            ($0.kind, $0.rating, $0.duration) = (KindSource(constant: EventKindName(.play)), FieldSource("r"), FieldSource("d"))
            ($0.completion, $0.episode) = (FieldSource("c"), FieldSource("e"))
        }
        #expect(sink.events.map(\.source.line) == [3])
        #expect(sink.problems.map(\.kind) == [kind])
        #expect(sink.problems.map(\.field) == [field])
    }

    @Test func whatWasSpentOfTheLengthIsTheCompletion() throws {
        let sink = try events("user,item,spent,total\na,b,30,60\na,b,90,60\na,b,30,0\na,b,30,\na,b,,60\n") {
            ($0.duration, $0.length) = (FieldSource("spent"), FieldSource("total"))
        }
        #expect(sink.events.map(\.completion) == [0.5, 1, nil, nil, nil])
    }

    @Test func oneCellMayNameSeveralItems() throws {
        let sink = try events("user,item,id\na,x|y| z ,e1\nb,,e2\n") { table in
            (table.item, table.id, table.kind) = (
                FieldSource("item", separator: "|"), FieldSource("id"), KindSource(constant: EventKindName(.impression))
            )
        }
        #expect(sink.events.map(\.item?.rawValue) == ["x", "y", "z"])
        #expect(sink.events.map(\.source.ordinal) == [1, 2, 3])
        #expect(sink.events.map(\.id) == ["e1/1", "e1/2", "e1/3"])
    }

    @Test func aQuoteInsideAFieldIsACharacterAndOneNeverClosedCostsItsLineOnly() throws {
        let rows = "user,item\na,12\" vinyl\nb,\"x\"\"y\nz\"\nc,\"open\n" + (0..<100).map { "d,\($0)\n" }.joined()
        let sink = try events(rows)
        #expect(sink.events.prefix(1).map(\.item?.rawValue) == ["12\" vinyl"])
        #expect(sink.problems.map(\.line) == [3, 5])
        #expect(sink.problems.map(\.reason) == ["a control character in an identifier", "a quote is never closed"])
        #expect(sink.events.count == 101)
    }

    @Test func aLineTooLongInsideAnOpenQuoteIsReportedByItself() throws {
        let file = folder.write("e.csv", "user,item\na,\"open\n\(String(repeating: "x", count: 5_000))\nb,c\n")
        var table = MappedTable(holds: .events)
        (table.user, table.item) = (FieldSource("user"), FieldSource("item"))
        let sink = try MappedImporter(mapping: Mapping(tables: [table]), path: file, options: ImportOptions(maximumLineLength: 1000))
            .record()
        #expect(sink.problems.map(\.line) == [2, 3])
        #expect(sink.problems.map(\.kind) == [.malformed, .tooLong])
        #expect(sink.events.map(\.source.line) == [4])
    }

    @Test func tabSeparatedFilesHaveNoQuotes() throws {
        let sink = try events("user\titem\na\t\"b\nc\td\"\n", file: "e.tsv") { $0.layout = .tsv }
        #expect(sink.events.map(\.item?.rawValue) == ["\"b", "d\""])
    }

    @Test func blankLinesAreNothingAndShortAndLongRowsAreReported() throws {
        let sink = try events("user,item\n\na,b\n\r\nc\nd,e,f\ng,h")
        #expect(sink.events.map(\.source.line) == [3, 7])
        #expect(sink.problems.map(\.line) == [5, 6])
        #expect(sink.problems.map(\.kind) == [.truncated, .malformed])
    }

    @Test func aRowThatTheFileEndsInsideIsNamedSo() throws {
        let sink = try events("user,item\na,b\nc")
        #expect(sink.problems.first?.reason.contains("the file ends inside this row") == true)
    }

    @Test func aHeaderAloneIsNoErrorAndAnEmptyFileIs() throws {
        #expect(try events("user,item\n").events.isEmpty)
        #expect(code { _ = try events("") } == .empty)
        #expect(code { _ = try events("user,item\n,\n,\n") } == .notThisFormat)
    }
}

@Suite struct MappedFolderTests {
    let folder = TestFolder()

    private var mapping: Mapping {
        var events = MappedTable(file: "part-*.csv", holds: .events)
        (events.user, events.item) = (FieldSource("user"), FieldSource("item"))
        var items = MappedTable(file: "films.jsonl", holds: .items, layout: .jsonl)
        (items.item, items.title) = (FieldSource("id"), FieldSource("title"))
        var people = MappedTable(file: "people.csv", holds: .users)
        (people.user, people.attributes, people.isOptional) = (FieldSource("user"), ["age": FieldSource("age")], true)
        return Mapping(domain: .film, tables: [events, items, people])
    }

    @Test func tablesJoinByKeyAndComeDescriptionsFirst() throws {
        folder.write("part-2.csv", "user,item\nb,y\n")
        folder.write("part-1.csv.gz", gzip(Array("user,item\na,x\n".utf8)))
        folder.write("part-1.csv", "user,item\na,x\n")
        folder.write("other.csv", "nothing\n")
        folder.write("films.jsonl", "{\"id\": \"x\", \"title\": \"X\"}\n")
        let sink = try MappedImporter(mapping: mapping, path: folder.path).record()
        #expect(sink.sources.map(\.name) == ["films.jsonl", "part-1.csv", "part-2.csv"])
        #expect(sink.items.map(\.title) == ["X"])
        #expect(sink.events.map(\.user.rawValue) == ["a", "b"])
    }

    @Test func aMissingFileIsNamedUnlessItMayBeMissing() throws {
        folder.write("part-1.csv", "user,item\na,x\n")
        #expect(code { _ = try MappedImporter(mapping: mapping, path: folder.path).record() } == .wrongFolder)
        #expect(code { _ = try MappedImporter(mapping: mapping, path: folder.path + "/none").record() } == .missingFile)
    }

    @Test func oneFileIsReadByTheTableThatTakesIt() throws {
        let file = folder.write("part-7.csv", "user,item\na,x\n")
        #expect(try MappedImporter(mapping: mapping, path: file).record().events.count == 1)
        let other = folder.write("strange.csv", "user,item\na,x\n")
        #expect(code { _ = try MappedImporter(mapping: mapping, path: other).record() } == .wrongFolder)
        var nameless = mapping
        nameless.tables[0].file = nil
        #expect(code { _ = try MappedImporter(mapping: nameless, path: folder.path).record() } == .wrongFolder)
    }

    @Test func oneFileReadTwiceIsTwoSources() throws {
        var likes = mapping.tables[0]
        likes.kind = KindSource(constant: EventKindName(.like))
        let file = folder.write("part-1.csv", "user,item\na,x\n")
        let sink = try MappedImporter(mapping: Mapping(tables: [mapping.tables[0], likes]), path: file).record()
        #expect(sink.events.map(\.source.file) == ["part-1.csv", "part-1.csv (events 2)"])
    }

    @Test func itemsGetFacetsYearTextAndIdentifiers() throws {
        var table = MappedTable(holds: .items)
        (table.item, table.year, table.text) = (
            FieldSource("id", isWhole: true), FieldSource("date"), FieldSource("plot", missing: ["N/A"])
        )
        table.released = TimeSource("date", format: "iso8601")
        table.facets = ["genre": FieldSource("genres", separator: "|", missing: ["unknown"])]
        table.identifiers = ["imdb": FieldSource("imdb"), "tmdb": FieldSource("tmdb", isWhole: true)]
        let text =
            "id,date,plot,genres,imdb,tmdb\n874.0,1995-10-30,N/A, War |unknown||Drama|War,114709,862.0\n5,,A plot,,tt0000001,\n6,soon,,,,\n"
        let sink = try MappedImporter(mapping: Mapping(domain: .film, tables: [table]), path: folder.write("i.csv", text)).record()
        let expected = Item(
            id: ItemID("874"), domain: .film, year: 1995, facets: [.genre: ["Drama", "War"]], released: Timestamp(seconds: 815_011_200),
            identifiers: ["imdb": "tt0114709", "tmdb": "862"])
        #expect(sink.items.first == expected)
        #expect(sink.items.last?.text == "A plot")
        #expect(sink.problems.map(\.line) == [4])
        #expect(sink.problems.map(\.field) == ["date"])
    }
}

@Suite struct MappedJSONTests {
    let folder = TestFolder()

    private func read(_ lines: String) throws -> RecordingSink {
        var table = MappedTable(holds: .events, layout: .jsonl)
        (table.user, table.item, table.device) = (FieldSource("user.id"), FieldSource("item"), FieldSource("d"))
        table.duration = FieldSource("s")
        return try MappedImporter(mapping: Mapping(tables: [table]), path: folder.write("e.jsonl", lines)).record()
    }

    private static let good = #"{"user": {"id": 7}, "item": "x"}"# + "\n"

    @Test func dottedPathsLeadIntoObjects() throws {
        folder.write("events.jsonl", FuzzCorpus.eventsJSONL)
        let sink = try MappedImporter(mapping: FuzzCorpus.jsonMapping, path: folder.path).record()
        #expect(sink.problems.isEmpty)
        let expected = RawEvent(
            user: UserID("1"), item: ItemID("iA1"), kind: .play, time: Timestamp(rawValue: 1_704_967_200_500), duration: 1.5,
            completion: 0.025,
            id: "e1", source: SourcePosition(file: "events.jsonl", line: 1))
        #expect(sink.events.first == expected)
    }

    @Test func aKeyWithADotIsFoundToo() throws {
        #expect(try read(#"{"user.id": "u", "item": "x"}"#).events.map(\.user.rawValue) == ["u"])
    }

    @Test(arguments: [
        (#"{"user":{"id":"\u00e9\ud83d\ude00\\\/"},"item":"x"}"#, "é😀\\/"), (#"{"user":{"id":"\ud83d"},"item":"x"}"#, "\u{FFFD}"),
        (#"{"user":{"id":"\udc00\ud83d"},"item":"x"}"#, "\u{FFFD}\u{FFFD}"), (#"{"user":{"id":"\ud83d\u0041"},"item":"x"}"#, "\u{FFFD}A"),
        (#"  {  "user" : { "other" : [ { } , [ ] , "}" ] , "id" : -1.5e3 } , "item" : "x" }  "#, "-1.5e3"),
        (#"{"\u0075ser":{"id":true},"item":"x"}"#, "true"), (#"{"user":{"id":"日本"},"item":"x","s":null}"#, "日本"),
    ])
    func stringsAndEscapesAreReadAsJSONSays(line: String, user: String) throws {
        let sink = try read(line + "\n")
        #expect(sink.problems.isEmpty)
        #expect(sink.events.map(\.user.rawValue) == [user])
    }

    @Test(arguments: [
        "{", "}", "[]", "7", "\"x\"", "{}x", #"{"a":}"#, #"{"a":1,}"#, #"{a:1}"#, #"{"a" 1}"#, #"{"a":01}"#, #"{"a":1.}"#, #"{"a":1e}"#,
        #"{"a":+1}"#,
        #"{"a":.5}"#, #"{"a":nul}"#, #"{"a":"\x"}"#, #"{"a":"\u12g4"}"#, "{\"a\":\"\u{1}\"}", #"{"a":"x}"#, #"{"a":[1,]}"#, #"{"a":[1}"#,
        #"{"a":{"b":1]}"#,
        #"{"user":{"id":1},"user":{"id":2},"item":"x"}"#, #"{"user":{"id":1,"id":2},"item":"x"}"#, #"{"user":{"id":[1,2]},"item":"x"}"#,
        #"{"user":{"id":{"a":1}},"item":"x"}"#, #"{"user":null,"item":"x"}"#, #"{"item":"x"}"#, #"{"user":{"id":""},"item":"x"}"#,
        #"{"user":{"id":"\u0000"},"item":"x"}"#, #"{"user":{"id":1},"item":"x","s":1e309}"#, #"{"user":{"id":1},"item":"x","s":"long"}"#,
        #"{"user":{"id":1},"item":"x","s":false}"#, "{'a':1}", "NaN", #"{"a":Infinity}"#, #"{"a":--1}"#, #"{"a":"\"#,
    ])
    func aLineThatIsNotWhatItShouldBeCostsItselfOnly(line: String) throws {
        let sink = try read(Self.good + line + "\n" + Self.good)
        #expect(sink.events.map(\.source.line) == [1, 3])
        #expect(sink.problems.map(\.line) == [2])
    }

    @Test func textsNestedTooDeeplyAreRefusedAndDeepOnesAreNot() throws {
        func nested(_ depth: Int, _ open: String, _ close: String) -> String {
            #"{"x":"# + String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
                + #","user":{"id":1},"item":"x"}"# + "\n"
        }
        #expect(try read(nested(200, "[", "]") + nested(200, "{\"a\":", "}")).events.count == 2)
        for depth in [256, 1_000, 100_000] {
            let sink = try read(Self.good + nested(depth, "[", "]") + nested(depth, "{\"a\":", "}"))
            #expect(sink.problems.map(\.reason).allSatisfy { $0.contains("nested deeper") } as Bool)
            #expect(sink.problems.count == 2)
        }
    }

    @Test func listsBecomeSeveralValues() throws {
        folder.write("items.jsonl", FuzzCorpus.itemsJSONL)
        var mapping = FuzzCorpus.catalogueMapping
        mapping.tables = [mapping.tables[0]]
        let item = try #require(try MappedImporter(mapping: mapping, path: folder.path).record().items.first)
        #expect(item.facets == [.genre: ["Drama", "War"], "mood": ["dark", "slow"]])
        #expect(item.year == 1951)
        #expect(item.identifiers == ["imdb": "tt0000001"])
    }

    @Test func aMisspeltPathIsRefusedBeforeTheFirstRow() throws {
        do {
            _ = try read(#"{"usr": {"id": 7}, "item": "x", "labels": [{"name": "a"}]}"# + "\n")
            Issue.record("a path that is not there was read")
        } catch let error as ImportError {
            #expect(error.code == .missingColumn && error.field == "user.id")
            #expect(error.reason.contains("item, labels, labels.name, usr, usr.id"))
            #expect(error.advice.contains("“usr.id”"))
        }
        #expect(code { _ = try read(#"{"user": {"id": 7}, "Item": "x"}"#) } == .missingColumn)
        // What may be left out may also come later.
        #expect(try read(#"{"user": {"id": 7}, "item": "x", "other": 1}"#).events.count == 1)
    }

    @Test func blankLinesAreNothingAndACutLineIsNamedSo() throws {
        let sink = try read("\n" + Self.good + "  \n" + #"{"user": {"id": 7}, "it"#)
        #expect(sink.events.map(\.source.line) == [2])
        #expect(sink.problems.map(\.reason) == ["the file ends inside this row"])
    }
}
