import DataDoctor
import Datasets
import Foundation
import Testing

@Suite struct AutoconfigureTests {
    private func propose(_ files: [String: String], file: String? = nil) throws -> MappingProposal {
        let folder = try Scratch()
        for (name, text) in files { try folder.write(name, Data(text.utf8)) }
        return try Autoconfigurer(path: file.map { folder.path + "/" + $0 } ?? folder.path).propose()
    }

    /// Rows of a log: users come in sittings, items are met by everybody.
    private func log(_ row: (_ user: Int, _ item: Int, _ time: Int64, _ number: Int) -> String) -> String {
        var generator = SeededGenerator(seed: 4)
        var rows: [(Int64, String)] = []
        for user in 0..<80 {
            for _ in 0..<4 {
                var time: Int64 = 1_700_000_000 + Int64.random(in: 0..<8_000_000, using: &generator)
                for _ in 0..<5 {
                    time += Int64.random(in: 20...400, using: &generator)
                    rows.append((time, row(user, Int.random(in: 0..<150, using: &generator), time, rows.count)))
                }
            }
        }
        return rows.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: "\n") + "\n"
    }

    @Test func namesAndContentTogetherAreCertain() throws {
        let rows = log { "\($0),\($1),\($2),\($3 % 5 + 1)" }
        let proposal = try propose(["log.csv": "customer_id,product_id,created_at,stars\n" + rows], file: "log.csv")
        #expect(proposal.column("user") == "customer_id" && proposal.column("item") == "product_id")
        #expect(proposal.column("time") == "created_at" && proposal.column("rating") == "stars")
        let guesses = try #require(proposal.tables.first).guesses
        #expect(guesses.allSatisfy { $0.confidence == .certain && !$0.evidence.isEmpty })
        let mapping = try #require(proposal.mapping)
        #expect(mapping.ratingScale == .init(low: 1, high: 5) && mapping.domain == .product)
        #expect(mapping.tables[0].time?.format == "seconds" && mapping.tables[0].kind?.constant?.kind == .rating)
    }

    /// Without names, the rhythm tells users from items, in whichever order the columns stand.
    @Test(arguments: [false, true]) func withoutAHeaderTheRhythmDecides(_ itemFirst: Bool) throws {
        let rows = log { itemFirst ? "\($1)\t\($0)\t\($3 % 5 + 1)\t\($2)" : "\($0)\t\($1)\t\($3 % 5 + 1)\t\($2)" }
        let proposal = try propose(["u.data": rows], file: "u.data")
        #expect(proposal.column("user") == (itemFirst ? "2" : "1"))
        #expect(proposal.column("item") == (itemFirst ? "1" : "2"))
        #expect(proposal.column("rating") == "3" && proposal.column("time") == "4")
        #expect(proposal.mapping?.tables[0].hasHeader == false)
    }

    @Test(arguments: [
        (",", "yyyy-MM-dd HH:mm:ss", "2024-03-07 21:04:09"), (";", "dd/MM/yyyy HH:mm", "27/03/2024 21:04"), ("|", "M/d/yy", "3/27/24"),
        ("\t", "iso8601", "2024-03-07T21:04:09Z"), (",", "yyyyMMdd", "20240307"), (",", "dd.MM.yyyy", "17.03.2024"),
    ])
    func separatorsAndTimesAreRecognised(_ delimiter: String, _ format: String, _ stamp: String) throws {
        let rows = log { user, item, _, _ in ["u\(user)", "i\(item)", stamp].joined(separator: delimiter) }
        let proposal = try propose(["log.csv": ["who_user", "item", "when"].joined(separator: delimiter) + "\n" + rows], file: "log.csv")
        #expect(proposal.mapping?.tables[0].time?.format == format)
        #expect(proposal.column("time") == "when")
    }

    @Test func milliAndMicrosecondsAreTold() throws {
        let milliseconds = log { user, item, time, _ in "u\(user),i\(item),\(time * 1000 + 123)" }
        #expect(try propose(["l.csv": "user,item,ts\n" + milliseconds], file: "l.csv").mapping?.tables[0].time?.format == "milliseconds")
        let microseconds = log { user, item, time, _ in "u\(user),i\(item),\(time * 1_000_000 + 7)" }
        #expect(try propose(["l.csv": "user,item,ts\n" + microseconds], file: "l.csv").mapping?.tables[0].time?.format == "microseconds")
    }

    @Test func dayOrMonthFirstIsAskedWhereBothArePossible() throws {
        let rows = log { user, item, _, number in "u\(user),i\(item),0\(number % 9 + 1)/0\(number % 7 + 1)/2024" }
        let proposal = try propose(["l.csv": "user,item,date\n" + rows], file: "l.csv")
        #expect(proposal.questions.contains { $0.contains("day or the month first") })
    }

    @Test func wordsOfLogsBecomeKinds() throws {
        let words = ["view", "addtocart", "transaction"]
        let rows = log { "\($2),u\($0),\(words[$3 % 3]),i\($1)" }
        let proposal = try propose(["events.csv": "timestamp,visitorid,event,itemid\n" + rows], file: "events.csv")
        #expect(proposal.column("user") == "visitorid" && proposal.column("item") == "itemid" && proposal.column("kind") == "event")
        let kind = try #require(proposal.mapping?.tables[0].kind)
        #expect(kind.values["view"]?.kind == .open && kind.values["transaction"]?.kind == .purchase)
    }

    @Test func whatDependsOnTheItemAloneDescribesIt() throws {
        let styles = ["Folk", "Jazz", "Choir"]
        let rows = log { "m\($0);\($2);s\($1);Tune, \($1)th of all;\(styles[$1 % 3])|Radio;\($3 % 200 + 20)" }
        let proposal = try propose(["radio.csv": "member;at;song;title;style;seconds\n" + rows], file: "radio.csv")
        let mapping = try #require(proposal.mapping)
        let items = try #require(mapping.tables.first { $0.holds == .items })
        #expect(items.item?.columns == ["song"] && items.title?.columns == ["title"])
        #expect(items.facets["style"]?.separator == "|" && items.delimiter == ";")
        #expect(proposal.column("duration") == "seconds")
        #expect(mapping.domain == .song)
    }

    @Test func filesOfAFolderAreJoinedByTheirKeys() throws {
        let ratings = log { "u\($0),\($1),\($3 % 10 + 1),\($2)" }
        let books = (0..<150).map { "\($0),\"Book, the \($0)th\",\(1950 + $0 % 60),\($0 % 3 == 0 ? "Crime" : "Crime|Love")" }.joined(
            separator: "\n")
        let readers = (0..<80).map { "u\($0),\($0 % 3 == 0 ? "f" : "m"),\(20 + $0 % 5)" }.joined(separator: "\n")
        let friends = (0..<400).map { "u\($0 % 80),u\($0 * 7 % 80)" }.joined(separator: "\n")
        let proposal = try propose([
            "ratings.csv": "reader,book_id,rating,ts\n" + ratings, "books.csv": "book_id,title,year,genres\n" + books,
            "readers.csv": "reader,gender,age\n" + readers, "friends.csv": "reader,friend\n" + friends, "README.md": "user,item,time",
        ])
        let tables = try #require(proposal.mapping).tables
        #expect(
            Dictionary(uniqueKeysWithValues: tables.map { ($0.file!, $0.holds) }) == [
                "ratings.csv": .events, "books.csv": .items, "readers.csv": .users,
            ])
        let items = try #require(tables.first { $0.holds == .items })
        #expect(items.title?.columns == ["title"] && items.year?.columns == ["year"] && items.facets["genre"]?.separator == "|")
        #expect(tables.first { $0.holds == .users }?.attributes.keys.sorted() == ["age", "gender"])
        #expect(proposal.tables.first { $0.file == "friends.csv" }?.reason.contains("relation") == true)
    }

    @Test func jsonLinesAreReadByPath() throws {
        let rows = log { user, item, time, _ in "{\"actor\": {\"user_id\": \"u\(user)\"}, \"item_id\": \(item), \"ts\": \(time)}" }
        let proposal = try propose(["log.jsonl": rows], file: "log.jsonl")
        #expect(proposal.column("user") == "actor.user_id" && proposal.column("item") == "item_id" && proposal.column("time") == "ts")
        #expect(proposal.mapping?.tables[0].layout == .jsonl)
    }

    @Test func latinTextIsReadAsLatin() throws {
        let folder = try Scratch()
        let rows = log { user, item, time, _ in "u\(user),Am#lie \(item),\(time)" }
        var bytes = Data("user,film,ts\n".utf8)
        for byte in rows.utf8 { bytes.append(byte == UInt8(ascii: "#") ? 0xE9 : byte) }
        try folder.write("log.csv", bytes)
        let proposal = try Autoconfigurer(path: folder.path + "/log.csv").propose()
        #expect(proposal.mapping?.tables[0].encoding == .latin1)
        #expect(proposal.column("item") == "film")
    }

    @Test func whereNobodyIsNamedItSaysSo() throws {
        var generator = SeededGenerator(seed: 1)
        let rows = (0..<500).map {
            "\($0),\(1_700_000_000 + $0 * 60),\(Int.random(in: 0..<40, using: &generator)),\($0 % 3),0.\(10 + $0 % 80)"
        }
        let proposal = try propose(
            ["log.csv": "row,timestamp,item_id,position,propensity\n" + rows.joined(separator: "\n")], file: "log.csv")
        #expect(proposal.mapping == nil)
        #expect(proposal.tables[0].reason.contains("user") || proposal.text().contains("No mapping can be proposed"))
    }

    @Test func sequencesAreRecognised() throws {
        var generator = SeededGenerator(seed: 1)
        let rows = (1...200).map { user in
            "\(user) "
                + (0..<Int.random(in: 3...20, using: &generator)).map { _ in "\(Int.random(in: 1...500, using: &generator))" }.joined(
                    separator: " ")
        }
        #expect(try propose(["s.txt": rows.joined(separator: "\n") + "\n"], file: "s.txt").knownFormat == .sequences)
    }

    @Test func theProposalIsAMappingThatImports() throws {
        let folder = try Scratch()
        let rows = log { "u\($0),i\($1),\($2),\($3 % 5 + 1)" }
        try folder.write("log.csv", Data(("user,item,ts,rating\n" + rows).utf8))
        let json = try #require(try Autoconfigurer(path: folder.path + "/log.csv").propose().json())
        try folder.write("mapping.json", Data(json.utf8))
        let mapping = try Mapping(file: folder.path + "/mapping.json")
        let report = try DataDoctor(options: DoctorOptions(now: PlantedWorld.now), curve: nil)
            .examine(MappedImporter(mapping: mapping, path: folder.path + "/log.csv"), name: "log")
        #expect(report.counts.events == 1600 && report.counts.rejectedRows == 0)
    }

    @Test func hostileFilesEndInAProposalOrATypedError() throws {
        let folder = try Scratch()
        var generator = SeededGenerator(seed: 9)
        let alphabet = Array(",;|\t\n\"{}[]:0123456789abc\u{0}\u{FF}\r ".unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
        for number in 0..<200 {
            let bytes = (0..<Int.random(in: 0...600, using: &generator)).map { _ in alphabet.randomElement(using: &generator)! }
            try folder.write("fuzz", Data((number % 2 == 0 ? Array("user,item,ts\n".utf8) : []) + bytes))
            do { _ = try Autoconfigurer(path: folder.path + "/fuzz").propose().text() } catch is ImportError {}
        }
        #expect(throws: ImportError.self) { try Autoconfigurer(path: folder.path + "/nothing").propose() }
    }
}

/// A folder that vanishes with the value.
final class Scratch {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "data-doctor-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ data: Data) throws { try data.write(to: URL(fileURLWithPath: path + "/" + name)) }
}
