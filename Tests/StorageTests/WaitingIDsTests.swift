import Datasets
import GRDB
import Storage
import StorageSQLite
import Testing

/// A service's event ids wait for their index; nothing may be told twice meanwhile.
@Suite struct WaitingIDsTests {
    private func event(_ number: Int, line: Int? = nil, user: String? = nil) -> RawEvent {
        RawEvent(
            user: UserID(user ?? "u\(number % 5)"), item: ItemID("\(number % 3)"), kind: .play, time: Timestamp(seconds: Int64(number)),
            id: "id-\(number)", source: SourcePosition(file: "events.txt", line: line ?? number))
    }

    private func store(_ path: String, lot: Int = 100) throws -> SQLiteEventStore {
        let store = try SQLiteEventStore(path: path)
        try store.indexIDs(inLotsOf: lot)
        _ = try store.begin(SourceDescription(name: "events.txt", format: "sample"))
        return store
    }

    /// Hashes in the index, and rows that say what is not in it.
    private func counted(_ path: String) throws -> (indexed: Int, waiting: Int) {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read {
            (
                try Int.fetchOne($0, sql: "SELECT count(*) FROM event_ids") ?? -1,
                try Int.fetchOne($0, sql: "SELECT count(*) FROM unindexed_ids") ?? -1
            )
        }
    }

    @Test func aLotIsWrittenAFewAtATimeAndForgottenWhenItIsDone() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            let store = try store(path)
            func append(_ numbers: ClosedRange<Int>) throws {
                #expect(try store.append(numbers.map { event($0) }, problems: [], source: "events.txt").inserted == numbers.count)
            }
            for batch in 0..<9 { try append(batch * 10 + 1...batch * 10 + 10) }
            #expect(try counted(path) == (0, 1))
            // The hundredth closes the lot; two are written for each one that comes.
            try append(91...100)
            #expect(try counted(path) == (20, 1))
            for batch in 10..<13 { try append(batch * 10 + 1...batch * 10 + 10) }
            #expect(try counted(path) == (80, 2))
            try append(131...140)
            #expect(try counted(path) == (100, 1))
            try store.updateIndexes()
            #expect(try counted(path) == (140, 0))
        }
    }

    /// Every id is told again at each state that it can be in: young, closed, written, and by whoever opens the file after a kill.
    @Test(arguments: [0, 100]) func nothingIsTakenTwice(lotAfterwards: Int) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            let store = try store(path)
            for number in 1...260 {
                try store.append([event(number)], problems: [], source: "events.txt")
                guard number % 13 == 0 else { continue }
                let again = (1...number).map { event($0, line: 1000 + $0) }
                #expect(try store.append(again, problems: [], source: "events.txt") == AppendSummary(repeated: number))
            }
            // The first process is not closed: what it held in memory is not here.
            let other = try self.store(path, lot: lotAfterwards)
            let again = (1...270).map { event($0, line: 2000 + $0) }
            #expect(try other.append(again, problems: [], source: "events.txt") == AppendSummary(inserted: 10, repeated: 260))
            // Nor may the first one believe what it remembered.
            let later = (1...271).map { event($0, line: 3000 + $0) }
            #expect(try store.append(later, problems: [], source: "events.txt") == AppendSummary(inserted: 1, repeated: 270))
            #expect(try store.counts().events == 271)
            try store.updateIndexes()
            #expect(try counted(path) == (271, 0))
        }
    }

    @Test func anErasedUsersIDsAreNotWrittenLater() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/store.sqlite"
            let store = try store(path)
            for number in 1...110 { try store.append([event(number)], problems: [], source: "events.txt") }
            // Some of this user's ids are in the index by now, some in the lot, some younger.
            #expect(try store.erase(user: "u2") == 22)
            for number in 200..<400 where number % 5 != 2 { try store.append([event(number)], problems: [], source: "events.txt") }
            try store.updateIndexes()
            #expect(try counted(path) == (88 + 160, 0))
            #expect(try store.integrityProblems().isEmpty)
        }
    }

    /// Removing items and merging users change other numbers, not where events lie.
    @Test func idsAreKnownAfterItemsWereRemovedAndUsersMerged() throws {
        try withTemporaryFolder { folder in
            let store = try store(folder + "/store.sqlite")
            try store.replace(items: [Item(id: "1", title: "Solaris")])
            for number in 1...120 { try store.append([event(number)], problems: [], source: "events.txt") }
            #expect(try store.remove(items: ["1"]) == 1)
            #expect(try store.merge(user: "u1", into: "u0") == 24)
            let again = (1...120).map { event($0, line: 500 + $0, user: $0 % 5 == 1 ? "u0" : nil) }
            #expect(try store.append(again, problems: [], source: "events.txt") == AppendSummary(repeated: 120))
            #expect(try store.append([event(121)], problems: [], source: "events.txt") == AppendSummary(inserted: 1))
            #expect(try store.events(of: "u1").map(\.id) == ["id-121"])
        }
    }
}
