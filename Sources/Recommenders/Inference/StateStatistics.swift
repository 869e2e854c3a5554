/// What a server's states cost and what they saved; counts since the server was made.
public struct StateStatistics: Sendable, Hashable, Codable {
    /// Requests whose state was complete.
    public var hits = 0
    /// Requests before which only new tokens had to be read.
    public var appends = 0
    /// Requests before which the whole window was read; the user's tokens were at hand.
    public var rebuilds = 0
    /// Requests before which the user's history was fetched as well.
    public var misses = 0
    /// States that lost layers, and states that were let go of, to keep within the budget.
    public var demotions = 0
    public var evictions = 0
    /// Time spent on reading tokens, appends and rebuilds together.
    public var readingSeconds = 0.0
    /// Users and bytes by what is kept of them, the lent ones left out.
    public var hotUsers = 0
    public var warmUsers = 0
    public var tokenUsers = 0
    public var hotBytes = 0
    public var warmBytes = 0
    public var tokenBytes = 0
    public init() {}

    public var bytes: Int { hotBytes + warmBytes + tokenBytes }

    static func + (a: StateStatistics, b: StateStatistics) -> StateStatistics {
        var sum = a
        sum.hits += b.hits
        sum.appends += b.appends
        sum.rebuilds += b.rebuilds
        sum.misses += b.misses
        sum.demotions += b.demotions
        sum.evictions += b.evictions
        sum.readingSeconds += b.readingSeconds
        sum.hotUsers += b.hotUsers
        sum.warmUsers += b.warmUsers
        sum.tokenUsers += b.tokenUsers
        sum.hotBytes += b.hotBytes
        sum.warmBytes += b.warmBytes
        sum.tokenBytes += b.tokenBytes
        return sum
    }
}

/// How much memory states may take, and how it is shared.
public struct StateOptions: Sendable, Hashable {
    /// Bytes of all states together; what is lent at the moment comes on top.
    public var bytes: Int
    /// Largest share of `bytes` for states with the keys and values of every layer; what they leave, those with the request block's
    /// alone may take.
    public var hotShare: Double
    /// Share for users of whom only the tokens are kept.
    public var tokenShare: Double
    /// What is read of histories beyond the model's longest run.
    public var window: HistoryWindow
    /// Locks; users are spread over them by a hash.
    public var shardCount: Int
    /// Whether a thread makes memory ready before it is asked for: a few megabytes beyond `bytes`, for servers whose answers must not wait.
    public var growsAhead = false

    /// - Parameters:
    ///   - bytes: a gigabyte by default, thousands of users at D 128.
    ///   - hotShare: most of it, for times when everybody makes events between requests.
    public init(
        bytes: Int = 1 << 30, hotShare: Double = 0.7, tokenShare: Double = 0.1, window: HistoryWindow = .latest, shardCount: Int = 16
    ) {
        self.bytes = max(0, bytes)
        self.hotShare = min(max(hotShare, 0), 1)
        self.tokenShare = min(max(tokenShare, 0), 1 - self.hotShare)
        self.window = window
        self.shardCount = min(max(shardCount, 1), 1024)
    }

    func budget(_ residency: StateResidency) -> Int {
        let share =
            switch residency {
            case .hot: hotShare
            case .tokens: tokenShare
            case .warm: 1 - hotShare - tokenShare
            }
        return Int(Double(bytes / shardCount) * max(0, share))
    }
}
