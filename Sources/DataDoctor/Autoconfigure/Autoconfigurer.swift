import Datasets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Proposes a mapping for files that nobody has described, from names and from content, and says why.
///
/// Reads up to 200,000 lines or 64 MB of each file and keeps 20,000 rows, evenly thinned. The same files give the same proposal.
public struct Autoconfigurer: Sendable {
    public let path: String
    /// More files of a folder than this are not looked at.
    public static let maximumFiles = 64

    public init(path: String) { self.path = path }

    /// - Throws: `ImportError` when the path cannot be read at all.
    public func propose() throws -> MappingProposal {
        let files = try FolderContent(path)
        var proposal = MappingProposal(
            mapping: nil, knownFormat: files.knownFormat, tables: [], questions: [], isSingleFile: files.isSingleFile)
        var tables: [Candidate] = []
        for file in files.paths {
            do {
                tables.append(Candidate(try TableSample(path: file)))
            } catch let refusal as TableSample.Refusal {
                let isSequences = Autoconfigurer.looksLikeSequences(file)
                if isSequences, proposal.knownFormat == nil { proposal.knownFormat = .sequences }
                let reason = isSequences ? "one line a user, ids in order: import it with --format sequences" : refusal.sentence
                proposal.tables.append(.init(file: ImportSource(path: file).name, holds: "-", reason: reason, guesses: []))
            }
        }
        assign(&tables, &proposal)
        if files.left > 0 { proposal.questions.append("\(Figures.counted(files.left, "further file")) of the folder were not looked at.") }
        return proposal
    }

    /// One file and what it could be.
    private struct Candidate {
        let sample: TableSample
        let profiles: [ColumnProfile]
        let events: EventColumns

        init(_ sample: TableSample) {
            self.sample = sample
            profiles = sample.columns.map(ColumnProfile.init)
            events = EventColumns(sample, profiles)
        }

        var isRelation: Bool { events.isRelationAmongUsers }

        /// Whether users and items are those of another table: by name, or by their values.
        func sharesIDs(with main: Candidate) -> Bool {
            guard let (user, item) = events.keys, let (mainUser, mainItem) = main.events.keys else { return false }
            func shared(_ mine: Int, _ theirs: Int, _ role: ColumnRole) -> Bool {
                if profiles[mine].strength(role) >= 0.5 { return true }
                let (a, b) = (profiles[mine].values, main.profiles[theirs].values)
                return events.confidence[mine] != .unsure && a.intersection(b).count * 2 >= min(a.count, b.count)
            }
            return shared(user, mainUser, .user) && shared(item, mainItem, .item)
        }

        /// A tag or category of an item given by users describes the item.
        var isTagTable: Bool {
            guard events.refusal == nil, events.places(.rating).isEmpty, events.places(.kind).isEmpty else { return false }
            return profiles.contains { profile in
                !profile.isNumeric && profile.strength(.facet) >= 0.7 && Set(ColumnRole.words(profile.name)) == ["tag"]
            }
        }
    }

    // MARK: Which file holds what

    private func assign(_ tables: inout [Candidate], _ proposal: inout MappingProposal) {
        var isEvents = tables.map { $0.events.refusal == nil && !$0.isTagTable && !isDescription($0, among: tables) }
        if let main = tables.indices.filter({ isEvents[$0] }).max(by: { tables[$0].events.score < tables[$1].events.score }) {
            for place in tables.indices where isEvents[place] && place != main {
                isEvents[place] = tables[place].sharesIDs(with: tables[main])
            }
        }
        var mapped: [MappedTable] = []
        var domain = ItemDomain.other
        let eventTables = tables.indices.filter { isEvents[$0] }
        let main = eventTables.max { tables[$0].events.score < tables[$1].events.score }
        for place in eventTables {
            let table = tables[place]
            mapped += eventTable(table, single: proposal.isSingleFile, &proposal)
            if domain == .other, let item = table.events.item {
                domain = Autoconfigurer.domain(table.profiles[item].name, table.sample.name)
            }
        }
        var keys = (items: Set<UInt64>(), users: Set<UInt64>(), itemName: "", userName: "")
        for place in eventTables {
            let events = tables[place].events
            if let item = events.item { keys.items.formUnion(tables[place].profiles[item].values) }
            if let user = events.user { keys.users.formUnion(tables[place].profiles[user].values) }
        }
        if let main, let item = tables[main].events.item, let user = tables[main].events.user {
            (keys.itemName, keys.userName) = (tables[main].profiles[item].name, tables[main].profiles[user].name)
        }
        for place in tables.indices where !isEvents[place] {
            if let table = description(tables[place], keys, &proposal) { mapped.append(table) }
        }
        guard mapped.contains(where: { $0.holds == .events }) else { return }
        // Descriptions first, so that a title is known before its first event.
        let ordered = mapped.filter { $0.holds != .events } + mapped.filter { $0.holds == .events }
        proposal.mapping = Mapping(domain: domain, ratingScale: scale(eventTables.map { tables[$0] }), tables: ordered)
        let isMappable = ordered.allSatisfy { $0.delimiter?.utf8.count ?? 1 == 1 }
        if !isMappable {
            proposal.mapping = nil
            proposal.questions.append(
                "The separator has more than one character, which a mapping cannot say: replace it, for example with `sed 's/::/\\t/g'`.")
        }
    }

