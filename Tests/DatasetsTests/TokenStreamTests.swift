import Datasets
import Testing

/// Tokens made event by event are those that the whole history makes.
@Suite struct TokenStreamTests {
    /// Sessions and pauses, merges, rejections, searches and impressions in between, events without item or time.
    private func randomHistory(_ seed: UInt64, count: Int = 120) -> [Interaction] {
        var random = SeededGenerator(seed: seed)
        var minute = 0.0
        var item = 0
        return (0..<count).map { _ in
            minute += [0.1, 1, 5, 29, 30, 31, 600].randomElement(using: &random)!
            if Bool.random(using: &random) { item = Int.random(in: 0..<6, using: &random) }
            let kind = EventKind.allCases.randomElement(using: &random)!
            let knowsTime = Int.random(in: 0..<12, using: &random) > 0
            return event(
                kind == .search || Int.random(in: 0..<20, using: &random) == 0 ? nil : item, kind, at: knowsTime ? minute : nil,
                rating: Bool.random(using: &random) ? Float.random(in: 1...5, using: &random) : nil,
                duration: Bool.random(using: &random) ? Float.random(in: 1...4000, using: &random) : nil,
                completion: Bool.random(using: &random) ? Float.random(in: 0...1, using: &random) : nil,
                device: UInt8.random(in: 0..<3, using: &random), locale: UInt16.random(in: 0..<2, using: &random),
                surface: UInt8.random(in: 0..<2, using: &random))
        }
    }

    @Test(arguments: [true, false]) func everyPrefixHasTheTokensOfTheTokenizer(merges: Bool) {
        let histories = (0..<30).map { randomHistory(UInt64($0) + 1) }
        let tokenizer = fitted(histories, configuration: TokenizerConfiguration(mergesAdjacent: merges))
        var replaced = 0
        for (number, events) in histories.enumerated() {
            var stream = TokenStream()
            var tokens: [InteractionToken] = []
            for (position, event) in events.enumerated() {
                switch stream.append(event, tokenizer: tokenizer) {
                case .none: break
                case .appended(let token): tokens.append(token)
                case .replaced(let token):
                    tokens[tokens.count - 1] = token
                    replaced += 1
                }
                let whole = tokenizer.tokens(events[0...position])
                let want = (0..<whole.count).map { InteractionToken(whole, $0) }
                guard tokens == want else {
                    Issue.record("history \(number) differs after event \(position)")
                    break
                }
            }
        }
        #expect(merges ? replaced > 100 : replaced == 0, "a world without merges would prove nothing: \(replaced)")
    }
}
