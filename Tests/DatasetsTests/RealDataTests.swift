import Datasets
import Foundation
import Testing

/// Counts that were published, or recounted by other programs, on the real files.
@Suite(.enabled(if: RealData.isPresent, RealData.absence))
struct RealDataTests {
    @Test func movieLens1MHasItsPublishedCounts() throws {
        let dataset = try RealData.movieLens1M.get()
        #expect(dataset.users.count == 6_040)
        #expect(dataset.users.reduce(0) { $0 + $1.interactions.count } == 1_000_209)
        #expect(dataset.catalog.count == 3_883)
        #expect(dataset.ratingScale == 1...5)
        #expect(dataset.undescribedItems.isEmpty)
        #expect(dataset.userAttributes.count == 6_040)
        let rated = Preprocessing(restrictsCatalogToItemsWithEvents: true).apply(to: dataset)
        #expect(rated.catalog.count == 3_706)
        var stars = [Float: Int]()
        for user in dataset.users {
            for event in user.interactions { stars[event.rating!, default: 0] += 1 }
        }
        #expect(stars == [1: 56_174, 2: 107_557, 3: 261_197, 4: 348_971, 5: 226_310])
        #expect(dataset.users.map(\.interactions.count).max() == 2_314)
        #expect(rated.catalog.items.lazy.filter { $0.text != nil }.count == 3_685)
    }

    @Test func moviesWithFewerThanFiveRatingsLeaveWhatProtocolA5Ranks() throws {
        let dataset = try RealData.movieLens1M.get()
        let reduced = Preprocessing(minimumEventsPerItem: 5, restrictsCatalogToItemsWithEvents: true).apply(to: dataset)
        #expect(reduced.users.reduce(0) { $0 + $1.interactions.count } == 999_611)
        #expect(reduced.catalog.count == 3_416)
        let core = Preprocessing(core: 5, dropsConsecutiveRepeats: true, restrictsCatalogToItemsWithEvents: true)
            .apply(to: dataset)
        #expect(core.users.reduce(0) { $0 + $1.interactions.count } == 999_611)
        #expect(core.catalog.count == 3_416)
    }

