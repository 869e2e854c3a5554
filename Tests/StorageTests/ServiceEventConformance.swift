import Datasets
import Storage
import Testing

/// What every event store promises to a service: the fate of each event, replaced items, merged users.
@Suite("Every event store below a service") struct ServiceEventConformance {
    private func event(_ id: String?, user: String = "a", item: String = "1", line: Int) -> RawEvent {
        RawEvent(
            user: UserID(user), item: ItemID(item), kind: .play, time: Timestamp(seconds: Int64(1000 + line)), id: id,
            source: SourcePosition(file: "api", line: line))
    }

    private func begin(_ store: any EventStore) throws { _ = try store.begin(SourceDescription(name: "api", format: "api")) }

    @Test(arguments: StoreKind.allCases) func theFateOfEveryEventIsToldByItsPlace(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try begin(store)
            try store.append([event("z", user: "gone", line: 1)], problems: [], source: "api")
            try store.erase(user: "gone")
            let first = event("x", line: 2)
            var same = first
            same.source.line = 3
            let batch = [
                first, same, event("x", item: "2", line: 4), event(nil, line: 5), event("y", user: "gone", line: 6), event("y", line: 7),
            ]
            let summary = try store.append(batch, problems: [], source: "api", notesConflicts: false)
            #expect(summary.fates == [.inserted, .repeated, .conflict, .inserted, .refused, .inserted])
            #expect(try store.problems(limit: 9).isEmpty && store.sources().map(\.rejected) == [0])
            #expect(try store.sources().map(\.line) == [7])
            let again = try store.append([event(nil, line: 5), event("y", item: "3", line: 8)], problems: [], source: "api")
            #expect(again.fates == [.repeated, .conflict])
            #expect(try store.problems(limit: 9).count == 1)
        }
    }

    @Test(arguments: StoreKind.allCases) func aReplacedItemHasNothingOfTheOneBefore(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try store.describe(items: Sample.items)
            let other = Item(id: "1", domain: .series, title: "Other", facets: [.cast: ["B", "A", "B"]], identifiers: ["imdb": "tt9"])
            try store.replace(items: [other, Item(id: "new")])
            var expected = other
            expected.facets = [.cast: ["A", "B"]]
            #expect(try store.items(["1", "new", "none", "1"]) == [expected, Item(id: "new")])
            #expect(try store.items().map(\.id) == ["1", "2", "new"])
            #expect(try store.items([]).isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases) func aRemovedItemLeavesItsEvents(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try begin(store)
            try store.describe(items: Sample.items + [Item(id: "unmet")])
            try store.append([event("x", item: "1", line: 1)], problems: [], source: "api")
            #expect(try store.remove(items: ["1", "unmet", "none"]) == 2)
            #expect(try store.remove(items: ["1", "unmet"]) == 0)
            #expect(try store.items().map(\.id) == ["2"])
            #expect(try store.events(of: "a").map(\.item) == ["1"])
            #expect(try store.counts().items == 2)
            try store.describe(items: [Item(id: "1", title: "Again")])
            #expect(try store.items(["1"]) == [Item(id: "1", title: "Again")])
            #expect(try store.events(of: "a").map(\.item) == ["1"])
        }
    }

    @Test(arguments: StoreKind.allCases) func attributesOfOneUserAreFound(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try store.describe(users: [UserAttributes(id: "a", values: ["x": "1", "y": ""]), UserAttributes(id: "b", values: [:])])
            #expect(try store.attributes(of: "a") == UserAttributes(id: "a", values: ["x": "1", "y": ""]))
            #expect(try store.attributes(of: "b") == UserAttributes(id: "b", values: [:]))
            #expect(try store.attributes(of: "c") == nil)
        }
    }

    @Test(arguments: StoreKind.allCases) func mergedEventsChangeHands(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try begin(store)
            // Before and after the index was made, in runs and scattered.
            try store.append((1...900).map { event("id\($0)", user: $0 % 3 == 0 ? "a" : "b", line: $0) }, problems: [], source: "api")
            try store.finish(source: "api")
            try store.append((901...1000).map { event("id\($0)", user: $0 % 2 == 0 ? "a" : "b", line: $0) }, problems: [], source: "api")
            try store.describe(users: [
                UserAttributes(id: "a", values: ["x": "a"]), UserAttributes(id: "b", values: ["x": "b", "y": "b"]),
            ])
            let all = try (store.events(of: "a") + store.events(of: "b")).map(\.source.line).sorted()
            #expect(try store.merge(user: "b", into: "a") == 650)
            #expect(try store.merge(user: "b", into: "a") == 0)
            #expect(try store.events(of: "a").map(\.source.line) == all && store.events(of: "b").isEmpty)
            #expect(try store.events(of: "a").allSatisfy { $0.user == "a" })
            #expect(try store.users() == [UserAttributes(id: "a", values: ["x": "a", "y": "b"])])
            #expect(try store.userIDs() == ["a"] && store.counts().users == 1 && store.counts().events == 1000)
            // The same event under the person's other name is the same event.
            var again = event("id1", user: "a", line: 2000)
            again.time = Timestamp(seconds: 1001)
            #expect(try store.append([again], problems: [], source: "api").fates == [.repeated])
            #expect(try store.integrityProblems().isEmpty)
            #expect(try store.erase(user: "a") == 1000)
            #expect(try store.counts().events == 0)
        }
    }

    @Test(arguments: StoreKind.allCases) func nothingIsMergedIntoSomebodyWhoWasErased(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try begin(store)
            try store.append([event("x", user: "b", line: 1), event("y", user: "c", line: 2)], problems: [], source: "api")
            try store.erase(user: "a")
            expectFailure(.conflict) { try store.merge(user: "b", into: "a") }
            #expect(try store.events(of: "b").count == 1)
            #expect(try store.merge(user: "b", into: "new") == 1)
            #expect(try store.events(of: "new").count == 1)
            #expect(try store.merge(user: "new", into: "new") == 0)
        }
    }

    @Test(arguments: StoreKind.allCases) func whoIsLeftOutOfADataSetIsAsIfTheyWereNotThere(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try begin(store)
            try store.append([event("x", user: "b", line: 1)], problems: [], source: "api")
            let without = try store.dataset(name: "d").dataset
            try store.append([event("y", user: "c", item: "only-c", line: 2)], problems: [], source: "api")
            try store.describe(users: [UserAttributes(id: "c", values: ["x": "1"])])
            #expect(try store.dataset(name: "d").dataset.fingerprint != without.fingerprint)
            #expect(try store.dataset(name: "d", without: ["c"]).dataset.fingerprint == without.fingerprint)
        }
    }
}
