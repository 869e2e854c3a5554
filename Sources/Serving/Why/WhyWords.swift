import Datasets
import Recommenders

/// Sentences made of facts: titles of the catalogue, values that two titles share, numbers that were measured; nothing else.
package struct WhyWords: Sendable {
    private let titles: TitleTable
    package init(_ titles: TitleTable) { self.titles = titles }

    private func name(_ item: ItemIndex) -> String { "“\(titles[item].title)”" }

    /// What people do with a title of a kind.
    private func done(_ item: ItemIndex) -> String {
        switch titles[item].domain {
        case .film, .series: "watched"
        case .song: "listened to"
        case .game: "played"
        case .article: "read"
        case .product: "chose"
        case .app, .advertisement, .other: "chose"
        }
    }

    /// “Because you watched A and B”, and what the title shares with the first.
    package func because(_ causes: [ItemIndex], shared: [String]) -> String {
        guard let first = causes.first else { return "" }
        let names = causes.prefix(2).map(name).joined(separator: " and ")
        guard !shared.isEmpty else { return "Because you \(done(first)) \(names)" }
        return "Because you \(done(first)) \(names) – also \(list(Array(shared.prefix(3))))"
    }

    /// - Parameter value: of a facet that speaks for the title.
    package func facet(_ value: String, _ facet: String) -> String {
        switch facet {
        case "director": "Directed by \(value), which suits your history"
        case "cast": "With \(value), which suits your history"
        case "writer": "Written by \(value), which suits your history"
        case "decade": "From the \(value.hasSuffix("s") ? value : value + "s"), which suits your history"
        case "year": "From \(value), which suits your history"
        default: "\(value), which suits your history"
        }
    }

    /// How the title that a page named compares with what was measured.
    package func page(_ effect: TokenEffects.Effect, beside causes: [TokenEffects.Effect]) -> WhyAnswer.PageCause {
        func cause(_ verdict: WhyAnswer.PageCause.Verdict, _ text: String?) -> WhyAnswer.PageCause {
            WhyAnswer.PageCause(item: effect.item, drop: effect.drop, ownDrop: effect.own, verdict: verdict, text: text)
        }
        if causes.contains(where: { $0.item == effect.item }) { return cause(.strongest, nil) }
        let named = "Pages name \(name(effect.item)), which is like it and not long ago"
        let others = causes.isEmpty ? "" : ", \(list(causes.map { name($0.item) }))"
        guard effect.drop > 0, effect.own > 0 else {
            let instead = causes.isEmpty ? "" : "; what counts is \(list(causes.map { name($0.item) }))"
            return cause(.nothing, "\(named). Measured, it does nothing for this title\(instead)")
        }
        let less = others.isEmpty ? "" : ", less than\(others.dropFirst())"
        return cause(.weaker, "\(named). Measured, it speaks for this title too\(less)")
    }

    package var wholeHistory: String { "Suits your history as a whole, no single title of it" }
    package var stranger: String { "A beginning: nothing is known of your taste yet" }
    package func popular() -> String { "Many people here choose it" }
    package func new() -> String { "New in the catalogue" }

    /// - Parameters:
    ///   - place, changed: from 1, with and without the title of the history.
    package func counterfactual(_ item: ItemIndex, without cause: ItemIndex, drop: Float, place: Int?, changed: Int?) -> String {
        let begin = "Had you not \(participle(cause)) \(name(cause)), \(name(item)) would"
        if let place, let changed, changed != place { return "\(begin) stand at place \(changed) instead of \(place)" }
        if let place { return "\(begin) still stand at place \(place), with a score lower by \(rounded(drop))" }
        return "\(begin) have a score lower by \(rounded(drop))"
    }

    private func participle(_ item: ItemIndex) -> String { done(item) == "chose" ? "chosen" : done(item) }
    private func rounded(_ value: Float) -> String { "\((value * 100).rounded() / 100)" }

    private func list(_ values: [String]) -> String {
        guard let last = values.last, values.count > 1 else { return values.first ?? "" }
        return values.dropLast().joined(separator: ", ") + " and " + last
    }
}
