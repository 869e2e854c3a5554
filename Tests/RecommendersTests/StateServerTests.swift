import Datasets
import Recommenders
import Tensors
import Testing

/// What states cost, how they are let go of, and what happens when many ask at once.
@Suite(.serialized) struct StateServerTests {
    private func row(_ count: Int = 5) -> RowQuery { RowQuery(RequestContext(time: Timestamp(seconds: 1_800_000_000)), count: count) }

    @Test func theWindowFollowsFromTheNumberOfTokensAlone() throws {
        // Read at once or grown to, with every event noted or only the last: one window.
        let world = StateWorld(users: 1, events: 200)
        let window = HistoryWindow.anchored(hop: 5)
        let key = world.dataset.users[0].key
        let grown = try world.server(StateOptions(window: window))
        for count in stride(from: 0, through: 200, by: 7) {
            _ = try grown.userVectors(world.question(0, count, [row()]))
            for event in count..<min(200, count + 7) { try grown.note(world.dataset.users[0].interactions[event], at: event, userKey: key) }
            let fresh = try world.server(StateOptions(window: window)).userVectors(world.question(0, min(200, count + 7), [row()]))
            let kept = try grown.userVectors(world.question(0, min(200, count + 7), [row()]))
            #expect(zip(kept, fresh).allSatisfy { abs($0 - $1) <= stateTolerance / 10 }, "after \(count + 7) events")
        }
        #expect(grown.statistics.misses == 1)
    }

    @Test func memoryStaysWithinItsBudgetAndTheUsedStay() throws {
        let world = StateWorld(users: 40, events: 40)
        let one = try world.server()
        try one.prepare([(userKey: 1, history: world.dataset.users[0].interactions)])
        let hotBytes = one.statistics.hotBytes
        #expect(one.statistics.hotUsers == 1 && hotBytes > 0)

        let options = StateOptions(bytes: hotBytes * 10, hotShare: 0.5, tokenShare: 0.1, shardCount: 1)
        let server = try world.server(options)
        var lists = RankedLists()
        for round in 0..<3 {
            for user in 0..<40 {
                try server.answer(world.question(user, 40, [row()]), into: &lists)
                // Somebody who asks all the time is never let go of.
                let before = server.statistics
                try server.answer(world.question(0, 40, [row()]), into: &lists)
                if round > 0 || user > 0 { #expect(server.statistics.hits == before.hits + 1, "user 0 was lost at \(user)") }
                let now = server.statistics
                #expect(now.hotBytes <= hotBytes * 5 && now.bytes <= hotBytes * 10, "\(now)")
            }
        }
        let statistics = server.statistics
        #expect(
            statistics.demotions > 0 && statistics.evictions > 0 && statistics.hotUsers + statistics.warmUsers > 9, "\(statistics)")
    }

    @Test func onceMemoryIsShortWhoOnlyLooksKeepsLittleAndWhoMakesEventsKeepsAll() throws {
        let world = StateWorld(users: 14, events: 40)
        let one = try world.server()
        try one.prepare([(userKey: 1, history: Array(world.dataset.users[0].interactions.prefix(20)))])
        // Fourteen people, and room for fewer than ten who keep every layer.
        let options = StateOptions(bytes: one.statistics.hotBytes * 11, hotShare: 0.8, tokenShare: 0.1, shardCount: 1)
        let server = try world.server(options)
        var lists = RankedLists()
        var settled = server.statistics
        for round in 0..<14 {
            if round == 7 { settled = server.statistics }
            for user in 0..<4 {
                let (own, count) = (world.dataset.users[user], 4 + round)
                try server.note(own.interactions[count - 1], at: count - 1, userKey: own.key)
                try server.answer(world.question(user, count, [row()]), into: &lists)
            }
            for user in 4..<14 { try server.answer(world.question(user, 20, [row()]), into: &lists) }
        }
        let now = server.statistics
        #expect(now.rebuilds == settled.rebuilds && now.misses == 14, "\(now)")
        #expect(now.appends - settled.appends > 14 && now.warmUsers > 5 && now.hotUsers + now.warmUsers == 14, "\(now)")
        #expect(now.bytes <= options.bytes)
    }

    @Test func nothingFitsIntoNoMemoryAndEverythingIsStillAnswered() throws {
        let world = StateWorld(users: 3)
        let (none, plenty) = (try world.server(StateOptions(bytes: 0)), try world.server())
        var (a, b) = (RankedLists(), RankedLists())
        for user in [0, 1, 0, 2, 0] {
            try none.answer(world.question(user, 30, [row(), row()]), into: &a)
            try plenty.answer(world.question(user, 30, [row(), row()]), into: &b)
            #expect(a[0].map(\.item) == b[0].map(\.item))
        }
        #expect(none.statistics.bytes == 0 && none.statistics.misses == 5)
    }

