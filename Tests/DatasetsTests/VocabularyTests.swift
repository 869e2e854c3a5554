import Datasets
import Foundation
import Testing

@Suite struct EngagementVocabularyTests {
    private func user(_ sequence: [EventKind], at start: Double) -> [Interaction] {
        sequence.enumerated().map { event(1, $1, at: start + Double($0) * 0.1) }
    }

    private func fit(_ sequences: [[EventKind]], size: Int = 256, minimum: Int = 1) -> InteractionTokenizer {
        let users = sequences.enumerated().map { history("u\($0)", user($1, at: 0)) }
        let configuration = TokenizerConfiguration(vocabularySize: size, minimumMergeCount: minimum)
        return InteractionTokenizer.fit(users, dataset: world(users), configuration: configuration)
    }

    /// The textbook algorithm: count all pairs of head and next kind, merge the best, encode again.
    private func referenceMerges(_ sequences: [[EventKind]], limit: Int, minimum: Int) -> [[EventKind]] {
        var learned: [[EventKind]] = []
        while learned.count < limit {
            var pairs: [[EventKind]: Int] = [:]
            for sequence in sequences {
                let head =
                    ((1...sequence.count).last { length in
                        length == 1 || learned.contains(Array(sequence[..<length]))
                    })!
                if head < sequence.count { pairs[Array(sequence[...head]), default: 0] += 1 }
            }
            let best = pairs.filter { $0.value >= minimum }.min { a, b in
                if a.value != b.value { return a.value > b.value }
                if a.key.count != b.key.count { return a.key.count < b.key.count }
                return a.key.map(\.rawValue).lexicographicallyPrecedes(b.key.map(\.rawValue))
            }
            guard let best else { return learned }
            learned.append(best.key)
        }
        return learned
    }

    @Test func mergesAreThoseOfTheTextbookAlgorithm() {
        var generator = SeededGenerator(seed: 77)
        let kinds: [EventKind] = [.play, .pause, .resume, .complete, .thumbsUp]
        for round in 0..<40 {
            let sequences = (0..<60).map { _ in
                (0..<Int.random(in: 1...7, using: &generator)).map { _ in
                    kinds[min(Int.random(in: 0..<5, using: &generator), Int.random(in: 0..<5, using: &generator))]
                }
            }
            let tokenizer = fit(sequences, size: 64, minimum: 2)
            let limit = 64 - EngagementVocabulary.kindCount
            let expected = referenceMerges(sequences, limit: limit, minimum: 2)
            let learned = (EngagementVocabulary.kindCount..<tokenizer.engagements.count).map {
                tokenizer.engagements.kinds(of: UInt16($0))
            }
            #expect(learned == expected, "round \(round)")
        }
    }

    @Test func theOrderOfUsersChangesNothing() {
        let sequences: [[EventKind]] = [[.play, .pause], [.play, .complete], [.open, .read], [.play, .pause, .resume]]
        #expect(fit(sequences).engagements == fit(sequences.reversed()).engagements)
    }

    @Test func anUnseenSequenceFallsBackToItsLongestKnownBeginning() {
        let vocabulary = fit([[.play, .pause, .resume], [.open, .read]]).engagements
        let encoded = vocabulary.encode([.play, .pause, .hide, .complete])
        #expect(vocabulary.kinds(of: encoded.symbol) == [.play, .pause])
        #expect(encoded.lost == 2)
        let strange = vocabulary.encode([.share, .play])
        #expect(vocabulary.kinds(of: strange.symbol) == [.share])
        #expect(strange.lost == 1)
        #expect(vocabulary.name(of: encoded.symbol) == "play → pause")
    }

    @Test func rareSequencesAreNotLearned() {
        let sequences = Array(repeating: [EventKind.play, .pause], count: 5) + [[.play, .complete]]
        let tokenizer = fit(sequences, minimum: 3)
        #expect(tokenizer.report.merges == 1)
        #expect(tokenizer.report.lost == 1)
        #expect(tokenizer.report.compression == 2)
    }

