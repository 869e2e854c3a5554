/// One thing that can be configured: on the command line, in the environment, in a file; in this order.
public struct Setting: Sendable {
    /// Such as `http.port`: `--http-port`, `TASTEMAKER_HTTP_PORT`, `{"http": {"port": …}}`.
    public let key: String
    public let kind: Kind
    /// As one writes it; empty = not set.
    public let standard: String
    public let description: String

    public enum Kind: Sendable, Hashable {
        case text
        case whole(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        case truth
        /// Texts with commas between them.
        case list
        case choice([String])
        case secret
    }

    public init(_ key: String, _ kind: Kind, _ standard: String, _ description: String) {
        self.key = key
        self.kind = kind
        self.standard = standard
        self.description = description
    }

    public var variable: String {
        "TASTEMAKER_" + String(key.map { $0 == "." || $0 == "-" ? "_" : $0 }).uppercased()
    }

    /// A value with its source, as people may see it.
    public struct Shown: Sendable, Hashable {
        public var key: String
        public var value: String
        public var source: String
        public var description: String
    }

    /// What the value must be, for messages and the table.
    public var expectation: String {
        switch kind {
        case .text: "text"
        case .whole(let range): "\(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "\(range.lowerBound) to \(range.upperBound)"
        case .truth: "true or false"
        case .list: "texts with commas between them"
        case .choice(let values): values.joined(separator: ", ")
        case .secret: "text, never shown"
        }
    }

    func accepts(_ text: String) -> Bool {
        switch kind {
        case .text, .secret, .list: true
        case .whole(let range): Int(text).map(range.contains) ?? false
        case .number(let range): Double(text).map(range.contains) ?? false
        case .truth: text == "true" || text == "false"
        case .choice(let values): values.contains(text)
        }
    }

    /// Every setting of `tastemaker serve`.
    public static let all: [Setting] =
        [
            Setting(
                "http.host", .text, "127.0.0.1", "Address to listen on; beyond this machine it needs a certificate or `http.insecure`."),
            Setting("http.port", .whole(0...65_535), "8080", "Port; 0 takes any that is free."),
            Setting("http.insecure", .truth, "false", "Whether plain HTTP may be spoken beyond this machine."),
            Setting("http.event-loops", .whole(1...64), "1", "Threads that read and write sockets."),
            Setting("http.page-threads", .whole(1...256), "", "Threads that compute pages and lists. Default: the number of cores."),
            Setting("http.event-threads", .whole(1...256), "16", "Threads that wait for events to become durable."),
            Setting("http.batch-threads", .whole(1...64), "2", "Threads for operators and batches."),
            Setting("http.page-queue", .whole(1...100_000), "64", "Pages and lists under way or waiting; more are refused with 503."),
            Setting("http.event-queue", .whole(1...100_000), "256", "The same for events."),
            Setting("http.batch-queue", .whole(1...10_000), "16", "The same for operators and batches."),
            Setting("http.timeout-ms", .whole(10...600_000), "1000", "Time for an answer where the caller sends no `X-Timeout-Ms`."),
            Setting("http.connections", .whole(1...1_000_000), "4096", "Open connections; more wait to be accepted."),
            Setting("http.idle-seconds", .whole(1...3600), "60", "A connection without a request for this long is closed."),
            Setting("http.request-seconds", .whole(1...3600), "30", "A body must arrive, and an answer be taken, within this time."),
            Setting("http.drain-seconds", .whole(0...600), "20", "Requests under way may take this long when the server ends."),
            Setting("tls.certificate", .text, "", "PEM file with the certificate and its chain."),
            Setting("tls.key", .text, "", "PEM file with the private key."),
            Setting("cors.origins", .list, "", "Sites whose pages may call, such as `https://app.example`."),
            Setting("limits.key-rate", .number(1...1_000_000), "5000", "Requests a second of one key."),
            Setting("limits.key-burst", .number(1...10_000_000), "10000", "Requests of one key at once, after a rest."),
            Setting("limits.user-rate", .number(0.1...100_000), "50", "Requests a second of one user token's user."),
            Setting("limits.user-burst", .number(1...1_000_000), "200", "The same at once, after a rest."),
            Setting("limits.address-rate", .number(0.1...100_000), "100", "Requests a second from one address without a valid key."),
            Setting("limits.address-burst", .number(1...1_000_000), "400", "The same at once, after a rest."),
            Setting("metrics.open", .truth, "", "Whether `/metrics` needs no key. Default: only where nobody else reaches the server."),
            Setting(
                "logs.level", .choice(["trace", "debug", "info", "notice", "warning", "error"]), "info", "What is written to the log."),
            Setting("logs.requests", .truth, "false", "Whether every request is logged; failures always are."),
            Setting("cache.states-mb", .whole(1...1_000_000), "1024", "Memory for what the model made of people's histories."),
            Setting("cache.events", .whole(1000...1_000_000_000), "4000000", "Events of people's histories that are kept ready."),
            Setting(
                "cache.history", .whole(1000...1_000_000_000), "16384",
                "Latest events of one person that are kept one by one; what is older is kept as sums by title."),
            Setting(
                "cache.exposures", .whole(1000...1_000_000_000), "2000000",
                "Titles shown to people that are kept ready, of all people together."),
            Setting("cache.visits", .whole(10...10_000_000), "20000", "Visits whose pages can be continued; about 2.5 KB each."),
            Setting("people.personalise", .truth, "true", "Whether people who were never asked have a profile."),
            Setting(
                "privacy.pseudonyms", .truth, "",
                "Whether ids of users are replaced by keyed hashes before anything is stored. Default: where the workspace has a key for them."
            ),
            Setting("lists.longest", .whole(1...500), "500", "Longest list that may be asked for."),
            Setting("jobs.import-folders", .list, "", "Folders below which jobs may read: imports, run files, lists of users."),
            Setting("jobs.export-folders", .list, "", "Folders below which exports, backups and batches may appear."),
            Setting("training.share", .number(0.01...0.5), "0.1", "Largest share of a busy core that jobs may take from serving."),
            Setting("training.workers", .whole(1...256), "1", "Threads of one job; part of what makes two trainings equal."),
            Setting(
                "search.text-encoder", .text, "",
                "Folder of a sentence encoder that reads descriptions and titles for search, see `make text-encoder`. Default: hashed n-grams of the catalogue, which need none."
            ),
            Setting(
                "search.learns-from", .whole(0...10_000), "5",
                "People who must have chosen a title after the same words before a search learns from it, at least three; 0 keeps nothing of searches."
            ),
            Setting("exploration.rate", .number(0...0.5), "0.02", "Share of places that are drawn, so that the future learns something."),
            Setting(
                "artwork.enabled", .truth, "false",
                "Whether each person is shown the picture, poster or line of text that suits them, chosen by a bandit that learns."),
        ] + language
}
