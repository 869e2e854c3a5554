import Datasets

/// A part of the users: their states in order of use, and the events that arrived while a state was lent.
///
/// Three lists, one for each residency, the most recently used first. What falls off the end of one, because memory is
/// spent, becomes the head of the next: hot states lose their lower layers, warm ones all keys and values, and users of whom only
/// tokens are left are forgotten. An intrusive doubly linked list keeps every step O(1).
///
/// Hot and warm states share what both may take, and whoever was not asked about for longest falls first. The lower layers of a
/// state are worth their memory, as much as L − 1 more people's, only to users who make events between requests: once memory is short,
/// those who came back without any are kept warm.
struct StateShard {
    private struct Place {
        var key: UInt64 = 0
        /// Nil while lent, and in places that are free.
        var state: UserState?
        /// Events that arrived while the state was lent, with their positions.
        var pending: [(event: Interaction, position: Int)] = []
        var isLent = false
        /// What the borrower has to be told when the state comes back.
        var isErased = false
        var isInvalid = false
        var before = -1
        var after = -1
        /// Bytes that were counted when the state came into its list.
        var bytes = 0
        /// How often in a row the user was asked about without a new event; nil before anything is known.
        var quietUses: Int?
        /// Events that were accounted for when the state came back.
        var events = 0
        /// When the state came into its list, in uses of the shard.
        var used = 0
        var residency = StateResidency.tokens
    }
    private struct List {
        var head = -1
        var tail = -1
        var bytes = 0
        var count = 0
    }

    private var places: [Place] = []
    private var free: [Int] = []
    private var index: [UInt64: Int] = [:]
    private var lists = [List](repeating: List(), count: StateResidency.allCases.count)
    private var demotions = 0
    private var evictions = 0
    private let budgets: [Int]
    private var uses = 0
    /// Running share of the requests that met new events.
    private var growth = 1.0
    /// A user who came back so often without an event is taken for one who looks.
    private static let quietAfter = 2
    /// Beyond so many events that arrive during one calculation the history is read again.
    private static let mostPending = 64

    init(_ options: StateOptions) { budgets = StateResidency.allCases.map { options.budget($0) } }

    // MARK: Lending

    enum Loan {
        case state(UserState)
        /// Nobody is known by this key; the place is held until `take(back:)`.
        case absent
        /// Somebody else computes with it.
        case busy
    }

    mutating func lend(_ key: UInt64) -> Loan {
        guard let place = index[key] else {
            let new = free.popLast() ?? places.endIndex
            if new == places.endIndex { places.append(Place()) }
            places[new].key = key
            places[new].isLent = true
            index[key] = new
            return .absent
        }
        guard !places[place].isLent, let state = places[place].state else { return .busy }
        unlink(place)
        observe(state, place)
        places[place].state = nil
        places[place].isLent = true
        return .state(state)
    }

    /// Learns whether the user made events since the last request.
    private mutating func observe(_ state: UserState, _ place: Int) {
        guard !state.isStale else { return }
        let isQuiet = state.eventCount == places[place].events
        places[place].quietUses = isQuiet ? (places[place].quietUses ?? 0) + 1 : 0
        growth += ((isQuiet ? 0 : 1) - growth) / 64
    }

    /// Whether only the next event would need the lower layers, and there is better use for their memory.
    private func wastesLowerLayers(_ state: UserState, _ place: Int) -> Bool {
        guard state.residency == .hot, state.isCurrent else { return false }
        let shared = budget(.hot) + budget(.warm)
        guard Double(bytes(.hot) + bytes(.warm) + state.bytes) > 0.9 * Double(shared) else { return false }
        return places[place].quietUses.map { $0 >= Self.quietAfter } ?? (growth < 0.5)
    }

    private func budget(_ residency: StateResidency) -> Int { budgets[residency.rawValue] }
    private func bytes(_ residency: StateResidency) -> Int { lists[residency.rawValue].bytes }

