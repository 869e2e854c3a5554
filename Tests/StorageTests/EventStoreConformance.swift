import Datasets
import Storage
import Testing

/// What every store promises.
@Suite("Every event store") struct EventStoreConformance {
    @Test(arguments: StoreKind.allCases) func givesBackWhatItWasGivenFieldByField(_ kind: StoreKind) throws {
        try kind.withStore { store in
            _ = try store.begin(Sample.source)
            let events = Sample.events(0..<100)
            #expect(try store.append(events, problems: [], source: "events.txt") == AppendSummary(inserted: 100))
            var read: [RawEvent] = []
            try store.forEachBatch(of: 7) { batch in
                #expect(batch.count <= 7)
                read += batch
            }
            #expect(read == events)
        }
    }

    @Test(arguments: StoreKind.allCases) func storesAnEventOnce(_ kind: StoreKind) throws {
        try kind.withStore { store in
            _ = try store.begin(Sample.source)
            try store.append(Sample.events(0..<20), problems: [], source: "events.txt")
            let again = try store.append(Sample.events(10..<30), problems: [], source: "events.txt")
            #expect(again == AppendSummary(inserted: 10, repeated: 10))
            #expect(try store.counts().events == 30)
            #expect(try store.sources().first?.accepted == 30)
        }
    }

    @Test(arguments: StoreKind.allCases) func refusesAnotherEventInTheSamePlaceAndKeepsTheBatchOut(_ kind: StoreKind) throws {
        try kind.withStore { store in
            _ = try store.begin(Sample.source)
            try store.append(Sample.events(0..<5), problems: [], source: "events.txt")
            var changed = Sample.event(4)
            changed.rating = 2.5
            expectFailure(.conflict) { try store.append(Sample.events(5..<9) + [changed], problems: [], source: "events.txt") }
            #expect(try store.counts().events == 5)
            #expect(try store.sources().first?.line == 2)
            // What was learned during the refused batch is not relied on afterwards.
            try store.append(Sample.events(5..<9), problems: [], source: "events.txt")
            #expect(try store.counts().events == 9)
            #expect(try store.integrityProblems().isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases) func refusesEventsOfASourceThatWasNotBegun(_ kind: StoreKind) throws {
        try kind.withStore { store in
            for source in ["events.txt", "other.txt"] {
                expectFailure(.unknownSource) { try store.append(Sample.events(0..<3), problems: [], source: source) }
                _ = try store.begin(SourceDescription(name: "other.txt", format: "sample"))
            }
            #expect(try store.counts().events == 0)
        }
    }

    @Test(arguments: StoreKind.allCases) func remembersHowFarASourceWasRead(_ kind: StoreKind) throws {
        try kind.withStore { store in
            let first = try store.begin(Sample.source)
            #expect(first.line == nil && !first.covers(SourcePosition(file: "events.txt", line: 1)))
            try store.append(Sample.events(0..<5), problems: [], source: "events.txt")
            let second = try store.begin(Sample.source)
            #expect(second.description == Sample.source)
            #expect(second.line == 2 && second.ordinal == 1 && second.accepted == 5 && !second.isComplete)
            #expect(second.covers(SourcePosition(file: "events.txt", line: 2, ordinal: 1)))
            #expect(!second.covers(SourcePosition(file: "events.txt", line: 2, ordinal: 2)))
            try store.finish(source: "events.txt")
            #expect(try store.sources().map(\.isComplete) == [true])
        }
    }

    @Test(arguments: StoreKind.allCases) func neverGoesBackInASource(_ kind: StoreKind) throws {
        try kind.withStore { store in
            _ = try store.begin(Sample.source)
            try store.append(Sample.events(6..<9), problems: [], source: "events.txt")
            try store.append(Sample.events(0..<3), problems: [], source: "events.txt")
            #expect(try store.sources().first?.line == 3)
        }
    }

    @Test(arguments: StoreKind.allCases) func forgetsProblemsThatWillBeReadAgain(_ kind: StoreKind) throws {
        try kind.withStore { store in
            _ = try store.begin(Sample.source)
            let early = RowProblem(.malformed, file: "events.txt", line: 1, field: "rating", reason: "“x” is not a number")
            let late = RowProblem(.truncated, file: "events.txt", line: 9, reason: "2 of 4 fields")
            try store.append(Sample.events(0..<5), problems: [early, late], source: "events.txt")
            #expect(try store.problems(limit: 10) == [early, late])
            #expect(try store.problems(limit: 1) == [early])
            let record = try store.begin(Sample.source)
            #expect(record.rejected == 1)
            #expect(try store.problems(limit: 10) == [early])
            #expect(try store.counts().problems == 1)
        }
    }

    @Test(arguments: StoreKind.allCases) func streamsInAnOrderThatDoesNotDependOnTheImport(_ kind: StoreKind) throws {
        let first = (0..<9).map { Sample.event($0, file: "b.txt") }
        let second = (0..<9).map { Sample.event($0 + 3, file: "a.txt") }
        try kind.withStore { store in
            for (file, events) in [("b.txt", first), ("a.txt", second)] {
                _ = try store.begin(SourceDescription(name: file, format: "sample"))
                try store.append(events.reversed(), problems: [], source: file)
            }
            var read: [RawEvent] = []
            try store.forEachBatch(of: 100) { read += $0 }
            #expect(read == second + first)
        }
    }

    @Test(arguments: StoreKind.allCases) func ordersAUsersEventsByTimeThenPlace(_ kind: StoreKind) throws {
        try kind.withStore { store in
            _ = try store.begin(Sample.source)
            try store.append(Sample.events(0..<60), problems: [], source: "events.txt")
            let events = try store.events(of: "b")
            #expect(events.count == 12)
            let keys = events.map { ($0.time?.rawValue ?? .min, $0.source.line, $0.source.ordinal) }
            #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
            #expect(try store.events(of: "nobody").isEmpty)
            #expect(try store.contains(user: "b"))
        }
    }

    @Test(arguments: StoreKind.allCases) func mergesDescriptionsOfOneItem(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try store.describe(items: Sample.items)
            try store.describe(items: [
                Item(
                    id: "1", title: "Солярис", facets: [.genre: ["Mystery", "Drama"], .cast: ["Natalya Bondarchuk"]],
                    text: "An ocean thinks.")
            ])
            let items = try store.items()
            #expect(items.map(\.id) == ["1", "2"])
            #expect(items[1] == Sample.items[1])
            #expect(items[0].title == "Solaris" && items[0].text == "An ocean thinks." && items[0].year == 1972)
            #expect(items[0].facets == [.genre: ["Drama", "Mystery", "Science Fiction"], .cast: ["Natalya Bondarchuk"]])
        }
    }

