import Datasets

/// What a pitch may say: facts of one title, and the reasons why it is shown. Nothing in it names the person.
public struct PitchSubject: Sendable, Hashable {
    public var facts: PitchFacts
    public var reasons: [PitchReason]
    public var length: PitchLength
    public var language: PitchLanguage

    public init(facts: PitchFacts, reasons: [PitchReason] = [], length: PitchLength = .medium, language: PitchLanguage = .english) {
        self.facts = facts
        self.reasons = reasons
        self.length = length
        self.language = language
    }

    /// Without the texts that nobody may be shown or that a model must not read.
    ///
    /// Texts of the catalogue come from outside: one that holds addresses, markup, or words to whoever reads it is left out whole.
    public func screened() -> PitchSubject {
        var subject = self
        subject.facts = facts.screened()
        subject.reasons = reasons.map { $0.screened() }
        return subject
    }
}

/// What the catalogue says of a title, as far as a pitch may use it.
public struct PitchFacts: Sendable, Hashable {
    /// What somebody did for a title.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        case director, writer, cast
    }
    public struct Person: Sendable, Hashable {
        public var name: String
        public var role: Role
        public init(_ name: String, _ role: Role) {
            self.name = name
            self.role = role
        }
    }

    public var id: String
    public var title: String
    public var kind: ItemDomain
    public var year: Int?
    public var genres: [String]
    /// Those first who are to be named first.
    public var people: [Person]
    public var minutes: Int?
    public var countries: [String]
    public var languages: [String]
    /// Of the plot or synopsis, in order.
    public var sentences: [String]
    /// Mood, theme and the like, where the title has been tagged.
    public var tags: [String]

    public init(
        id: String, title: String, kind: ItemDomain = .film, year: Int? = nil, genres: [String] = [], people: [Person] = [],
        minutes: Int? = nil, countries: [String] = [], languages: [String] = [], sentences: [String] = [], tags: [String] = []
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.year = year
        self.genres = genres
        self.people = people
        self.minutes = minutes
        self.countries = countries
        self.languages = languages
        self.sentences = sentences
        self.tags = tags
    }

    func names(_ role: Role) -> [String] { people.filter { $0.role == role }.map(\.name) }

    func screened() -> PitchFacts {
        var facts = self
        if !PlainText.isName(title) { facts.title = "" }
        facts.genres = genres.filter(PlainText.isLabel)
        facts.people = people.filter { PlainText.isPerson($0.name) }
        facts.countries = countries.filter(PlainText.isLabel)
        facts.languages = languages.filter(PlainText.isLabel)
        facts.tags = tags.filter(PlainText.isLabel)
        facts.sentences = sentences.filter(PlainText.isTelling)
        facts.minutes = minutes.flatMap { (1...1000).contains($0) ? $0 : nil }
        return facts
    }
}

/// Why a title is shown, as the model measured it.
public struct PitchReason: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        /// Titles of the history speak for it.
        case becauseOf
        /// A value that suits the history.
        case facet
        /// The history as a whole.
        case profile
    }
    public struct Cause: Sendable, Hashable {
        public var title: String
        public var kind: ItemDomain
        public init(_ title: String, kind: ItemDomain = .film) {
            self.title = title
            self.kind = kind
        }
    }
    public var kind: Kind
    /// Titles of the history, strongest first.
    public var causes: [Cause]
    /// Values that the title shares with the first cause, or that suit the history.
    public var shared: [String]
    /// In which way the title is other than the first cause; nil where nothing known says so.
    public var contrast: TitleContrast?

    public init(_ kind: Kind, causes: [Cause] = [], shared: [String] = [], contrast: TitleContrast? = nil) {
        self.kind = kind
        self.causes = causes
        self.shared = shared
        self.contrast = contrast
    }

    func screened() -> PitchReason {
        let named = causes.filter { PlainText.isName($0.title) }
        // A contrast is one to the first cause.
        let isSame = named.first == causes.first
        return PitchReason(kind, causes: named, shared: shared.filter(PlainText.isName), contrast: isSame ? contrast : nil)
    }
}

/// How long a pitch may be.
public enum PitchLength: String, Sendable, Hashable, CaseIterable {
    case short, medium, long

    /// Words at most; of Chinese, which does not part words, twice as many characters.
    public var words: Int {
        switch self {
        case .short: 12
        case .medium: 30
        case .long: 60
        }
    }
}

/// Languages in which we can word things ourselves.
public enum PitchLanguage: String, Sendable, Hashable, CaseIterable {
    case english = "en"
    case chinese = "zh"

    /// - Parameter locale: as RFC 5646 has it, such as `zh-CN`; English where nothing else is spoken.
    public init(locale: String?) {
        self = locale.map { $0.lowercased().hasPrefix("zh") } == true ? .chinese : .english
    }

    /// How long a text is, in words or in half characters.
    public func length(of text: String) -> Int {
        switch self {
        case .english: text.split(separator: " ").count
        case .chinese:
            // Foreign names count as words, characters as half of one.
            (text.unicodeScalars.count { $0.value >= 0x2E80 } + 1) / 2
                + text.split { !$0.isASCII || $0 == " " || $0.isPunctuation }.count
        }
    }
}
