import Datasets
import Serving
import Understanding

extension ChatState {
    /// Titles of which something was said that are kept; beyond, the oldest go.
    static let mostTold = 200
    /// Titles that were shown and do not come again.
    static let mostPast = 400

    /// Lets a turn change the state; titles are chosen afterwards.
    mutating func follow(_ reading: TurnReading, _ talk: TitleTalk, year: Int) {
        if let language = reading.language { self.language = language }
        turns += 1
        question = nil
        if reading.has(.reset) || reading.has(.clearMemory) { (intent, hints, limits, asked) = (Intent(), nil, [], []) }
        if reading.has(.clearMemory) { (told, shown, past, companions) = ([], [], [], []) }
        // What was refused is not asked for.
        guard !reading.has(.outside), !reading.has(.forbidden) else { return }
        let hadGenres = Set(intent.values(.genre))
        intent = intent.followed(by: reading.intent, adding: reading.has(.add))
        touch(reading)
        if !reading.intent.values(.genre).isEmpty, Set(intent.values(.genre)) != hadGenres { limits.removeAll { !$0.isNumber } }
        if reading.intent.years != nil { limits.removeAll { $0.name == "newer" || $0.name == "older" } }
        if reading.intent.runtime != nil { limits.removeAll { $0.name == "shorter" || $0.name == "longer" } }
        for move in reading.moves { follow(move, talk, year: year) }
    }

    /// Parts of talk that are kept; beyond, the oldest go.
    static let mostHints = 12

    /// The latest of talk stand last; what is asked for in so many words ends the hints of its kind.
    private mutating func touch(_ reading: TurnReading) {
        let asked = Set(reading.intent.parts.map(\.meaning.kind))
        var parts = (hints?.parts ?? []).filter { !asked.contains($0.meaning.kind) }
        for part in reading.hints.parts {
            parts.removeAll { $0.key == part.key }
            parts.append(part)
        }
        hints = parts.isEmpty ? nil : Intent(parts: Array(parts.suffix(ChatState.mostHints)))
    }

    private mutating func follow(_ move: TurnMove, _ talk: TitleTalk, year: Int) {
        switch move {
        case .told(let items, let verdict): for item in items { tell(item, verdict, talk) }
        case .like(let items):
            intent.parts.removeAll { $0.meaning.kind == .like }
            for item in items { likeShown(item, talk) }
        case .critique(let name): limit(name, talk, year: year)
        case .company(let name): if !companions.contains(where: { $0.name == name }) { companions.append(Companion(name)) }
        case .companyLikes(let name, let items):
            guard let place = companions.firstIndex(where: { $0.name == name }) else { return }
            for item in items where !companions[place].likes.contains(talk.titles[item].id) {
                companions[place].likes.append(talk.titles[item].id)
            }
        case .alone: companions = []
        case .retract(let key): remove(key)
        default: break
        }
    }

    /// A title of the last reply is liked for its likeness: it is named as the catalogue names it, and told apart by its id.
    private mutating func likeShown(_ item: ItemIndex, _ talk: TitleTalk) {
        let id = talk.titles[item].id
        seeds.removeAll { $0 == id }
        seeds.append(id)
        seeds = Array(seeds.suffix(5))
    }

    private mutating func tell(_ item: ItemIndex, _ verdict: Told.Verdict, _ talk: TitleTalk) {
        let title = talk.titles[item]
        if let place = told.firstIndex(where: { $0.id == title.id }) {
            // "Seen it" takes nothing back of "loved it".
            guard verdict != .seen, told[place].verdict != verdict else { return }
            told.remove(at: place)
        }
        told.append(Told(title.id, title: title.title, verdict))
        told = Array(told.suffix(ChatState.mostTold))
    }

    /// Takes away what a person does not mean: a key of the sentence, or a kind for all parts of it.
    mutating func remove(_ key: String) {
        intent = intent.removing(key)
        hints = hints?.removing(key)
        if hints?.isEmpty ?? false { hints = nil }
        if ["genre", "person", "language", "country", "mood"].contains(key) { intent = intent.removing("not-" + key) }
        if key == "years" { limits.removeAll { $0.name == "newer" || $0.name == "older" } }
        if key == "runtime" { limits.removeAll { $0.name == "shorter" || $0.name == "longer" } }
        if key == "maturity" { companions.removeAll { $0.name == "kids" } }
        limits.removeAll { $0.key == key }
        told.removeAll { $0.key == key }
        companions.removeAll { $0.key == key }
        seeds.removeAll { "seed:" + $0.rawValue == key || key == "like" }
    }

