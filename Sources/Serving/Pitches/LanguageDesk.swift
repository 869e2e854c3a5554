import Understanding

/// Who words things for the server: a connected language model, or nobody but ourselves.
public final class LanguageDesk: Sendable {
    /// Nil where none is connected. Personal data is taken out of whatever it is asked.
    public let model: (any LanguageModel)?
    public let meter: LanguageMeter
    /// The most that one question to the model may take, seconds.
    public let deadline: Double
    public let pitches: PitchWriter
    /// Who is asked what a query means where the tables read little of it; nil where nobody is to be asked.
    public let intents: IntentProposer?
    /// Whether the model chooses which of the ranker's candidates a reply of a conversation names.
    public let choosesTitles: Bool

    /// - Parameters:
    ///   - meter: the one that the model counts with.
    ///   - readsQueries: whether the model may be asked what queries mean: what people type then leaves the machine that it is on.
    ///   - choosesTitles: whether it may choose among candidates in a conversation: one more question a turn.
    public init(
        _ model: (any LanguageModel)? = nil, meter: LanguageMeter = LanguageMeter(), deadline: Double = 4, readsQueries: Bool = false,
        choosesTitles: Bool = false
    ) {
        self.model = model.map { RedactedModel(CachedModel($0)) }
        self.meter = meter
        self.deadline = deadline
        self.choosesTitles = choosesTitles
        pitches = PitchWriter(self.model, meter: meter)
        intents = readsQueries ? self.model.map { IntentProposer($0) } : nil
    }

    /// Time for the model where an answer must go out within `left` seconds: some is kept for what comes after.
    public func time(left: Double) -> Duration { .seconds(max(0, min(deadline, left - max(0.02, left * 0.1)))) }
}