    @Test func heartbeatsCountAsOne() {
        let many = fit([[.play] + Array(repeating: .progress, count: 50) + [.complete]])
        #expect(
            many.engagements.kinds(of: many.tokens(user([.play, .progress, .complete], at: 0)[...]).engagements[0])
                == [.play, .progress, .complete])
        #expect(many.report.merges == 2)
        #expect(many.report.lost == 0)
    }

    @Test func aVeryLongSequenceIsLearnedUpToALimit() {
        let long = (0..<500).map { $0 % 2 == 0 ? EventKind.play : .pause }
        let tokenizer = fit([long])
        #expect(tokenizer.report.merges == 31)
        #expect(tokenizer.report.lost == 468)
    }

    @Test func impossibleMergesAreRefused() {
        let kinds = UInt16(EngagementVocabulary.kindCount)
        typealias Merge = EngagementVocabulary.Merge
        #expect(EngagementVocabulary(merges: [Merge(head: kinds, kind: .play)]) == nil)
        #expect(EngagementVocabulary(merges: [Merge(head: 0, kind: .play), Merge(head: 0, kind: .play)]) == nil)
        #expect(EngagementVocabulary(merges: [Merge(head: 0, kind: .play), Merge(head: kinds, kind: .play)]) != nil)
        #expect(EngagementVocabulary(merges: Array(repeating: Merge(head: 0, kind: .play), count: 70_000)) == nil)
    }
}

@Suite struct StoredTokenizerTests {
    private let events = [
        event(1, .play, at: 0, duration: 90, device: 1), event(1, .complete, at: 5, device: 2), event(2, .rating, at: 6, rating: 4),
    ]

    @Test func aStoredTokenizerGivesTheSameTokens() throws {
        let configuration = TokenizerConfiguration(
            vocabularySize: 128, sessionGap: 600,
            roles: {
                var roles = RolesTable()
                roles[.trailer] = .target
                return roles
            }())
        let tokenizer = fitted([events], configuration: configuration)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let stored = try encoder.encode(tokenizer)
        let restored = try JSONDecoder().decode(InteractionTokenizer.self, from: stored)
        #expect(restored.tokens(events[...]) == tokenizer.tokens(events[...]))
        #expect(restored.vocabulary == tokenizer.vocabulary)
        #expect(restored.report == tokenizer.report)
        #expect(restored.configuration == configuration)
        #expect(try encoder.encode(restored) == stored)
    }

    @Test func aDamagedOrForeignTokenizerIsRefused() throws {
        let stored = try JSONEncoder().encode(fitted([events]))
        let text = String(decoding: stored, as: UTF8.self)
        func decode(_ text: String) throws { _ = try JSONDecoder().decode(InteractionTokenizer.self, from: Data(text.utf8)) }
        try decode(text)
        for (old, new) in [
            ("\"version\":1", "\"version\":2"), ("\"merges\":[", "\"merges\":[{\"head\":9999,\"kind\":0},"),
            ("\"kind\":4", "\"kind\":200"), ("\"devices\":[\"unknown\",\"phone\",\"tv\"]", "\"devices\":[]"),
            ("\"role\":\"negative\"", "\"role\":\"king\""), ("\"play\":", "\"jump\":"),
        ] {
            let changed = text.replacingOccurrences(of: old, with: new)
            #expect(changed != text, "\(old)")
            #expect(throws: DecodingError.self, "\(new)") { try decode(changed) }
        }
    }

