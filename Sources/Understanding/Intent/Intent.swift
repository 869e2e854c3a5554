/// What a query asks for: parts that were understood, each with the words that it came from.
///
/// A value to show, to correct (`removing`) and to search by; it never says what a catalogue has.
public struct Intent: Sendable, Hashable, Codable {
    /// In the order of the words.
    public var parts: [IntentPart]
    /// Share of the words that tell something that is in a part other than free text, 0…1; 1 for a query of no such words.
    public var confidence: Double

    public init(parts: [IntentPart] = [], confidence: Double = 1) {
        self.parts = parts
        self.confidence = confidence
    }

    /// Whether nothing was asked for.
    public var isEmpty: Bool { parts.isEmpty }

    /// The same without what a person does not mean.
    ///
    /// - Parameter key: of one part (`genre:comedy`), or a kind (`genre`) for all parts of it.
    public func removing(_ key: String) -> Intent {
        Intent(parts: parts.filter { $0.key != key && $0.meaning.kind.rawValue != key }, confidence: confidence)
    }
}

/// One thing that a query asks for.
public struct IntentPart: Sendable, Hashable, Codable {
    public var meaning: Meaning
    /// Of the words, in UTF-16 units of the query; nil for what no words say.
    public var span: Range<Int>?

    public init(_ meaning: Meaning, span: Range<Int>? = nil) {
        self.meaning = meaning
        self.span = span
    }

    /// Names the part among those of its intent, such as `genre:comedy`, `years`.
    public var key: String { meaning.detail.map { "\(meaning.kind.rawValue):\($0)" } ?? meaning.kind.rawValue }

    public enum Meaning: Sendable, Hashable, Codable {
        case genre(String)
        case notGenre(String)
        case person(String, Role)
        case notPerson(String)
        case years(Bounds)
        /// Minutes.
        case runtime(Bounds)
        case language(String)
        case notLanguage(String)
        case country(String)
        case notCountry(String)
        /// The oldest age in years that titles may be made for.
        case maturity(Int)
        case mood(String)
        case notMood(String)
        /// Titles like this one.
        case like(String)
        /// In which way other than that one: `funnier`, `newer` ….
        case adjustment(String)
        /// Words that must not fit.
        case exclusion(String)
        case format(Format)
        /// The title itself.
        case title(String)
        /// What no other part understood.
        case text(String)
    }

    public enum Role: String, Sendable, Hashable, Codable {
        case any, actor, director, writer
    }

    public enum Format: String, Sendable, Hashable, Codable {
        case film, series
    }

    /// From one number to another, both included; nil is no bound.
    public struct Bounds: Sendable, Hashable, Codable {
        public var from: Int?
        public var to: Int?
        public init(from: Int? = nil, to: Int? = nil) {
            self.from = from
            self.to = to
        }
        public func contains(_ value: Int) -> Bool { (from.map { $0 <= value } ?? true) && (to.map { value <= $0 } ?? true) }
    }

    /// The slot that a meaning fills.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case genre, person, years, runtime, language, country, maturity, mood, like, adjustment, exclusion, format, title, text
        case notGenre = "not-genre"
        case notPerson = "not-person"
        case notLanguage = "not-language"
        case notCountry = "not-country"
        case notMood = "not-mood"
    }
}

extension IntentPart.Meaning {
    public var kind: IntentPart.Kind {
        switch self {
        case .genre: .genre
        case .notGenre: .notGenre
        case .person: .person
        case .notPerson: .notPerson
        case .years: .years
        case .runtime: .runtime
        case .language: .language
        case .notLanguage: .notLanguage
        case .country: .country
        case .notCountry: .notCountry
        case .maturity: .maturity
        case .mood: .mood
        case .notMood: .notMood
        case .like: .like
        case .adjustment: .adjustment
        case .exclusion: .exclusion
        case .format: .format
        case .title: .title
        case .text: .text
        }
    }

    /// The value where a slot takes several; nil where it takes one.
    var detail: String? {
        switch self {
        case .genre(let value), .notGenre(let value), .person(let value, _), .notPerson(let value), .language(let value),
            .notLanguage(let value), .country(let value), .notCountry(let value), .mood(let value), .notMood(let value),
            .like(let value), .adjustment(let value), .exclusion(let value):
            value
        case .years, .runtime, .maturity, .format, .title, .text: nil
        }
    }
}

extension Intent {
    /// Values of a slot that takes several, in order.
    public func values(_ kind: IntentPart.Kind) -> [String] { parts.filter { $0.meaning.kind == kind }.compactMap(\.meaning.detail) }

    public var people: [(name: String, role: IntentPart.Role)] {
        parts.compactMap { if case .person(let name, let role) = $0.meaning { (name, role) } else { nil } }
    }
    public var years: IntentPart.Bounds? {
        parts.lazy.compactMap { if case .years(let bounds) = $0.meaning { bounds } else { nil } }.first
    }
    public var runtime: IntentPart.Bounds? {
        parts.lazy.compactMap { if case .runtime(let bounds) = $0.meaning { bounds } else { nil } }.first
    }
    public var maturity: Int? {
        parts.lazy.compactMap { if case .maturity(let age) = $0.meaning { age } else { nil } }.first
    }
    public var format: IntentPart.Format? {
        parts.lazy.compactMap { if case .format(let format) = $0.meaning { format } else { nil } }.first
    }
    public var title: String? {
        parts.lazy.compactMap { if case .title(let title) = $0.meaning { title } else { nil } }.first
    }
    public var text: String? {
        parts.lazy.compactMap { if case .text(let text) = $0.meaning { text } else { nil } }.first
    }
}