    // MARK: Critiques

    private mutating func limit(_ name: String, _ talk: TitleTalk, year: Int) {
        // "I loved Alien, something newer": where nothing was shown, what was named is compared with.
        let compared = shown.isEmpty ? seeds + told.suffix(3).filter { $0.verdict == .liked }.map(\.id) : shown
        let items = compared.compactMap { talk.titles.catalog.index(of: $0) }
        guard let value = bound(name, items, talk, year: year) else { return }
        limits.removeAll { $0.name == name || $0.name == ChatState.opposites[name] }
        limits.append(Limit(name, value: value))
        // What the direction leads away from is not meant any more.
        for mood in ChatState.leaves[name] ?? [] { intent = intent.removing("mood:" + mood) }
    }

    /// Beyond what was shown: year, minutes, or hundredths of the mood; nil where there is nothing to compare.
    private func bound(_ name: String, _ items: [ItemIndex], _ talk: TitleTalk, year: Int) -> Int? {
        let years = items.compactMap { talk.titles[$0].year }.filter { (1...9_999).contains($0) }
        let minutes = items.compactMap { talk.minutes($0) }
        switch name {
        case "older": return years.min().map { $0 - 1 } ?? 1999
        case "newer": return years.max().map { $0 + 1 } ?? year - 5
        case "shorter": return minutes.min().map { $0 - 1 } ?? 100
        case "longer": return minutes.max().map { $0 + 1 } ?? 120
        default:
            guard !items.isEmpty else { return 0 }
            let mean = items.reduce(Float(0)) { $0 + talk.mood(name, of: $1) } / Float(items.count)
            let before = limits.first { $0.name == name }.map(\.value) ?? .min
            return max(before, Int((100 * mean).rounded(.down)))
        }
    }

    static let opposites = [
        "older": "newer", "newer": "older", "shorter": "longer", "longer": "shorter", "darker": "lighter", "lighter": "darker",
        "scarier": "gentler", "gentler": "scarier", "faster": "slower", "slower": "faster", "sadder": "happier", "happier": "sadder",
    ]
    private static let leaves = [
        "gentler": ["scary", "tense", "dark"], "lighter": ["dark", "sad"], "happier": ["sad"], "darker": ["uplifting", "relaxing", "cosy"],
        "slower": ["exciting"], "faster": ["relaxing"], "sadder": ["uplifting", "funny"],
    ]

    // MARK: What it demands

    /// The slots with the bounds that critiques set.
    var demanded: Intent {
        var demanded = intent
        for limit in limits {
            switch limit.name {
            case "older": demanded.bound(years: IntentPart.Bounds(to: limit.value))
            case "newer": demanded.bound(years: IntentPart.Bounds(from: limit.value))
            case "shorter": demanded.bound(runtime: IntentPart.Bounds(to: limit.value))
            case "longer": demanded.bound(runtime: IntentPart.Bounds(from: limit.value))
            default: demanded.parts.append(IntentPart(.adjustment(limit.name)))
            }
        }
        return demanded
    }

    var floors: [(name: String, above: Float)] { limits.filter { !$0.isNumber }.map { ($0.name, Float($0.value) / 100) } }
}

extension ChatState.Limit {
    /// Whether it bounds a number and not a mood.
    var isNumber: Bool { ["older", "newer", "shorter", "longer"].contains(name) }
}

extension Intent {
    /// What was said last wins where two bounds exclude each other.
    fileprivate mutating func bound(years bounds: IntentPart.Bounds) {
        let both = (years ?? IntentPart.Bounds()).meeting(bounds)
        parts.removeAll { $0.meaning.kind == .years }
        parts.append(IntentPart(.years(both)))
    }

    fileprivate mutating func bound(runtime bounds: IntentPart.Bounds) {
        let both = (runtime ?? IntentPart.Bounds()).meeting(bounds)
        parts.removeAll { $0.meaning.kind == .runtime }
        parts.append(IntentPart(.runtime(both)))
    }
}

extension IntentPart.Bounds {
    fileprivate func meeting(_ later: IntentPart.Bounds) -> IntentPart.Bounds {
        let from = [from, later.from].compactMap(\.self).max()
        let to = [to, later.to].compactMap(\.self).min()
        if let from, let to, from > to { return later }
        return IntentPart.Bounds(from: from, to: to)
    }
}
