import Datasets
import Foundation
import Testing
import Workspaces

@Suite struct TitleMatcherTests {
    private let catalog = Catalog([
        Item(id: ItemID("1"), domain: .film, title: "The Godfather: Part II", year: 1974, identifiers: ["imdb": "0071562"]),
        Item(id: ItemID("2"), domain: .film, title: "Hamlet", year: 1990),
        Item(id: ItemID("3"), domain: .film, title: "Hamlet", year: 1996),
        Item(id: ItemID("4"), domain: .film, title: "Star Wars: Episode IV - A New Hope", year: 1977),
        Item(id: ItemID("5"), domain: .film, title: "Amélie (Fabuleux destin d'Amélie Poulain, Le)", year: 2001),
        Item(id: ItemID("6"), domain: .series, title: "Dark", year: 2017), Item(id: ItemID("7"), domain: .film, title: "Dark", year: 2010),
        Item(id: ItemID("8"), domain: .film, title: "Spider-Man", year: 2002),
        Item(id: ItemID("9"), domain: .film, title: "Fast & Furious", year: 2009),
        Item(id: ItemID("10"), domain: .film, title: "Malcolm X", year: 1992),
    ])

    private func found(_ title: HistoryTitle) -> String? {
        guard case .found(let item, _) = TitleMatcher(catalog).match(title) else { return nil }
        return catalog[item].id.rawValue
    }

    @Test(arguments: [
        ("Godfather 2, The", 1974, "1"), ("the godfather part two", 1974, "1"), ("GODFATHER: PART II", 1975, "1"), ("Hamlet", 1996, "3"),
        ("Star Wars", 1977, "4"), ("Amelie", 2001, "5"), ("Le fabuleux destin d’Amélie Poulain", 2001, "5"), ("Spiderman", 2002, "8"),
        ("Fast and Furious", 2009, "9"), ("Fast 4 (Fast & Furious)", 2009, "9"), ("Malcolm X", 1992, "10"),
    ]) func spellingsOfOneTitleAreOne(name: String, year: Int, id: String) {
        #expect(found(HistoryTitle(name: name, year: year, form: .film)) == id)
    }

    @Test func outsideIDsComeFirst() {
        #expect(found(HistoryTitle(name: "Hamlet", year: 1990, form: .film, identifiers: ["imdb": "tt0071562"])) == "1")
    }

    @Test func whatMayBeSeveralItemsIsNotGuessed() {
        let matcher = TitleMatcher(catalog)
        #expect(
            matcher.match(HistoryTitle(name: "Hamlet")) == .ambiguous([catalog.index(of: ItemID("2"))!, catalog.index(of: ItemID("3"))!]))
        // A remake that the catalogue lacks.
        #expect(matcher.match(HistoryTitle(name: "Malcolm X", year: 1972, form: .film)) == .ambiguous([catalog.index(of: ItemID("10"))!]))
        #expect(matcher.match(HistoryTitle(name: "Nobody Made This")) == .unknown)
    }

    @Test func seriesAreNotFilms() {
        #expect(found(HistoryTitle(name: "Dark", form: .series)) == "6")
        #expect(found(HistoryTitle(name: "Dark", form: .film)) == "7")
        #expect(found(HistoryTitle(name: "Dark: Secrets", form: .unknown, seriesReading: "Dark")) == "6")
    }
}

/// How well titles are recognised where the truth is known.
@Suite(
    .enabled(
        if: FileManager.default.fileExists(atPath: RealData.folder + "/tmdb-catalog/catalog.csv.gz"),
        "TASTEMAKER_DATA does not hold tmdb-catalog"))
