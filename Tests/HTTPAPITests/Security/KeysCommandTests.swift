import Foundation
import HTTPAPI
import Serving
import Testing
import Workspaces

/// `tastemaker keys` beside a server that runs on the same workspace.
@Suite struct KeysCommandTests {
    private static let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("tastemaker")

    private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, FileHandle.nullDevice)
        try process.run()
        // Some hundred bytes: a pipe takes them all.
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
    }

    private static func json(_ arguments: [String]) throws -> JSONValue {
        let (status, output) = try run(arguments)
        try #require(status == 0, "\(arguments): \(output)")
        return try JSONReader.read(bytes: Array(output.utf8))
    }

    private func service() throws -> TasteService {
        let folder = NSTemporaryDirectory() + "/keys-\(UUID().uuidString)"
        var workspace = try Workspace.openOrCreate(folder)
        _ = try workspace.importSimulatedAudience(.init(users: 20, seed: 3))
        return TasteService(
            workspace: workspace, documents: try workspace.documents(), now: { SmallWorld.wallClock() }, seconds: SmallWorld.steadyClock,
            random: { .random(in: .min ... .max) })
    }

    @Test func aKeyIsMadeListedAndRevokedBesideARunningServer() async throws {
        let service = try service()
        let folder = service.workspace.folder
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await TestServer.run(service: service) { (server) async throws in
            let path = "/v1/items?count=1"
            let made = try Self.json(["keys", "create", "--name", "the app", "--scopes", "read", "events", "--workspace", folder, "--json"])
            let (id, key) = (try #require(made["id"]?.string), try #require(made["key"]?.string))
            // What the server does by itself every half second.
            try server.host.keys.refresh()
            #expect(try await server.ask("GET", path, key: key).status == 200)
            #expect(try await server.ask("GET", "/v1/keys", key: key).status == 403)
            let listed = try Self.json(["keys", "list", "--workspace", folder, "--json"])
            let row = try #require(listed.array?.first { $0["id"]?.string == id })
            #expect(row["name"]?.string == "the app" && row["scopes"]?.array?.map(\.string) == ["events", "read"])
            #expect(row["isValid"] == .bool(true) && row["key"] == nil)
            #expect(try Self.run(["keys", "list", "--workspace", folder]).output.contains(key.suffix(40)) == false)
            #expect(try Self.run(["keys", "revoke", id, "--workspace", folder]).status == 0)
            try server.host.keys.refresh()
            #expect(try await server.ask("GET", path, key: key).status == 401)
            let left = try Self.json(["keys", "list", "--workspace", folder, "--json"])
            #expect(left.array?.contains { $0["isValid"] == .bool(false) } == true)
            #expect(try Self.run(["keys", "revoke", "no-such", "--workspace", folder]).status != 0)
            #expect(try Self.run(["keys", "create", "--name", "x", "--scopes", "root", "--workspace", folder]).status != 0)
        }
    }

    @Test func whatIsRevokedByTheInterfaceIsRefusedAtOnceWithItsTokens() async throws {
        try await TestServer.run { (server) async throws in
            let (key, text) = try server.host.keys.make(name: "app", scopes: [.read, .events])
            let token = try #require(
                try await server.ask("POST", "/v1/user-tokens", key: text, body: #"{"user":"somebody"}"#).json()["token"]?.string)
            #expect(try await server.ask("GET", "/v1/users/me/home", key: token).status == 200)
            #expect(try await server.ask("DELETE", "/v1/keys/\(key.id)").json()["is_valid"] == .bool(false))
            for credential in [text, token] { #expect(try await server.ask("GET", "/v1/items?count=1", key: credential).status == 401) }
        }
    }
}
