import Datasets
import Foundation
import Serving

/// A condition as text beside its meaning, made by chance: the meaning is written down title by title and knows nothing of the language.
struct RandomCondition {
    /// What a title is asked about.
    struct Case {
        var item: Item
        var facts: TitleFacts
        var record: TitleRecord?
        var time: Timestamp
    }
    var text: String
    var holds: (Case) -> Bool

    static func make(_ random: inout SeededGenerator, depth: Int = 4) -> RandomCondition {
        if depth == 0 || Int.random(in: 0..<4, using: &random) == 0 { return leaf(&random) }
        let a = make(&random, depth: depth - 1)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return RandomCondition(text: "not (\(a.text))") { !a.holds($0) }
        case 1: return RandomCondition(text: "NOT not (\(a.text))") { a.holds($0) }
        case 2:
            let b = make(&random, depth: depth - 1)
            return RandomCondition(text: "(\(a.text)) or (\(b.text))") { a.holds($0) || b.holds($0) }
        default:
            let b = make(&random, depth: depth - 1)
            return RandomCondition(text: "(\(a.text))  AND\n(\(b.text))") { a.holds($0) && b.holds($0) }
        }
    }

    private static func leaf(_ random: inout SeededGenerator) -> RandomCondition {
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: facet(&random)
        case 2, 3: number(&random)
        case 4: person(&random)
        case 5: title(&random)
        default: other(&random)
        }
    }

    static let genres = ["Comedy", "drama", "Science Fiction", "Amélie's"]

    private static func facet(_ random: inout SeededGenerator) -> RandomCondition {
        let (a, b) = (genres.randomElement(using: &random)!, genres.randomElement(using: &random)!)
        func has(_ item: Item, _ value: String) -> Bool { (item.facets[.genre] ?? []).contains { $0.lowercased() == value.lowercased() } }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return RandomCondition(text: "genre = \"\(a)\"") { has($0.item, a) }
        case 1: return RandomCondition(text: "genre != \"\(a.uppercased())\"") { !has($0.item, a) }
        case 2: return RandomCondition(text: "genre in (\"\(a)\", \"\(b)\")") { has($0.item, a) || has($0.item, b) }
        case 3: return RandomCondition(text: "has genre") { !($0.item.facets[.genre] ?? []).isEmpty }
        default:
            let part = String(a.dropFirst().prefix(3)).lowercased()
            return RandomCondition(text: "genre contains '\(part.replacingOccurrences(of: "'", with: "\\'"))'") { one in
                (one.item.facets[.genre] ?? []).contains { $0.lowercased().contains(part) }
            }
        }
    }

    private static func number(_ random: inout SeededGenerator) -> RandomCondition {
        let year = Int.random(in: 1988...1994, using: &random)
        func compared(_ name: String, _ unit: String, _ limit: Double, _ value: @escaping (Case) -> Double?) -> RandomCondition {
            let shown = limit == limit.rounded() ? String(Int(limit)) : String(limit)
            switch Int.random(in: 0..<7, using: &random) {
            case 0: return RandomCondition(text: "\(name) < \(shown)\(unit)") { value($0).map { $0 < limit } ?? false }
            case 1: return RandomCondition(text: "\(name) <= \(shown)\(unit)") { value($0).map { $0 <= limit } ?? false }
            case 2: return RandomCondition(text: "\(name) > \(shown)\(unit)") { value($0).map { $0 > limit } ?? false }
            case 3: return RandomCondition(text: "\(name) >= \(shown)\(unit)") { value($0).map { $0 >= limit } ?? false }
            case 4: return RandomCondition(text: "\(name) = \(shown)\(unit)") { value($0).map { $0 == limit } ?? false }
            case 5: return RandomCondition(text: "\(name) != \(shown)\(unit)") { value($0).map { $0 != limit } ?? false }
            default:
                return RandomCondition(text: "\(name) between \(shown) and \(Int(limit.rounded(.up)) + 2)\(unit)") {
                    value($0).map { $0 >= limit && $0 <= limit.rounded(.up) + 2 } ?? false
                }
            }
        }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return compared("year", "", Double(year)) { $0.item.year.map(Double.init) }
        case 1: return compared("maturity", "", 12) { $0.facts.maturity.map(Double.init) }
        case 2: return compared("duration", " min", Double(88 + year % 5)) { $0.facts.duration.map { Double($0) / 60 } }
        case 3: return compared("age", " days", Double((1_994 - year) * 365)) { ageInDays($0) }
        default: return compared("completion", "", 0.5) { $0.record?.completion.map(Double.init) }
        }
    }

    private static func ageInDays(_ one: Case) -> Double? {
        if let released = one.item.released { return Double(one.time.rawValue - released.rawValue) / 86_400_000 }
        guard let year = one.item.year else { return nil }
        let days = (1970..<year).reduce(0) { $0 + ($1 % 4 == 0 && ($1 % 100 != 0 || $1 % 400 == 0) ? 366 : 365) }
        return Double(one.time.rawValue) / 86_400_000 - Double(days)
    }

    private static func person(_ random: inout SeededGenerator) -> RandomCondition {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: RandomCondition(text: "seen") { $0.record != nil }
        case 1: RandomCondition(text: "Finished") { $0.record?.isFinished == true }
        case 2: RandomCondition(text: "abandoned") { $0.record?.isAbandoned == true }
        case 3: RandomCondition(text: "liked") { $0.record?.isLiked == true }
        case 4: RandomCondition(text: "disliked") { $0.record?.isDisliked == true }
        default: RandomCondition(text: "listed") { $0.record?.isListed == true }
        }
    }

    private static func title(_ random: inout SeededGenerator) -> RandomCondition {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: RandomCondition(text: "title contains 'GLASS'") { $0.item.title.lowercased().contains("glass") }
        case 1: RandomCondition(text: "title = \"the glass harbour 3\"") { $0.item.title == "The Glass Harbour 3" }
        default: RandomCondition(text: "text contains Robot") { $0.item.text?.lowercased().contains("robot") ?? false }
        }
    }

    private static func other(_ random: inout SeededGenerator) -> RandomCondition {
        let place = Int.random(in: 0..<200, using: &random)
        return switch Int.random(in: 0..<6, using: &random) {
        case 0: RandomCondition(text: "domain = film") { $0.item.domain == .film }
        case 1: RandomCondition(text: "domain not in (film, series)") { $0.item.domain != .film && $0.item.domain != .series }
        case 2:
            RandomCondition(text: "id in (\"t\(place)\", t\(place + 1))") { ["t\(place)", "t\(place + 1)"].contains($0.item.id.rawValue) }
        case 3: RandomCondition(text: "has text") { $0.item.text != nil }
        case 4: RandomCondition(text: "all") { _ in true }
        default: RandomCondition(text: "has duration") { $0.facts.duration != nil }
        }
    }
}

