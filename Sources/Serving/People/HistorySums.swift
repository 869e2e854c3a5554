import Datasets

/// What stays of the events of a history that are no longer kept one by one: everything that is asked of a whole history.
///
/// Its size is that of the titles that were met. Pages ask for the order in which titles were met, profiles for what was chosen and when.
package struct HistorySums: Sendable, Hashable {
    /// One title.
    package struct Title: Sendable, Hashable {
        /// What came of it in these events alone.
        package fileprivate(set) var record = TitleRecord()
        /// Nil where the event has no time.
        package fileprivate(set) var firstMet: Timestamp?
        package fileprivate(set) var lastChosen: Timestamp?
        /// Events by which it was chosen, as profiles count them (`TitleRecord.isChoice`).
        package fileprivate(set) var choices = 0
    }
    private struct Choice: Hashable {
        var item: ItemIndex
        var time: Timestamp?
    }

    /// How many events these are.
    package private(set) var events = 0
    package private(set) var first: Timestamp?
    package private(set) var last: Timestamp?
    /// When an impression was confirmed last; nil where none was, or none with a time.
    package private(set) var lastImpression: Timestamp?
    /// Events by which a title was chosen.
    package private(set) var choices = 0
    package private(set) var habits = HabitCounts()
    package private(set) var titles: [ItemIndex: Title] = [:]
    /// Titles in the order in which they were first met.
    package private(set) var met: [ItemIndex] = []
    /// Titles in the order in which they were last met, latest first.
    package private(set) var recent: [ItemIndex] = []
    /// Titles in the order in which they were last chosen, latest first.
    package private(set) var chosen: [ItemIndex] = []
    private var latest: [Choice] = []
    /// The latest choices, oldest first: at most as many as a profile calls recent.
    package var latestChoices: [ItemIndex] { latest.map(\.item) }

    /// Adds the events that follow these.
    ///
    /// - Complexity: O(events + titles)
    mutating func append(_ events: ArraySlice<Interaction>) {
        for event in events {
            count(event)
            guard let item = event.metItem else { continue }
            if titles[item] == nil {
                met.append(item)
                titles[item] = Title(firstMet: event.time)
            }
            titles[item]!.note(event)
            if event.isChosenTitle { latest.append(Choice(item: item, time: event.time)) }
        }
        latest.removeFirst(max(0, latest.count - ProfileReader.recentChoices))
        recent = HistorySums.moved(events.reversed().compactMap(\.metItem), before: recent)
        chosen = HistorySums.moved(events.reversed().compactMap { $0.isChosenTitle ? $0.item : nil }, before: chosen)
    }

    /// Whether nothing that has a place among others has that of an instant: which of two came first is not known here.
    ///
    /// - Complexity: O(titles)
    func isFree(_ time: Timestamp) -> Bool {
        !latest.contains { $0.time == time }
            && titles.values.allSatisfy { $0.firstMet != time && $0.lastChosen != time && $0.record.last != time }
    }

    /// Adds an event that comes late, at an instant that is free, where nothing of its title is as late as it is.
    ///
    /// - Complexity: O(titles)
    mutating func insert(_ event: Interaction, on item: ItemIndex, at time: Timestamp) {
        count(event)
        if titles[item] == nil {
            met.insert(item, at: met.firstIndex { titles[$0]!.firstMet.map { $0 > time } ?? false } ?? met.endIndex)
        } else {
            recent.removeAll { $0 == item }
        }
        recent.insert(item, at: recent.firstIndex { titles[$0]!.record.last.map { $0 < time } ?? true } ?? recent.endIndex)
        if event.isChosenTitle {
            chosen.removeAll { $0 == item }
            chosen.insert(item, at: chosen.firstIndex { titles[$0]!.lastChosen.map { $0 < time } ?? true } ?? chosen.endIndex)
            latest.insert(
                Choice(item: item, time: time), at: latest.firstIndex { $0.time.map { $0 > time } ?? false } ?? latest.endIndex)
            latest.removeFirst(max(0, latest.count - ProfileReader.recentChoices))
        }
        titles[item, default: Title(firstMet: time)].note(event)
    }

    private mutating func count(_ event: Interaction) {
        events += 1
        if let time = event.time {
            first = min(first ?? time, time)
            last = max(last ?? time, time)
            if event.kind == .impression { lastImpression = max(lastImpression ?? time, time) }
        }
        guard event.isChosenTitle else { return }
        choices += 1
        habits.note(event)
    }

    /// Titles, latest first and some of them repeatedly, before others.
    private static func moved(_ items: [ItemIndex], before others: [ItemIndex]) -> [ItemIndex] {
        var known: Set<ItemIndex> = []
        return items.filter { known.insert($0).inserted } + others.filter { !known.contains($0) }
    }
}

extension HistorySums.Title {
    fileprivate init(firstMet: Timestamp?) { self.firstMet = firstMet }

    fileprivate mutating func note(_ event: Interaction) {
        record.note(event)
        guard event.isChosenTitle else { return }
        choices += 1
        lastChosen = event.time
    }
}

/// When, and on what, somebody chooses.
package struct HabitCounts: Sendable, Hashable {
    /// Choices by hour of the day in UTC. `[24]`
    package private(set) var hours = [Int](repeating: 0, count: 24)
    /// From Monday. `[7]`
    package private(set) var weekdays = [Int](repeating: 0, count: 7)
    /// By number of the device, where it is known.
    package private(set) var devices: [UInt8: Int] = [:]

    mutating func note(_ event: Interaction) {
        if let seconds = event.time?.seconds {
            hours[Int(seconds % 86_400 + 86_400) % 86_400 / 3600] += 1
            // The first of January 1970 was a Thursday.
            let day = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
            weekdays[Int(((day + 3) % 7 + 7) % 7)] += 1
        }
        if event.device > 0 { devices[event.device, default: 0] += 1 }
    }
}

extension Interaction {
    /// Whether a profile counts it as the choice of a title.
    var isChosenTitle: Bool { item != nil && TitleRecord.isChoice(kind) }
}