    @Test func aRunFileNamesOnlyWhatItChanges() throws {
        let text = #"{"vocabularySize": 99999, "roles": {"share": {"role": "historyOnly", "rejects": true}}}"#
        let configuration = try JSONDecoder().decode(TokenizerConfiguration.self, from: Data(text.utf8))
        #expect(configuration.vocabularySize == 512)
        #expect(configuration.sessionGap == 1800)
        #expect(configuration.roles[.share] == .historyOnly)
        #expect(configuration.roles.rejects(.share))
        #expect(configuration.roles[.play] == .target)
        #expect(configuration.roles[.impression] == .negative)
        #expect(configuration.roles[.search] == .requestOnly)
    }

    @Test func anotherDataSetsNamesAreTranslated() {
        let tokenizer = fitted([events])
        var other = world([])
        other.devices = ["unknown", "car", "tv"]
        let adapted = tokenizer.adapted(to: other)
        #expect((0...3).map { adapted.device($0) } == [0, 0, 2, 0])
        #expect((0...3).map { tokenizer.device($0) } == [0, 1, 2, 0])
        #expect(
            adapted.request(RequestContext(time: events[0].time, device: 2, locale: 9))
                == RequestToken(
                    time: 1_704_110_400, device: 2, hourOfWeek: 13, locale: 0, surface: 0))
        #expect(tokenizer.request(RequestContext()).time == .min)
    }
}

@Suite struct BucketTests {
    @Test func everyBucketLiesInItsVocabulary() {
        let scales: [ClosedRange<Float>?] = [
            nil, 1...5, 0.5...5, 0...10, 1...10, 0...100, -1...1, 3...3, 0...Float.greatestFiniteMagnitude,
        ]
        for scale in scales {
            let outcomes = OutcomeBuckets(ratingScale: scale)
            #expect((1...21).contains(outcomes.ratingCount))
            for value: Float in [-.infinity, -3, 0, 0.5, 1, 2.5, 5, 10, 99, .infinity, .nan, .greatestFiniteMagnitude] {
                #expect(Int(outcomes.rating(value)) < outcomes.ratingCount, "\(value) on \(String(describing: scale))")
                #expect(Int(OutcomeBuckets.duration(value)) < OutcomeBuckets.durationCount)
                #expect(Int(OutcomeBuckets.completion(value)) < OutcomeBuckets.completionCount)
            }
        }
    }

    @Test func eachHalfStarHasABucket() {
        let stars = stride(from: Float(0.5), through: 5, by: 0.5).map { OutcomeBuckets(ratingScale: 0.5...5).rating($0) }
        #expect(stars == (1...10).map { UInt8($0) })
        #expect((1...5).map { OutcomeBuckets(ratingScale: 1...5).rating(Float($0)) } == [1, 3, 5, 7, 9])
        #expect(OutcomeBuckets(ratingScale: 1...5).ratingCount == 10)
        #expect(OutcomeBuckets(ratingScale: 1...5).rating(nil) == 0)
    }

    @Test func durationsGrowByHalfDoublings() {
        #expect(OutcomeBuckets.duration(nil) == 0)
        #expect(OutcomeBuckets.duration(-1) == 0)
        #expect(OutcomeBuckets.duration(0) == 1)
        #expect(OutcomeBuckets.duration(1) == 3)
        #expect(OutcomeBuckets.duration(3) == 5)
        #expect(OutcomeBuckets.duration(36_000) == 31)
        #expect(OutcomeBuckets.completion(0) == 1)
        #expect(OutcomeBuckets.completion(0.999) == 10)
        #expect(OutcomeBuckets.completion(7) == 10)
    }

