import Understanding

extension Intent {
    /// What two turns ask for together: a slot that is said again holds what was said last, what is refused adds up.
    ///
    /// - Parameter adding: whether values of slots that take several are put beside the earlier ones ("also").
    func followed(by later: Intent, adding: Bool) -> Intent {
        var parts = self.parts
        for kind in IntentPart.Kind.allCases where Intent.isReplaced(kind, by: later, adding: adding) {
            parts.removeAll { $0.meaning.kind == kind }
        }
        for part in later.parts where part.meaning.kind != .title {
            // Who asks for what was refused, or refuses what was asked for, means the last of the two.
            if let opposite = part.meaning.opposite { parts.removeAll { $0.key == opposite } }
            if !parts.contains(where: { $0.key == part.key }) { parts.append(IntentPart(part.meaning)) }
        }
        return Intent(parts: Array(parts.suffix(Intent.mostParts)), confidence: later.parts.isEmpty ? confidence : later.confidence)
    }

    /// Parts of a state; beyond, the oldest go.
    static let mostParts = 40

    private static func isReplaced(_ kind: IntentPart.Kind, by later: Intent, adding: Bool) -> Bool {
        guard later.parts.contains(where: { $0.meaning.kind == kind }) else { return false }
        switch kind {
        case .years, .runtime, .maturity, .format, .title, .text: return true
        case .genre, .person, .language, .country, .mood, .like, .adjustment: return !adding
        case .exclusion, .notGenre, .notPerson, .notLanguage, .notCountry, .notMood: return false
        }
    }
}

extension IntentPart.Meaning {
    /// The key of the part that says the contrary.
    fileprivate var opposite: String? {
        switch self {
        case .genre(let value): "not-genre:\(value)"
        case .notGenre(let value): "genre:\(value)"
        case .person(let value, _): "not-person:\(value)"
        case .notPerson(let value): "person:\(value)"
        case .language(let value): "not-language:\(value)"
        case .notLanguage(let value): "language:\(value)"
        case .country(let value): "not-country:\(value)"
        case .notCountry(let value): "country:\(value)"
        case .mood(let value): "not-mood:\(value)"
        case .notMood(let value): "mood:\(value)"
        default: nil
        }
    }
}
