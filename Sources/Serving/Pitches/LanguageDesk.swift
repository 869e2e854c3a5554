import Understanding

/// Who words things for the server: a connected language model, or nobody but ourselves.
public final class LanguageDesk: Sendable {
    /// Nil where none is connected. Personal data is taken out of whatever it is asked.
    public let model: (any LanguageModel)?
    public let meter: LanguageMeter
    /// The most that one question to the model may take, seconds.
    public let deadline: Double
    public let pitches: PitchWriter

    /// - Parameter meter: the one that the model counts with.
    public init(_ model: (any LanguageModel)? = nil, meter: LanguageMeter = LanguageMeter(), deadline: Double = 4) {
        self.model = model.map { RedactedModel(CachedModel($0)) }
        self.meter = meter
        self.deadline = deadline
        pitches = PitchWriter(self.model, meter: meter)
    }

    /// Time for the model where an answer must go out within `left` seconds: some is kept for what comes after.
    public func time(left: Double) -> Duration { .seconds(max(0, min(deadline, left - max(0.02, left * 0.1)))) }
}
