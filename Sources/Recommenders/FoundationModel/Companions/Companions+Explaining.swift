extension Companions {
    /// The weights in one line a column, for whoever asks what is trusted: for a history of ten different choices.
    public var explanation: [String] {
        let facts = CompanionFacts(choices: 10, distinct: 10)
        return zip(weights.columns, weights(facts)).map { "\($0): \($1)" }
    }
}
