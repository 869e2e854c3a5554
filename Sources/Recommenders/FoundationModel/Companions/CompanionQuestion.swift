import Datasets
import Evaluation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What companions read of a question: the choices of the history with their situations, and the situation at hand.
struct CompanionQuestion {
    /// Choices, oldest first, the same item in a row once.
    private(set) var items: [Int32] = []
    /// All of them, with device, locale and surface in the model's vocabulary; 0 = unknown.
    private(set) var events: [(item: Int32, situation: SIMD4<UInt16>)] = []
    let asked: SIMD4<UInt16>
    let facts: CompanionFacts

    init(_ query: ScoringQuery, itemCount: Int, tokenizer: InteractionTokenizer) {
        for event in query.history {
            guard let item = event.chosenItem, item.position < itemCount else { continue }
            if items.last != item.rawValue { items.append(item.rawValue) }
            events.append((item.rawValue, tokenizer.situation(of: event.context)))
        }
        asked = tokenizer.situation(of: query.request)
        facts = CompanionFacts(choices: items.count, distinct: Set(items).count)
    }
}

extension InteractionTokenizer {
    /// Device, locale and surface in the tokenizer's vocabulary.
    func situation(of context: RequestContext) -> SIMD4<UInt16> {
        SIMD4(UInt16(device(context.device)), locale(context.locale), UInt16(surface(context.surface)), 0)
    }
}

/// The simple facts of a question on which the trust in each companion may depend.
package struct CompanionFacts: Sendable {
    package static let count = 4
    /// (1, 1/(1+n), ln(1+n)/4, share of repeats) of a history of n choices: all between 0 and about 2.
    package let values: SIMD4<Float>

    package init(choices: Int, distinct: Int) {
        let n = Float(choices)
        let repeats = choices > 0 ? 1 - Float(distinct) / n : 0
        values = SIMD4(1, 1 / (1 + n), log1p(n) / 4, repeats)
    }
}

/// Where the items of a model stand in a catalogue.
struct CompanionItemMap {
    /// The model's row of each item of the catalogue.
    let rows: [Int?]
    /// Whether both are the same.
    let isIdentity: Bool

    init(rows: [Int?]) {
        self.rows = rows
        isIdentity = rows.indices.allSatisfy { rows[$0] == $0 }
    }

    /// The place of each of `count` rows of the model, −1 = not in the catalogue.
    func places(count: Int) -> [Int32] {
        var places = [Int32](repeating: -1, count: count)
        for (place, row) in rows.enumerated() { if let row, row < count { places[row] = Int32(place) } }
        return places
    }
}
