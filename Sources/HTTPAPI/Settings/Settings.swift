import Configuration
import Serving
import SystemPackage

/// The settings of one start: command line before environment before file before default.
public struct Settings: Sendable {
    private var values: [String: (text: String, source: String)] = [:]

    /// Reads all settings.
    ///
    /// - Parameters:
    ///   - arguments: settings that the command line gave, by key.
    ///   - environment: of the process.
    ///   - file: a JSON file; nil = none.
    /// - Throws: `ServerError.setting` for a value that is not what it must be, and for a key in the file that there is not.
    public init(arguments: [String: String], environment: [String: String], file: String?) async throws {
        let inMemory = InMemoryProvider(
            values: Dictionary(
                uniqueKeysWithValues: arguments.map {
                    (AbsoluteConfigKey(["tastemaker"] + Settings.parts($0.key)), ConfigValue(.string($0.value), isSecret: false))
                }))
        var readers = [
            ("command line", ConfigReader(provider: inMemory)),
            ("environment", ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: environment))),
        ]
        var written: JSONValue?
        if let file {
            written = try await Settings.read(file, into: &readers)
        }
        for setting in Setting.all {
            for (source, reader) in readers {
                guard let text = Settings.text(setting, reader, isFile: source == "file") else { continue }
                guard setting.accepts(text) else {
                    throw ServerError.setting(setting.key, source: source, expectation: setting.expectation)
                }
                values[setting.key] = (text, source)
                break
            }
        }
        if let written { try Settings.checkKeys(written) }
    }

    /// Nothing but defaults.
    public init() {}

    private static func parts(_ key: String) -> [String] { key.split(separator: ".").map(String.init) }

    private static func read(_ file: String, into readers: inout [(String, ConfigReader)]) async throws -> JSONValue {
        do {
            let provider = try await FileProvider<JSONSnapshot>(filePath: FilePath(file))
            readers.append(("file", ConfigReader(provider: provider)))
            return try JSONReader.read(bytes: Array(Bytes.of(file)))
        } catch { throw ServerError.file(file, "\(error)") }
    }

    private static func text(_ setting: Setting, _ reader: ConfigReader, isFile: Bool) -> String? {
        let key = ConfigKey(isFile ? parts(setting.key) : ["tastemaker"] + parts(setting.key))
        if let text = reader.string(forKey: key, isSecret: setting.kind == .secret) { return text }
        guard isFile else { return nil }
        // A file may say numbers, truths and lists as JSON has them.
        switch setting.kind {
        case .whole: return reader.int(forKey: key).map(String.init)
        case .number: return reader.double(forKey: key).map { "\($0)" } ?? reader.int(forKey: key).map(String.init)
        case .truth: return reader.bool(forKey: key).map { "\($0)" }
        case .list: return reader.stringArray(forKey: key)?.joined(separator: ",")
        default: return nil
        }
    }

    /// A name with a slip of the pen must not be passed over in silence.
    private static func checkKeys(_ written: JSONValue) throws(ServerError) {
        let known = Set(Setting.all.map(\.key))
        for group in written.object ?? [] {
            guard group.value.object != nil else { throw .unknownSetting(group.name) }
            try checkKeys(group.value, in: group.name, known)
        }
    }

    /// Groups may lie in groups, as in `language.model.url`.
    private static func checkKeys(_ group: JSONValue, in name: String, _ known: Set<String>) throws(ServerError) {
        for member in group.object ?? [] {
            let key = "\(name).\(member.name)"
            if known.contains(key) { continue }
            guard member.value.object != nil, known.contains(where: { $0.hasPrefix(key + ".") }) else { throw .unknownSetting(key) }
            try checkKeys(member.value, in: key, known)
        }
    }

    // MARK: Values

    /// As it was given, or the default; empty = not set.
    public func text(_ key: String) -> String { values[key]?.text ?? Setting.all.first { $0.key == key }?.standard ?? "" }
    func source(_ key: String) -> String { values[key]?.source ?? "default" }
    func whole(_ key: String) -> Int? { Int(text(key)) }
    func number(_ key: String) -> Double? { Double(text(key)) }
    func truth(_ key: String) -> Bool? { text(key).isEmpty ? nil : text(key) == "true" }

    /// Every setting with its source; secrets are only said to be there.
    public var shown: [Setting.Shown] {
        Setting.all.map { setting in
            let isHidden = setting.kind == .secret && !text(setting.key).isEmpty
            return Setting.Shown(
                key: setting.key, value: isHidden ? "(set)" : text(setting.key), source: values[setting.key]?.source ?? "default",
                description: setting.description)
        }
    }

    // MARK: What they mean

    public var server: ServerOptions {
        var options = ServerOptions(host: text("http.host"), port: whole("http.port") ?? 8080)
        options.allowsPlainOffLoopback = truth("http.insecure") ?? false
        options.eventLoops = whole("http.event-loops") ?? options.eventLoops
        options.pageThreads = whole("http.page-threads") ?? options.pageThreads
        options.eventThreads = whole("http.event-threads") ?? options.eventThreads
        options.batchThreads = whole("http.batch-threads") ?? options.batchThreads
        options.pageQueue = whole("http.page-queue") ?? options.pageQueue
        options.eventQueue = whole("http.event-queue") ?? options.eventQueue
        options.batchQueue = whole("http.batch-queue") ?? options.batchQueue
        options.deadline = Double(whole("http.timeout-ms") ?? 1000) / 1000
        options.maximumConnections = whole("http.connections") ?? options.maximumConnections
        options.idleTimeout = number("http.idle-seconds") ?? options.idleTimeout
        options.requestTimeout = number("http.request-seconds") ?? options.requestTimeout
        options.drainTimeout = number("http.drain-seconds") ?? options.drainTimeout
        let (certificate, key) = (text("tls.certificate"), text("tls.key"))
        if !certificate.isEmpty || !key.isEmpty { options.tls = .init(certificateChain: certificate, privateKey: key) }
        options.allowedOrigins = text("cors.origins").split(separator: ",").map { String($0.drop { $0 == " " }) }
        options.keyRate = rate("limits.key", options.keyRate)
        options.userRate = rate("limits.user", options.userRate)
        options.addressRate = rate("limits.address", options.addressRate)
        options.metricsOpen = truth("metrics.open")
        options.logsRequests = truth("logs.requests") ?? false
        return options
    }

    /// - Parameter program: this executable.
    func jobs(program: String) -> JobOptions {
        func folders(_ key: String) -> [String] { text(key).split(separator: ",").map { String($0.drop { $0 == " " }) } }
        var options = JobOptions(
            program: program, paths: JobPaths(importFolders: folders("jobs.import-folders"), exportFolders: folders("jobs.export-folders")),
            share: number("training.share") ?? 0.1, workers: whole("training.workers") ?? 1)
        options.environment.merge(languageOfJobs) { _, own in own }
        return options
    }

    private func rate(_ prefix: String, _ standard: ServerOptions.RateLimit) -> ServerOptions.RateLimit {
        ServerOptions.RateLimit(
            perSecond: number(prefix + "-rate") ?? standard.perSecond, burst: number(prefix + "-burst") ?? standard.burst)
    }

    public var service: ServiceOptions {
        var options = ServiceOptions()
        options.stateBytes = (whole("cache.states-mb") ?? 1024) << 20
        options.cachedEvents = whole("cache.events") ?? options.cachedEvents
        options.historyEvents = whole("cache.history") ?? options.historyEvents
        options.pages.keptExposures = whole("cache.exposures") ?? options.pages.keptExposures
        options.pages.keptVisits = whole("cache.visits") ?? options.pages.keptVisits
        options.personalisesByDefault = truth("people.personalise") ?? true
        options.longestList = whole("lists.longest") ?? options.longestList
        options.explorationRate = number("exploration.rate") ?? options.explorationRate
        options.searchLearnsFrom = whole("search.learns-from") ?? options.searchLearnsFrom
        if truth("artwork.enabled") ?? false { options.artwork = ArtworkOptions() }
        return options
    }
}
