import Datasets

/// Which columns of a table are the user, the item, the time and so on, were it a table of events.
struct EventColumns {
    let sample: TableSample
    let profiles: [ColumnProfile]
    private(set) var roles: [Int: ColumnRole] = [:]
    private(set) var confidence: [Int: MappingProposal.Confidence] = [:]
    private(set) var evidence: [Int: String] = [:]
    private(set) var rejected: [Int: [String]] = [:]
    private(set) var questions: [String] = []
    private(set) var timeShape: TimeShape?
    private(set) var score = 0.0
    /// Why it is no table of events.
    private(set) var refusal: String?
    /// Both id columns hold users: friends, followers.
    private(set) var isRelationAmongUsers = false

    var user: Int? { place(.user) }
    var item: Int? { place(.item) }
    var time: Int? { place(.time) }
    var keys: (user: Int, item: Int)? { user.flatMap { user in item.map { (user, $0) } } }
    func place(_ role: ColumnRole) -> Int? { roles.first { $0.value == role }?.key }
    func places(_ role: ColumnRole) -> [Int] { roles.filter { $0.value == role }.map(\.key).sorted() }

    init(_ sample: TableSample, _ profiles: [ColumnProfile]) {
        self.sample = sample
        self.profiles = profiles
        findTime()
        findKeys()
        guard refusal == nil else { return }
        findFeedback()
        findContext()
    }

    private mutating func take(
        _ place: Int, _ role: ColumnRole, _ sure: MappingProposal.Confidence, _ why: String, rejected others: [String] = []
    ) {
        roles[place] = role
        confidence[place] = sure
        evidence[place] = why
        rejected[place] = others
    }

    /// Whether columns have names that somebody gave them.
    private var isNamed: Bool { sample.hasHeader || sample.layout == .jsonl }

    private func label(_ place: Int) -> String { isNamed ? "“\(profiles[place].name)”" : "column \(profiles[place].name)" }

    // MARK: Time

    private mutating func findTime() {
        func value(_ place: Int) -> Double? {
            let profile = profiles[place]
            guard let shape = profile.time, profile.strength(.released) < 0.5, profile.strength(.year) < 0.5 else { return nil }
            // Nobody calls a time `user_id`.
            guard max(profile.strength(.user), profile.strength(.item)) < 0.9 else { return nil }
            let fine = shape.seconds <= 0.001 ? 0.35 : shape.seconds <= 1 ? 0.3 : shape.seconds <= 60 ? 0.2 : 0
            let epoch = shape.format.hasSuffix("seconds") ? 0.25 : 0
            return profile.strength(.time) + 0.5 + fine + epoch
        }
        let ranked = profiles.indices.compactMap { place in value(place).map { (place, $0) } }.sorted { $0.1 > $1.1 }
        guard let (best, _) = ranked.first, let shape = profiles[best].time else { return }
        timeShape = shape
        let others = ranked.dropFirst().map { place, _ in
            "\(label(place)) for the time: \(profiles[place].time!.sentence), coarser or less plainly named"
        }
        let isNamed = profiles[best].strength(.time) >= 0.5
        take(
            best, .time, isNamed ? .certain : .likely,
            isNamed ? "its name says time, and every cell \(shape.sentence)" : "every cell \(shape.sentence)", rejected: others)
        if shape.isAmbiguous {
            confidence[best] = .unsure
            questions.append(
                "Is the day or the month first in \(label(best)) (\(profiles[best].top.first?.value ?? ""))? Both are possible; \(shape.format) was taken."
            )
        }
        if !shape.format.hasSuffix("seconds"), shape.format != "iso8601", shape.seconds < 86_400 {
            questions.append("Of which time zone are the times in \(label(best))? They are read as UTC.")
        }
    }

    // MARK: User and item

