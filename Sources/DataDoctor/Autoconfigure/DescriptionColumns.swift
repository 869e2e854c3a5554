import Datasets

/// Which columns of a table describe items or users, and by which key they join.
struct DescriptionColumns {
    struct Column {
        var place: Int
        /// `title`, `year`, `text`, `facets.genre`, `identifiers.imdb`, `attributes.age`, …
        var role: String
        var confidence: MappingProposal.Confidence
        var evidence: String
    }

    let sample: TableSample
    let profiles: [ColumnProfile]
    let holds: MappedTable.Holds
    let key: Int
    let keyEvidence: String
    let keyConfidence: MappingProposal.Confidence
    /// How much of both sides' values is shared, 0...1.
    private(set) var agreement = 1.0
    var columns: [Column] = []

    /// A table of items or users of its own, joined to events by its key.
    ///
    /// - Parameters:
    ///   - keys: values of the events' column.
    ///   - keyName: how the events call it.
    init?(_ sample: TableSample, _ profiles: [ColumnProfile], holds: MappedTable.Holds, keys: Set<UInt64>, keyName: String) {
        func overlap(_ place: Int) -> Double {
            let values = profiles[place].values
            return Double(values.intersection(keys).count) / Double(max(min(values.count, keys.count), 1))
        }
        let role: ColumnRole = holds == .items ? .item : .user
        let words = Set(ColumnRole.words(keyName)).subtracting(["id", "click"])
        let candidates = profiles.indices.filter { place in
            let profile = profiles[place]
            guard profile.filled * 10 >= profile.rows * 9, profile.uniqueness >= 0.5 || profile.strength(role) >= 0.9 else { return false }
            return profile.time?.isCertain != true || profile.strength(role) >= 0.9
        }
        func value(_ place: Int) -> Double {
            let isSameName = !words.isDisjoint(with: ColumnRole.words(profiles[place].name))
            return overlap(place) + (isSameName ? 0.5 : 0) + profiles[place].strength(role) * 0.5 + (profiles[place].isUnique ? 0.3 : 0)
                - (profiles[place].strength(role == .item ? .user : .item) >= 0.9 ? 1 : 0)
        }
        guard let best = candidates.max(by: { value($0) < value($1) }), overlap(best) >= 0.3 || keys.isEmpty else { return nil }
        let isNamed = profiles[best].strength(role) >= 0.5 || !words.isDisjoint(with: ColumnRole.words(profiles[best].name))
        // Numbers from 1 on overlap with any other such numbers: a name is needed.
        guard isNamed || !profiles[best].isNumeric || (overlap(best) >= 0.5 && profiles[best].isUnique && best == 0) else { return nil }
        self.sample = sample
        self.profiles = profiles
        self.holds = holds
        key = best
        keyConfidence = isNamed && (overlap(best) >= 0.5 || keys.isEmpty) ? .certain : .likely
        keyEvidence =
            keys.isEmpty
            ? "its name says \(role.rawValue); \(profiles[best].description)"
            : "\(Figures.percent(overlap(best))) of the smaller side's values also stand in the events' “\(keyName)”"
        agreement = Double(profiles[best].values.intersection(keys).count) / Double(max(profiles[best].values.union(keys).count, 1))
        describe(except: [best])
    }

    /// Columns of a table of events that depend on the item (or user) alone.
    init(dependentOn key: Int, holds: MappedTable.Holds, _ events: EventColumns) {
        (sample, profiles) = (events.sample, events.profiles)
        self.holds = holds
        self.key = key
        (keyEvidence, keyConfidence) = ("the \(holds == .items ? "item" : "user") of the events", .certain)
        let free = profiles.indices.filter { place in
            events.roles[place] == nil && !profiles[place].isConstant && profiles[place].filled * 5 >= profiles[place].rows
                && DescriptionColumns.depends(place, on: key, sample)
        }
        describe(except: Set(profiles.indices).subtracting(free))
        for index in columns.indices {
            columns[index].evidence += "; the same in all rows of one \(holds == .items ? "item" : "user")"
        }
    }

    /// Whether (nearly) every key with several rows has one value.
    static func depends(_ place: Int, on key: Int, _ sample: TableSample) -> Bool {
        var values: [String: (value: String, rows: Int, isOne: Bool)] = [:]
        for (name, cell) in zip(sample.columns[key].cells, sample.columns[place].cells) where !cell.isEmpty {
            if let known = values[name] {
                values[name] = (known.value, known.rows + 1, known.isOne && known.value == cell)
            } else {
                values[name] = (cell, 1, true)
            }
        }
        let telling = values.values.filter { $0.rows >= 2 }
        guard telling.count >= 10 else { return false }
        return telling.count { $0.isOne } * 100 >= telling.count * 98
    }

    // MARK: Columns

