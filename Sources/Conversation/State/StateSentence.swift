import Datasets
import Serving
import Understanding

/// A state as a sentence whose parts a person can take away: slots first, then what was told, then who watches along.
struct StateSentence {
    let state: ChatState
    private typealias Piece = IntentSentence.Piece

    init(_ state: ChatState) { self.state = state }

    private var isChinese: Bool { state.language == .chinese }

    /// The slots alone, as a reply may say them: without words that only the person knows.
    func slots() -> IntentSentence {
        screened(IntentSentence(wordless, in: state.language))
    }

    /// Names of titles between quotation marks, and nothing that turns or ends a line.
    private func screened(_ sentence: IntentSentence) -> IntentSentence {
        var sentence = sentence
        for place in sentence.pieces.indices {
            guard let key = sentence.pieces[place].key else { continue }
            let text = sentence.pieces[place].text
            if key.hasPrefix("like:"), !isChinese {
                sentence.pieces[place].text = "“" + ShownText.title(text) + "”"
            } else {
                sentence.pieces[place].text = ShownText.plain(text)
            }
        }
        return sentence
    }

    /// Everything, for the person to see and correct.
    ///
    /// - Parameter hasWords: whether words of the person's own stand in it.
    func all(names: [ItemID: String], hasWords: Bool = true) -> IntentSentence {
        var sentence = screened(IntentSentence(hasWords ? shownIntent : wordless, in: state.language))
        var pieces = sentence.pieces + hinted
        let marks = isChinese ? ("《", "》", "；") : ("“", "”", "; ")
        func quoted(_ id: ItemID) -> String? { names[id].map { marks.0 + $0 + marks.1 } }
        for id in state.seeds {
            if let name = quoted(id) { pieces += [Piece(marks.2), Piece((isChinese ? "像" : "like ") + name, key: "seed:" + id.rawValue)] }
        }
        for told in state.told {
            guard let name = quoted(told.id) else { continue }
            pieces += [Piece(marks.2), Piece(verdict(told.verdict) + name, key: told.key)]
        }
        for companion in state.companions { pieces += [Piece(marks.2), Piece(company(companion.name), key: companion.key)] }
        sentence.pieces = pieces
        return sentence
    }

    /// What talk touched on, behind what is asked for.
    private var hinted: [Piece] {
        guard let hints = state.hints, !hints.isEmpty else { return [] }
        let said = screened(IntentSentence(hints, in: state.language)).pieces.filter { $0.key != nil }
        return [Piece(isChinese ? "；也许：" : "; perhaps ")] + said.map { [$0] }.joined(separator: [Piece(isChinese ? "、" : ", ")])
    }

    /// Without words that only the person knows.
    private var wordless: Intent {
        var intent = shownIntent
        intent.parts.removeAll { part in
            switch part.meaning {
            case .text, .exclusion: true
            case .person(let name, _), .notPerson(let name): !ShownText.isLabel(name)
            default: false
            }
        }
        return intent
    }

    private var shownIntent: Intent {
        var intent = state.intent
        for limit in state.limits { intent.parts.append(IntentPart(.adjustment(limit.name))) }
        return intent
    }

    private func verdict(_ verdict: ChatState.Told.Verdict) -> String {
        switch verdict {
        case .liked: isChinese ? "喜欢" : "liked "
        case .disliked: isChinese ? "不喜欢" : "disliked "
        case .seen: isChinese ? "看过" : "seen "
        case .refused: isChinese ? "不要" : "not "
        }
    }

    func company(_ name: String) -> String {
        guard isChinese else { return "with your \(name)" }
        return "和" + (StateSentence.chinese[name] ?? name) + "一起"
    }

    static let chinese = [
        "parents": "父母", "partner": "伴侣", "friends": "朋友", "grandparents": "祖父母", "siblings": "兄弟姐妹", "colleagues": "同事",
    ]
}
