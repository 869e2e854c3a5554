/// Where a language model is, and how patient one is with it.
public struct ModelEndpoint: Sendable {
    /// Address before `/chat/completions`, such as `http://127.0.0.1:8080/v1`.
    public var address: String
    /// As the server calls the model.
    public var model: String
    /// Sent as a bearer token; nil for a server that asks for none.
    public var key: String?
    /// Questions under way at once; more wait, as long as their deadline allows.
    public var concurrency: Int
    /// Questions that may wait for their turn; more are told that the model is busy.
    public var queue: Int
    /// How often one question is tried at most.
    public var attempts: Int
    /// Repetitions allowed per first try, all questions together: more would make an overload worse.
    public var retryShare: Double
    /// Before the first repetition, at most; doubles with each.
    public var backoff: Duration
    /// Longest answer in bytes, envelope included.
    public var largestAnswer: Int
    /// Whether an answer that breaks the schema is sent back once to be mended.
    public var repairs: Bool

    public init(
        address: String, model: String, key: String? = nil, concurrency: Int = 2, queue: Int = 16, attempts: Int = 3,
        retryShare: Double = 0.2, backoff: Duration = .milliseconds(200), largestAnswer: Int = 1 << 20, repairs: Bool = true
    ) {
        self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
        self.model = model
        self.key = key
        self.concurrency = max(1, concurrency)
        self.queue = max(0, queue)
        self.attempts = max(1, attempts)
        self.retryShare = max(0, retryShare)
        self.backoff = backoff
        self.largestAnswer = max(1, largestAnswer)
        self.repairs = repairs
    }

    /// Host and port, for names in logs; never the key, nor what stands before an @.
    public var place: String {
        let rest = address.range(of: "://").map { address[$0.upperBound...] } ?? address[...]
        let host = rest.prefix { $0 != "/" && $0 != "?" }
        return String(host.split(separator: "@").last ?? host)
    }
}

extension String {
    /// Position of a text, without Foundation.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
