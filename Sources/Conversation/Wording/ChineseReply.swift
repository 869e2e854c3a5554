import Understanding

/// Replies in Chinese.
struct ChineseReply: ReplyWords {
    func pieces(_ topic: ReplyTopic, _ cards: [ChatCard]) -> [ReplyPiece] {
        var sentences: [String] = []
        if topic.isForgotten { sentences.append("已忘记：你说过的都不再保留。") }
        sentences += noted(topic.noted)
        if topic.isUnknownTitle { sentences.append("这里没有那部作品。") }
        switch topic.act {
        case .greet: sentences.append("你好。说说想看什么，或者一部你喜欢的作品。")
        case .help: sentences.append("我帮你找想看的，只会说这里有的作品。可以说类型、年代、演员、心情或相似的作品，也可以说“换一批”“更轻松”“看过了”“更像第二部”，或者问为什么。")
        case .refuse: sentences.append(topic.isForbidden ? "这个我帮不了：我只看得到这里的作品和你告诉我的事。想看点什么？" : "这超出了我的范围：我只帮你找想看的。想看点什么？")
        case .memory: sentences.append(topic.memory.map { "我记得的是：\($0)。" } ?? "我还什么都没有记。")
        case .explain: sentences.append(topic.why ?? "我还没有推荐过可以解释的作品。")
        case .note where sentences.isEmpty: sentences.append("不客气。想看别的就说“换一批”。")
        case .nothing where cards.isEmpty && !topic.isUnknownTitle: sentences.append("没有听懂。请说一个类型、年代、演员、心情，或一部你喜欢的作品。")
        default: break
        }
        if !topic.leftOut.isEmpty { sentences.append("没有完全符合的，略去了：\(topic.leftOut.joined(separator: "、"))。") }
        if topic.act == .explain, !cards.isEmpty {
            return cards.flatMap { [ReplyPiece.card($0.place), .words("：")] } + [.words(sentences.joined())]
        }
        guard !cards.isEmpty else { return [.words(sentences.joined())] }
        sentences.append(lead(topic) + "：")
        var pieces: [ReplyPiece] = [.words(sentences.joined())]
        for card in cards {
            pieces += [.words("\n\(card.place). "), .card(card.place)]
            if let reason = card.reason, !reason.isEmpty { pieces.append(.words("：\(reason)")) }
        }
        return pieces + question(topic)
    }

    private func lead(_ topic: ReplyTopic) -> String {
        let together = topic.company.isEmpty ? "" : "，你和\(topic.company.map { StateSentence.chinese[$0] ?? $0 }.joined(separator: "、"))一起看"
        switch topic.lead {
        case .more: return "换几部" + together
        case .critique(let name): return (ChineseReply.directions[name] ?? name) + "的" + together
        case .like(let name): return "像《\(name)》的" + together
        case .found: return "在这里"
        case .beginning: return "还不知道你的口味，这里的人喜欢这些" + together
        case .wish:
            guard let slots = topic.slots, slots.pieces.contains(where: { $0.key != nil }) else { return "你可能喜欢" + together }
            return slots.text + together
        }
    }

    private func noted(_ told: [ChatState.Told]) -> [String] {
        ChatState.Told.Verdict.allCases.compactMap { verdict in
            let names = told.filter { $0.verdict == verdict }.map { "《\(ShownText.title($0.title))》" }.joined(separator: "、")
            guard !names.isEmpty else { return nil }
            switch verdict {
            case .liked: return "记下了：你喜欢\(names)。"
            case .disliked: return "记下了：你不喜欢\(names)。"
            case .seen: return "记下了：你看过\(names)。"
            case .refused: return "那就不要\(names)。"
            }
        }
    }

    private func question(_ topic: ReplyTopic) -> [ReplyPiece] {
        guard let question = topic.question else { return [] }
        let options = question.options.map(ShownText.plain).joined(separator: "、")
        return [.words(question.attribute == "genre" ? "\n更想看哪一类：\(options)？" : "\n哪个年代：\(options)？")]
    }

    private static let directions = [
        "funnier": "更搞笑", "darker": "更黑暗", "lighter": "更轻松", "newer": "更新", "older": "更早", "shorter": "更短", "longer": "更长",
        "scarier": "更恐怖", "gentler": "更温和", "more-romantic": "更浪漫", "more-action": "动作更多", "sadder": "更悲伤", "happier": "更欢乐",
        "slower": "更慢", "faster": "更快", "smarter": "更烧脑", "weirder": "更怪",
    ]
}
