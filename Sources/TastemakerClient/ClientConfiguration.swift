/// How a client reaches a server, and how patient it is.
public struct ClientConfiguration: Sendable {
    /// Address of the server without a path, such as `http://127.0.0.1:8080`.
    public var address: String
    /// An API key or a signed user token; nil for a server that asks for none.
    public var key: String?
    /// Seconds that a call may take in all, its repetitions included.
    public var deadline: Double
    /// At most so many times a call is tried: more would make an overload worse.
    public var attempts: Int
    /// Repetitions allowed per first try, all calls of the client together.
    public var retryShare: Double
    /// Seconds before the first repetition, at most; doubles with each.
    public var backoff: Double
    /// Longest answer that is read, in bytes. Streams are bounded by the line.
    public var largestAnswer: Int
    /// Longest line of a streamed answer, in bytes.
    public var longestLine: Int

    public init(
        address: String, key: String? = nil, deadline: Double = 10, attempts: Int = 3, retryShare: Double = 0.1, backoff: Double = 0.1,
        largestAnswer: Int = 32 << 20, longestLine: Int = 1 << 20
    ) {
        self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
        self.key = key
        self.deadline = max(0.001, deadline)
        self.attempts = max(1, attempts)
        self.retryShare = max(0, retryShare)
        self.backoff = max(0, backoff)
        self.largestAnswer = largestAnswer
        self.longestLine = longestLine
    }
}