struct TitleMatcherRealDataTests {
    private func lines(_ name: String) throws -> [[String]] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "gzip -dc '\(RealData.folder)/\(name)'"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(Self.cells)
    }

    private static func cells(_ line: Substring) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                cells.append("")
            } else {
                cells[cells.count - 1].append(character)
            }
        }
        return cells
    }

    @Test func filmsOfTheMovieDatabaseAreRecognisedInMovieLens() throws {
        let catalog = try Dataset.read(MovieLensCSVImporter(folder: RealData.folder + "/ml-latest-small"), name: "small").dataset.catalog
        var truth: [String: String] = [:]
        for row in try lines("ml-latest-small/links.csv.gz").dropFirst() where row.count == 3 { truth[row[2]] = row[0] }
        let matcher = TitleMatcher(catalog)
        struct Tally { var right = 0, wrong = 0 }
        var byBasis: [TitleMatch.Basis: Tally] = [:]
        var (linked, ambiguous, missed) = (0, 0, 0)
        var examples: [String] = []
        for row in try lines("tmdb-catalog/catalog.csv.gz").dropFirst() where row.count >= 7 && row[6] == "movie" {
            let expected = truth[row[0]]
            if expected != nil { linked += 1 }
            let title = HistoryTitle(name: row[1], year: Int(row[2].prefix(4)), form: .film)
            switch matcher.match(title) {
            case .found(let item, let basis):
                if catalog[item].id.rawValue == expected {
                    byBasis[basis, default: Tally()].right += 1
                } else {
                    byBasis[basis, default: Tally()].wrong += 1
                    examples.append("\(title.key) taken for \(catalog[item].title) (\(catalog[item].year ?? 0)), \(basis.rawValue)")
                }
            case .ambiguous: if expected != nil { ambiguous += 1 }
            case .unknown:
                if expected != nil {
                    missed += 1; examples.append("\(title.key) missed: \(catalog[catalog.index(of: ItemID(expected!))!].title)")
                }
            }
        }
        let right = byBasis.values.reduce(0) { $0 + $1.right }
        let wrong = byBasis.values.reduce(0) { $0 + $1.wrong }
        let (precision, recall) = (Double(right) / Double(right + wrong), Double(right) / Double(linked))
        print(
            "The Movie Database in MovieLens latest-small by name and year: \(linked) linked films, \(right) right, \(wrong) wrong, "
                + "\(ambiguous) asked about, \(missed) missed: precision \(precision), recall \(recall)")
        for basis in TitleMatch.Basis.allCases {
            if let tally = byBasis[basis] { print("  \(basis.rawValue): \(tally.right) right, \(tally.wrong) wrong") }
        }
        if ProcessInfo.processInfo.environment["TASTEMAKER_STUDY"] != nil { for example in examples.prefix(60) { print("    \(example)") } }
        #expect(precision > 0.97 && recall > 0.9)
    }

    @Test func twoMovieLensCataloguesRecogniseEachOther() throws {
        let small = try Dataset.read(MovieLensCSVImporter(folder: RealData.folder + "/ml-latest-small"), name: "small").dataset.catalog
        let million = try Dataset.read(MovieLens1MImporter(folder: RealData.folder + "/ml-1m"), name: "ml-1m").dataset.catalog
        let shared = small.items.count { million.index(of: $0.id) != nil }
        let found = TitleMatcher(million).recognise(small)
        let right = found.items.count { $0.key == $0.value }
        if ProcessInfo.processInfo.environment["TASTEMAKER_STUDY"] != nil {
            for item in small.items where million.index(of: item.id) != nil && found.items[item.id] != item.id {
                let other = million[million.index(of: item.id)!]
                print(
                    "    \(item.titleWithYear) | \(other.titleWithYear) | \(TitleMatcher(million).match(HistoryTitle(name: item.title, year: item.year, form: .film)))"
                )
            }
        }
        print(
            "MovieLens 1M in latest-small by name and year: \(shared) shared films, \(found.items.count) recognised, \(right) right; by \(found.bases)"
        )
        #expect(Double(right) / Double(found.items.count) > 0.99 && Double(right) / Double(shared) > 0.95)
    }
}
