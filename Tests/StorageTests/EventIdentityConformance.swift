import Datasets
import Storage
import Testing

/// What every store promises about events that carry an id of their own, and about users who were erased.
@Suite("Every event store, told again") struct EventIdentityConformance {
    private func event(_ id: String?, user: String = "a", item: String = "1", file: String = "events.txt", line: Int) -> RawEvent {
        RawEvent(
            user: UserID(user), item: ItemID(item), kind: .play, time: Timestamp(seconds: 1000), duration: 0.1, device: "phone", id: id,
            source: SourcePosition(file: file, line: line))
    }

    private func begin(_ store: any EventStore, _ names: String...) throws {
        for name in names { _ = try store.begin(SourceDescription(name: name, format: "sample")) }
    }

    @Test(arguments: StoreKind.allCases) func anIDIsAppliedOnceWhateverSourceItComesFrom(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try begin(store, "a.txt", "b.txt")
            let first = event("x", file: "a.txt", line: 1)
            #expect(try store.append([first], problems: [], source: "a.txt") == AppendSummary(inserted: 1))
            let again = [event("x", file: "b.txt", line: 9), event("y", file: "b.txt", line: 10), event("y", file: "b.txt", line: 11)]
            #expect(try store.append(again, problems: [], source: "b.txt") == AppendSummary(inserted: 1, repeated: 2))
            #expect(try store.events(of: "a").map(\.source.line) == [1, 10])
            #expect(try store.events(of: "a").map(\.id) == ["x", "y"])
            // The position moves on all the same: the rows were dealt with.
            #expect(try store.sources().map(\.line) == [1, 11])
            #expect(try store.sources().map(\.accepted) == [1, 1])
        }
    }

    @Test(arguments: StoreKind.allCases) func anotherEventUnderAKnownIDIsKeptOutAndNamedWithBothPlaces(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try begin(store, "a.txt", "b.txt")
            try store.append([event("x", file: "a.txt", line: 1)], problems: [], source: "a.txt")
            let other = event("x", item: "2", file: "b.txt", line: 7)
            let summary = try store.append([other, event("z", file: "b.txt", line: 8)], problems: [], source: "b.txt")
            let conflict = EventConflict(
                id: "x", position: SourcePosition(file: "b.txt", line: 7), stored: SourcePosition(file: "a.txt", line: 1))
            #expect(summary == AppendSummary(inserted: 1, conflicts: [conflict]))
            let problems = try store.problems(limit: 10)
            #expect(problems == [conflict.problem])
            #expect(problems.first?.kind == .conflict && problems.first?.reason.contains("a.txt:1") == true)
            #expect(try store.sources().map(\.rejected) == [0, 1])
            #expect(try store.counts().items == 1)
            #expect(try store.events(of: "a").map(\.id) == ["x", "z"])
        }
    }

    @Test(arguments: StoreKind.allCases) func importingIdentifiedEventsTwiceChangesNothing(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try begin(store, "events.txt")
            let events = (1...3000).map { event("id-\($0)", user: "u\($0 % 7)", item: "\($0 % 11)", line: $0) }
            #expect(try store.append(events, problems: [], source: "events.txt").inserted == 3000)
            // Before and after the indexes were brought up to date.
            for _ in 0..<2 {
                #expect(try store.append(events, problems: [], source: "events.txt") == AppendSummary(repeated: 3000))
                try store.finish(source: "events.txt")
            }
            var changed = events[17]
            changed.id = "another"
            expectFailure(.conflict) { try store.append([changed], problems: [], source: "events.txt") }
            #expect(try store.integrityProblems().isEmpty)
        }
    }

    /// A model of the contract, against interleaved sources, large and small batches, repeats and conflicts.
    @Test(arguments: StoreKind.allCases, [1, 2, 3] as [UInt64]) func agreesWithASetOfEvents(_ kind: StoreKind, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        try kind.withStore { store in
            try begin(store, "a.txt", "b.txt")
            var expected: [String: RawEvent] = [:]
            var lines = ["a.txt": 0, "b.txt": 0]
            var (inserted, repeated, conflicts) = (0, 0, 0)
            for _ in 0..<12 {
                let file = Bool.random(using: &random) ? "a.txt" : "b.txt"
                var batch: [RawEvent] = []
                for _ in 0..<Int.random(in: 1...1500, using: &random) {
                    lines[file]! += Int.random(in: 1...3, using: &random)
                    let id = "id-\(Int.random(in: 0..<4000, using: &random))"
                    // One in twenty is told differently.
                    let item = Int.random(in: 0..<20, using: &random) == 0 ? "changed" : id
                    let one = event(id, user: "user of \(id)", item: item, file: file, line: lines[file]!)
                    batch.append(one)
                    if let known = expected[id] {
                        if known.item == one.item { repeated += 1 } else { conflicts += 1 }
                    } else {
                        expected[id] = one
                        inserted += 1
                    }
                }
                let summary = try store.append(batch, problems: [], source: file)
                #expect(summary.inserted + summary.repeated + summary.conflicts.count == batch.count)
                if Bool.random(using: &random) { try store.finish(source: file) }
            }
            let counts = try store.counts()
            #expect(counts.events == inserted && counts.problems == conflicts && counts.users == inserted, "seed \(seed)")
            var read: [String: RawEvent] = [:]
            try store.forEachBatch(of: 1000) { for one in $0 { read[one.id ?? ""] = one } }
            #expect(read == expected, "seed \(seed)")
            for id in expected.keys.sorted().prefix(30) {
                #expect(try store.events(of: UserID("user of \(id)")) == [expected[id]!], "seed \(seed), \(id)")
            }
            #expect(try store.integrityProblems().isEmpty)
        }
    }

    @Test(arguments: StoreKind.allCases) func findsAUsersEventsBeforeAndAfterIndexing(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try begin(store, "events.txt")
            let events = Sample.events(0..<2000)
            // Out of order, so that ranges overlap.
            try store.append(Array(events[1000...]), problems: [], source: "events.txt")
            try store.append(Array(events[..<100]), problems: [], source: "events.txt")
            try store.append(Array(events[100..<1000]), problems: [], source: "events.txt")
            let expected = events.filter { $0.user == "b" }.sorted {
                let (a, b) = ($0.time?.rawValue ?? .min, $1.time?.rawValue ?? .min)
                return a != b ? a < b : $0.source < $1.source
            }
            #expect(try store.events(of: "b") == expected)
            #expect(try store.counts().users == 5)
            try store.finish(source: "events.txt")
            #expect(try store.events(of: "b") == expected)
            #expect(try store.counts().users == 5)
            #expect(try store.userIDs() == ["a", "b", "c", "d", "e"])
        }
    }

    @Test(arguments: StoreKind.allCases) func keepsOutsideIdentifiersOfItems(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try store.describe(items: [Item(id: "1", title: "Solaris", identifiers: ["imdb": "tt0069293"])])
            try store.describe(items: [Item(id: "1", identifiers: ["imdb": "tt1", "tmdb": "593"])])
            #expect(try store.items().map(\.identifiers) == [["imdb": "tt0069293", "tmdb": "593"]])
        }
    }

    // MARK: Erasure

    @Test(arguments: StoreKind.allCases) func anErasedUserIsNotTakenInAgain(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try begin(store, "events.txt", "again.txt")
            try store.append([event("x", line: 1), event(nil, user: "b", line: 2)], problems: [], source: "events.txt")
            #expect(try store.erase(user: "a", at: Timestamp(seconds: 77)) == 1)
            #expect(try store.erasures().entry(of: "a")?.time == Timestamp(seconds: 77))
            let again = [event("x", file: "again.txt", line: 1), event("y", user: "b", file: "again.txt", line: 2)]
            #expect(try store.append(again, problems: [], source: "again.txt") == AppendSummary(inserted: 1, refused: 1))
            try store.describe(users: [UserAttributes(id: "a", values: ["age": "7"]), UserAttributes(id: "b", values: [:])])
            #expect(try store.userIDs() == ["b"] && store.users().map(\.id) == ["b"])
            #expect(try store.sources().map(\.line) == [2, 2])

            #expect(try store.forgetErasure(of: "a"))
            #expect(try !store.forgetErasure(of: "a"))
            #expect(try store.append([event("x", file: "again.txt", line: 3)], problems: [], source: "again.txt").inserted == 1)
            #expect(try store.events(of: "a").map(\.id) == ["x"])
        }
    }

    @Test(arguments: StoreKind.allCases) func theIDOfAnErasedEventIsFree(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try begin(store, "events.txt")
            let events = (1...1000).map { event("id-\($0)", user: $0 % 10 == 0 ? "a" : "b", line: $0) }
            try store.append(events, problems: [], source: "events.txt")
            #expect(try store.erase(user: "a") == 100)
            let other = event("id-10", user: "c", item: "other", line: 2000)
            #expect(try store.append([other], problems: [], source: "events.txt") == AppendSummary(inserted: 1))
            try store.finish(source: "events.txt")
            #expect(try store.erase(user: "b") == 900)
            #expect(try store.counts().events == 1)
        }
    }

    @Test(arguments: StoreKind.allCases) func obeysTheLedgerOfAnotherStore(_ kind: StoreKind) throws {
        try kind.withStore { store in
            try begin(store, "events.txt")
            try store.append(Sample.events(0..<50), problems: [], source: "events.txt")
            var ledger = ErasureLedger()
            ledger.insert("b", at: nil)
            ledger.insert("never seen", at: nil)
            #expect(try store.obey(ledger) == 1)
            #expect(try store.userIDs() == ["a", "c", "d", "e"])
            #expect(try store.erasures().contains("b"))
        }
    }

    @Test func aLedgerDoesNotSayWhoWasErased() {
        var ledger = ErasureLedger(key: [UInt8](repeating: 7, count: 32))
        ledger.insert("somebody", at: nil)
        #expect(ledger.contains("somebody") && !ledger.contains("somebody else"))
        #expect(ledger.entries[0].hash.count == 32)
        #expect(ErasureLedger(key: [1]).hash(of: "somebody") != ledger.entries[0].hash)
        #expect(ErasureLedger.randomKey() != ErasureLedger.randomKey())
    }
}
