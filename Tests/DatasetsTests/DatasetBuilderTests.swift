import Datasets
import Foundation
import Testing

private func raw(
    _ user: String, _ item: String?, _ kind: EventKind = .play, at seconds: Int64? = nil, line: Int, file: String = "a",
    rating: Float? = nil, device: String? = nil, locale: String? = nil, surface: String? = nil
) -> RawEvent {
    RawEvent(
        user: UserID(user), item: item.map { ItemID($0) }, kind: kind, time: seconds.map { Timestamp(seconds: $0) },
        rating: rating, device: device, locale: locale, surface: surface, source: SourcePosition(file: file, line: line))
}

private func build(_ events: [RawEvent], items: [Item] = [], resolution: TimeResolution = .exact) -> Dataset {
    var builder = DatasetBuilder(name: "test", ratingScale: 1...5)
    builder.receive(items: items)
    builder.receive(events: events)
    return builder.build(resolution: resolution)
}

extension Dataset {
    /// Everything that a model can see, as text.
    fileprivate var content: [String] {
        catalog.items.map { "\($0)" } + users.map { "\($0)" } + devices + locales + surfaces + ["\(userAttributes)"]
    }
    fileprivate func itemNames(_ user: String) -> [String] {
        users.first { $0.id.rawValue == user }?.interactions.map { $0.item.map { catalog[$0].id.rawValue } ?? "-" } ?? []
    }
}

@Suite struct DatasetBuilderTests {
    /// Ties, several files, names, an event without item and one without time.
    private static let events: [RawEvent] = {
        var generator = SeededGenerator(seed: 3)
        return (1...400).map { line in
            raw(
                "u\(Int.random(in: 0..<12, using: &generator))",
                line % 40 == 0 ? nil : "i\(Int.random(in: 0..<30, using: &generator))", line % 40 == 0 ? .search : .play,
                at: line % 50 == 0 ? nil : Int64.random(in: 1000..<1010, using: &generator), line: line,
                file: ["b", "a", "c"].randomElement(using: &generator)!, rating: Float(line % 5 + 1),
                device: [nil, "tv", "phone", "web"].randomElement(using: &generator)!,
                locale: [nil, "de"].randomElement(using: &generator)!, surface: "home")
        }
    }()

    @Test func theOrderOfImportLeavesNoTrace() {
        let items = (0..<35).map { Item(id: ItemID("i\($0)"), title: "T\($0)", facets: [.genre: ["x", "y"]]) }
        let reference = build(Self.events, items: items)
        var generator = SeededGenerator(seed: 8)
        for round in 0..<20 {
            let other = build(Self.events.shuffled(using: &generator), items: items.shuffled(using: &generator))
            #expect(other.content == reference.content, "round \(round)")
            #expect(other.fingerprint == reference.fingerprint, "round \(round)")
        }
        #expect(reference.fingerprint.count == 32)
    }

    /// Parts of one event, of some, and of all; more devices than there are numbers, each in few parts.
    @Test(arguments: [1, 37, 10_000]) func whatComesInPartsIsWhatComesAtOnce(eventsAtOnce: Int) throws {
        let devices = (0..<900).map { line in
            raw("d\(line % 11)", "i\(line % 7)", at: 2000 + Int64(line), line: 1000 + line, device: "device \(line % 300 % (1 + line))")
        }
        let items = (0..<35).map { Item(id: ItemID("i\($0)"), title: "T\($0)", facets: [.genre: ["x", "y"]]) }
        let people = [UserAttributes(id: UserID("u3"), values: ["age": "25"]), UserAttributes(id: UserID("nobody"), values: [:])]
        for keepsUnused in [true, false] {
            var whole = DatasetBuilder(name: "test", ratingScale: 1...5)
            whole.receive(items: items)
            whole.receive(users: people)
            whole.receive(events: Self.events + devices)
            var expected = whole.build(resolution: .hour)
            if !keepsUnused { expected = Preprocessing(restrictsCatalogToItemsWithEvents: true).apply(to: expected) }

            var builder = try PartedDatasetBuilder(
                name: "test", ratingScale: 1...5, domain: .other, folder: FileManager.default.temporaryDirectory.path,
                events: Self.events.count + devices.count, eventsAtOnce: eventsAtOnce)
            builder.receive(items: items)
            builder.receive(users: people)
            for event in Self.events + devices { try builder.receive(event) }
            var parts = builder.finish(resolution: .hour, keepsUnusedItems: keepsUnused)
            var dataset = parts.dataset
            var fingerprint = ContentFingerprint(dataset)
            var sizes: [Int] = []
            try parts.forEach { users in
                sizes.append(users.count)
                for user in users { fingerprint.combine(user) }
                dataset.users += users
            }
            #expect(dataset.content == expected.content && dataset.undescribedItems == expected.undescribedItems)
            #expect(fingerprint.value == expected.fingerprint)
            #expect(eventsAtOnce > 1300 ? sizes == [23] : sizes.count > 10, "\(sizes)")
        }
    }

