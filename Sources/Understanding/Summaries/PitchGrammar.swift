import Datasets

/// The built-in engine's pitches: many templates over the facts, chosen by what the pitch is about, so that equal questions get equal
/// answers and different ones do not sound alike.
public struct PitchGrammar: Sendable {
    /// A template that has been filled.
    struct Phrase: Sendable, Hashable {
        /// Names the template, whatever fills it.
        var template: String
        var text: String
        init(_ template: String, _ text: String) {
            self.template = template
            self.text = text
        }
    }

    /// What a pitch can be made of, in one language.
    struct Stock: Sendable {
        /// Whole short pitches, in groups: what can be said of the first group is said before the second is looked at.
        var short: [[Phrase]] = []
        /// What it is.
        var what: [Phrase] = []
        /// A sentence of its own story.
        var plot: [Phrase] = []
        /// Further facts, each of another kind.
        var more: [Phrase] = []
        /// Why it is shown to this person.
        var why: [Phrase] = []
        /// For a title of which nothing is known.
        var least: Phrase
    }

    public init() {}

    /// One pitch.
    ///
    /// - Returns: text within `subject.length`, made of screened facts alone.
    public func pitch(_ subject: PitchSubject) -> String {
        var used: Set<String> = []
        return pitch(subject, used: &used)
    }

    /// Pitches for titles that stand beside each other: no template comes twice while there are others.
    public func pitches(_ subjects: [PitchSubject]) -> [String] {
        var used: Set<String> = []
        return subjects.map { pitch($0, used: &used) }
    }

    /// Why a title is shown, in one sentence; nil where the reasons give none.
    ///
    /// - Parameter used: templates that stand beside it; the one that is chosen joins them.
    func reason(_ subject: PitchSubject, used: inout Set<String>) -> String? {
        let subject = subject.screened()
        let stock = subject.language == .chinese ? ChinesePitchStock(subject).stock : EnglishPitchStock(subject).stock
        let chooser = Chooser(
            limit: subject.length.words, language: subject.language, seed: PitchGrammar.seed(subject), used: used)
        guard let phrase = chooser.first(of: stock.why) else { return nil }
        used.insert(phrase.template)
        return phrase.text
    }

    /// The least that can be said: the title, or what kind of thing it is.
    func least(_ subject: PitchSubject) -> String {
        let subject = subject.screened()
        return (subject.language == .chinese ? ChinesePitchStock(subject).stock : EnglishPitchStock(subject).stock).least.text
    }

    private func pitch(_ subject: PitchSubject, used: inout Set<String>) -> String {
        let subject = subject.screened()
        let stock = subject.language == .chinese ? ChinesePitchStock(subject).stock : EnglishPitchStock(subject).stock
        let phrases = choose(stock, subject, seed: PitchGrammar.seed(subject), used: used)
        for phrase in phrases { used.insert(phrase.template) }
        return join(phrases, subject.language)
    }

    private func join(_ phrases: [Phrase], _ language: PitchLanguage) -> String {
        phrases.map(\.text).joined(separator: language == .english ? " " : "")
    }

    private func choose(_ stock: Stock, _ subject: PitchSubject, seed: UInt64, used: Set<String>) -> [Phrase] {
        var chooser = Chooser(limit: subject.length.words, language: subject.language, seed: seed, used: used)
        if subject.length == .short {
            for group in stock.short { if let phrase = chooser.first(of: group) { return [phrase] } }
            return [stock.least]
        }
        // The reason is what makes it this person's: it has its place before anything else.
        let why = chooser.first(of: stock.why)
        if let why { chooser.spend(why) }
        var told: [Phrase] = []
        func add(_ group: [Phrase]) {
            guard let phrase = chooser.first(of: group) else { return }
            chooser.spend(phrase)
            told.append(phrase)
        }
        if subject.length == .long {
            add(stock.what)
            add(stock.plot)
            for phrase in stock.more.prefix(told.count > 1 ? 1 : 3) { add([phrase]) }
        } else if seed % 3 == 0 || stock.plot.isEmpty {
            add(stock.what)
        } else {
            add(stock.plot)
            if told.isEmpty { add(stock.what) }
        }
        guard !told.isEmpty || why != nil else { return [stock.least] }
        let isWhyFirst = subject.length == .medium && (seed >> 8) % 4 == 0
        return isWhyFirst ? (why.map { [$0] } ?? []) + told : told + (why.map { [$0] } ?? [])
    }

    /// The same for equal titles, reasons, lengths and languages, in every process.
    static func seed(_ subject: PitchSubject) -> UInt64 {
        var hash = StableHash(seed: 0x7069_7463)
        hash.combine(subject.facts.id)
        for reason in subject.reasons {
            hash.combine(reason.kind.rawValue)
            for cause in reason.causes { hash.combine(cause.title) }
            for value in reason.shared { hash.combine(value) }
            if let contrast = reason.contrast { hash.combine(contrast.rawValue) }
        }
        hash.combine(subject.length.rawValue)
        return hash.value
    }

    /// Takes phrases in an order that the seed gives, those not yet used first, as long as there is room.
    private struct Chooser {
        var limit: Int
        let language: PitchLanguage
        let seed: UInt64
        let used: Set<String>

        func first(of group: [Phrase]) -> Phrase? {
            let order = group.enumerated().map { place, phrase in (StableHash.mix(seed ^ UInt64(place) &* 0x9E37_79B9), phrase) }
                .sorted { ($0.0, $0.1.template) < ($1.0, $1.1.template) }.map(\.1)
            let fitting = order.filter { language.length(of: $0.text) <= limit }
            return fitting.first { !used.contains($0.template) } ?? fitting.first
        }

        mutating func spend(_ phrase: Phrase) { limit -= language.length(of: phrase.text) }
    }
}

extension String {
    /// With a capital at the beginning.
    var begun: String { prefix(1).uppercased() + dropFirst() }
}
