import Datasets

/// What is known about items and users beside the events, and what is missing or damaged.
enum Descriptions {
    static func findings(in examination: Examination) -> [Finding] {
        orphans(examination) + gaps(examination) + text(examination)
    }

    // MARK: Orphans

    private static func orphans(_ examination: Examination) -> [Finding] {
        let examiner = examination.examiner
        let items = examiner.items
        let active = items.counts.indices.filter { items.counts[$0] > 0 }
        var findings: [Finding] = []
        let undescribed = active.filter { !examiner.descriptions.isDescribed($0) }
        if !undescribed.isEmpty, !active.isEmpty {
            findings.append(undescribedFinding(undescribed, of: active.count, examination))
        }
        let described = examiner.descriptions.count(.described)
        let unused = items.counts.indices.count { items.counts[$0] == 0 && examiner.descriptions.isDescribed($0) }
        if unused > 0, !active.isEmpty, unused * 20 >= described {
            findings.append(
                Finding(
                    .unusedItems, .notice, "\(Figures.counted(unused, "described item")) have no event", count: unused, of: described,
                    "items",
                    cost: "They can be recommended by what describes them only, and every list ranks them too.",
                    unlocks: "A test of new titles that costs nothing: they are the cold pool.",
                    advice:
                        "If they cannot be had any more, leave them out: \"restrictsCatalogToItemsWithEvents\": true under \"preprocessing\"."
                ))
        }
        let silent = examiner.userFacts.indices.count { examiner.userFacts[$0].isDescribed && examiner.users.counts[$0] == 0 }
        if silent > 0 {
            findings.append(
                Finding(
                    .usersWithoutEvents, .notice, "\(Figures.counted(silent, "described user")) \(silent == 1 ? "has" : "have") no event",
                    count: silent, of: examiner.descriptions.describedUsers, "users", cost: "They get what newcomers get.",
                    unlocks: "Whoever arrives next month looks like them.", advice: "Check that both files write the same user ids."))
        }
        return findings
    }

    private static func undescribedFinding(_ undescribed: [Int], of active: Int, _ examination: Examination) -> Finding {
        let all = undescribed.count == active
        let isShared = !all && undescribed.count * 50 >= active
        return Finding(
            .undescribedItems, all ? .opportunity : isShared ? .warning : .notice,
            all
                ? "no item is described: ids only"
                : "\(Figures.counted(undescribed.count, "item")) of \(Figures.grouped(active)) with events "
                    + "\(undescribed.count == 1 ? "is" : "are") not described",
            count: undescribed.count, of: active, "items",
            examples: all
                ? []
                : undescribed.prefix(examination.options.exampleCount).map {
                    Finding.Example(place: examination.place(examination.examiner.itemFacts[$0].first), what: "the item's first event")
                },
            cost: "Lists show ids, there are no content neighbours, and a new title cannot be recommended before somebody chose it.",
            unlocks: "Titles, genres and texts carry small data, new titles and search.",
            advice: all
                ? "Give what you know about items: --attributes FILE, or a table with \"holds\": \"items\" in the mapping."
                : "Check that both files write the same item ids.")
    }

    // MARK: Gaps

    private static func gaps(_ examination: Examination) -> [Finding] {
        let descriptions = examination.examiner.descriptions
        let described = descriptions.count(.described)
        guard described > 0 else { return [] }
        func lacking(_ flag: DescriptionAudit.Known) -> Int { described - descriptions.count(flag) }
        var findings: [Finding] = []
        if lacking(.title) * 20 >= described {
            findings.append(
                gap(
                    .missingTitles, lacking(.title) == described ? .opportunity : .warning, lacking(.title), described, "title",
                    cost: "Lists show ids, and nobody can judge a list of ids.",
                    unlocks: "Lists that people can read, and finding items by title."))
        }
        if lacking(.facets) * 5 >= described {
            findings.append(
                gap(
                    .missingFacets, .opportunity, lacking(.facets), described, "facet such as genre",
                    cost: "Content neighbours and cold items rest on titles and texts alone.",
                    unlocks: "Cold items placed by genre, cast or category; reasons that people understand."))
        }
        let isFilm = examination.examiner.domain == .film || examination.examiner.domain == .series
        if isFilm, lacking(.year) * 5 >= described {
            findings.append(
                gap(
                    .missingYears, .opportunity, lacking(.year), described, "year",
                    cost: "Old and new cannot be told apart, and items of one name cannot be matched.",
                    unlocks: "Decades as a taste, release recency, matching with other catalogues by title and year."))
        }
        return findings
    }

    private static func gap(
        _ code: Finding.Code, _ severity: Finding.Severity, _ count: Int, _ total: Int, _ what: String, cost: String, unlocks: String
    ) -> Finding {
        Finding(
            code, severity,
            "\(Figures.counted(count, "described item")) of \(Figures.grouped(total)) \(count == 1 ? "has" : "have") no \(what)",
            count: count, of: total, "items", cost: cost, unlocks: unlocks,
            advice: "Map the column, or join another catalogue by an outside id.")
    }

    // MARK: Text

    private static func text(_ examination: Examination) -> [Finding] {
        let descriptions = examination.examiner.descriptions
        let described = descriptions.count(.described)
        var findings: [Finding] = []
        if descriptions.damagedItems > 0 {
            findings.append(damaged(descriptions, described))
        }
        if descriptions.entityItems >= 3, descriptions.entityItems * 1000 >= described {
            findings.append(
                Finding(
                    .htmlEntities, .notice,
                    "the text of \(Figures.counted(descriptions.entityItems, "item")) holds HTML entities such as &amp;",
                    count: descriptions.entityItems, of: described, "items", cost: "Lists show them, and words with them match nothing.",
                    unlocks: "Clean titles and words.", advice: "Decode them in the export."))
        }
        if descriptions.sharedTitles * 200 >= max(described, 1), descriptions.sharedTitles >= 3 {
            findings.append(
                Finding(
                    .sharedTitles, .notice, "\(Figures.counted(descriptions.sharedTitles, "item")) have the title and year of another one",
                    count: descriptions.sharedTitles, of: described, "items", examples: descriptions.duplicateExamples,
                    cost: "The events of one title are shared among several items, and lists show it twice.",
                    unlocks: "One item a title, with all its events.", advice: "Map one id for both, or tell them apart in the title."))
        }
        return findings
    }

    private static func damaged(_ descriptions: DescriptionAudit, _ described: Int) -> Finding {
        var signs: [String] = []
        if descriptions.damage.contains(.doubleEncoded) { signs.append("UTF-8 that was read as latin-1 (“Ã©” for “é”)") }
        if descriptions.damage.contains(.controls) { signs.append("Windows-1252 that was read as latin-1") }
        if descriptions.damage.contains(.replacement) { signs.append("replacement characters (U+FFFD)") }
        return Finding(
            .damagedText, descriptions.damagedItems * 100 >= described ? .warning : .notice,
            "the text of \(Figures.counted(descriptions.damagedItems, "item")) is damaged: \(signs.joined(separator: ", "))",
            count: descriptions.damagedItems, of: described, "items", examples: descriptions.damagedExamples,
            cost: "Titles look broken, and the same word in two encodings is two words.", unlocks: "Titles as they are.",
            advice: descriptions.damage.contains(.replacement)
                ? "What was lost cannot be brought back: export again as UTF-8."
                : "Export again as UTF-8, or repair: iconv -f UTF-8 -t LATIN1 once for doubly encoded text.")
    }
}