    /// Takes a state back and lets go of what no longer fits; nil gives the place up.
    ///
    /// - Returns: whether the user was erased meanwhile: then the caller overwrites the state.
    mutating func take(back state: UserState?, _ key: UInt64) -> Bool {
        guard let place = index[key], places[place].isLent else { return true }
        let isErased = places[place].isErased
        guard let state, !isErased else {
            remove(place)
            return isErased
        }
        if places[place].isInvalid { state.invalidate() }
        places[place].events = state.eventCount
        for (event, position) in places[place].pending {
            // An event that cannot be read makes the state stale; whoever asks next is told.
            try? state.note(event, at: position)
        }
        places[place].pending.removeAll(keepingCapacity: true)
        (places[place].isLent, places[place].isInvalid) = (false, false)
        places[place].state = state
        uses += 1
        places[place].used = uses
        if wastesLowerLayers(state, place) {
            demotions += 1
            state.shrink(to: .warm, wiping: false)
        }
        link(place)
        settle()
        return false
    }

    // MARK: Events

    mutating func note(_ event: Interaction, at position: Int, _ key: UInt64) throws(StateError) {
        guard let place = index[key] else { return }
        guard places[place].isLent else {
            try places[place].state?.note(event, at: position)
            return
        }
        if places[place].pending.count < Self.mostPending {
            places[place].pending.append((event, position))
        } else {
            places[place].isInvalid = true
        }
    }

    mutating func invalidate(_ key: UInt64) {
        guard let place = index[key] else { return }
        guard places[place].isLent else { return places[place].state?.invalidate() ?? () }
        places[place].isInvalid = true
    }

    mutating func erase(_ key: UInt64) {
        guard let place = index[key] else { return }
        if places[place].isLent {
            places[place].isErased = true
            places[place].pending.removeAll()
        } else {
            places[place].state?.erase()
            unlink(place)
            remove(place)
        }
    }

    // MARK: Budgets

    /// Lets the least recently used fall until every list is within its budget.
    private mutating func settle() {
        while bytes(.hot) > budget(.hot), let tail = tail(.hot) { lower(tail) }
        while bytes(.hot) + bytes(.warm) > budget(.hot) + budget(.warm), let tail = olderTail() { lower(tail) }
        while bytes(.tokens) > budget(.tokens), let tail = tail(.tokens) { lower(tail) }
    }

    private func tail(_ residency: StateResidency) -> Int? {
        let tail = lists[residency.rawValue].tail
        return tail < 0 ? nil : tail
    }

    /// Of the hot and the warm users the one who was not asked about for longest.
    private func olderTail() -> Int? {
        guard let hot = tail(.hot) else { return tail(.warm) }
        guard let warm = tail(.warm) else { return hot }
        return places[hot].used < places[warm].used ? hot : warm
    }

    private mutating func lower(_ place: Int) {
        unlink(place)
        guard let state = places[place].state, let next = StateResidency(rawValue: state.residency.rawValue - 1) else {
            evictions += 1
            return remove(place)
        }
        demotions += 1
        state.shrink(to: next, wiping: false)
        link(place)
    }

    private mutating func remove(_ place: Int) {
        index[places[place].key] = nil
        places[place].state = nil
        (places[place].isLent, places[place].isErased, places[place].isInvalid) = (false, false, false)
        places[place].pending.removeAll()
        places[place].quietUses = nil
        places[place].key = 0
        free.append(place)
    }

    // MARK: Lists

    private mutating func link(_ place: Int) {
        guard let state = places[place].state else { return }
        let list = state.residency.rawValue
        (places[place].residency, places[place].bytes) = (state.residency, state.bytes)
        (places[place].before, places[place].after) = (-1, lists[list].head)
        if lists[list].head >= 0 { places[lists[list].head].before = place } else { lists[list].tail = place }
        lists[list].head = place
        lists[list].bytes += places[place].bytes
        lists[list].count += 1
    }

    private mutating func unlink(_ place: Int) {
        let list = places[place].residency.rawValue
        let (before, after) = (places[place].before, places[place].after)
        if before >= 0 { places[before].after = after } else { lists[list].head = after }
        if after >= 0 { places[after].before = before } else { lists[list].tail = before }
        lists[list].bytes -= places[place].bytes
        lists[list].count -= 1
        (places[place].before, places[place].after) = (-1, -1)
    }

    func describe(into statistics: inout StateStatistics) {
        statistics.demotions += demotions
        statistics.evictions += evictions
        let (hot, warm, tokens) = (lists[StateResidency.hot.rawValue], lists[StateResidency.warm.rawValue], lists[0])
        statistics.hotUsers += hot.count
        statistics.warmUsers += warm.count
        statistics.tokenUsers += tokens.count
        statistics.hotBytes += hot.bytes
        statistics.warmBytes += warm.bytes
        statistics.tokenBytes += tokens.bytes
    }
}