    private mutating func findKeys() {
        let keys = profiles.indices.filter { profiles[$0].couldBeKey && roles[$0] == nil }
        var best: (score: Double, user: Int, item: Int)?
        var second: (score: Double, user: Int, item: Int)?
        let gaps = Dictionary(uniqueKeysWithValues: keys.map { ($0, medianGap(within: $0)) })
        for user in keys {
            for item in keys where item != user {
                var value = keyScore(user, as: .user) + keyScore(item, as: .item)
                if user < item { value += 0.05 }
                // Where a name speaks, rhythm only whispers: the hot items of one day come again faster than any person.
                let names = max(profiles[user].strength(.user), profiles[item].strength(.item))
                value += locality(gaps[user] ?? nil, gaps[item] ?? nil) * (names >= 0.5 ? 0.2 : 1)
                if value > best?.score ?? -.infinity {
                    second = best
                    best = (value, user, item)
                } else if value > second?.score ?? -.infinity {
                    second = (value, user, item)
                }
            }
        }
        guard let best else {
            refusal = "no two columns could be ids of users and items"
            return
        }
        score = best.score
        check(best.user, .user)
        check(best.item, .item)
        guard refusal == nil else { return }
        if isRelation(best.user, best.item) {
            isRelationAmongUsers = true
            refusal = "both id columns hold the same values: a relation among users, which no event says"
            return
        }
        let isClose = second.map { best.score - $0.score < 0.7 && ($0.user, $0.item) != (best.item, best.user) } ?? false
        let rivals =
            isClose
            ? second.map {
                ["\(label($0.user)) as user and \(label($0.item)) as item: \(short($0.score)) points against \(short(best.score))"]
            } ?? [] : []
        explainKey(best.user, .user, gaps, rivals: rivals, other: best.item)
        explainKey(best.item, .item, gaps, rivals: [], other: best.user)
        let isGuess = confidence[best.user] == .unsure && confidence[best.item] == .unsure
        // Rows with a number each and no rhythm describe something.
        if isGuess, profiles.contains(where: { $0.isUnique && ($0.isInteger || $0.meanBlanks < 0.1) && $0.links == 0 }) {
            refusal = "every row has an id of its own, so rows describe things; no column is plainly a user"
        }
    }

    private func short(_ value: Double) -> String { String(Double(Int((value * 100).rounded())) / 100) }

    private func keyScore(_ place: Int, as role: ColumnRole) -> Double {
        let profile = profiles[place]
        var value = profile.strength(role)
        let other = profile.strength(role == .user ? .item : .user)
        if other > value { value -= other }
        // A plain name of something else, such as `rating`, speaks against an id.
        let contrary = profile.names.filter { ![.user, .item, .title, .facet, .identifier].contains($0.role) }.map(\.strength).max() ?? 0
        if contrary >= 0.6, profile.strength(role) < 0.9 { value -= 0.7 }
        // Where both are there, the id is the key and the title describes it.
        if role == .item, profile.strength(.title) >= 0.9 { value -= 0.2 }
        value += profile.uniqueness < 0.9 ? 0.2 : role == .user ? -0.4 : -0.1
        value += profile.distinct >= 20 ? 0.2 : profile.distinct >= 5 ? 0.1 : 0
        if profile.distinct <= 12, profile.filled >= 200, profile.strength(role) < 0.9 { value -= 0.6 }
        if role == .user, profile.runs * 2 > profile.filled { value += 0.1 }
        return value
    }

    /// Seconds between neighbouring events of one value, at the median; nil without times.
    private func medianGap(within place: Int) -> Double? {
        guard let time = roles.first(where: { $0.value == .time })?.key, let shape = timeShape else { return nil }
        guard let stamps = EventColumns.stamps(sample.columns[time].cells, shape) else { return nil }
        let cells = sample.columns[place].cells
        var last: [String: Double] = [:]
        var gaps: [Double] = []
        for row in cells.indices.sorted(by: { stamps[$0] < stamps[$1] }) where !cells[row].isEmpty {
            if let before = last[cells[row]] { gaps.append(stamps[row] - before) }
            last[cells[row]] = stamps[row]
        }
        guard gaps.count >= 50 else { return nil }
        gaps.sort()
        return gaps[gaps.count / 2]
    }

    private static func stamps(_ cells: [String], _ shape: TimeShape) -> [Double]? {
        guard shape.format.hasSuffix("seconds") else { return nil }
        return cells.map { (Double($0) ?? 0) * shape.seconds }
    }

    /// People come in sittings, items are met all the time by somebody: the gaps of a user are shorter.
    private func locality(_ user: Double?, _ item: Double?) -> Double {
        guard let user, let item, user + item > 0 else { return 0 }
        let ratio = (item + 1) / (user + 1)
        return ratio >= 3 ? 0.5 : ratio >= 1.5 ? 0.25 : ratio <= 1 / 3 ? -0.5 : ratio <= 1 / 1.5 ? -0.25 : 0
    }