    @Test func gapsHaveTheBucketsOfTheFormula() {
        var generator = SeededGenerator(seed: 1)
        let gaps = Array(1...5000).map(Int64.init) + (0..<5000).map { _ in Int64.random(in: 1...(1 << 52), using: &generator) }
        for gap in gaps {
            let expected = min(127, Int((log(Double(gap)) / 0.301).rounded(.down)))
            #expect(Int(TimeGapBucket.bucket(from: 1000, to: 1000 + gap)) == expected, "gap \(gap)")
        }
        #expect(TimeGapBucket.bucket(from: 5, to: 5) == UInt8(TimeGapBucket.zero))
        #expect(TimeGapBucket.bucket(from: 6, to: 5) == UInt8(TimeGapBucket.negative))
        #expect(TimeGapBucket.bucket(from: .min, to: 5) == UInt8(TimeGapBucket.unknown))
        #expect(TimeGapBucket.bucket(from: 5, to: .min) == UInt8(TimeGapBucket.unknown))
        #expect(TimeGapBucket.bucket(from: .min + 1, to: .max) == 127)
        #expect(TimeGapBucket.bucket(from: .max, to: .min + 1) == UInt8(TimeGapBucket.negative))
        #expect(TimeGapBucket.bucket(from: 0, to: .max) == 127)
    }

    @Test func theWeekBeginsOnMonday() {
        let tokenizer = fitted([[event(1, .play, at: 0)]])
        #expect(tokenizer.hourOfWeek(nil) == 0)
        #expect(tokenizer.hourOfWeek(Timestamp(seconds: 1_704_067_200)) == 1)  // Monday 2024-01-01 00:00
        #expect(tokenizer.hourOfWeek(Timestamp(seconds: 1_704_067_199)) == 168)
        #expect(tokenizer.hourOfWeek(Timestamp(seconds: 0)) == 73)  // Thursday
        #expect(tokenizer.hourOfWeek(Timestamp(seconds: -1)) == 72)
        #expect(tokenizer.vocabulary.hourCount == 169)
        for value in [Int64.min, .min + 1, .max] {
            let time = Timestamp(rawValue: value)
            #expect((1...168).contains(tokenizer.hourOfWeek(time)))
            #expect(Timestamp(seconds: value).rawValue == (value > 0 ? .max : .min))
            #expect((1...12).contains(CalendarDate(time).month))
            #expect(TimeResolution.hour.coarsen(time) != nil)
        }
    }

    @Test func datesAreThoseOfTheCalendar() {
        let calendar = Calendar(identifier: .gregorian)
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<500 {
            let seconds = Int64.random(in: -5_000_000_000...9_000_000_000, using: &generator)
            let parts = calendar.dateComponents(
                in: TimeZone(identifier: "GMT")!, from: Date(timeIntervalSince1970: Double(seconds)))
            let date = CalendarDate(Timestamp(seconds: seconds))
            #expect([date.year, date.month, date.day] as [Int] == [parts.year!, parts.month!, parts.day!], "second \(seconds)")
            #expect([date.hour, date.minute, date.second] as [Int] == [parts.hour!, parts.minute!, parts.second!])
            #expect(date.weekday == (parts.weekday! + 5) % 7)
        }
        #expect(CalendarDate(Timestamp(seconds: 1_704_110_400)).description == "Mon 2024-01-01 12:00")
        #expect(CalendarDate(Timestamp(seconds: 1_704_110_400)).iso8601 == "2024-01-01T12:00:00Z")
    }
}

@Suite struct TokenTableTests {
    private let events = [
        event(3, .play, at: 0, duration: 600, device: 2), event(3, .pause, at: 10, completion: 0.2), event(nil, .search, at: 12),
        event(3, .complete, at: 49, completion: 0.97), event(5, .impression, at: 51), event(6, .hide, at: 52, device: 1),
        event(7, .play, at: 152, duration: 15),
    ]

