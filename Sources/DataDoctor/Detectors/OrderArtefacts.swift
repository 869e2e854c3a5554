import Datasets

/// Files whose order is something else than time: sorted by hours played, by item, or newest first.
struct OrderArtefacts: HistoryDetector {
    enum Value: CaseIterable {
        case rating, duration, completion
        var name: String {
            switch self {
            case .rating: "rating"
            case .duration: "duration"
            case .completion: "completion"
            }
        }
        func of(_ event: SampledEvent) -> Float {
            switch self {
            case .rating: event.rating
            case .duration: event.duration
            case .completion: event.completion
            }
        }
    }

    struct Runs {
        var users = 0
        var descending = 0
        var ascending = 0
        var descendingExamples: [Finding.Example] = []
        var ascendingExamples: [Finding.Example] = []
    }

    /// With four values or more, chance puts 1 in 24 users in descending order.
    static let shortest = 4
    private var runs = [Runs](repeating: Runs(), count: Value.allCases.count)
    private var neighbours = 0
    private var ascendingItems = 0
    private var itemExamples: [Finding.Example] = []
    private var forward = 0
    private var backward = 0
    private var ties = 0
    private var backwardExamples: [Finding.Example] = []

    mutating func look(at user: UserEvents, in examination: Examination) {
        countDirection(user.read, in: examination)
        // Where there are stamps, they make the order, not the file.
        guard let first = user.entries.first, !first.hasTime else { return }
        for (place, value) in Value.allCases.enumerated() { count(value, at: place, user.entries, in: examination) }
        countItems(user.entries, in: examination)
    }

    private mutating func countDirection(_ read: [SampledEvent], in examination: Examination) {
        for (a, b) in zip(read, read.dropFirst()) where a.hasTime && b.hasTime {
            if a.time < b.time { forward += 1 }
            if a.time == b.time, a.item != b.item { ties += 1 }
            guard a.time > b.time else { continue }
            backward += 1
            if backwardExamples.count < examination.options.exampleCount { backwardExamples.append(examination.example(b)) }
        }
    }

    private mutating func count(_ value: Value, at place: Int, _ entries: [SampledEvent], in examination: Examination) {
        var previous = Float.nan
        var (known, rises, falls) = (0, 0, 0)
        for event in entries {
            let current = value.of(event)
            guard !current.isNaN else { continue }
            known += 1
            if current > previous { rises += 1 }
            if current < previous { falls += 1 }
            previous = current
        }
        guard known >= OrderArtefacts.shortest, rises + falls >= 2 else { return }
        runs[place].users += 1
        let limit = examination.options.exampleCount
        if rises == 0 {
            runs[place].descending += 1
            if runs[place].descendingExamples.count < limit {
                runs[place].descendingExamples.append(
                    examination.example(entries[0], "this user's first row; every later \(value.name) is lower"))
            }
        }
        if falls == 0 {
            runs[place].ascending += 1
            if runs[place].ascendingExamples.count < limit {
                runs[place].ascendingExamples.append(
                    examination.example(entries[0], "this user's first row; every later \(value.name) is higher"))
            }
        }
    }

    /// Items met for the first time are left out: numbered by appearance, they ascend by themselves.
    private mutating func countItems(_ entries: [SampledEvent], in examination: Examination) {
        for (a, b) in zip(entries, entries.dropFirst()) where a.item != b.item && !examination.introduces(b) && !examination.introduces(a) {
            guard let ascends = examination.itemPrecedes(a, b) else { continue }
            neighbours += 1
            guard ascends else { continue }
            ascendingItems += 1
            if itemExamples.count < examination.options.exampleCount { itemExamples.append(examination.example(b)) }
        }
    }

    func findings(in examination: Examination) -> [Finding] {
        Value.allCases.indices.compactMap { valueFinding($0, examination) }
            + [itemFinding(examination), directionFinding(examination)].compactMap { $0 }
    }

    private func valueFinding(_ place: Int, _ examination: Examination) -> Finding? {
        let found = runs[place]
        let best = max(found.descending, found.ascending)
        guard found.users >= 10, best * 2 >= found.users else { return nil }
        let name = Value.allCases[place].name
        let direction = found.descending >= found.ascending ? "descending" : "ascending"
        let share = Double(best) / Double(found.users)
        return Finding(
            .orderIsNotTime, .warning,
            "the order of this file is not time: \(name) is \(direction) in the rows of \(Figures.percent(share)) of the users with "
                + "\(OrderArtefacts.shortest) values or more (chance: about 4 %)" + examination.sampleNote,
            count: best, of: found.users, "users",
            examples: direction == "descending" ? found.descendingExamples : found.ascendingExamples,
            cost: "“The last one” is the \(direction == "descending" ? "lowest" : "highest") \(name), so leave-one-out asks for it, and a "
                + "sequence model learns the sorting.",
            unlocks: "With stamps, order and rhythm of choices; without, an honest hold-out.",
            advice: "Treat histories as sets: hold out a seeded random share of each user's items and shuffle order every epoch; "
                + "do not use leave-one-out by order, nor sequential baselines.",
            figures: ["share": share])
    }

    private func itemFinding(_ examination: Examination) -> Finding? {
        guard neighbours >= 50 else { return nil }
        let share = Double(ascendingItems) / Double(neighbours)
        guard share >= 0.95 else { return nil }
        return Finding(
            .orderIsItemOrder, .warning,
            "the order of this file is not time: item ids ascend in \(Figures.percent(share)) of neighbouring rows of one user"
                + examination.sampleNote,
            count: ascendingItems, of: neighbours, "neighbours", examples: itemExamples,
            cost:
                "“The last one” is the item with the highest id: leave-one-out asks for recent catalogue entries only, and a sequence model "
                + "learns the numbering.",
            unlocks: "With stamps, order and rhythm of choices; without, an honest hold-out.",
            advice: "Treat histories as sets: hold out a seeded random share and shuffle order every epoch.",
            figures: ["ascendingShare": share])
    }

    private func directionFinding(_ examination: Examination) -> Finding? {
        let moves = forward + backward
        guard backward >= 50, Double(backward) >= 0.95 * Double(moves), ties > 0, ties * 100 >= moves + ties else { return nil }
        return Finding(
            .newestFirst, .warning,
            "the file runs from the newest event to the oldest, and \(Figures.counted(ties, "pair")) of neighbours "
                + "share\(ties == 1 ? "s" : "") a stamp" + examination.sampleNote,
            count: backward, of: moves, "neighbours", examples: backwardExamples,
            cost: "Ties keep the order of the file, so inside each tie history runs backwards.",
            unlocks: "The true order inside ties.",
            advice: "Turn the file round before importing it (`tac`, keeping the header), or map a finer time.",
            figures: ["tiedNeighbours": Double(ties)])
    }
}