    /// A table in which the item is a key describes items, even if some other column could pass for a user.
    private func isDescription(_ table: Candidate, among tables: [Candidate]) -> Bool {
        guard let user = table.events.user, let item = table.events.item else { return false }
        if table.profiles[user].strength(.user) >= 0.5 { return false }
        return tables.count > 1 && table.profiles[item].uniqueness >= 0.95
            || table.profiles.contains { $0.isUnique && $0.strength(.item) >= 0.5 }
    }

    private func scale(_ tables: [Candidate]) -> Mapping.RatingScale? {
        var (low, high) = (Double.infinity, -Double.infinity)
        for table in tables {
            for place in table.events.places(.rating) {
                low = min(low, table.profiles[place].smallest)
                high = max(high, table.profiles[place].largest)
            }
        }
        return low < high ? Mapping.RatingScale(low: Float(low), high: Float(high)) : nil
    }

    // MARK: Events

    private func eventTable(_ table: Candidate, single: Bool, _ proposal: inout MappingProposal) -> [MappedTable] {
        let events = table.events
        guard let user = events.user, let item = events.item else { return [] }
        let name = { (place: Int) in table.profiles[place].name }
        var mapped = MappedTable(file: single ? nil : table.sample.name, holds: .events, layout: table.sample.layout)
        Autoconfigurer.write(table.sample, into: &mapped)
        mapped.user = field(table.profiles[user])
        mapped.item = field(table.profiles[item])
        if let list = table.profiles.indices.first(where: { $0 != item && $0 != user && table.profiles[$0].isIDList }) {
            // The history stands beside its last item: both are events, in order.
            mapped.item = FieldSource(name(list), name(item), separator: " ")
            proposal.questions.append(
                "“\(name(list))” holds lists of ids: they are read as earlier events of the user, before “\(name(item))”. Is that their order?"
            )
        }
        if let time = events.time, let shape = events.timeShape { mapped.time = TimeSource(name(time), format: shape.format) }
        mapped.rating = events.place(.rating).map { field(table.profiles[$0]) }
        mapped.duration = events.place(.duration).map { scaled(table.profiles[$0]) }
        mapped.length = events.place(.length).map { scaled(table.profiles[$0]) }
        mapped.kind = kind(table)
        mapped.device = joined(events.places(.device), table)
        mapped.locale = joined(events.places(.locale), table)
        mapped.surface = joined(events.places(.surface), table)
        var result = [mapped]
        var explained = events.roles.map { place, role in
            (place, "\(role == .count ? "-" : role.rawValue)", events.confidence[place] ?? .likely, events.evidence[place] ?? "")
        }
        for (key, holds) in [(item, MappedTable.Holds.items), (user, .users)] {
            let found = DescriptionColumns(dependentOn: key, holds: holds, events)
            let fresh = found.columns.filter { column in !explained.contains { $0.0 == column.place } }
            guard !fresh.isEmpty else { continue }
            var described = found
            described.columns = fresh
            result.append(Autoconfigurer.table(described, file: mapped.file))
            explained += fresh.map { ($0.place, ($0.role), $0.confidence, $0.evidence) }
        }
        proposal.questions += events.questions.map { single ? $0 : "\(table.sample.name): \($0)" }
        proposal.tables.append(
            MappingProposal.Table(
                file: table.sample.name, holds: "events", reason: table.sample.evidence.joined(separator: "; "),
                guesses: guesses(table, explained, rejected: events.rejected)))
        return result
    }

