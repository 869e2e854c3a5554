/// What a person says they are looking for, in the class numbers of the model that is asked; nil = not said, so the model's own prediction
/// holds. A request-time field: it is known before the choice.
public struct IntentCorrection: Sendable, Hashable, Codable {
    public var kind: UInt8?
    public var genre: UInt8?
    public var format: UInt8?
    public var recency: UInt8?

    public init(kind: UInt8? = nil, genre: UInt8? = nil, format: UInt8? = nil, recency: UInt8? = nil) {
        self.kind = kind
        self.genre = genre
        self.format = format
        self.recency = recency
    }
}
