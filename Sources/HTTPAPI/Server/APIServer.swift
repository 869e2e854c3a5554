import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle
import Synchronization
import UnixSignals

/// The server: listens, answers, and ends in order.
public final class APIServer: Sendable {
    public let host: APIHost
    private let responder: APIResponder
    public let document: OpenAPIDocument
    public var table: RouteTable { responder.table }
    private let lifecycle = Mutex<ServiceGroup?>(nil)

    /// - Parameter more: routes beside those of the host, for programs that embed the server.
    /// - Throws: `RouteTableError` for a table that contradicts itself or the document; `ServerError` for an address that may not
    ///   be bound.
    public init(_ host: APIHost, more: [Route] = []) throws {
        guard host.options.isLoopback || host.options.tls != nil || host.options.allowsPlainOffLoopback else {
            throw ServerError.plainOffLoopback(host.options.host)
        }
        self.host = host
        let table = try RouteTable(host.routes + more)
        document = try OpenAPIDocument(table)
        responder = APIResponder(host, try RouteTable(table.routes + FilesController(document: document).routes))
    }

    /// Serves until it is shut down gracefully, by a signal or by the task's end: says that it is not ready, stops to listen,
    /// answers what is under way, lets the closings run, and returns.
    ///
    /// - Parameters:
    ///   - closing: what must happen after the last answer, in order: events and impressions become durable, stores are closed.
    ///   - onReady: told the port, when the model is loaded and requests are being answered.
    public func run(
        signals: [UnixSignal] = [], closing: [@Sendable () throws -> Void] = [], onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: host.options.eventLoops)
        let (ports, bound) = AsyncStream<Int>.makeStream()
        let listening = Listening(host: host, listener: try listener(on: group) { bound.yield($0) })
        let keeper = Keeper(host: host) { if let port = await ports.first(where: { _ in true }) { await onReady(port) } }
        var configuration = ServiceGroupConfiguration(
            services: [keeper, listening] + (host.operations.map { [OperationsService(operations: $0, logger: host.logger)] } ?? []),
            gracefulShutdownSignals: signals, logger: quiet)
        configuration.maximumGracefulShutdownDuration = .seconds(host.options.drainTimeout)
        let lifecycle = ServiceGroup(configuration: configuration)
        self.lifecycle.withLock { $0 = lifecycle }
        let result: Result<Void, any Error>
        do { result = .success(try await lifecycle.run()) } catch { result = .failure(error) }
        bound.finish()
        for lane in host.lanes { await lane.close() }
        // Events are durable when they are acknowledged; what was shown is written here at the latest.
        host.service.pages.impressions.flush()
        for close in closing { try close() }
        try await group.shutdownGracefully()
        let totals = responder.figures.totals
        host.logger.notice("ended", metadata: ["requests": "\(totals.opened)", "answered": "\(totals.answered)"])
        try result.get()
    }

    /// Ends the server as a signal would.
    public func shutdown() {
        guard let lifecycle = lifecycle.withLock({ $0 }) else { return }
        Task { await lifecycle.triggerGracefulShutdown() }
    }

    /// The framework's own messages: warnings and worse.
    private var quiet: Logger {
        var logger = host.logger
        logger.logLevel = max(.warning, logger.logLevel)
        return logger
    }

    private func listener(on group: any EventLoopGroup, _ onBound: @escaping @Sendable (Int) -> Void) throws -> any Service {
        let (options, responder) = (host.options, responder)
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionGuard(responder)], idleTimeout: .milliseconds(Int64(options.idleTimeout * 1000)),
            httpDecoderConfiguration: .init(maxHeaderFieldSize: QueryReader.longest, maxHeaderListSize: 65_536, maxHeaderFieldCount: 100))
        var builder = HTTPServerBuilder.http1(configuration: channel)
        if let files = options.tls { builder = try .tls(builder, tlsConfiguration: try files.configuration()) }
        return try builder.buildServer(
            configuration: ServerConfiguration(
                address: .hostname(options.host, port: options.port), backlog: 1024,
                availableConnectionsDelegate: .maximum(options.maximumConnections, logger: quiet)),
            eventLoopGroup: group, logger: quiet
        ) { request, writer, channel in
            try await responder.respond(request, writer, channel)
        } onServerRunning: { channel in
            onBound(channel.localAddress?.port ?? options.port)
        }
    }

    /// Says that it is not ready before it stops to listen.
    private struct Listening: Service {
        let host: APIHost
        let listener: any Service
        func run() async throws {
            try await withGracefulShutdownHandler {
                try await listener.run()
            } onGracefulShutdown: { [host] in
                host.become(.stopping)
            }
        }
    }
}

/// Why a server does not start.
public enum ServerError: Error, Sendable, Equatable, CustomStringConvertible {
    case plainOffLoopback(String)
    case certificate(String)
    case setting(String, source: String, expectation: String)
    case unknownSetting(String)
    case file(String, String)

    public var description: String {
        switch self {
        case .plainOffLoopback(let host):
            "\(host) can be reached from other machines, and keys would cross the network in the clear. Give a certificate with --tls-certificate and --tls-key, put a proxy with TLS before 127.0.0.1, or say --insecure if the network is private."
        case .setting(let key, let source, let expectation):
            "\(key) from the \(source) is not \(expectation). See docs/configuration.md."
        case .unknownSetting(let key): "there is no setting \(key). See docs/configuration.md."
        case .file(let path, let reason): "the settings in \(path) cannot be read: \(reason). It is a JSON file; see docs/configuration.md."
        case .certificate(let reason): "the certificate cannot be used: \(reason). Give PEM files with --tls-certificate and --tls-key."
        }
    }
}

extension ServerOptions.TLSFiles {
    /// - Throws: `ServerError.certificate`, naming the file that cannot be used.
    package func configuration() throws(ServerError) -> TLSConfiguration {
        guard !certificateChain.isEmpty, !privateKey.isEmpty else {
            throw .certificate("a certificate and its key belong together, and one of them is missing")
        }
        let chain = try Self.read(certificateChain) { try NIOSSLCertificate.fromPEMFile($0) }
        guard !chain.isEmpty else { throw .certificate("\(certificateChain) holds no certificate") }
        let key = try Self.read(privateKey) { try NIOSSLPrivateKey(file: $0, format: .pem) }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        // Whether the two fit is found out here and not at the first handshake.
        do { _ = try NIOSSLContext(configuration: configuration) } catch {
            throw .certificate("\(privateKey) is not the key of \(certificateChain)")
        }
        return configuration
    }

    private static func read<Value>(_ file: String, _ body: (String) throws -> Value) throws(ServerError) -> Value {
        do { return try body(file) } catch { throw .certificate("\(file) cannot be read as PEM") }
    }
}