    private func guesses(
        _ table: Candidate, _ explained: [(Int, String, MappingProposal.Confidence, String)], rejected: [Int: [String]]
    ) -> [MappingProposal.Guess] {
        table.profiles.indices.map { place in
            let profile = table.profiles[place]
            if let found = explained.first(where: { $0.0 == place }) {
                return MappingProposal.Guess(
                    column: profile.name, role: found.1, confidence: found.2, evidence: found.3, rejected: rejected[place] ?? [])
            }
            return MappingProposal.Guess(
                column: profile.name, role: "-", confidence: .likely,
                evidence: "not used: \(profile.isConstant ? "always the same" : profile.description)",
                rejected: [])
        }
    }

    private func field(_ profile: ColumnProfile) -> FieldSource { FieldSource(profile.name, missing: profile.missing) }

    private func scaled(_ profile: ColumnProfile) -> FieldSource {
        var source = field(profile)
        if let unit = EventColumns.unit(profile.name), unit != 1 { source.scale = unit }
        return source
    }

    private func joined(_ places: [Int], _ table: Candidate) -> FieldSource? {
        guard !places.isEmpty else { return nil }
        var source = FieldSource()
        source.columns = places.map { table.profiles[$0].name }
        source.missing = Array(Set(places.flatMap { table.profiles[$0].missing })).sorted()
        return source
    }

    private func kind(_ table: Candidate) -> KindSource? {
        if let place = table.events.place(.kind) {
            let profile = table.profiles[place]
            if Set(profile.top.map(\.value)) == ["0", "1"] {
                return KindSource(column: profile.name, values: ["1": EventKindName(.like), "0": EventKindName(.dislike)])
            }
            var values: [String: EventKindName] = [:]
            for (value, _) in profile.top {
                if let kind = ColumnRole.vocabulary[EventColumns.word(value)] { values[value] = EventKindName(kind) }
            }
            return KindSource(column: profile.name, values: values, others: .interaction)
        }
        if table.events.place(.rating) != nil { return KindSource(constant: EventKindName(.rating)) }
        // What all columns are called together says what was logged.
        let words = table.profiles.flatMap { ColumnRole.words($0.name) } + ColumnRole.words(table.sample.name)
        for (word, kind) in [
            ("purchase", EventKind.purchase), ("transaction", .purchase), ("order", .purchase), ("playcount", .play), ("hours", .play),
            ("plays", .play),
            ("play", .play), ("played", .play), ("listened", .play), ("viewed", .play), ("watch", .play), ("watched", .play),
            ("listen", .play), ("viewing", .play), ("click", .click), ("clicks", .click),
            ("read", .read), ("install", .install), ("review", .review), ("daytime", .open),
        ] where words.contains(word) { return KindSource(constant: EventKindName(kind)) }
        return nil
    }

    // MARK: Descriptions

    private func description(
        _ table: Candidate, _ keys: (items: Set<UInt64>, users: Set<UInt64>, itemName: String, userName: String),
        _ proposal: inout MappingProposal
    ) -> MappedTable? {
        let single = proposal.isSingleFile
        func leaveOut(_ reason: String) {
            proposal.tables.append(
                MappingProposal.Table(file: table.sample.name, holds: "-", reason: reason, guesses: guesses(table, [], rejected: [:])))
        }
        guard table.profiles.count >= 2 else {
            leaveOut("one column only")
            return nil
        }
        guard !keys.items.isEmpty else {
            leaveOut(table.events.refusal ?? "there are no events that it could describe")
            return nil
        }
        let items = DescriptionColumns(table.sample, table.profiles, holds: .items, keys: keys.items, keyName: keys.itemName)
        let users = DescriptionColumns(table.sample, table.profiles, holds: .users, keys: keys.users, keyName: keys.userName)
        let isAboutUsers =
            users != nil && table.profiles[users!.key].strength(.user) > (items.map { table.profiles[$0.key].strength(.item) } ?? 0)
        // Without names, the side whose ids it shares more of.
        let isNameless = items.map { table.profiles[$0.key].strength(.item) == 0 } ?? true
        let isNamedUser = isAboutUsers || (users != nil && (items == nil || (isNameless && users!.agreement > items!.agreement)))
        guard let found = isNamedUser ? users : items, !found.columns.isEmpty, !table.isRelation else {
            leaveOut(table.isRelation ? table.events.refusal! : table.events.refusal ?? "no column joins it to the events")
            return nil
        }
        let explained =
            [(found.key, found.holds == .items ? "item" : "user", found.keyConfidence, found.keyEvidence)]
            + found.columns.map { ($0.place, $0.role, $0.confidence, $0.evidence) }
        proposal.tables.append(
            MappingProposal.Table(
                file: table.sample.name, holds: found.holds.rawValue, reason: table.sample.evidence.joined(separator: "; "),
                guesses: guesses(table, explained, rejected: [:])))
        return Autoconfigurer.table(found, file: single ? nil : table.sample.name)
    }