    @Test func eventsStandBesideTheirToken() throws {
        let user = history("anna", events)
        let gap = [event(3, .play, at: 0), event(3, .pause, at: 10), event(3, .resume, at: 30), event(3, .complete, at: 49)]
        let tokenizer = fitted([events, gap], configuration: TokenizerConfiguration(sessionGap: 3600))
        let table = TokenTable(user, tokenizer: tokenizer, dataset: world([user]))
        #expect(table.tokenCount == 3)
        #expect(table.compression == 5 / 3.0)
        #expect(table.rows.map(\.token) == [1, nil, 2, 3])
        #expect(table.rows.flatMap(\.events).map(\.number) == Array(1...7))
        #expect(table.rows[0].engagement == ["play", "pause", "complete"])
        #expect(table.rows[0].events.map(\.isSetAside) == [false, false, true, false])
        #expect(table.rows.map(\.session) == [1, 1, 1, 2])
        let text = table.render()
        #expect(
            text == """
                user anna: 7 events became 3 tokens, 1.7 events a token
                ─── session 1 · 2024-01-01 12:00 UTC
                1  12:00  play 10 min on tv                 ┐
                2  12:10  pause 20 %                        ├ 1  Title 3 · play → pause → complete · 97 % · 10 min · tv
                3  12:12  search (set aside)                │
                4  12:49  complete 97 %                     ┘
                5  12:51  impression of Title 5 (set aside)
                6  12:52  hide on phone                     ─ 2  Title 6 · hide · phone · not a target
                ─── session 2 · 2024-01-01 14:32 UTC
                7  14:32  play 15 s                         ─ 3  Title 7 · play · 15 s

                """)
        #expect(table.render(limit: 1).contains("3 earlier rows are not shown"))
        let stored = try JSONEncoder().encode(table)
        #expect(try JSONDecoder().decode(TokenTable.self, from: stored) == table)
    }

    @Test func aTitleCannotBreakTheTable() {
        let user = history("x", [event(0, .play, at: 0)])
        var dataset = world([user])
        dataset.catalog = Catalog([Item(id: ItemID("1"), title: "A\n\u{1B}[31mB\t" + String(repeating: "long ", count: 100))])
        let text = TokenTable(user, tokenizer: fitted([user.interactions]), dataset: dataset).render()
        #expect(text.split(separator: "\n").count == 3)
        #expect(!text.contains("\u{1B}"))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 130 } as Bool)
    }
}

@Suite struct KeywordTests {
    @Test func wordsThatSetATextApartAreKept() {
        let texts = [
            "A hacker discovers the machines. The hacker's computers fight machines!", "Machines build a computer in space.",
            "Love in space; a love story of 2 lovers", "A wedding and love", nil, "",
        ]
        let words = KeywordExtractor(count: 3, maximumShare: 0.9).keywords(texts)
        #expect(words == [["machine", "computer"], ["computer", "machine", "space"], ["love", "space"], ["love"], [], []])
        #expect(KeywordExtractor(count: 1, minimumDocuments: 1, maximumShare: 0.9).keywords(texts)[0] == ["hacker"])
    }

    @Test func wordsOfTooManyTextsAreLeftOut() {
        let texts = (0..<10).map { "common word\($0 % 5 == 0 ? "" : "") \($0 < 2 ? "rare" : "other")" }
        #expect(KeywordExtractor(maximumShare: 0.3).keywords(texts)[0] == ["rare"])
    }

    @Test func keywordsJoinTheFacetOfTheirItem() {
        let catalog = Catalog([
            Item(id: ItemID("1"), facets: [.keyword: ["tag"]], text: "dragons and castles"), Item(id: ItemID("2"), text: "Dragon castle"),
            Item(id: ItemID("3")),
        ])
        let result = KeywordExtractor(maximumShare: 1).apply(to: catalog)
        #expect(result.items.map { $0.facets[.keyword] } == [["castle", "dragon", "tag"], ["castle", "dragon"], nil])
    }

    @Test(.enabled(if: RealData.isPresent, RealData.absence))
    func plotsOfRealFilmsHaveTheirWords() throws {
        let catalog = KeywordExtractor().apply(to: try RealData.movieLens1M.get().catalog)
        let words = catalog[try #require(catalog.index(of: ItemID("2571")))].facets[.keyword] ?? []
        #expect(words.count == 12)
        #expect(words.contains("hacker"))
        #expect(words == words.sorted())
    }
}
