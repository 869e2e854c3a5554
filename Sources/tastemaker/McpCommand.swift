import ArgumentParser
import Datasets
import Foundation
import HTTPAPI
import ToolProtocol
import Workspaces

/// `tastemaker mcp`
struct McpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcp", abstract: "Be a tool for an assistant: the Model Context Protocol on standard input and output.",
        discussion: """
            An assistant on this machine starts it; no server is needed, and nothing leaves the machine but what the assistant sends on. \
            Messages are lines of JSON on standard output, everything else goes to standard error. Where a server runs on the workspace, \
            let assistants call its /v1/mcp instead. See docs/assistants.md.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "Whose recommender it is: the tools see this person and nobody else.") var user: String?
    @Flag(help: "Let the assistant name any user of the workspace.") var anyUser = false
    @Flag(help: "Leave out the tools that store something.") var readOnly = false

    func validate() throws {
        guard (user != nil) != anyUser else { throw ValidationError("say whose recommender it is with --user, or --any-user") }
        if let user, user.isEmpty || user == "me" { throw ValidationError("--user is no id of a user") }
    }

    func run() async throws {
        let output = try StandardStreams.claim()
        let tools = try await LocalTools.open(
            try common.open(), folder: common.workspace, principal: principal, allowsChanges: !readOnly)
        await StandardStreams.serve(tools, output)
    }

    /// A person's own, or the operator's; neither can do more than its counterpart over HTTP.
    private var principal: Principal {
        guard let user else { return .key(id: "local", scopes: [.read, .events]) }
        return .user(UserID(user), key: "local")
    }
}

/// The tools of a workspace in this process.
struct LocalTools: Sendable {
    let server: ToolServer<RecommenderTools>
    let caller: @Sendable () -> ToolCaller

    /// Seconds that a call may wait for its turn; nobody else asks this process.
    private static let patience = 60.0

    /// Answers at once; the model is loaded beside, and the first call waits for it.
    static func open(_ workspace: Workspace, folder: String, principal: Principal, allowsChanges: Bool) async throws -> LocalTools {
        let start = ContinuousClock.now
        let seconds: @Sendable () -> Double = { (ContinuousClock.now - start) / .seconds(1) }
        let now: @Sendable () -> Timestamp = { Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000)) }
        let file = folder + "/serve.json"
        let settings = try await Settings(
            arguments: [:], environment: ProcessInfo.processInfo.environment,
            file: FileManager.default.fileExists(atPath: file) ? file : nil)
        let host = try APIHost(
            workspace: workspace, documents: try workspace.documents(), settings: settings, now: now, seconds: seconds,
            random: { .random(in: .min ... .max) })
        let loading = Task.detached { try host.service.host.reload() }
        let tools = RecommenderTools(host, allowsChanges: allowsChanges) { try await loading.value }
        return LocalTools(
            server: ToolServer(tools, identity: RecommenderTools.identity),
            caller: { ToolCaller(principal, received: now(), deadline: seconds() + patience) })
    }
}
