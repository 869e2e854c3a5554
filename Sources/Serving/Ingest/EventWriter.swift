import Datasets
import Storage
import Workspaces

/// Stores what one group of callers handed in, behind what was stored before.
///
/// `@unchecked Sendable`: it is touched only on the queue of its `EventIntake`, one group at a time.
final class EventWriter: @unchecked Sendable {
    /// The last line that was given out; nil before the source was begun.
    private var line: Int?

    /// One transaction, on the disk when this returns.
    func write(_ incoming: [IncomingEvent], for service: TasteService) throws -> [EventReceipt] {
        var events = try incoming.map { try service.resolved($0.event) }
        let fates = try append(&events, service)
        var receipts: [EventReceipt] = []
        receipts.reserveCapacity(events.count)
        for (place, fate) in fates.enumerated() {
            receipts.append(try receipt(fate, events[place], hasTime: incoming[place].hasTime, service))
        }
        let accepted = zip(events, receipts).filter { $0.1 == .accepted }.map(\.0)
        service.follow(accepted)
        // Of whoever was erased nothing is remembered, not even that somebody spoke of them.
        service.recentEvents.note(zip(events, receipts).filter { $0.1 != .refused }, at: service.now())
        return receipts
    }

    private func append(_ events: inout [RawEvent], _ service: TasteService) throws -> [EventFate] {
        let store = service.workspace.store
        do {
            try place(&events, store)
            return try store.append(events, problems: [], source: Workspace.serviceSource, notesConflicts: false).fates
        } catch let error as StorageError where error.code == .conflict {
            // Another process has served this workspace meanwhile; what it wrote is not to be overwritten.
            line = nil
            try place(&events, store)
            return try store.append(events, problems: [], source: Workspace.serviceSource, notesConflicts: false).fates
        }
    }

    /// Gives out lines; those of a transaction that fails are never seen, and those behind it leave a gap.
    private func place(_ events: inout [RawEvent], _ store: any EventStore) throws {
        var last = try line ?? store.begin(Workspace.serviceSourceDescription).line ?? 0
        for place in events.indices {
            last += 1
            events[place].source = SourcePosition(file: Workspace.serviceSource, line: last)
        }
        line = last
    }

    /// Who sends an event again without its time means the same event, though it was read at another time.
    private func receipt(_ fate: EventFate, _ event: RawEvent, hasTime: Bool, _ service: TasteService) throws -> EventReceipt {
        switch fate {
        case .inserted: return .accepted
        case .repeated: return .duplicate
        case .refused: return .refused
        case .conflict:
            guard !hasTime, let id = event.id else { return .conflict }
            guard let stored = try service.workspace.store.events(of: event.user).first(where: { $0.id == id }) else { return .conflict }
            var again = event
            again.time = stored.time
            return stored.says(theSameAs: again) ? .duplicate : .conflict
        }
    }
}
