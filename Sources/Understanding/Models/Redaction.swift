/// Takes out of a text what says who somebody is: addresses, numbers of telephones and cards, ids and names that are given.
///
/// Made of scans, not of a dictionary of names: what is neither given nor of a shape that gives it away stays.
public struct Redaction: Sendable {
    public init() {}

    /// - Parameter personal: ids and names of the person, compared without regard to case, whole words only.
    /// - Complexity: O(text · personal).
    public func redacted(_ text: String, personal: [String] = []) -> String {
        // Addresses first: a name in one would tear it apart.
        var text = mailTaken(out: text)
        for word in personal.sorted(by: { $0.count > $1.count }) where word.count >= 2 { text = replacing(word, in: text) }
        return numbersTaken(out: text)
    }

    /// Every field that is sent, tools' arguments included.
    public func redacted(_ request: LanguageRequest) -> LanguageRequest {
        var request = request
        let personal = request.personal
        for place in request.messages.indices {
            request.messages[place].text = redacted(request.messages[place].text, personal: personal)
            for call in request.messages[place].calls.indices {
                request.messages[place].calls[call].arguments = redacted(request.messages[place].calls[call].arguments, personal: personal)
            }
        }
        request.personal = []
        return request
    }

    // MARK: Given words

    private func replacing(_ word: String, in text: String) -> String {
        let (needle, hay) = (Array(word.lowercased()), Array(text))
        let folded = hay.map { Character($0.lowercased().count == 1 ? $0.lowercased() : String($0)) }
        guard hay.count >= needle.count else { return text }
        var result = ""
        var place = 0
        while place < hay.count {
            let end = place + needle.count
            if end <= hay.count, folded[place..<end].elementsEqual(needle), isEdge(hay, place - 1), isEdge(hay, end) {
                result += "[person]"
                place = end
            } else {
                result.append(hay[place])
                place += 1
            }
        }
        return result
    }

    /// Chinese and Japanese put no spaces between words.
    private func isEdge(_ text: [Character], _ place: Int) -> Bool {
        guard text.indices.contains(place), let scalar = text[place].unicodeScalars.first else { return true }
        return scalar.value >= 0x2E80 || !(text[place].isLetter || text[place].isNumber || text[place] == "_")
    }

    // MARK: Shapes

    private func mailTaken(out text: String) -> String {
        guard text.contains("@") else { return text }
        let characters = Array(text)
        var kept = [Character?](characters.map { $0 })
        for (place, character) in characters.enumerated() where character == "@" {
            let start = (0..<place).reversed().prefix { Redaction.isMail(characters[$0]) }.last
            let end = ((place + 1)..<characters.count).prefix { Redaction.isMail(characters[$0]) }.last
            guard let start, let end, characters[place...end].contains(".") else { continue }
            for taken in start...end { kept[taken] = nil }
        }
        return mark(kept)
    }

    /// One mark in place of what was taken out.
    private func mark(_ kept: [Character?]) -> String {
        var result = ""
        for character in kept {
            if let character {
                result.append(character)
            } else if !result.hasSuffix("[mail]") {
                result += "[mail]"
            }
        }
        return result
    }

    private static func isMail(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "._%+-".contains(character)
    }

    /// Runs of digits as telephones, cards and accounts have them: nine digits or more, or seven with a sign that tells.
    ///
    /// Years beside each other are no telephone.
    private func numbersTaken(out text: String) -> String {
        var result = ""
        var run = ""
        func flush() {
            let digits = run.filter(\.isNumber).count
            let tells = run.contains("+") || run.contains("(") || run.contains("-")
            let trailing = run.reversed().prefix { !$0.isNumber }
            result += (digits >= 9 || (digits >= 7 && tells)) && !Redaction.isYears(run) ? "[number]" + String(trailing.reversed()) : run
            run = ""
        }
        for character in text {
            let opens = character.isNumber || character == "+" || character == "("
            if character.isNumber || (!run.isEmpty && " -.()/".contains(character)) || (run.isEmpty && opens) {
                run.append(character)
            } else {
                flush()
                result.append(character)
            }
        }
        flush()
        return result
    }

    private static func isYears(_ run: String) -> Bool {
        let groups = run.split { !$0.isNumber }
        return groups.allSatisfy { $0.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }
    }
}

/// A model to which nothing is said that tells who somebody is.
public struct RedactedModel: LanguageModel {
    private let model: any LanguageModel
    private let redaction: Redaction

    public init(_ model: any LanguageModel, redaction: Redaction = Redaction()) {
        self.model = model
        self.redaction = redaction
    }

    public var name: String { model.name }

    public func answer(_ request: LanguageRequest) async throws(LanguageModelError) -> LanguageAnswer {
        try await model.answer(redaction.redacted(request))
    }

    public func answer(
        _ request: LanguageRequest, receive: @escaping @Sendable (String) -> Bool
    ) async throws(LanguageModelError) -> LanguageAnswer {
        try await model.answer(redaction.redacted(request), receive: receive)
    }
}
