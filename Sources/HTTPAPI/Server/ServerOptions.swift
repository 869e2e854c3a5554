import NIOCore

/// How the server meets the network; read once at start. Each value has a setting of `docs/configuration.md`.
public struct ServerOptions: Sendable {
    public var host = "127.0.0.1"
    /// 0 = any that is free.
    public var port = 8080
    /// Threads that read and write sockets.
    public var eventLoops = 1
    /// Threads that compute pages and lists; more than cores only makes all of them wait.
    public var pageThreads = System.coreCount
    /// Threads that wait for events to become durable: a group commit wakes all at once.
    public var eventThreads = 16
    public var batchThreads = 2
    /// Requests that may be under way or waiting, by lane.
    public var pageQueue = 64
    public var eventQueue = 256
    public var batchQueue = 16
    /// Seconds after which nobody waits for an answer, where the caller says nothing else.
    public var deadline = 1.0
    public var maximumConnections = 4096
    /// Seconds without a request after which a connection is closed.
    public var idleTimeout = 60.0
    /// Seconds that a body may take to arrive, and that a reader may take nothing of an answer.
    public var requestTimeout = 30.0
    /// Seconds that requests under way may take when the server ends.
    public var drainTimeout = 20.0
    public var tls: TLSFiles?
    /// Whether plain HTTP may be spoken beyond this machine.
    public var allowsPlainOffLoopback = false
    /// Whether `/metrics` needs no key; nil = only where the server is reached from this machine alone.
    public var metricsOpen: Bool?
    /// Sites whose pages may call, such as `https://app.example`; none may otherwise.
    public var allowedOrigins: [String] = []
    public var keyRate = RateLimit(perSecond: 5000, burst: 10_000)
    public var userRate = RateLimit(perSecond: 50, burst: 200)
    public var addressRate = RateLimit(perSecond: 100, burst: 400)
    /// Whether every request is logged; failures always are.
    public var logsRequests = false

    public struct TLSFiles: Sendable, Hashable {
        public var certificateChain: String
        public var privateKey: String
        public init(certificateChain: String, privateKey: String) {
            self.certificateChain = certificateChain
            self.privateKey = privateKey
        }
    }

    /// Requests that are granted: so many a second, and so many at once after a rest.
    public struct RateLimit: Sendable, Hashable {
        public var perSecond: Double
        public var burst: Double
        public init(perSecond: Double, burst: Double) {
            self.perSecond = perSecond
            self.burst = burst
        }
    }

    public init(host: String = "127.0.0.1", port: Int = 8080) {
        self.host = host
        self.port = port
    }

    /// Whether only this machine reaches the server.
    var isLoopback: Bool { host == "127.0.0.1" || host == "::1" || host == "localhost" }
    var metricsAreOpen: Bool { metricsOpen ?? isLoopback }
}
