import Datasets

/// Ratings, durations and completions that cannot be, and ratings that say nothing.
enum SuspiciousValues {
    static func findings(in examination: Examination) -> [Finding] {
        [duration(examination), longDuration(examination), completion(examination), outside(examination), degenerate(examination)]
            .compactMap { $0 }
    }

    private static func examples(_ examination: Examination, _ suspicion: ValueAudit.Suspicion) -> [Finding.Example] {
        examination.examiner.values.examples[suspicion.rawValue]
    }

    private static func duration(_ examination: Examination) -> Finding? {
        let count = examination.examiner.values.count(.negativeDuration)
        guard count > 0 else { return nil }
        return Finding(
            .negativeDuration, .warning, "\(Figures.counted(count, "duration")) \(count == 1 ? "is" : "are") negative", count: count,
            of: examination.examiner.values.withDuration, "durations", examples: examples(examination, .negativeDuration),
            cost: "Clocks that were set back: these events look abandoned.", unlocks: "Durations that can be compared.",
            advice: "Leave the value out where it is negative: in a mapping, list it under \"missing\".")
    }

    private static func longDuration(_ examination: Examination) -> Finding? {
        let values = examination.examiner.values
        let count = values.count(.dayLongDuration)
        // Hours played in all are longer than a day by nature: then most are, and stamps are missing.
        guard count > 0, examination.examiner.times.stamped > 0 else { return nil }
        return Finding(
            .longDuration, count * 100 >= values.withDuration ? .warning : .notice,
            "\(Figures.counted(count, "duration")) \(count == 1 ? "is" : "are") longer than a day", count: count, of: values.withDuration,
            "durations",
            examples: examples(examination, .dayLongDuration),
            cost: "A forgotten player, or another unit than seconds: the longest look the best.",
            unlocks: "Durations that can be compared.",
            advice: "Check the unit: in a mapping, \"duration\": {\"column\": …, \"scale\": 0.001} for milliseconds.")
    }

    private static func completion(_ examination: Examination) -> Finding? {
        let values = examination.examiner.values
        let count = values.count(.completionAboveOne) + values.count(.completionNegative)
        guard count > 0 else { return nil }
        return Finding(
            .completionOutside, .warning, "\(Figures.counted(count, "completion")) lie\(count == 1 ? "s" : "") outside 0…1", count: count,
            of: values.withCompletion, "completions",
            examples: Array(
                (examples(examination, .completionAboveOne) + examples(examination, .completionNegative))
                    .prefix(examination.options.exampleCount)),
            cost: "Percent read as a share, or looped clips: everything looks finished.", unlocks: "Finished told from abandoned.",
            advice: "In a mapping, \"completion\": {\"column\": …, \"scale\": 0.01} for percent.")
    }

    private static func outside(_ examination: Examination) -> Finding? {
        let values = examination.examiner.values
        let count = values.count(.ratingOutside)
        guard count > 0 else { return nil }
        return Finding(
            .ratingOutside, .warning, "\(Figures.counted(count, "rating")) lie\(count == 1 ? "s" : "") outside the scale", count: count,
            of: values.rated, "ratings", examples: examples(examination, .ratingOutside),
            cost: "They share the bucket of the highest or lowest rating.",
            unlocks: "A scale that fits.", advice: "Correct \"ratingScale\" in the mapping, or the rows.")
    }

    private static func degenerate(_ examination: Examination) -> Finding? {
        let values = examination.examiner.values
        guard values.rated >= 100, let most = values.ratings.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
        let share = Double(most.value) / Double(values.rated)
        guard share >= 0.9 else { return nil }
        return Finding(
            .degenerateRatings, .notice, "\(Figures.percent(share)) of the ratings are \(most.key): the scale is hardly used",
            count: most.value,
            of: values.rated, "ratings", cost: "Ratings carry next to no information; models that read outcomes gain nothing.",
            unlocks: "Watch time or completion say more than a rating that is always the same.",
            advice: "Leave the rating out and map durations or completion if there are any.")
    }
}
