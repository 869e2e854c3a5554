import Datasets
import Recommenders
import Synchronization

/// One visit: what a page or list has shown so far, and the history that it began with.
///
/// Later answers of the visit are scored from that history, so that what happens meanwhile does not shuffle what is still to come;
/// titles met meanwhile are left out all the same. Ids of later answers are the cursors themselves: the same cursor again gives the
/// same titles.
final class Visit: Sendable {
    struct Row: Sendable {
        var id: String
        var items: [ItemIndex]
    }
    struct Start: Sendable {
        var shown: [ItemIndex]
        var rows: [Row]
    }
    private struct State {
        var rows: [Row]
        /// What had been shown when an answer of this visit was first given.
        var starts: [String: Start] = [:]
        var used: Double
    }
    let id: String
    let asker: UserID?
    let request: PageRequest
    let generation: Int
    /// Events of the history that the visit began with.
    let events: Int
    private let state: Mutex<State>

    init(id: String, asker: UserID?, request: PageRequest, generation: Int, events: Int, rows: [Row], now: Double) {
        (self.id, self.asker, self.generation, self.events) = (id, asker, generation, events)
        var request = request
        // A history that came with the request is not kept; it comes again.
        request.asker = asker.map(Asker.user) ?? .session([])
        self.request = request
        state = Mutex(State(rows: rows, used: now))
    }

    /// What had been shown before an answer; nil when the answer was never offered.
    func start(_ cursor: PageCursor, now: Double) -> Start? {
        state.withLock { state in
            state.used = now
            if let known = state.starts[cursor.text] { return known }
            guard cursor.number == state.starts.keys.count(where: { PageCursor($0)?.part == cursor.part }) + 1 else { return nil }
            if case .row(let row) = cursor.part, !state.rows.indices.contains(row) { return nil }
            let start = Start(shown: state.rows.flatMap(\.items), rows: state.rows)
            state.starts[cursor.text] = start
            return start
        }
    }

    /// Notes what an answer showed; again for the same answer changes nothing.
    func show(_ rows: [Row]) {
        state.withLock { state in
            for row in rows {
                if let known = state.rows.firstIndex(where: { $0.id == row.id }) {
                    let before = Set(state.rows[known].items)
                    state.rows[known].items += row.items.filter { !before.contains($0) }
                } else {
                    state.rows.append(row)
                }
            }
        }
    }

    func isOver(at now: Double, after seconds: Double) -> Bool { state.withLock { now - $0.used > seconds } }
}

/// Names what comes next of an answer: `ID.p1` the rows below, `ID.r3.1` more of the fourth row, `ID.l1` more of a list.
struct PageCursor: Hashable {
    enum Part: Hashable {
        case rows, list
        case row(Int)
    }
    let visit: String
    let part: Part
    /// From 1.
    let number: Int

    init(visit: String, part: Part, number: Int) { (self.visit, self.part, self.number) = (visit, part, number) }

    /// Nil for anything but a cursor as `text` writes it.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 80, parts.count == 2 || parts.count == 3, let kind = parts[1].first else { return nil }
        guard let first = PageCursor.number(parts[1].dropFirst()) else { return nil }
        visit = String(parts[0])
        switch (kind, parts.count) {
        case ("p", 2) where first > 0: (part, number) = (.rows, first)
        case ("l", 2) where first > 0: (part, number) = (.list, first)
        case ("r", 3):
            guard let number = PageCursor.number(parts[2]), number > 0 else { return nil }
            (part, self.number) = (.row(first), number)
        default: return nil
        }
        guard self.text == text else { return nil }
    }

    var text: String {
        switch part {
        case .rows: "\(visit).p\(number)"
        case .list: "\(visit).l\(number)"
        case .row(let row): "\(visit).r\(row).\(number)"
        }
    }

    var following: PageCursor { PageCursor(visit: visit, part: part, number: number + 1) }

    private static func number(_ text: Substring) -> Int? {
        guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }
}

/// Visits that may still go on; the oldest first to go.
final class VisitStore: Sendable {
    private struct State {
        var visits: [String: Visit] = [:]
        /// By age; those before `first` are gone.
        var order: [String] = []
        var first = 0
    }
    private let state = Mutex(State())
    private let limit: Int
    private let seconds: Double

    /// - Parameter seconds: how long a visit may rest.
    init(limit: Int, seconds: Double) { (self.limit, self.seconds) = (max(1, limit), seconds) }

    func keep(_ visit: Visit) {
        state.withLock { state in
            state.visits[visit.id] = visit
            state.order.append(visit.id)
            while state.visits.count > limit {
                state.visits[state.order[state.first]] = nil
                state.first += 1
            }
            guard state.first > 4096, state.first * 2 > state.order.count else { return }
            state.order.removeFirst(state.first)
            state.first = 0
        }
    }

    /// Nil for a visit that is over, or somebody else's.
    func visit(_ id: String, of asker: UserID?, now: Double) -> Visit? {
        guard let visit = state.withLock({ $0.visits[id] }), visit.asker == asker else { return nil }
        return visit.isOver(at: now, after: seconds) ? nil : visit
    }

    func forget(_ user: UserID) {
        state.withLock { state in
            for (id, visit) in state.visits where visit.asker == user { state.visits[id] = nil }
        }
    }
}