    @Test func theSteadyStateAsksTheSystemForNoMemory() throws {
        let world = StateWorld(users: 4, events: 200)
        let server = try world.server(StateOptions(window: .anchored(hop: 6)))
        var lists = RankedLists()
        var held = 0
        for event in 0..<200 {
            for user in 0..<4 {
                try server.note(world.dataset.users[user].interactions[event], at: event, userKey: world.dataset.users[user].key)
                try server.answer(world.question(user, event + 1, [row(), row()]), into: &lists)
            }
            if event == 60 { held = server.heldBytes }
        }
        #expect(held > 0 && server.heldBytes == held)
    }

    @Test func whoIsErasedIsForgotten() throws {
        let world = StateWorld(users: 2)
        let server = try world.server()
        var lists = RankedLists()
        for user in 0..<2 { try server.answer(world.question(user, 50, [row()]), into: &lists) }
        server.erase(userKey: world.dataset.users[0].key)
        #expect(server.statistics.hotUsers == 1)
        // Events about somebody of whom nothing is kept are not kept either.
        try server.note(world.dataset.users[0].interactions[50], at: 50, userKey: world.dataset.users[0].key)
        #expect(server.statistics.hotUsers + server.statistics.tokenUsers == 1)
        // The history that is given now is all that is known.
        try server.answer(world.question(0, 0, [row()]), into: &lists)
        let fresh = try world.server().userVectors(world.question(0, 0, [row()]))
        #expect(try server.userVectors(world.question(0, 0, [row()])) == fresh)
        #expect(server.statistics.misses == 3)
    }

    /// The latest part of a history under the positions of the whole; what has no effect but on the beginning of the window.
    @Test func aHistoryMayBeginLaterThanItsPositions() throws {
        let world = StateWorld(users: 1, events: 120)
        let (person, server) = (world.dataset.users[0], try world.server())
        func question(_ events: Range<Int>) -> StateQuestion {
            StateQuestion(userKey: person.key, rows: [row()], eventsBefore: events.lowerBound, eventCount: events.upperBound) {
                Array(person.interactions[events])
            }
        }
        func fresh(_ events: Range<Int>) throws -> [Float] { try world.server().userVectors(question(events)) }
        func expectSame(_ kept: [Float], _ fresh: [Float], _ note: String) {
            #expect(zip(kept, fresh).allSatisfy { abs($0 - $1) <= stateTolerance / 10 }, "\(note)")
        }
        expectSame(try server.userVectors(question(100..<110)), try fresh(100..<110), "read")
        for event in 110..<115 { try server.note(person.interactions[event], at: event, userKey: person.key) }
        expectSame(try server.userVectors(question(100..<115)), try fresh(100..<115), "followed")
        #expect(server.statistics.misses == 1)
        // Positions are those of the whole: an event that is known is not taken twice, nor one for another.
        try server.note(person.interactions[114], at: 114, userKey: person.key)
        try server.note(person.interactions[20], at: 15, userKey: person.key)
        expectSame(try server.userVectors(question(100..<115)), try fresh(100..<115), "told twice")
        #expect(server.statistics.misses == 1)
        // Whoever knows of an event that the state was never told of has the history read anew.
        expectSame(try server.userVectors(question(100..<116)), try fresh(100..<116), "missed")
        #expect(server.statistics.misses == 2)
        // Events that became sums meanwhile: the state is read anew when it is told so, and goes on from there.
        server.invalidate(userKey: person.key)
        expectSame(try server.userVectors(question(105..<116)), try fresh(105..<116), "cut")
        try server.note(person.interactions[116], at: 116, userKey: person.key)
        expectSame(try server.userVectors(question(105..<117)), try fresh(105..<117), "after the cut")
        #expect(server.statistics.misses == 3)
    }

    @Test func pagesAreOverwrittenWhenAUserIsErased() {
        let pool = StatePages(pageBytes: 256)
        var pages = [UnsafeMutableRawPointer?](repeating: nil, count: 3)
        pool.take(3, into: &pages)
        #expect(pool.bytesInUse == 768)
        let addresses = pages
        for page in addresses { page!.initializeMemory(as: UInt8.self, repeating: 7, count: 256) }
        pool.give(back: 2, from: &pages, wiping: true)
        func isBlank(_ page: UnsafeMutableRawPointer?) -> Bool {
            (0..<256).allSatisfy { page!.load(fromByteOffset: $0, as: UInt8.self) == 0 }
        }
        #expect(isBlank(addresses[0]) && isBlank(addresses[1]) && !isBlank(addresses[2]))
        #expect(pages[0] == nil && pages[1] == nil && pool.bytesInUse == 256)
    }

