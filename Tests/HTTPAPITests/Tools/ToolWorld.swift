import Datasets
import Foundation
import HTTPAPI
import Serving
import Simulation
import Storage
import Testing
import ToolProtocol
import Understanding
import Workspaces

/// A small workspace of its own with tools over it, without any network.
struct ToolWorld {
    let host: APIHost
    let tools: RecommenderTools

    /// - Parameter titles: of the catalogue, beside those of the audience.
    static func run(
        naming: UserNaming = .plain, allowsChanges: Bool = true, titles: [TitleDocument] = [],
        _ body: @Sendable (ToolWorld) async throws -> Void
    ) async throws {
        let folder = NSTemporaryDirectory() + "/tool-world-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var workspace = try Workspace.openOrCreate(folder)
        _ = try workspace.importSimulatedAudience(.init(users: 12, seed: 3))
        let service = TasteService(
            workspace: workspace, documents: try workspace.documents(), options: ServiceOptions(stateBytes: 1 << 24),
            now: { SmallWorld.wallClock() }, seconds: SmallWorld.steadyClock, random: { .random(in: .min ... .max) })
        try service.host.reload()
        if !titles.isEmpty {
            try service.put(titles)
            try service.host.reload()
        }
        let host = try APIHost(
            service: service, options: TestServer.patient, naming: naming, logger: .init(label: "test"), now: { SmallWorld.wallClock() },
            seconds: SmallWorld.steadyClock, random: { .random(in: .min ... .max) })
        try await body(ToolWorld(host: host, tools: RecommenderTools(host, allowsChanges: allowsChanges)))
    }

    /// Somebody with a history.
    static let viewer = "viewer-00001"

    static func key(_ scopes: Set<Scope>) -> Principal { .key(id: "k", scopes: scopes) }
    static func user(_ name: String) -> Principal { .user(UserID(name), key: "k") }

    func caller(_ principal: Principal) -> ToolCaller { ToolCaller(principal, received: SmallWorld.wallClock(), deadline: .infinity) }

    func call(_ tool: String, _ arguments: [String: JSONTree] = [:], as principal: Principal) async -> ToolOutcome {
        await tools.call(tool, arguments, by: caller(principal))
    }

    /// What a call returned; an issue where it returned nothing.
    func done(_ tool: String, _ arguments: [String: JSONTree] = [:], as principal: Principal) async throws -> JSONTree {
        let outcome = await call(tool, arguments, as: principal)
        guard case .done(let value) = outcome else { throw Failed(outcome: "\(tool) \(JSONTree.object(arguments).text): \(outcome)") }
        return value
    }
    struct Failed: Error { var outcome: String }

    func kind(_ tool: String, _ arguments: [String: JSONTree] = [:], as principal: Principal) async -> String? {
        if case .failed(let kind, _) = await call(tool, arguments, as: principal) { kind } else { nil }
    }

    var items: [String] { get throws { try host.service.host.current().titles.catalog.items.map(\.id.rawValue) } }
}

extension ToolOutcome {
    /// All that a model would read.
    var text: String {
        switch self {
        case .done(let value): value.text
        case .failed(let kind, let reason): kind + reason
        case .unknown: ""
        }
    }
}