    /// Where there are names, one of them should say so, or the content be plain.
    private mutating func check(_ place: Int, _ role: ColumnRole) {
        let profile = profiles[place]
        guard isNamed, profile.strength(role) < 0.4 else { return }
        let properties = profile.names.contains { $0.strength >= 0.6 && ![.title, .identifier].contains($0.role) }
        guard profile.distinct < 30 || properties || profile.uniqueness > 0.9 || profile.meanBlanks > 2 else { return }
        refusal =
            "no column looks like \(role == .user ? "a user" : "an item") (\(label(place)) would come nearest: \(profile.description))"
    }

    private func isRelation(_ user: Int, _ item: Int) -> Bool {
        let (a, b) = (profiles[user].values, profiles[item].values)
        let shared = Double(a.intersection(b).count) / Double(max(min(a.count, b.count), 1))
        return shared > 0.8 && profiles[item].strength(.item) < 0.4 && isNamed
    }

    private mutating func explainKey(_ place: Int, _ role: ColumnRole, _ gaps: [Int: Double?], rivals: [String], other: Int) {
        let profile = profiles[place]
        let isNamed = profile.strength(role) >= 0.5
        var reasons: [String] = []
        if isNamed { reasons.append("its name says \(role.rawValue)") }
        reasons.append(profile.description)
        if let mine = gaps[place] ?? nil, let theirs = gaps[other] ?? nil {
            reasons.append("\(Figures.span(mine)) between events of one value at the median, \(Figures.span(theirs)) for the other")
        }
        let localityAgrees =
            role == .user ? locality(gaps[place] ?? nil, gaps[other] ?? nil) > 0 : locality(gaps[other] ?? nil, gaps[place] ?? nil) > 0
        if !isNamed, !localityAgrees {
            reasons.append(role == .user ? "it stands before the other id" : "the other id is more like a user")
        }
        take(place, role, isNamed ? .certain : localityAgrees ? .likely : .unsure, reasons.joined(separator: "; "), rejected: rivals)
        if !isNamed, !localityAgrees {
            questions.append("Is \(label(place)) the \(role.rawValue)? Nothing but its content and place says so.")
        }
    }

    // MARK: What happened

    private mutating func findFeedback() {
        findDurations()
        findRating()
        findKind()
        for place in profiles.indices where roles[place] == nil && profiles[place].strength(.count) >= 0.6 && profiles[place].isNumeric {
            take(place, .count, .certain, "its name says how often; an event happens once, so the number is not used")
            questions.append(
                "\(label(place)) counts how often: is there a log with one row for each time? Sequences and times would come with it.")
        }
    }

    private mutating func findDurations() {
        let named = profiles.indices.filter {
            roles[$0] == nil && profiles[$0].isNumeric && !profiles[$0].isConstant && profiles[$0].smallest >= 0
                && max(profiles[$0].strength(.duration), profiles[$0].strength(.length)) >= 0.6
        }
        let spent = named.max { profiles[$0].strength(.duration) < profiles[$1].strength(.duration) }
        guard let spent else { return }
        let length = named.filter { $0 != spent }.max { profiles[$0].strength(.length) < profiles[$1].strength(.length) }
        let isPlain = profiles[spent].strength(.duration) >= 1
        take(
            spent, .duration, isPlain ? .certain : .likely,
            "its name says how long, \(profiles[spent].description)\(length == nil ? "" : "; \(label(length!)) is how long the item is")")
        if let length {
            take(length, .length, .likely, "a duration beside \(label(spent)), which says what was spent: how long the item is")
        }
        if EventColumns.unit(profiles[spent].name) == nil {
            questions.append("In which unit is \(label(spent)) (\(profiles[spent].description))? Seconds were taken.")
        }
    }

    /// Seconds in one unit of a column, by its name.
    static func unit(_ name: String) -> Float? {
        let words = Set(ColumnRole.words(name))
        if !words.isDisjoint(with: ["ms", "millis", "milliseconds", "msec"]) { return 0.001 }
        if !words.isDisjoint(with: ["hours", "hour", "hrs", "h"]) { return 3600 }
        if !words.isDisjoint(with: ["minutes", "minute", "min", "mins"]) { return 60 }
        return words.isDisjoint(with: ["seconds", "second", "sec", "secs", "s"]) ? nil : 1
    }