    @Test func memoryIsMadeReadyBesideAndNoMoreOfItThanTheReserve() async throws {
        // Sixteen pages to a slab; two slabs are kept free.
        let pool = StatePages(pageBytes: 1 << 17, growsAhead: true)
        let slab = LargePages.size
        func expectCapacity(_ slabs: Int) async throws {
            for _ in 0..<1000 where pool.capacity < slabs * slab { try await Task.sleep(for: .milliseconds(10)) }
            #expect(pool.capacity == slabs * slab)
        }
        var pages = [UnsafeMutableRawPointer?](repeating: nil, count: 40)
        pool.take(1, into: &pages)
        // One was made at once, fifteen pages of which are left; two more make forty-seven.
        try await expectCapacity(3)
        pool.take(39, into: &pages[1])
        #expect(Set(pages).count == 40 && pool.bytesInUse == 40 << 17)
        try await expectCapacity(5)
        // What comes back is lent again: the pool does not grow any more.
        for _ in 0..<20 {
            pool.give(back: 40, from: &pages, wiping: false)
            pool.take(40, into: &pages)
        }
        try await Task.sleep(for: .milliseconds(50))
        #expect(pool.capacity == 5 * slab)
    }

    @Test func hostileQuestionsAreRefusedByNameAndLoseNothing() throws {
        let world = StateWorld(users: 1)
        let server = try world.server()
        var lists = RankedLists()
        try server.answer(world.question(0, 20, [row()]), into: &lists)
        let key = world.dataset.users[0].key
        for bad in [60, 1 << 20, Int(Int32.max)] {
            #expect(throws: StateError.itemOutsideCatalog(ItemIndex(bad), items: 60)) {
                try server.note(Interaction(item: ItemIndex(bad), kind: .play), at: 20, userKey: key)
            }
            let question = StateQuestion(userKey: 5, rows: [row()]) { [Interaction(item: ItemIndex(bad), kind: .play)] }
            #expect(throws: StateError.self) { try server.answer(question, into: &lists) }
        }
        #expect(throws: StateError.listTooLong(4097, limit: 4096)) { try server.answer(world.question(0, 20, [row(4097)]), into: &lists) }
        #expect(throws: StateError.filterOfOtherCatalog(expected: 60, found: 61)) {
            try server.answer(
                world.question(0, 20, [RowQuery(RequestContext(), count: 1, excluded: ItemMask(itemCount: 61))]), into: &lists)
        }
        for time in [Int64.min, .min + 1, -1, 0, .max] {
            try server.answer(
                world.question(
                    0, 20, [RowQuery(RequestContext(time: Timestamp(rawValue: time), device: 200, locale: 9000, surface: 77), count: 5)]),
                into: &lists)
            #expect(lists[0].count == 5 && lists[0].allSatisfy { $0.score.isFinite })
        }
        try server.answer(world.question(0, 20, []), into: &lists)
        #expect(lists.count == 0)
        // A gap in the positions, and an event told twice.
        try server.note(world.dataset.users[0].interactions[30], at: 30, userKey: key)
        let misses = server.statistics.misses
        let kept = try server.userVectors(world.question(0, 31, [row()]))
        #expect(server.statistics.misses == misses + 1)
        try server.note(world.dataset.users[0].interactions[3], at: 3, userKey: key)
        #expect(try server.userVectors(world.question(0, 31, [row()])) == kept)
    }

    @Test func manyWhoAskAtOnceAreAnsweredAsAlone() async throws {
        let world = StateWorld(users: 12, events: 60)
        let server = try world.server(StateOptions(bytes: 80_000, shardCount: 3))
        let queue = AnswerQueue(server, maximumBatch: 8)
        var expected: [[ItemIndex]] = []
        for user in 0..<12 {
            var lists = RankedLists()
            try world.server().answer(world.question(user, 60, [row(10)]), into: &lists)
            expected.append(lists[0].map(\.item))
        }
        let wanted = expected
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for place in 0..<240 {
                let user = place * 7 % 12
                let question = world.question(user, 60, [row(10), row(10)])
                let key = world.dataset.users[user].key
                let last = world.dataset.users[user].interactions[59]
                group.addTask {
                    switch place % 5 {
                    case 0: server.invalidate(userKey: key)
                    case 1: server.erase(userKey: key)
                    case 2: try server.note(last, at: 59, userKey: key)
                    default: break
                    }
                    let lists =
                        place % 3 == 0
                        ? try { () throws -> RankedLists in
                            var lists = RankedLists()
                            try server.answer(question, into: &lists)
                            return lists
                        }() : try await queue.answer(question)
                    return lists.count == 2 && lists[0].map(\.item) == wanted[user] && lists[1].map(\.item) == wanted[user]
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
        let (batches, answered) = (await queue.batches, await queue.answered)
        #expect(answered == 160 && batches > 0 && batches <= answered, "\(batches) batches for \(answered) questions")
    }
}
