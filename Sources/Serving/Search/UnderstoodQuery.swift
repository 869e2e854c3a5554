import Understanding

/// What a query was taken to mean, as a search answers it.
public struct UnderstoodQuery: Sendable, Hashable {
    public var intent: Intent
    public var sentence: IntentSentence
    /// What had to be left out so that something is found.
    public var notes: [IntentNote]
    /// What understood it: the built-in tables, or the name of a language model.
    public var engine: String
    /// Why the tables spoke although a model is connected and was asked; nil otherwise.
    public var fallback: String?

    public static let builtIn = "built-in"

    public init(intent: Intent, sentence: IntentSentence, notes: [IntentNote] = [], engine: String = UnderstoodQuery.builtIn) {
        self.intent = intent
        self.sentence = sentence
        self.notes = notes
        self.engine = engine
    }
}

/// What came of asking a language model what a query means.
public struct ProposedIntent: Sendable, Hashable {
    /// Nil where the tables are to be believed.
    public var intent: Intent?
    /// Name of the model whose intent it is.
    public var engine: String
    /// Why the tables are believed although the model was asked; nil otherwise.
    public var fallback: String?

    public init(_ intent: Intent?, engine: String, fallback: String? = nil) {
        self.intent = intent
        self.engine = engine
        self.fallback = fallback
    }
}

/// A part of an intent that an answer does not fulfil.
public struct IntentNote: Sendable, Hashable {
    public enum Reason: String, Sendable, Hashable {
        /// No title of the catalogue has it, or the catalogue does not tell.
        case unknownHere = "unknown-here"
        /// With the other parts it would have left nothing.
        case nothingFulfils = "nothing-fulfils"
        /// No title tells for which age it is: genres stand in.
        case agesUnknown = "ages-unknown"
        /// One word of a long story among many: it moves titles and rules none out.
        case hint
    }
    /// Of the part.
    public var key: String
    public var reason: Reason

    public init(key: String, reason: Reason) {
        self.key = key
        self.reason = reason
    }

    /// In words, for whoever reads the answer.
    public var text: String {
        switch reason {
        case .unknownHere: "“\(key)” is left out: nothing here is known to fit it"
        case .nothingFulfils: "“\(key)” is left out: with the rest nothing would be found"
        case .hint: "“\(key)” is taken as a hint: in a story of this length it may be said of anything"
        case .agesUnknown: "ages are not known here: only genres that are commonly for children are shown"
        }
    }
}