    @Test func aFilmHasItsPeopleAndPlot() throws {
        let catalog = try RealData.movieLens1M.get().catalog
        let item = catalog[try #require(catalog.index(of: ItemID("2571")))]
        #expect(item.title == "The Matrix")
        #expect(item.year == 1999)
        #expect(item.domain == .film)
        #expect(item.facets[.certificate] == ["R"])
        #expect(item.facets[.cast]?.contains("Keanu Reeves") == true)
        #expect(item.facets[.genre]?.contains("Sci-Fi") == true)
        #expect(item.text?.isEmpty == false)
    }

    @Test func movieLens1MLeaveOneOutAsksEveryUser() throws {
        let dataset = try RealData.movieLens1M.get()
        let split = try Split.make(dataset, SplitConfiguration(.leaveOneOut))
        #expect(split.test.count == 6_040)
        #expect(split.validation.count == 6_040)
        #expect(split.training.count == 6_040)
        #expect(split.training.reduce(0) { $0 + $1.interactions.count } == 1_000_209 - 2 * 6_040)
        #expect(split.failedChecks.isEmpty)
    }

    @Test func movieLens1MCutAtNineTenthsHasTheAnchorsCounts() throws {
        let dataset = try RealData.movieLens1M.get()
        #expect(dataset.timeQuantile(0.9)?.seconds == 978_133_376)
        let last = try Split.make(dataset, SplitConfiguration(.temporalLast, resolution: .none))
        #expect(last.cutoff?.seconds == 978_133_376)
        #expect(last.test.count == 1_209)
        #expect(last.failedChecks.isEmpty)
        let timed = last.test.filter { $0.request.time != nil || $0.interactions.contains { $0.time != nil } }
        #expect(timed.isEmpty)
        let core = Preprocessing(core: 5, dropsConsecutiveRepeats: true, restrictsCatalogToItemsWithEvents: true)
            .apply(to: dataset)
        let each = try Split.make(core, SplitConfiguration(.temporalEach))
        #expect(each.test.count == 99_961)
        #expect(Set(each.test.map(\.user)).count == 1_209)
        let all = try Split.make(dataset, SplitConfiguration(.temporalAll))
        #expect(all.test.count == 1_209)
        #expect(all.test.lazy.filter { $0.historyCount > 0 }.count == 1_180)
        #expect(all.test.reduce(0) { $0 + $1.targets.count } == 100_021)
        #expect(all.failedChecks.isEmpty)
    }

    @Test func beautyHasItsPublishedCounts() throws {
        let file = RealData.path("amazon-2014/Beauty.txt.gz")
        let attributes = ["Beauty_item2attributes.json.gz", "Beauty_items.tsv.gz"].map { RealData.path("amazon-2014/" + $0) }
        let (dataset, problems) = try Dataset.read(
            ImportFormat.sequences.importer(path: file, attributes: attributes), name: "beauty")
        #expect(problems.isEmpty)
        #expect(dataset.users.count == 22_363)
        #expect(dataset.catalog.count == 12_101)
        #expect(dataset.users.reduce(0) { $0 + $1.interactions.count } == 198_502)
        #expect(Set(dataset.catalog.items.flatMap { $0.facets[.attribute] ?? [] }).count == 637)
        let split = try Split.make(dataset, SplitConfiguration(.leaveOneOut))
        #expect(split.test.count == 22_363)
        let learned = Set(split.training.flatMap { $0.interactions.compactMap(\.item) })
        let known = learned.union(split.validation.flatMap(\.targets))
        let cold = split.test.filter { !learned.contains($0.targets[0]) }
        #expect(cold.count == split.checks.first { $0.name == "cold-targets" }?.count)
        // The anchors count an item as known when validation held it: 22,311 of 22,363 test users remain.
        #expect(split.test.lazy.filter { known.contains($0.targets[0]) }.count == 22_311)
    }

    @Test func movieLensSmallIsRead() throws {
        let importer = MovieLensCSVImporter(folder: RealData.path("ml-latest-small"), readsTags: true)
        let (dataset, problems) = try Dataset.read(importer, name: "ml-latest-small")
        #expect(problems.isEmpty)
        #expect(dataset.users.count == 610)
        #expect(dataset.users.reduce(0) { $0 + $1.interactions.count } == 100_836)
        #expect(dataset.catalog.count == 9_742)
        let seen = Preprocessing(restrictsCatalogToItemsWithEvents: true).apply(to: dataset)
        #expect(seen.catalog.count == 9_724)
    }

    @Test func everyRowOfMovieLens1MIsRead() throws {
        #expect(try CountingSink.count(MovieLens1MImporter(folder: RealData.path("ml-1m"))).events == 1_000_209)
    }
}

extension Split {
    var failedChecks: [SplitCheck] { checks.filter { !$0.passed } }
}

struct CountingSink: ImportSink {
    var events = 0
    mutating func receive(items: [Item]) {}
    mutating func receive(users: [UserAttributes]) {}
    mutating func receive(events new: [RawEvent]) { events += new.count }
    mutating func receive(problems: [RowProblem]) {}
    static func count(_ importer: any Importer) throws -> CountingSink {
        var sink = CountingSink()
        try importer.run(into: &sink)
        return sink
    }
}

@Suite(.enabled(if: RealData.isPresent, RealData.absence))
struct RealTokensTests {
    @Test func everyRatingOfMovieLens1MIsAToken() throws {
        let dataset = try RealData.movieLens1M.get()
        let tokenizer = InteractionTokenizer.fit(dataset.users, dataset: dataset)
        #expect(tokenizer.report.tokens == 1_000_209)
        #expect(tokenizer.report.merges == 0)
        #expect(tokenizer.vocabulary.ratingCount == 10)
        var tokens = 0
        for user in dataset.users { tokens += tokenizer.tokens(user.interactions[...]).count }
        for user in dataset.users { tokens += tokenizer.trainingTokens(user, epoch: 0, seed: 1).count }
        #expect(tokens == 2 * 1_000_209)
    }
}