    @Test func theFingerprintChangesWithEveryEvent() {
        let reference = build(Self.events).fingerprint
        for position in stride(from: 0, to: Self.events.count, by: 37) {
            var events = Self.events
            events[position].rating = 4.5
            #expect(build(events).fingerprint != reference, "event \(position)")
            events.remove(at: position)
            #expect(build(events).fingerprint != reference, "event \(position)")
        }
        #expect(build(Self.events, items: [Item(id: ItemID("i1"), title: "Another")]).fingerprint != reference)
    }

    @Test func eventsOfOneInstantKeepTheOrderOfTheirSource() {
        let events = [
            raw("u", "c", at: 5, line: 10), raw("u", "b", at: 5, line: 9), raw("u", "z", at: 5, line: 100, file: "B"),
            raw("u", "a", at: 4, line: 11),
        ]
        #expect(build(events).itemNames("u") == ["a", "z", "b", "c"])
    }

    @Test func orderComesFirstAndTimeIsCoarsenedAfterwards() {
        let events = [raw("u", "late", at: 3599, line: 1), raw("u", "early", at: 1, line: 2), raw("u", "next", at: 3600, line: 3)]
        for (resolution, times) in [
            (TimeResolution.exact, [1, 3599, 3600]), (.second, [1, 3599, 3600]), (.hour, [0, 0, 3600]), (.none, [nil, nil, nil]),
        ] as [(TimeResolution, [Int64?])] {
            let dataset = build(events, resolution: resolution)
            #expect(dataset.itemNames("u") == ["early", "late", "next"])
            #expect(dataset.users[0].interactions.map { $0.time?.seconds } == times)
            #expect(build(events).coarsened(to: resolution).fingerprint == dataset.fingerprint)
        }
        #expect(TimeResolution.hour.coarsen(Timestamp(seconds: -1)) == Timestamp(seconds: -3600))
    }

    @Test func theSameEventToldTwiceCountsOnce() {
        var builder = DatasetBuilder(name: "test")
        builder.receive(events: [
            raw("u", "a", at: 5, line: 1, rating: 3), raw("u", "b", at: 5, line: 2), raw("u", "a", at: 5, line: 3, rating: 3),
            raw("u", "a", at: 5, line: 4, rating: 2), raw("u", "a", at: 6, line: 5, rating: 3), raw("u", "a", line: 6),
            raw("u", "a", line: 7),
        ])
        let dataset = builder.build()
        #expect(dataset.itemNames("u") == ["a", "a", "a", "b", "a", "a"])
        #expect(builder.problems.map(\.line) == [3])
        #expect(builder.problems.map(\.kind) == [.duplicate])
    }

    @Test func usersAreOrderedByTheirKeyAndNamesByBytes() {
        let dataset = build(Self.events)
        #expect(dataset.users.map(\.key) == dataset.users.map { StableHash.of($0.id.rawValue, seed: Dataset.userKeySeed) })
        #expect(dataset.users.map(\.key) == dataset.users.map(\.key).sorted())
        #expect(dataset.devices == ["unknown", "phone", "tv", "web"])
        #expect(dataset.locales == ["unknown", "de"])
    }

    @Test func moreDevicesThanAnIndexCanHoldAreNotATrap() {
        let events = (0..<400).map { raw("u", "i", at: Int64($0 + 1), line: $0, device: "d\($0 % 300)") }
        let dataset = build(events)
        #expect(dataset.devices.count == 256)
        #expect(dataset.users[0].interactions.lazy.filter { $0.device == 0 }.count == 45)
    }

    @Test func nothingAtAllGivesAnEmptyDataSet() {
        let dataset = build([])
        #expect(dataset.users.isEmpty)
        #expect(dataset.catalog.count == 0)
        #expect(dataset.devices == ["unknown"])
    }

    @Test func descriptionsOfOneItemAreMerged() {
        let dataset = build(
            [],
            items: [
                Item(id: ItemID("a"), facets: [.genre: ["y"]], text: "plot"),
                Item(id: ItemID("a"), domain: .film, title: "A", year: 1999, facets: [.genre: ["x", "y"], .cast: ["z"]], text: "other"),
            ])
        #expect(
            dataset.catalog.items == [
                Item(id: ItemID("a"), domain: .film, title: "A", year: 1999, facets: [.genre: ["x", "y"], .cast: ["z"]], text: "plot")
            ])
    }

    @Test func aRemovedUserWasNeverThere() {
        let items = (0..<10).map { Item(id: ItemID("i\($0)"), title: "T\($0)") }
        for user in 0..<12 {
            let without = Self.events.filter { $0.user.rawValue != "u\(user)" }
            let expected = build(without, items: items)
            let removed = build(Self.events, items: items).removing(user: UserID("u\(user)"))
            #expect(removed.content == expected.content, "user \(user)")
            #expect(removed.fingerprint == expected.fingerprint, "user \(user)")
            #expect(removed.undescribedItems == expected.undescribedItems, "user \(user)")
        }
        let dataset = build(Self.events)
        #expect(dataset.removing(user: UserID("nobody")).fingerprint == dataset.fingerprint)
    }

    @Test func whatOnlyOneUserBroughtGoesWithThem() {
        var builder = DatasetBuilder(name: "test")
        builder.receive(items: [Item(id: ItemID("listed"))])
        builder.receive(users: [UserAttributes(id: UserID("u"), values: ["age": "9"])])
        builder.receive(events: [
            raw("u", "own", at: 1, line: 1, device: "watch"), raw("v", "shared", at: 1, line: 2, device: "zebra"),
            raw("u", "shared", at: 2, line: 3),
        ])
        let dataset = builder.build().removing(user: UserID("u"))
        #expect(dataset.catalog.items.map(\.id.rawValue) == ["listed", "shared"])
        #expect(dataset.devices == ["unknown", "zebra"])
        #expect(dataset.users.map { $0.interactions[0].device } == [1])
        #expect(dataset.itemNames("v") == ["shared"])
        #expect(dataset.userAttributes.isEmpty)
    }
}

