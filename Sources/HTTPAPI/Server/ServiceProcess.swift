import CoreMetrics
import Datasets
import Logging
import Serving
import Storage
import StorageSQLite
import Workspaces

/// Puts one server together: the workspace, the documents, the service, the log, the keys.
public struct ServiceProcess: Sendable {
    public let host: APIHost
    public let server: APIServer
    /// The admin key of a first run; nil where there is one already.
    public let firstKey: String?

    /// - Parameters:
    ///   - program: this executable, with which jobs are run; nil runs none.
    ///   - language: who words things; nobody but ourselves where nothing is said.
    /// - Throws: whatever the workspace, the stores and the settings have to say.
    public init(
        workspace: Workspace, documents: any ServiceStore, settings: Settings, program: String? = nil,
        language: LanguageDesk = LanguageDesk(),
        now: @escaping @Sendable () -> Timestamp,
        seconds: @escaping @Sendable () -> Double, random: @escaping @Sendable () -> UInt64
    ) throws {
        host = try APIHost(
            workspace: workspace, documents: documents, settings: settings, program: program, language: language, now: now,
            seconds: seconds, random: random)
        server = try APIServer(host)
        firstKey = try host.keys.firstKey()
    }

    /// Brings what the stores' logs hold into their files, after the last answer: each file is then whole by itself.
    ///
    /// What stands in the way (another process that reads, a disk that fails) loses nothing, since the logs are durable.
    public func closeStores() {
        let service = host.service
        close("documents") { try service.documents.purge() }
        if let events = service.workspace.store as? SQLiteEventStore { close("events") { try events.purge() } }
    }

    private func close(_ store: String, _ purge: () throws -> Bool) {
        do {
            guard try !purge() else { return }
            host.logger.notice("the log of a store stays, since somebody reads", metadata: ["store": "\(store)"])
        } catch { host.logger.warning("the log of a store stays", metadata: ["store": "\(store)", "reason": "\(error)"]) }
    }
}

extension APIHost {
    /// The parts of a server on a workspace, without its network.
    ///
    /// - Parameter program: this executable, with which jobs are run; nil runs none.
    /// - Throws: whatever the workspace, the stores and the settings have to say.
    public convenience init(
        workspace: Workspace, documents: any ServiceStore, settings: Settings, program: String? = nil,
        language: LanguageDesk = LanguageDesk(), now: @escaping @Sendable () -> Timestamp, seconds: @escaping @Sendable () -> Double,
        random: @escaping @Sendable () -> UInt64
    ) throws {
        let level = Logger.Level(rawValue: settings.text("logs.level")) ?? .info
        let logger = Logger(label: "tastemaker") { JSONLogHandler(label: $0, level: level, now: now) }
        var options = settings.service
        let folder = settings.text("search.text-encoder")
        if !folder.isEmpty {
            do { options.searchEncoder = try TasteService.searchEncoder(folder: folder) } catch {
                throw ServerError.file(folder, "\(error)")
            }
        }
        let service = TasteService(
            workspace: workspace, documents: documents, options: options, now: now, seconds: seconds, random: random)
        try service.recover()
        try workspace.store.prepareToServe()
        let registry = MetricsRegistry()
        MetricsSystem.bootstrap(registry)
        let operations = program.map { Operations(service: service, options: settings.jobs(program: $0)) }
        try self.init(
            service: service, operations: operations, language: language, options: settings.server, settings: settings.shown,
            naming: try UserNaming(workspace, isOn: settings.truth("privacy.pseudonyms")), logger: logger, registry: registry, now: now,
            seconds: seconds, random: random)
    }
}
