import Understanding

/// Replies in English.
struct EnglishReply: ReplyWords {
    func pieces(_ topic: ReplyTopic, _ cards: [ChatCard]) -> [ReplyPiece] {
        var sentences: [String] = []
        if topic.isForgotten { sentences.append("Forgotten: nothing that you told me is kept any more.") }
        sentences += noted(topic.noted)
        if topic.isUnknownTitle { sentences.append("That title is not in this catalogue.") }
        switch topic.act {
        case .greet: sentences.append("Hello. Say what you feel like watching, name a title that you liked, or ask for a surprise.")
        case .help: sentences.append(EnglishReply.help)
        case .refuse: sentences.append(topic.isForbidden ? EnglishReply.forbidden : EnglishReply.outside)
        case .memory: sentences.append(topic.memory.map { "This is what I keep of our talk: \($0)." } ?? "I keep nothing of our talk yet.")
        case .explain: sentences.append(topic.why ?? "I have shown nothing yet that I could explain.")
        case .note where sentences.isEmpty: sentences.append("You are welcome. Say “something else” whenever you want other titles.")
        case .nothing where cards.isEmpty && !topic.isUnknownTitle: sentences.append(EnglishReply.nothing)
        default: break
        }
        sentences += leftOut(topic)
        if topic.act == .explain, !cards.isEmpty { return about(sentences, cards) }
        guard !cards.isEmpty else { return [.words(sentences.joined(separator: " "))] }
        sentences.append(lead(topic, cards.count) + ":")
        return list(sentences, cards) + question(topic)
    }

    private func about(_ sentences: [String], _ cards: [ChatCard]) -> [ReplyPiece] {
        var pieces: [ReplyPiece] = []
        for card in cards { pieces += [.card(card.place), .words(": ")] }
        return pieces + [.words(sentences.joined(separator: " "))]
    }

    private func list(_ sentences: [String], _ cards: [ChatCard]) -> [ReplyPiece] {
        var pieces: [ReplyPiece] = [.words(sentences.joined(separator: " "))]
        for card in cards {
            pieces += [.words("\n\(card.place). "), .card(card.place)]
            if let reason = card.reason, !reason.isEmpty { pieces.append(.words(" – \(reason)")) }
        }
        return pieces
    }

    private func lead(_ topic: ReplyTopic, _ count: Int) -> String {
        let together = topic.company.isEmpty ? "" : ", for you and your \(EnglishReply.list(topic.company))"
        switch topic.lead {
        case .more: return (count == 1 ? "Another one" : "Some others") + together
        case .critique(let name): return "A step \(EnglishReply.directions[name] ?? name)" + together
        case .like(let name): return "In the manner of “\(name)”" + together
        case .found: return count == 1 ? "Here it is" : "Here it is, and what is like it"
        case .beginning: return "Nothing is known of your taste yet; people here like these" + together
        case .wish:
            guard let slots = topic.slots, slots.pieces.contains(where: { $0.key != nil }) else { return "You may like" + together }
            return slots.text + together
        }
    }

    private func noted(_ told: [ChatState.Told]) -> [String] {
        ChatState.Told.Verdict.allCases.compactMap { verdict in
            let names = told.filter { $0.verdict == verdict }.map { "“\(ShownText.title($0.title))”" }
            guard !names.isEmpty else { return nil }
            switch verdict {
            case .liked: return "Noted that you liked \(EnglishReply.list(names))."
            case .disliked: return "Noted that you did not like \(EnglishReply.list(names))."
            case .seen: return "Noted that you have seen \(EnglishReply.list(names))."
            case .refused: return "Without \(EnglishReply.list(names)), then."
            }
        }
    }

    private func leftOut(_ topic: ReplyTopic) -> [String] {
        guard !topic.leftOut.isEmpty else { return [] }
        return ["Nothing here fits all of that; left out: \(EnglishReply.list(topic.leftOut))."]
    }

    private func question(_ topic: ReplyTopic) -> [ReplyPiece] {
        guard let question = topic.question else { return [] }
        let options = question.options.map(ShownText.plain)
        let words =
            question.attribute == "genre"
            ? "Is it rather \(EnglishReply.list(options.map { $0.lowercased() }, "or")) that you are after?"
            : "From which time: the \(EnglishReply.list(options, "or"))?"
        return [.words("\n" + words)]
    }

    static func list(_ values: [String], _ link: String = "and") -> String {
        guard let last = values.last, values.count > 1 else { return values.first ?? "" }
        return values.dropLast().joined(separator: ", ") + " \(link) " + last
    }

    static let directions = [
        "more-romantic": "more romantic", "more-action": "further in action", "smarter": "smarter", "weirder": "weirder",
    ]
    private static let help = """
        I help to find something to watch, and name only titles of this catalogue. Say a genre, a time, a person, a mood, or a title to be \
        like; answer with “darker”, “shorter”, “something else”, “seen it” or “more like the second one”; ask why; ask what I remember, or \
        tell me to forget it.
        """
    private static let outside = "That is outside of what I can do: I only help to find something to watch. What are you in the mood for?"
    private static let forbidden = """
        I cannot help with that: I see this catalogue and what you tell me, and nothing of other people. What would you like to watch?
        """
    private static let nothing = "I did not understand that. Name a genre, a time, a person, a mood, or a title that you liked."
}
