import Datasets
import Synchronization

/// A store that ends with the process: for tests, demonstrations and as the plain statement of what a store does.
public final class MemoryEventStore: EventStore {
    public let name = "memory"
    private let content = Mutex(Content())

    public init() {}

    private struct Content {
        var sources: [String: SourceRecord] = [:]
        var events: [SourcePosition: RawEvent] = [:]
        var problems: [String: [RowProblem]] = [:]
        var items: [ItemID: Item] = [:]
        var users: [UserID: UserAttributes] = [:]
        /// Where the event with an id is stored.
        var positions: [String: SourcePosition] = [:]
        var erased = ErasureLedger()

        /// Another event under this event's id.
        func namesake(of event: RawEvent) -> RawEvent? {
            guard let id = event.id, let position = positions[id], position != event.source else { return nil }
            return events[position]
        }

        mutating func remove(_ event: RawEvent) {
            events[event.source] = nil
            if let id = event.id { positions[id] = nil }
        }
    }

    // MARK: Writing

    public func begin(_ source: SourceDescription) throws -> SourceRecord {
        content.withLock { content in
            var record = content.sources[source.name] ?? SourceRecord(description: source)
            let kept = (content.problems[source.name] ?? []).filter { $0.line <= record.line ?? 0 }
            content.problems[source.name] = kept
            record.rejected = kept.count
            content.sources[source.name] = record
            return record
        }
    }

    @discardableResult
    public func append(
        _ events: [RawEvent], problems: [RowProblem], source: String, notesConflicts: Bool
    ) throws -> AppendSummary {
        try content.withLock { content in
            guard var record = content.sources[source] else { throw StorageError.unknownSource(source, store: name) }
            for event in events where event.source.file != source {
                throw StorageError.unknownSource(event.source.file, store: name)
            }
            var summary = AppendSummary()
            var inserted: [RawEvent] = []
            do {
                for event in events {
                    let isNew = try MemoryEventStore.take(event, into: &content, &summary, store: name)
                    if isNew { inserted.append(event) }
                    if !record.covers(event.source) {
                        record.line = event.source.line
                        record.ordinal = event.source.ordinal
                    }
                }
            } catch {
                for event in inserted { content.remove(event) }
                throw error
            }
            let problems = problems + (notesConflicts ? summary.conflicts.map(\.problem) : [])
            content.problems[source, default: []] += problems
            record.accepted += summary.inserted
            record.rejected += problems.count
            content.sources[source] = record
            return summary
        }
    }

    /// - Returns: whether the event is stored now and was not before.
    private static func take(
        _ event: RawEvent, into content: inout Content, _ summary: inout AppendSummary, store: String
    ) throws -> Bool {
        if content.erased.contains(event.user) {
            summary.noteRefused()
        } else if let other = content.namesake(of: event) {
            if other.says(theSameAs: event) {
                summary.noteRepeated()
            } else {
                summary.note(EventConflict(id: event.id ?? "", position: event.source, stored: other.source))
            }
        } else if let known = content.events[event.source] {
            guard known == event else { throw StorageError.conflict(event.source, store: store) }
            summary.noteRepeated()
        } else {
            content.events[event.source] = event
            if let id = event.id { content.positions[id] = event.source }
            summary.noteInserted()
            return true
        }
        return false
    }

    public func finish(source: String) throws {
        try content.withLock { content in
            guard content.sources[source] != nil else { throw StorageError.unknownSource(source, store: name) }
            content.sources[source]?.isComplete = true
        }
    }

    public func describe(items: [Item]) throws {
        content.withLock { content in
            for item in items.map(MemoryEventStore.sorted) where content.items[item.id]?.merge(item) == nil {
                content.items[item.id] = item
            }
        }
    }

    public func replace(items: [Item]) throws {
        content.withLock { content in
            for item in items { content.items[item.id] = MemoryEventStore.sorted(item) }
        }
    }

