import Understanding

/// What a card supports when it is spoken of.
struct CardFacts: Sendable, Hashable {
    var genres: [String]
    var people: [String]
    var year: Int?
}

/// Holds the words of a model against the cards.
///
/// A title can only stand as the number of a card; every other word is of a closed list that claims nothing, or of the facts of a
/// card that the same sentence names. Quotation marks, addresses, numbers and names that no card has are refused, so that neither
/// a model that invents nor one that obeys what a plot told it can say more than the cards.
struct ReplyChecker {
    let plan: TurnPlan
    init(_ plan: TurnPlan) { self.plan = plan }

    static let longest = 1_200

    /// The text as pieces; nil where anything of it is not supported, or no card is named.
    func pieces(_ text: String) -> [ReplyPiece]? {
        guard text.utf8.count <= ReplyChecker.longest, let pieces = cut(ReplyChecker.tidied(text)) else { return nil }
        let named = Set(pieces.compactMap { if case .card(let place) = $0 { place } else { nil } })
        guard !named.isEmpty, named.isSubset(of: Set(plan.cards.map(\.place))) else { return nil }
        guard sentences(pieces).allSatisfy(isSupported) else { return nil }
        return pieces
    }

    /// Without what only dresses words: emphasis, pictures, numbers of a list, marks around a title that gets its own.
    static func tidied(_ text: String) -> String {
        var plain = text.filter { character in
            character != "*" && !character.unicodeScalars.contains { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }
        }
        for (open, close) in [("“", "”"), ("\"", "\""), ("《", "》"), ("'", "'"), ("‘", "’")] {
            plain = plain.replacing(open + "[[", with: "[[").replacing("]]" + close, with: "]]")
        }
        return plain.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let number = line.prefix { $0.isASCII && $0.isNumber }
            let behind = line.dropFirst(number.count)
            guard (1...2).contains(number.count), let mark = behind.first, mark == "." || mark == ")" else { return String(line) }
            return String(behind.dropFirst().drop { $0 == " " })
        }.joined(separator: "\n")
    }

    // MARK: Placeholders

    /// Words and `[[1]]`; nil for any other bracket or mark.
    private func cut(_ text: String) -> [ReplyPiece]? {
        var pieces: [ReplyPiece] = []
        var words = ""
        var rest = text[...]
        while let first = rest.first {
            if rest.hasPrefix("[[") {
                let digits = rest.dropFirst(2).prefix { $0.isASCII && $0.isNumber }
                let behind = rest.dropFirst(2 + digits.count)
                guard (1...2).contains(digits.count), behind.hasPrefix("]]"), let place = Int(digits) else { return nil }
                if !words.isEmpty { pieces.append(.words(words)) }
                pieces.append(.card(place))
                (words, rest) = ("", behind.dropFirst(2))
                continue
            }
            guard isPlain(first) else { return nil }
            words.append(first)
            rest = rest.dropFirst()
        }
        if !words.isEmpty { pieces.append(.words(words)) }
        return pieces
    }

    private static let marks: Set<Character> = [
        " ", ".", ",", ";", ":", "?", "!", "'", "’", "-", "–", "—", "(", ")", "\n", "。", "，", "、", "；", "：", "？", "！", "（", "）", "·",
    ]

    private func isPlain(_ character: Character) -> Bool {
        guard character.unicodeScalars.count == 1 || character.isLetter else { return false }
        return character.isLetter || character.isNumber || ReplyChecker.marks.contains(character)
    }

    // MARK: Sentences

    private struct Sentence {
        var words: [String] = []
        var places: Set<Int> = []
    }

    private func sentences(_ pieces: [ReplyPiece]) -> [Sentence] {
        var (sentences, sentence): ([Sentence], Sentence) = ([], Sentence())
        func isEnd(_ character: Character) -> Bool { ".?!。？！\n".contains(character) }
        for piece in pieces {
            switch piece {
            case .card(let place):
                sentence.places.insert(place)
                // What stands before and behind a title are no one word.
                sentence.words.append(" ")
            case .words(let text):
                for part in text.split(separator: " ", omittingEmptySubsequences: false) {
                    let parts = part.split(omittingEmptySubsequences: false, whereSeparator: isEnd)
                    for (number, words) in parts.enumerated() {
                        if number > 0 {
                            sentences.append(sentence)
                            sentence = Sentence()
                        }
                        sentence.words.append(String(words))
                    }
                }
            }
        }
        return sentences + [sentence]
    }

    private func isSupported(_ sentence: Sentence) -> Bool {
        let cards = sentence.places.isEmpty ? plan.facts.values.map { $0 } : sentence.places.compactMap { plan.facts[$0] }
        var text = sentence.words.joined(separator: " ")
        // Names as wholes: of two people with one word in common only the one that a card has.
        for name in cards.flatMap(\.people).sorted(by: { $0.count > $1.count }) where !name.isEmpty {
            text = text.replacing(name, with: " ")
        }
        var allowed = plan.isChinese ? [] : ReplyChecker.english.union(ReplyChecker.counts(plan.cards.count))
        for card in cards {
            for genre in card.genres { for word in ReplyChecker.words(genre) { allowed.formUnion([word, word + "s", word.singular]) } }
            if let year = card.year { allowed.formUnion(["\(year)", "\(year / 10 * 10)s"]) }
        }
        if plan.notes.isEmpty, let slots = plan.topic.slots { allowed.formUnion(ReplyChecker.words(slots.text)) }
        if let question = plan.topic.question { for option in question.options { allowed.formUnion(ReplyChecker.words(option)) } }
        return plan.isChinese ? isChinese(text, allowed) : isEnglish(text, allowed)
    }

    /// As many as there are, in words.
    private static func counts(_ count: Int) -> Set<String> {
        let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        return words.indices.contains(count - 1) ? [words[count - 1]] : []
    }

    private static func words(_ text: String) -> [String] { split(text).map { $0.lowercased() } }

    private static func split(_ text: String) -> [String] {
        text.split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’") }.map { String($0).replacing("’", with: "'") }
    }

    private func isEnglish(_ text: String, _ allowed: Set<String>) -> Bool {
        let words = ReplyChecker.split(text)
        for (number, word) in words.enumerated() {
            guard allowed.contains(word.lowercased()) else { return false }
            // A capital inside a sentence makes a name of a word.
            if number > 0, word.first!.isUppercase, word != "I", !word.hasPrefix("I'"), !isLabel(word) { return false }
            // Capitals throughout shout, and hide names.
            if word.count > 1, word.allSatisfy({ $0.isUppercase }) { return false }
        }
        return true
    }

    /// Genres may be written as the catalogue writes them.
    private func isLabel(_ word: String) -> Bool {
        plan.facts.values.contains { $0.genres.contains { ReplyChecker.split($0).contains(word) } }
    }

    /// Whatever is left once the facts are taken out must be of the closed list of characters.
    private func isChinese(_ text: String, _ allowed: Set<String>) -> Bool {
        var rest = text
        let labels = plan.facts.values.flatMap(\.genres) + Array(allowed)
        for label in labels.sorted(by: { $0.count > $1.count }) where !label.isEmpty { rest = rest.replacing(label, with: " ") }
        return rest.allSatisfy { !($0.isLetter || $0.isNumber) || ReplyChecker.chinese.contains($0) }
    }
}

extension String {
    fileprivate var singular: String {
        if hasSuffix("ies") { return String(dropLast(3)) + "y" }
        return hasSuffix("s") ? String(dropLast()) : self
    }
}
