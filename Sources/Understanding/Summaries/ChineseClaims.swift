/// What a Chinese sentence claims.
struct ChineseClaims {
    private let subject: PitchSubject
    private let shared: Set<String>
    private let numbers: Set<String>
    private let plot: [String]
    /// Comparatives that the reasons give.
    private let contrasts: [(word: String, cause: String)]

    init(_ subject: PitchSubject) {
        self.subject = subject
        shared = Set(subject.reasons.flatMap(\.shared))
        contrasts = subject.reasons.compactMap { reason in
            reason.contrast.flatMap { contrast in reason.causes.first.map { (contrast.chinese, $0.title) } }
        }
        var numbers: Set<String> = []
        if let year = subject.facts.year { numbers.insert("\(year)") }
        if let minutes = subject.facts.minutes { numbers.insert("\(minutes)") }
        self.numbers = numbers
        plot = subject.facts.sentences.filter { $0.contains(where: ClaimReader.isHan) }
    }

    func claims(of sentence: [ClaimToken]) -> [PitchClaim] {
        let hasCause = sentence.contains { $0.fact?.kind == .cause }
        let text = sentence.compactMap(\.word).joined(separator: " ")
        let isPersonal = hasCause || text.contains("记录")
        var claims = history(sentence, text, hasCause)
        // Only beside a title of the history there is something to compare with.
        let causes = Set(sentence.compactMap { $0.fact?.kind == .cause ? $0.fact?.value : nil })
        let said = contrasts.filter { causes == [$0.cause] && text.contains($0.word) }.map(\.word)
        claims += said.map { PitchClaim(.contrast, $0, isSupported: true) }
        let compared = said.isEmpty ? [] : TitleContrast.chineseFrame.union(said)
        for token in sentence {
            switch token {
            case .fact(let fact):
                let isShared = shared.contains(fact.value)
                let isSupported =
                    switch fact.kind {
                    case .cause: true
                    case .title, .label: !isPersonal
                    case .person, .genre: !isPersonal || isShared
                    }
                claims.append(
                    PitchClaim(fact.kind == .person ? .person : fact.kind == .genre ? .genre : .title, fact.value, isSupported: isSupported)
                )
            case .word(let word): claims += self.claims(word, isPersonal: isPersonal, compared)
            case .mark: continue
            }
        }
        return claims + roles(sentence)
    }

    private func history(_ sentence: [ClaimToken], _ text: String, _ hasCause: Bool) -> [PitchClaim] {
        var claims: [PitchClaim] = []
        let isOwn = sentence.contains { $0.fact?.kind == .title }
        for verb in ["看过", "听过", "玩过", "读过", "选过"] where text.contains(verb) {
            claims.append(PitchClaim(.history, verb, isSupported: hasCause && !isOwn))
        }
        if text.contains("记录") { claims.append(PitchClaim(.history, "记录", isSupported: !subject.reasons.isEmpty)) }
        for word in ["共同点", "同样", "一样"] where text.contains(word) && !hasCause {
            claims.append(PitchClaim(.history, word, isSupported: false))
        }
        return claims
    }

    private func claims(_ word: String, isPersonal: Bool, _ compared: Set<String>) -> [PitchClaim] {
        if word.contains(where: { $0.isNumber && $0.isASCII }) {
            return [PitchClaim(.number, word, isSupported: numbers.contains(word) && !isPersonal)]
        }
        guard word.contains(where: ClaimReader.isHan) else { return [PitchClaim(.name, word, isSupported: false)] }
        return rest(of: Array(word), isPersonal: isPersonal, compared).map { PitchClaim(.word, $0, isSupported: false) }
    }

    /// What is left of a run of characters when neutral words, and words of the plot, are taken out in the best way.
    ///
    /// - Complexity: O(characters · longest word).
    private func rest(of characters: [Character], isPersonal: Bool, _ compared: Set<String>) -> [String] {
        // Fewest characters left from each place on, and whether the step there leaves one.
        var fewest = [Int](repeating: 0, count: characters.count + 1)
        var steps = [Int](repeating: 0, count: characters.count)
        for place in characters.indices.reversed() {
            fewest[place] = fewest[place + 1] + 1
            for length in 1...min(12, characters.count - place) {
                let part = String(characters[place..<place + length])
                let isKnown =
                    NeutralWords.chinese.contains(part) || compared.contains(part)
                    || (!isPersonal && length >= 2 && plot.contains { $0.contains(part) })
                if isKnown, fewest[place + length] < fewest[place] { (fewest[place], steps[place]) = (fewest[place + length], length) }
            }
        }
        var (left, place): ([String], Int) = ([], 0)
        while place < characters.count {
            if steps[place] == 0 { left.append(String(characters[place])) }
            place += max(1, steps[place])
        }
        return left
    }

    /// 执导, 编剧 and 出演 stand behind those who did it.
    private func roles(_ sentence: [ClaimToken]) -> [PitchClaim] {
        var claims: [PitchClaim] = []
        for (place, token) in sentence.enumerated() {
            guard case .word(let word) = token else { continue }
            let role: PitchFacts.Role? =
                word.contains("导")
                ? .director : word.contains("编剧") ? .writer : word.hasPrefix("出演") && !word.hasPrefix("出演者") ? .cast : nil
            guard let role else { continue }
            let names = sentence[..<place].reversed().prefix { token in
                token.fact?.kind == .person || token == .mark("、") || token == .word("和") || token == .word("与")
            }.compactMap(\.fact)
            if names.isEmpty { claims.append(PitchClaim(.role, word, isSupported: false)) }
            for fact in names {
                let isSo = subject.facts.people.contains { $0.name == fact.value && $0.role == role }
                claims.append(PitchClaim(.role, "\(role.rawValue): \(fact.value)", isSupported: isSo))
            }
        }
        return claims
    }
}