@Suite struct PreprocessingTests {
    private func sequences(_ rows: [String: [String]]) -> Dataset {
        var builder = DatasetBuilder(name: "test")
        for (user, items) in rows {
            for (place, item) in items.enumerated() {
                let source = SourcePosition(file: "a", line: 1, ordinal: Int32(place))
                builder.add(RawEvent(user: UserID(user), item: ItemID(item), kind: .interaction, source: source))
            }
        }
        builder.add(Item(id: ItemID("never")))
        return builder.build()
    }

    private func rows(_ dataset: Dataset) -> [String: [String]] {
        Dictionary(uniqueKeysWithValues: dataset.users.map { ($0.id.rawValue, dataset.itemNames($0.id.rawValue)) })
    }

    @Test func rareItemsAreDroppedInOnePass() {
        let dataset = sequences(["u": ["a", "b", "c"], "v": ["a", "b"], "w": ["c"], "x": ["d"]])
        let result = Preprocessing(minimumEventsPerItem: 2).apply(to: dataset)
        #expect(rows(result) == ["u": ["a", "b", "c"], "v": ["a", "b"], "w": ["c"]])
        #expect(result.catalog.count == 5)
        #expect(result.fingerprint != dataset.fingerprint)
    }

    @Test func theCoreIsTakenUntilNobodyIsBelow() {
        // Without w, c has one event left, and then u has two.
        let dataset = sequences(["u": ["a", "b", "c"], "v": ["a", "b"], "w": ["c"]])
        let result = Preprocessing(core: 2, restrictsCatalogToItemsWithEvents: true).apply(to: dataset)
        #expect(rows(result) == ["u": ["a", "b"], "v": ["a", "b"]])
        #expect(result.catalog.items.map(\.id.rawValue) == ["a", "b"])
        #expect(Preprocessing(core: 9).apply(to: dataset).users.isEmpty)
    }

    @Test func repeatsAreDroppedAlsoWhereTheCoreMadeThem() {
        let dataset = sequences(["u": ["a", "a", "x", "a", "b"], "v": ["a", "b", "b", "a"]])
        #expect(rows(Preprocessing(dropsConsecutiveRepeats: true).apply(to: dataset))["u"] == ["a", "x", "a", "b"])
        let core = Preprocessing(core: 2, dropsConsecutiveRepeats: true).apply(to: dataset)
        #expect(rows(core) == ["u": ["a", "b"], "v": ["a", "b", "a"]])
    }

    @Test func theCatalogueKeepsOnlyWhatHasEventsWhenAskedFor() {
        let dataset = sequences(["u": ["b", "a"]])
        let result = Preprocessing(restrictsCatalogToItemsWithEvents: true).apply(to: dataset)
        #expect(result.catalog.items.map(\.id.rawValue) == ["a", "b"])
        #expect(rows(result) == ["u": ["b", "a"]])
        #expect(Preprocessing.none.apply(to: dataset).fingerprint == dataset.fingerprint)
    }

    @Test func tiesCanBeShuffledAndNothingElseMoves() {
        let times: [Double?] = [0, 1, 1, 1, 1, 1, 1, 2, 3, 3, nil, nil]
        let users = (0..<20).map { user in
            history("u\(user)", times.enumerated().map { event($0, .play, at: $1) })
        }
        let dataset = world(users)
        let first = Preprocessing(tieSeed: 1).apply(to: dataset)
        #expect(first.users.map(\.interactions) == Preprocessing(tieSeed: 1).apply(to: dataset).users.map(\.interactions))
        #expect(first.users.map(\.interactions) != Preprocessing(tieSeed: 2).apply(to: dataset).users.map(\.interactions))
        for user in first.users {
            let items = user.interactions.map { $0.item!.position }
            #expect(user.interactions.map(\.time) == dataset.users[0].interactions.map(\.time))
            #expect([items[0], items[7], items[10], items[11]] as [Int] == [0, 7, 10, 11])
            #expect(Set(items[1...6]) == Set(1...6))
        }
        #expect(Set(first.users.map { $0.interactions.map { $0.item!.position } }).count > 5)
    }
}
