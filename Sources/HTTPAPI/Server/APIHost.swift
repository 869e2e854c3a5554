import Datasets
import HTTPTypes
import Logging
import Serving
import Synchronization

/// What all parts of one server share: the service, the keys, the clock, the lanes, the figures, and whether it is ready.
public final class APIHost: Sendable {
    public let service: TasteService
    /// Jobs, models and the schedule; nil where the server runs none.
    public let operations: Operations?
    /// Who words things.
    public let language: LanguageDesk
    public let options: ServerOptions
    /// As `config show` says it; secrets are left out.
    public let settings: [Setting.Shown]
    /// What users are called behind the border.
    public let naming: UserNaming
    public let keys: KeyRing
    public let audit: AuditLog
    public let answers = AnswerWriter()
    public let logger: Logger
    /// What other modules count.
    public let registry: MetricsRegistry
    /// Wall clock.
    public let now: @Sendable () -> Timestamp
    /// Seconds of a clock that never goes back.
    public let seconds: @Sendable () -> Double
    /// 64 random bits.
    public let random: @Sendable () -> UInt64
    let lanes: [WorkLane]

    private struct State {
        var readiness = ReadyState.starting
        var published: Timestamp?
        var attached: (table: RouteTable, figures: RequestFigures)?
    }
    private let state = Mutex(State())

    /// Where the server is in its life.
    public enum ReadyState: Sendable, Hashable {
        case starting, ready, stopping
    }

    /// - Throws: `StorageError` when the keys cannot be read or made.
    public init(
        service: TasteService, operations: Operations? = nil, language: LanguageDesk = LanguageDesk(),
        options: ServerOptions = ServerOptions(), settings: [Setting.Shown] = [], naming: UserNaming = .plain, logger: Logger,
        registry: MetricsRegistry = MetricsRegistry(), now: @escaping @Sendable () -> Timestamp,
        seconds: @escaping @Sendable () -> Double, random: @escaping @Sendable () -> UInt64
    ) throws {
        self.service = service
        self.operations = operations
        self.language = language
        self.options = options
        self.settings = settings
        self.naming = naming
        self.logger = logger
        self.registry = registry
        (self.now, self.seconds, self.random) = (now, seconds, random)
        keys = try KeyRing(documents: service.documents, now: now)
        audit = AuditLog(documents: service.documents, secret: keys.secret, now: now)
        lanes = [
            WorkLane(.pages, threads: options.pageThreads, limit: options.pageQueue),
            WorkLane(.events, threads: options.eventThreads, limit: options.eventQueue),
            WorkLane(.batch, threads: options.batchThreads, limit: options.batchQueue),
        ]
    }

    public var readiness: ReadyState { state.withLock { $0.readiness } }
    /// What is being ended does not become ready again.
    public func become(_ readiness: ReadyState) {
        state.withLock { if $0.readiness != .stopping { $0.readiness = readiness } }
    }

    /// Seconds since the serving model was published; nil where none serves.
    var modelAge: Double? {
        state.withLock { $0.published }.map { max(0, Double(now().rawValue - $0.rawValue) / 1000) }
    }

    /// Looks up when the model was published that serves now.
    func noteModel() {
        let model = try? service.host.current().model
        let listing = try? service.workspace.models.list().first { $0.name == model }
        let published = listing?.manifest.flatMap { RFC3339.parse($0.published) }
        state.withLock { $0.published = published }
    }

    /// Who sent these headers; nil for whoever sent a key or token that is not valid.
    package func principal(of headers: HTTPFields, query: Substring) -> Principal? { try? keys.principal(of: headers, query: query) }

    /// Requests under way or waiting, by the name of their lane.
    package var depths: [String: Int] { Dictionary(uniqueKeysWithValues: lanes.map { ("\($0.lane)", $0.depth) }) }

    func attach(_ table: RouteTable, _ figures: RequestFigures) { state.withLock { $0.attached = (table, figures) } }
    /// Of the server that answers for this host.
    var table: RouteTable { state.withLock { $0.attached!.table } }
    var figures: RequestFigures { state.withLock { $0.attached!.figures } }
}
