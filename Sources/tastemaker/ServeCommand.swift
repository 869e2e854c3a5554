import ArgumentParser
import Datasets
import Foundation
import HTTPAPI
import UnixSignals
import Workspaces

/// What `serve` and `config` both take: the workspace, and settings in order of their weight.
struct ServerSettings: ParsableArguments {
    @Option(help: ArgumentHelp("A JSON file with settings. Default: serve.json in the workspace, where there is one.", valueName: "file"))
    var config: String?
    @Option(help: "Address to listen on. [http.host]") var host: String?
    @Option(help: "Port; 0 takes any that is free. [http.port]") var port: Int?
    @Option(help: ArgumentHelp("PEM file with the certificate and its chain. [tls.certificate]", valueName: "file"))
    var tlsCertificate: String?
    @Option(help: ArgumentHelp("PEM file with the private key. [tls.key]", valueName: "file")) var tlsKey: String?
    @Flag(help: "Speak plain HTTP beyond this machine: for private networks only. [http.insecure]") var insecure = false
    @Option(
        help: ArgumentHelp("Any setting of docs/configuration.md, such as http.page-queue=32; may be repeated.", valueName: "key=value"))
    var set: [String] = []

    /// By key.
    private func arguments() throws -> [String: String] {
        var values: [String: String] = [:]
        for text in set {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, Setting.all.contains(where: { $0.key == parts[0] }) else {
                throw ValidationError("--set \(text): there is no such setting; see docs/configuration.md")
            }
            values[parts[0]] = parts[1]
        }
        if let host { values["http.host"] = host }
        if let port { values["http.port"] = "\(port)" }
        if let tlsCertificate { values["tls.certificate"] = tlsCertificate }
        if let tlsKey { values["tls.key"] = tlsKey }
        if insecure { values["http.insecure"] = "true" }
        return values
    }

    func read(workspace: String) async throws -> Settings {
        let usual = workspace + "/serve.json"
        let file = config ?? (FileManager.default.fileExists(atPath: usual) ? usual : nil)
        return try await Settings(arguments: arguments(), environment: ProcessInfo.processInfo.environment, file: file)
    }
}

/// `tastemaker serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Answer over HTTP: recommendations, pages, events, and the console.",
        discussion: "The first run prints a key that may do everything; it is shown once. Ctrl-C ends the server in order.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var settings: ServerSettings

    func run() async throws {
        try await RunningServer.run(try common.open(), try await settings.read(workspace: common.workspace))
    }
}

/// A server in the foreground, with the clocks and the randomness of this machine.
enum RunningServer {
    /// - Parameter newKey: name of an admin key that is made even where there are others, since nobody can read those again.
    static func run(_ workspace: Workspace, _ settings: Settings, newKey: String? = nil) async throws {
        ServerMemory.prepare()
        let process = try make(workspace, settings)
        if let key = try process.firstKey ?? newKey.map({ try process.host.keys.make(name: $0, scopes: [.admin]).text }) {
            say("A key that may do everything. It is shown this once; keep it:\n  \(key)")
        }
        let scheme = process.host.options.tls == nil ? "http" : "https"
        let name = process.host.options.host
        try await process.server.run(signals: [.sigterm, .sigint], closing: [{ process.closeStores() }]) { port in
            say("Listening on \(scheme)://\(name):\(port)\nThe console: \(scheme)://\(name):\(port)/console/\nCtrl-C ends it.")
        }
    }

    static func make(_ workspace: Workspace, _ settings: Settings) throws -> ServiceProcess {
        let start = ContinuousClock.now
        return try ServiceProcess(
            workspace: workspace, documents: try workspace.documents(), settings: settings, program: executable,
            language: try LanguageConnection.desk(settings),
            now: { Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000)) },
            seconds: { (ContinuousClock.now - start) / .seconds(1) }, random: { .random(in: .min ... .max) })
    }

    /// Jobs are run with what this is, wherever it was called from.
    private static var executable: String? {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? Bundle.main.executablePath
    }

    private static func say(_ text: String) {
        print(text)
        // In order with what goes to standard error, and at once where it goes to a file.
        fflush(nil)
    }
}
