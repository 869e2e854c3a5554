import Datasets

/// Whether there is anything to learn from, and what was lost on the way.
enum Basics {
    static func findings(in examination: Examination) -> [Finding] {
        let examiner = examination.examiner
        guard examiner.events > 0 else {
            return [
                Finding(
                    .noEvents, .blocker, "there is not a single event", count: 0, of: 0, "events", cost: "Nothing can be learned.",
                    unlocks: "Everything.", advice: "Check that the right file is mapped as \"holds\": \"events\".")
            ] + badRows(examination)
        }
        return targets(examination) + badRows(examination) + withoutItem(examination) + size(examination)
    }

    private static func targets(_ examination: Examination) -> [Finding] {
        let kinds = examination.examiner.values.kinds
        let used = EventKind.allCases.filter { kinds[Int($0.rawValue)] > 0 }
        guard !used.contains(where: { examination.roles[$0] == .target }) else { return [] }
        let names = used.map { "\($0.name) (\(Figures.grouped(kinds[Int($0.rawValue)])), \(examination.roles[$0].rawValue))" }
        return [
            Finding(
                .noTargets, .blocker, "no event is a choice: there are only \(names.joined(separator: ", "))",
                count: examination.examiner.events,
                of: examination.examiner.events, "events", cost: "There is nothing to predict, so nothing can be trained or evaluated.",
                unlocks: "Training.",
                advice:
                    "Give a kind that means choosing (play, click, purchase, rating, …) in the mapping, or another role under \"roles\".")
        ]
    }

    private static func badRows(_ examination: Examination) -> [Finding] {
        let problems = examination.examiner.problems
        guard problems.count > 0 else { return [] }
        let rows = problems.count + examination.examiner.events
        let kinds = problems.byKind.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        let counted = kinds.map { "\($0.key.rawValue) \(Figures.grouped($0.value))" }.joined(separator: ", ")
        let encoding = problems.byKind[.wrongEncoding] != nil
        return [
            Finding(
                .badRows, problems.count * 100 >= rows ? .warning : .notice,
                "\(Figures.counted(problems.count, "row")) cannot be used: \(counted)", count: problems.count, of: rows, "rows",
                examples: kinds.flatMap { problems.examples[$0.key]?.prefix(3) ?? [] }, cost: "These events or items will be missing.",
                unlocks: "Every row counted.",
                advice: encoding
                    ? "Some rows are not UTF-8: say \"encoding\": \"latin1\" in the mapping if the whole file is, or convert it with iconv."
                    : "Look at the lines named; an import reports the same rows and takes the others.",
                figures: Dictionary(uniqueKeysWithValues: kinds.map { ($0.key.rawValue, Double($0.value)) }))
        ]
    }

    private static func withoutItem(_ examination: Examination) -> [Finding] {
        let count = examination.examiner.values.withoutItem
        let searches = examination.examiner.values.kinds[Int(EventKind.search.rawValue)]
        guard count > searches else { return [] }
        return [
            Finding(
                .eventsWithoutItem, .warning, "\(Figures.counted(count - searches, "event")) that are no searches name no item",
                count: count - searches,
                of: examination.examiner.events, "events", cost: "They cannot enter any history.", unlocks: "Their content.",
                advice: "Check the column that is mapped to \"item\".")
        ]
    }

    private static func size(_ examination: Examination) -> [Finding] {
        let users = examination.activeUsers
        let events = examination.examiner.events
        guard events < 10_000 || users < 100 else { return [] }
        return [
            Finding(
                users < 100 ? .fewUsers : .smallData, .notice,
                "\(Figures.counted(events, "event")) of \(Figures.counted(users, "user")): intervals, not victories", count: users, of: 0,
                "users",
                cost: users < 1000
                    ? "A difference of a hundredth in NDCG cannot be told from chance here." : "Rare items have almost no evidence.",
                unlocks: "More users narrow every interval by the square root of their number.",
                advice: "Describe the items: content neighbours and live popularity carry small data. Read intervals, not winners.")
        ]
    }
}