/// A catalogue of chance for conditions.
enum RandomTitles {
    static func make(_ random: inout SeededGenerator, count: Int) -> TitleTable {
        var facts: [ItemID: TitleFacts] = [:]
        let items = (0..<count).map { place in
            let id = ItemID("t\(place)")
            var item = Item(id: id, domain: ItemDomain.allCases.prefix(3).randomElement(using: &random)!)
            item.title = place % 3 == 0 ? "The Glass Harbour \(place)" : "Copper-Sky \(place)"
            if Bool.random(using: &random) { item.year = Int.random(in: 1987...1995, using: &random) }
            if Int.random(in: 0..<3, using: &random) == 0 {
                item.released = Timestamp(seconds: Int64.random(in: 6...9, using: &random) * 100_000_000)
            }
            let own = RandomCondition.genres.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
            if !own.isEmpty { item.facets[.genre] = own.sorted() }
            if Bool.random(using: &random) { item.text = Bool.random(using: &random) ? "A ROBOT dreams of été" : "Nobody dreams" }
            facts[id] = TitleFacts(
                maturity: Bool.random(using: &random) ? [6, 12, 16].randomElement(using: &random) : nil,
                duration: Bool.random(using: &random) ? Float(Int.random(in: 85...95, using: &random) * 60) : nil)
            return item
        }
        return TitleTable(Catalog(items), facts: facts)
    }
}