    private mutating func findRating() {
        func value(_ place: Int) -> Double? {
            let profile = profiles[place]
            guard roles[place] == nil, profile.isNumeric, !profile.isConstant, (2...101).contains(profile.distinct) else { return nil }
            guard profile.smallest >= -10, profile.largest <= 100, profile.strength(.count) < 0.6 else { return nil }
            let name = profile.strength(.rating)
            // Without a header, small steps on a small scale.
            let looks = !sample.hasHeader && (3...11).contains(profile.distinct) && profile.largest <= 10 && profile.smallest >= 0
            return name >= 0.6 ? name : looks ? 0.5 : nil
        }
        let ranked = profiles.indices.compactMap { place in value(place).map { (place, $0) } }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        guard let (best, strength) = ranked.first else { return }
        let profile = profiles[best]
        let scale = "\(ColumnProfile.short(profile.smallest)) to \(ColumnProfile.short(profile.largest)) in \(profile.distinct) steps"
        take(
            best, .rating, strength >= 0.6 ? .certain : .likely,
            (strength >= 0.6 ? "its name says rating; " : "small steps on a small scale; ") + scale,
            rejected: ranked.dropFirst().map { "\(label($0.0)) for the rating: less plainly named" })
        questions.append(
            "Is the rating scale \(ColumnProfile.short(profile.smallest))–\(ColumnProfile.short(profile.largest))? That is what was seen.")
    }

    private mutating func findKind() {
        for place in profiles.indices where roles[place] == nil && (2...40).contains(profiles[place].distinct) {
            let profile = profiles[place]
            let known = profile.top.filter { ColumnRole.vocabulary[EventColumns.word($0.value)] != nil }
            let rows = known.reduce(0) { $0 + $1.count }
            if rows * 2 >= profile.filled, profile.filled * 2 >= profile.rows {
                take(
                    place, .kind, .certain,
                    "\(Figures.percent(Double(rows) / Double(profile.filled))) of its cells are words of logs: "
                        + known.prefix(5).map(\.value).joined(separator: ", "))
                return
            }
        }
        let binary = profiles.indices.first { place in
            let profile = profiles[place]
            let isBinary = profile.distinct == 2 && Set(profile.top.map(\.value)) == ["0", "1"]
            return roles[place] == nil && isBinary
                && Set(ColumnRole.words(profile.name)).isSubset(of: ["label", "like", "liked", "feedback", "positive"])
        }
        guard let binary else { return }
        take(binary, .kind, .unsure, "0 or 1 under the name \(label(binary)): taken for liked or not")
        questions.append("Does 1 in \(label(binary)) mean liked and 0 disliked? (\(profiles[binary].description))")
    }

    static func word(_ cell: String) -> String {
        cell.lowercased().replacing(" ", with: "_").replacing("-", with: "_")
    }

    // MARK: Where and how

    private mutating func findContext() {
        for place in profiles.indices where roles[place] == nil {
            let profile = profiles[place]
            guard !profile.isConstant, profile.distinct <= 5000, profile.uniqueness < 0.5, profile.filled > 0, place != user else {
                continue
            }
            // "Time: Weekend" is a circumstance, whatever its name says.
            let isWordOfTime = profile.strength(.time) >= 0.8 && profile.time == nil && profile.distinct <= 24 && !profile.isNumeric
            if isWordOfTime {
                take(
                    place, .surface, .likely,
                    "its name says time, but its cells are \(profile.top.prefix(3).map(\.value).joined(separator: ", ")): a circumstance")
                continue
            }
            let choices: [(ColumnRole, Double)] = [ColumnRole.device, .locale, .surface].map { ($0, profile.strength($0)) }
            guard let (role, strength) = choices.max(by: { $0.1 < $1.1 }), strength >= 0.6, profile.strength(.user) < 1 else { continue }
            guard !profile.names.contains(where: { $0.strength >= 0.9 }) || strength >= 0.6 else { continue }
            if profile.isNumeric, !profile.isInteger { continue }
            take(place, role, .likely, "its name says \(role.rawValue); \(profile.description)")
        }
    }
}

extension String {
    fileprivate func replacing(_ from: Character, with to: Character) -> String { String(map { $0 == from ? to : $0 }) }
}