    @Test(arguments: StoreKind.allCases) func replacesWhatIsKnownAboutAUser(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try store.describe(users: [
                UserAttributes(id: "a", values: ["age": "25", "gender": "F"]), UserAttributes(id: "b", values: [:]),
            ])
            try store.describe(users: [UserAttributes(id: "a", values: ["age": "26"])])
            #expect(try store.users() == [UserAttributes(id: "a", values: ["age": "26"]), UserAttributes(id: "b", values: [:])])
        }
    }

    @Test(arguments: StoreKind.allCases) func erasesAUserAsIfTheyHadNeverBeenSeen(_ kind: StoreKind) throws {
        let foreign = RawEvent(
            user: "z", item: "only-z", kind: .play, device: "secret", source: SourcePosition(file: "events.txt", line: 99))
        var without: Dataset?
        try kind.withStore { store in
            try store.describe(items: Sample.items)
            _ = try store.begin(Sample.source)
            try store.append(Sample.events(0..<50), problems: [], source: "events.txt")
            without = try store.dataset(name: "sample").dataset
        }
        try kind.withStore { store in
            try store.describe(items: Sample.items)
            try store.describe(users: [UserAttributes(id: "z", values: ["age": "33"])])
            _ = try store.begin(Sample.source)
            try store.append(Sample.events(0..<50) + [foreign], problems: [], source: "events.txt")
            #expect(try store.dataset(name: "sample").dataset.fingerprint != without?.fingerprint)
            #expect(try store.erase(user: "z") == 1)
            #expect(try store.erase(user: "z") == 0)
            #expect(try store.events(of: "z").isEmpty)
            #expect(try store.users().isEmpty)
            let dataset = try store.dataset(name: "sample").dataset
            #expect(dataset.fingerprint == without?.fingerprint)
            #expect(dataset.devices == ["unknown", "phone"])
            #expect(try store.counts().events == 50)
            #expect(try store.integrityProblems().isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases) func makesTheSameDataSetAsABuilderInMemory(_ kind: StoreKind) throws {
        var builder = DatasetBuilder(name: "sample", ratingScale: 1...5, domain: .film)
        builder.receive(items: Sample.items)
        builder.receive(events: Sample.events(0..<200))
        let expected = builder.build(resolution: .hour)
        try kind.withStore { store in
            try store.describe(items: Sample.items)
            _ = try store.begin(Sample.source)
            try store.append(Sample.events(0..<120), problems: [], source: "events.txt")
            try store.append(Sample.events(120..<200), problems: [], source: "events.txt")
            let dataset = try store.dataset(name: "sample", resolution: .hour).dataset
            #expect(dataset.fingerprint == expected.fingerprint)
            #expect(dataset.users.map(\.interactions) == expected.users.map(\.interactions))
            #expect(dataset.ratingScale == 1...5)
            #expect(dataset.catalog[ItemIndex(0)].domain == .film)
        }
    }

    @Test(arguments: StoreKind.allCases) func countsWhatItHolds(_ kind: StoreKind) throws {
        try kind.withStore { store in
            #expect(try store.counts() == StoreCounts())
            try store.describe(items: [Item(id: "unseen")])
            try store.describe(users: [UserAttributes(id: "silent", values: [:])])
            _ = try store.begin(Sample.source)
            try store.append(Sample.events(0..<100), problems: [], source: "events.txt")
            let counts = try store.counts()
            #expect(counts.events == 100 && counts.users == 5 && counts.items == 11 && counts.problems == 0)
        }
    }
}
