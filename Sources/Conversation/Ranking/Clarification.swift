import Datasets
import Serving
import Understanding

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Whether a question is worth the turn that it takes, and which.
///
/// The candidates are a guess of what is wanted: the nearer the head of the buffer, the likelier. Since the answer to "which genre"
/// follows from the title that is wanted, what the answer tells is the entropy of the attribute under that guess, in bits, times
/// the chance that there is an answer. A question pays where that is more than a turn costs; each slot that is filled, and a
/// known taste, make turns dearer, since a good list is near without it.
struct Clarification: Sendable, Hashable {
    /// `genre` or `decade`.
    var attribute: String
    /// The likeliest answers, as the catalogue writes them; two or three.
    var options: [String]
    /// Bits that the answer is expected to tell.
    var gain: Double

    /// Chance that a person has an answer.
    static let answered = 0.8
    /// Bits that a turn costs.
    static let turn = 1.5
    /// Bits that every slot which is filled adds to the cost.
    static let slot = 0.6
    /// Bits that a known taste adds.
    static let taste = 0.6
    /// Questions of one conversation.
    static let most = 2

    /// The question that pays most; nil where none pays.
    ///
    /// - Parameters:
    ///   - items: candidates, best first.
    ///   - isKnown: whether the person's taste is.
    static func best(_ items: [ItemIndex], _ state: ChatState, isKnown: Bool, _ titles: TitleTable) -> Clarification? {
        guard items.count >= 10, state.asked.count < most else { return nil }
        let slots = state.intent.parts.count + state.limits.count + state.seeds.count
        let cost = turn + slot * Double(slots) + (isKnown ? taste : 0)
        var best: Clarification?
        for attribute in ["genre", "decade"] where !state.asked.contains(attribute) && !isFilled(attribute, state) {
            guard let question = question(attribute, items, titles), question.gain > max(cost, best?.gain ?? 0) else { continue }
            best = question
        }
        return best
    }

    private static func isFilled(_ attribute: String, _ state: ChatState) -> Bool {
        attribute == "genre"
            ? !state.intent.values(.genre).isEmpty
            : state.intent.years != nil || state.limits.contains { $0.name == "newer" || $0.name == "older" }
    }

    private static func question(_ attribute: String, _ items: [ItemIndex], _ titles: TitleTable) -> Clarification? {
        var mass: [String: Double] = [:]
        var total = 0.0
        for (place, item) in items.enumerated() {
            let values = values(attribute, titles[item])
            guard !values.isEmpty else { continue }
            let weight = 1 / Double(place + 5)
            total += weight
            for value in values { mass[value, default: 0] += weight / Double(values.count) }
        }
        guard total > 0, mass.count >= 2 else { return nil }
        let entropy = mass.values.reduce(0.0) { $0 - $1 / total * log2($1 / total) }
        let options = mass.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.prefix(3).map(\.key)
        return Clarification(attribute: attribute, options: options, gain: answered * entropy)
    }

    private static func values(_ attribute: String, _ item: Item) -> [String] {
        if attribute == "genre" { return item.facets[.genre] ?? [] }
        guard let year = item.year, (1850...2150).contains(year) else { return [] }
        return ["\(year / 10 * 10)s"]
    }
}