    private static func table(_ found: DescriptionColumns, file: String?) -> MappedTable {
        var mapped = MappedTable(file: file, holds: found.holds, layout: found.sample.layout)
        write(found.sample, into: &mapped)
        func source(_ place: Int) -> FieldSource {
            FieldSource(found.profiles[place].name, separator: nil, missing: found.profiles[place].missing)
        }
        if found.holds == .items { mapped.item = source(found.key) } else { mapped.user = source(found.key) }
        for column in found.columns {
            var field = source(column.place)
            let parts = column.role.utf8.firstIndex(of: UInt8(ascii: ".")).map {
                (String(column.role[..<$0]), String(column.role[column.role.index(after: $0)...]))
            }
            switch (column.role, parts?.0) {
            case ("title", _): mapped.title = field
            case ("year", _): mapped.year = field
            case ("text", _): mapped.text = field
            case ("released", _):
                mapped.released = TimeSource(field.columns[0], format: found.profiles[column.place].time?.format ?? "iso8601")
            case (_, "facets"?):
                field.separator = found.profiles[column.place].separator?.character
                mapped.facets[parts!.1] = field
            case (_, "identifiers"?): mapped.identifiers[parts!.1] = field
            case (_, "attributes"?): mapped.attributes[parts!.1] = field
            default: break
            }
        }
        return mapped
    }

    private static func write(_ sample: TableSample, into table: inout MappedTable) {
        table.hasHeader = sample.hasHeader
        table.encoding = sample.layout == .jsonl ? .utf8 : sample.encoding
        let own = sample.layout == .tsv ? "\t" : sample.layout == .csv ? "," : ""
        if sample.delimiter != own { table.delimiter = sample.delimiter }
    }

    // MARK: Words

    private static func domain(_ column: String, _ file: String) -> ItemDomain {
        let words = Set(ColumnRole.words(column) + ColumnRole.words(file))
        let domains: [(ItemDomain, Set<String>)] = [
            (.film, ["movie", "movies", "film", "films", "video"]), (.song, ["song", "track", "music", "artist", "album", "listens"]),
            (.game, ["game", "games"]), (.article, ["article", "articles", "news"]), (.series, ["show", "series", "anime"]),
            (.product, ["product", "products", "asin", "sku"]), (.app, ["app", "apps"]),
        ]
        return domains.first { !$0.1.isDisjoint(with: words) }?.0 ?? .other
    }

    /// Lines of ids of different lengths, the first of each line all different.
    private static func looksLikeSequences(_ path: String) -> Bool {
        guard let reader = try? LineReader(path: path, maximumLineLength: 1 << 20) else { return false }
        var first: Set<String> = []
        var rows = 0
        while rows < 200, case .line(let line)? = try? reader.next() {
            rows += 1
            let fields = Dialect.split(String(decoding: line.bytes, as: UTF8.self), by: " ")
            guard fields.count >= 2, fields.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 &- 48 < 10 } }) else { return false }
            first.insert(fields[0])
        }
        return rows >= 5 && first.count == rows
    }
}

/// The files to be looked at.
private struct FolderContent {
    var paths: [String] = []
    var isSingleFile = false
    var left = 0
    var knownFormat: ImportFormat?

    init(_ path: String) throws {
        guard let folder = opendir(path) else {
            _ = try ByteReader(path: path)
            paths = [path]
            isSingleFile = true
            return
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if FolderContent.isTable(name) { names.append(name) }
        }
        names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        left = max(0, names.count - Autoconfigurer.maximumFiles)
        paths = names.prefix(Autoconfigurer.maximumFiles).map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
        let plain = Set(names.map { ImportSource(path: $0).name })
        if plain.isSuperset(of: ["ratings.dat", "movies.dat"]) { knownFormat = .movieLens1M }
        if plain.isSuperset(of: ["ratings.csv", "movies.csv"]) { knownFormat = .movieLensCSV }
    }

    /// Not hidden, not a README, and not of a kind that cannot be a table.
    private static func isTable(_ name: String) -> Bool {
        let lower = name.lowercased()
        guard !lower.hasPrefix("."), !lower.hasPrefix("readme"), !lower.hasPrefix("license") else { return false }
        let others = [".md", ".html", ".pdf", ".png", ".jpg", ".zip", ".tar", ".parquet", ".sqlite", ".db", ".py", ".sh", ".grouplens"]
        return !others.contains { lower.hasSuffix($0) }
    }
}