    private static func sorted(_ item: Item) -> Item {
        var item = item
        item.facets = item.facets.mapValues { Array(Set($0)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
            .filter { !$0.value.isEmpty }
        return item
    }

    @discardableResult
    public func remove(items: [ItemID]) throws -> Int {
        content.withLock { content in items.reduce(0) { $0 + (content.items.removeValue(forKey: $1) == nil ? 0 : 1) } }
    }

    public func describe(users: [UserAttributes]) throws {
        content.withLock { content in
            for user in users where !content.erased.contains(user.id) { content.users[user.id] = user }
        }
    }

    @discardableResult
    public func merge(user: UserID, into other: UserID) throws -> Int {
        try content.withLock { content in
            guard user != other else { return 0 }
            guard !content.erased.contains(other) else { throw StorageError.erased(store: name) }
            var count = 0
            for (position, event) in content.events where event.user == user {
                content.events[position]?.user = other
                count += 1
            }
            if let attributes = content.users.removeValue(forKey: user) {
                content.users[other, default: UserAttributes(id: other, values: [:])].values.merge(attributes.values) { mine, _ in mine }
            }
            return count
        }
    }

    @discardableResult
    public func erase(user: UserID, at time: Timestamp?) throws -> Int {
        content.withLock { content in
            content.erased.insert(user, at: time)
            let before = content.events.count
            for (position, event) in content.events where event.user == user {
                content.remove(event)
                content.sources[position.file]?.accepted -= 1
            }
            content.users[user] = nil
            return before - content.events.count
        }
    }

    @discardableResult
    public func forgetErasure(of user: UserID) throws -> Bool { content.withLock { $0.erased.remove(user) } }

    public func adopt(_ ledger: ErasureLedger) throws { content.withLock { $0.erased.adopt(ledger) } }

    public func adopt(_ record: SourceRecord) throws {
        try content.withLock { content in
            guard var mine = content.sources[record.description.name] else {
                throw StorageError.unknownSource(record.description.name, store: name)
            }
            if let line = record.line, let ordinal = record.ordinal,
                !mine.covers(SourcePosition(file: record.description.name, line: line, ordinal: ordinal))
            {
                (mine.line, mine.ordinal) = (line, ordinal)
            }
            mine.isComplete = mine.isComplete || record.isComplete
            content.sources[record.description.name] = mine
        }
    }

    // MARK: Reading

    public func erasures() throws -> ErasureLedger { content.withLock { $0.erased } }

    public func sources() throws -> [SourceRecord] {
        content.withLock { content in
            content.sources.values.sorted { $0.description.name.utf8.lexicographicallyPrecedes($1.description.name.utf8) }
        }
    }

    public func problems(limit: Int) throws -> [RowProblem] {
        let all = content.withLock { $0.problems.values.flatMap { $0 } }
        return Array(
            all.sorted { a, b in
                if a.file != b.file { return a.file.utf8.lexicographicallyPrecedes(b.file.utf8) }
                return a.line != b.line ? a.line < b.line : (a.field ?? "") < (b.field ?? "")
            }.prefix(limit))
    }

    public func counts() throws -> StoreCounts {
        content.withLock { content in
            var counts = StoreCounts()
            counts.events = content.events.count
            counts.users = Set(content.events.values.lazy.map(\.user)).count
            counts.items = Set(content.items.keys).union(content.events.values.lazy.compactMap(\.item)).count
            counts.problems = content.problems.values.reduce(0) { $0 + $1.count }
            return counts
        }
    }

    public func items() throws -> [Item] { content.withLock { $0.items.values.sorted { $0.id < $1.id } } }

    public func items(_ ids: [ItemID]) throws -> [Item] {
        content.withLock { content in Set(ids).compactMap { content.items[$0] }.sorted { $0.id < $1.id } }
    }

    public func attributes(of user: UserID) throws -> UserAttributes? { content.withLock { $0.users[user] } }

    public func users() throws -> [UserAttributes] { content.withLock { $0.users.values.sorted { $0.id < $1.id } } }

    public func userIDs() throws -> [UserID] {
        content.withLock { Set($0.users.keys).union($0.events.values.lazy.map(\.user)).sorted() }
    }

    public func events(of user: UserID) throws -> [RawEvent] {
        content.withLock { $0.events.values.filter { $0.user == user } }.sorted { a, b in
            let (first, second) = (a.time?.rawValue ?? .min, b.time?.rawValue ?? .min)
            return first != second ? first < second : a.source < b.source
        }
    }

    public func forEachBatch(of batchSize: Int, _ body: ([RawEvent]) throws -> Void) throws {
        let events = content.withLock { $0.events.values.sorted { $0.source < $1.source } }
        var start = 0
        while start < events.count {
            let end = min(events.count, start + max(batchSize, 1))
            try body(Array(events[start..<end]))
            start = end
        }
    }

    public func integrityProblems() throws -> [String] { [] }
}
