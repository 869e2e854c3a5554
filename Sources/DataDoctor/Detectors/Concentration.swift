import Datasets

/// One user or one item that outweighs the others.
enum Concentration {
    static func findings(in examination: Examination) -> [Finding] {
        [user(examination), item(examination)].compactMap { $0 }
    }

    private static func user(_ examination: Examination) -> Finding? {
        let users = examination.activeUsers
        let counts = examination.examiner.users.counts
        guard users >= 20, let place = counts.indices.max(by: { counts[$0] < counts[$1] }) else { return nil }
        let (count, events) = (Int(counts[place]), examination.examiner.events)
        // In a small club, everybody is a large share.
        guard Double(count) >= max(0.05, 10 / Double(users)) * Double(events) else { return nil }
        return Finding(
            .dominatingUser, .warning,
            "one user, “\(examination.examiner.topUser)”, has \(Figures.percent(Double(count) / Double(events))) of the events",
            count: count,
            of: events, "events",
            examples: [Finding.Example(place: examination.place(examination.examiner.userFacts[place].first), what: "")],
            cost: "Popularity and neighbours are this user's taste: often a default account, a crawler or a missing id.",
            unlocks: "Everybody's taste.",
            advice: "Look at this id; in a mapping, list it under \"missing\" of \"user\" if it means nobody.")
    }

    private static func item(_ examination: Examination) -> Finding? {
        let items = examination.activeItems
        let counts = examination.examiner.items.counts
        guard items >= 20, let place = counts.indices.max(by: { counts[$0] < counts[$1] }) else { return nil }
        let (count, events) = (Int(counts[place]), examination.examiner.events)
        guard Double(count) >= max(0.2, 5 / Double(items)) * Double(events) else { return nil }
        return Finding(
            .dominatingItem, .warning,
            "one item, “\(examination.examiner.topItem)”, has \(Figures.percent(Double(count) / Double(events))) of the events",
            count: count,
            of: events, "events",
            examples: [Finding.Example(place: examination.place(examination.examiner.itemFacts[place].first), what: "")],
            cost: "Recommending this item to everybody looks like a good model.",
            unlocks: "Figures about the rest of the catalogue.",
            advice:
                "If it is a start page, a trailer or a missing id, list it under \"missing\" of \"item\"; else report figures without it, too."
        )
    }
}
