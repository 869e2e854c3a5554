import Datasets

/// A piece of a reply: words of ours, or the place of a card. A title gets into a reply through a card alone.
enum ReplyPiece: Sendable, Hashable {
    case words(String)
    /// From 1.
    case card(Int)
}

extension [ReplyPiece] {
    /// The events that show pieces: words as they are, a card's name as words and then the card; cards that no words name at the end.
    func events(_ cards: [ChatCard], isChinese: Bool) -> [ChatEvent] {
        var events: [ChatEvent] = []
        var shown: Set<Int> = []
        for piece in self {
            switch piece {
            case .words(let text): events.append(.text(text))
            case .card(let place):
                guard cards.indices.contains(place - 1) else { continue }
                let card = cards[place - 1]
                events.append(.text(card.named(isChinese: isChinese)))
                if shown.insert(place).inserted { events.append(.item(card)) }
            }
        }
        for card in cards where !shown.contains(card.place) { events.append(.item(card)) }
        return events
    }

    func text(_ cards: [ChatCard], isChinese: Bool) -> String {
        events(cards, isChinese: isChinese).reduce(into: "") { text, event in if case .text(let words) = event { text += words } }
    }
}

extension ChatCard {
    /// “Heat” (1995)
    func named(isChinese: Bool) -> String {
        let name = ShownText.title(title)
        let quoted = isChinese ? "《\(name)》" : "“\(name)”"
        guard let year, !title.hasSuffix("(\(year))") else { return quoted }
        return isChinese ? quoted + "（\(year)）" : quoted + " (\(year))"
    }
}
