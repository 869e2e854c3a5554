import Datasets

/// What would become possible with one more column.
enum Opportunities {
    static func findings(in examination: Examination) -> [Finding] {
        let examiner = examination.examiner
        guard examiner.events > 0 else { return [] }
        return [durations(examiner), impressions(examiner), kind(examiner)].compactMap { $0 }
    }

    private static func durations(_ examiner: DataExaminer) -> Finding? {
        let values = examiner.values
        let missing = values.consumed - values.consumedWithOutcome
        guard missing * 2 > values.consumed else { return nil }
        return Finding(
            .missingDurations, .opportunity,
            "\(Figures.counted(missing, "event")) of \(Figures.grouped(values.consumed)) that take time do not say how long",
            count: missing,
            of: values.consumed, "events", cost: "Ten seconds and a whole film count the same.",
            unlocks: "With durations, finished and abandoned can be told apart.",
            advice: "Map \"duration\" (seconds) or \"completion\" (0…1) if your log has either.")
    }

    private static func impressions(_ examiner: DataExaminer) -> Finding? {
        let shown = examiner.values.kinds[Int(EventKind.impression.rawValue)]
        guard shown == 0, examiner.values.withSurface > 0 || examiner.values.kinds[Int(EventKind.click.rawValue)] > 0 else { return nil }
        return Finding(
            .missingImpressions, .opportunity, "what was chosen is there, what was shown and passed over is not", count: 0,
            of: examiner.events, "events",
            cost: "A title that nobody saw and one that everybody refused look the same.",
            unlocks: "With impressions: refusals, the bias of positions, and estimates of policies that were never run.",
            advice: "Log impressions with position and propensity; map them as kind \"impression\".")
    }

    private static func kind(_ examiner: DataExaminer) -> Finding? {
        let plain = examiner.values.kinds[Int(EventKind.interaction.rawValue)]
        guard plain > 0, examiner.times.stamped > 0 else { return nil }
        return Finding(
            .unspecifiedKind, .opportunity, "\(Figures.counted(plain, "event")) do not say what happened (kind “interaction”)",
            count: plain,
            of: examiner.events, "events", cost: "Choosing, finishing and refusing count the same.",
            unlocks: "Engagement symbols: what people do with a title, learned from the log.",
            advice: "Map \"kind\": a column with a table of words, or what every row means, such as \"play\".")
    }
}