    private mutating func describe(except taken: Set<Int>) {
        for place in profiles.indices where !taken.contains(place) && place != key {
            let found = holds == .items ? itemColumn(place) : userColumn(place)
            if let found { columns.append(found) }
        }
        if holds == .items, !columns.contains(where: { $0.role == "title" }) { takeTitleByContent(taken) }
        for index in columns.indices where columns[index].role.hasPrefix("facets.") {
            // Two columns of one facet would overwrite each other.
            let role = columns[index].role
            if columns[..<index].contains(where: { $0.role == role }) {
                columns[index].role = "facets.\(ColumnRole.words(profiles[columns[index].place].name).joined(separator: "_"))"
            }
        }
        let seen = columns.map(\.role)
        columns = columns.enumerated().filter { index, column in !seen[..<index].contains(column.role) }.map(\.element)
    }

    private func itemColumn(_ place: Int) -> Column? {
        let profile = profiles[place]
        let words = ColumnRole.words(profile.name)
        guard profile.filled > 0, profile.distinct >= 2 else { return nil }
        func column(_ role: String, _ why: String) -> Column {
            Column(place: place, role: role, confidence: .certain, evidence: "\(why); \(profile.description)")
        }
        if profile.strength(.year) >= 0.9, profile.isInteger, profile.smallest >= 1850, profile.largest <= 2100 {
            return column("year", "its name says year, and it holds years")
        }
        if profile.strength(.released) >= 0.5, let shape = profile.time, shape.isCertain {
            return column("released", "its name says release")
        }
        for scheme in ["imdb", "tmdb", "tvdb", "asin", "isbn", "musicbrainz", "mbid", "spotify", "wikidata"]
        where words.contains(where: { $0.hasPrefix(scheme) }) && profile.uniqueness > 0.8 {
            return column("identifiers.\(scheme)", "the id that \(scheme) gives")
        }
        if profile.names.isEmpty, let shape = profile.time, shape.isCertain, !profile.isNumeric {
            return Column(place: place, role: "released", confidence: .likely, evidence: "dates beside an item; \(profile.description)")
        }
        guard !profile.isNumeric, profile.links * 2 < profile.filled else { return nil }
        if profile.strength(.title) >= 0.5, profile.meanLength >= 2, profile.distinct * 2 > profiles[key].distinct,
            !words.contains("genre"), profile.strength(.facet) < 0.7 || words.contains("title")
        {
            return column("title", "its name says title")
        }
        if profile.strength(.text) >= 0.7 || profile.meanLength >= 100 {
            return column("text", profile.meanLength >= 100 ? "long text" : "its name says text")
        }
        if profile.strength(.facet) >= 0.7 || (profile.separator != nil && profile.uniqueness < 0.9)
            || (profile.distinct * 3 <= profiles[key].distinct && profile.meanLength <= 40)
        {
            let separated =
                profile.separator.map { ", several values separated by “\($0.character)” in \(Figures.percent($0.share)) of the cells" }
                ?? ""
            return Column(
                place: place, role: "facets.\(DescriptionColumns.facet(words, of: profile.name))",
                confidence: profile.strength(.facet) >= 0.7 ? .certain : .likely,
                evidence:
                    "\(profile.strength(.facet) >= 0.7 ? "its name says so" : "few different values")\(separated); \(profile.description)")
        }
        return nil
    }

    /// The shortest text that is different for most items.
    private mutating func takeTitleByContent(_ taken: Set<Int>) {
        let used = Set(columns.map(\.place))
        let texts = profiles.indices.filter { place in
            let profile = profiles[place]
            return !taken.contains(place) && !used.contains(place) && place != key && !profile.isNumeric
                && profile.distinct * 10 >= profiles[key].distinct * 7
                && (3...90).contains(profile.meanLength) && profile.links * 2 < profile.filled && profile.meanBlanks >= 0.3
                && profile.time == nil
        }
        guard let best = texts.min(by: { profiles[$0].meanLength < profiles[$1].meanLength }) else { return }
        columns.append(
            Column(
                place: best, role: "title", confidence: .likely,
                evidence: "short text, different for most items; \(profiles[best].description)"))
    }

    private func userColumn(_ place: Int) -> Column? {
        let profile = profiles[place]
        guard (2...500).contains(profile.distinct), profile.filled * 5 >= profile.rows else { return nil }
        let name = ColumnRole.words(profile.name).joined(separator: "_")
        return Column(
            place: place, role: "attributes.\(name.isEmpty ? profile.name : name)", confidence: .likely,
            evidence: "few different values; \(profile.description)")
    }

    private static func facet(_ words: [String]) -> String {
        for (facet, names) in [
            ("genre", ["genre", "genres", "category", "categories"]), ("cast", ["cast", "actors", "actor"]),
            ("director", ["director", "directors"]),
            ("writer", ["writer", "writers", "author", "authors"]), ("keyword", ["tag", "tags", "keyword", "keywords"]),
        ] where !Set(names).isDisjoint(with: words) { return facet }
        return words.filter { $0 != "item" && $0 != "id" }.joined(separator: "_")
    }

    /// The name of a facet, or the position of a column without a name.
    private static func facet(_ words: [String], of column: String) -> String {
        let name = facet(words)
        return name.isEmpty ? "column_\(column)" : name
    }
}
