import Foundation
import HTTPAPI
import Serving
import Testing

/// The commands of `docs/api.md`, run in order against a server of the demonstration's people.
@Suite struct APIDocumentTests {
    private static let document: String = {
        let file = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../docs/api.md").standardized
        return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }()

    @Test func everyCommandAnswersAsShown() async throws {
        let examples = ShellExample.all(in: Self.document)
        #expect(examples.count >= 14)
        let folder = NSTemporaryDirectory() + "/api-document-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let operations = { @Sendable (service: TasteService) in
            Operations(service: service, options: JobOptions(program: "/nowhere", graceSeconds: 0.05), runner: IdleRunner())
        }
        try await TestServer.run(operations: operations) { server in
            for example in examples {
                let outcome = try await example.run(address: "http://127.0.0.1:\(server.port)", key: server.admin, folder: folder)
                let body = String(decoding: outcome.body.prefix(600), as: UTF8.self)
                if let status = example.status {
                    #expect(outcome.status == status, "\(example): \(body) \(outcome.errors)")
                } else {
                    #expect((200..<300).contains(outcome.status), "\(example): \(outcome.status) \(body) \(outcome.errors)")
                }
                guard let answer = example.answer else { continue }
                let shown = try JSONSerialization.jsonObject(with: Data(answer.utf8))
                let actual = try JSONSerialization.jsonObject(with: outcome.body)
                #expect(ShownForm.difference(shown: shown, actual: actual) == nil, "\(example): \(body)")
            }
        }
    }

    @Test func everyRouteIsInTheTableOfTheDocument() throws {
        let host = try APIHost(
            service: try SmallWorld.service(), logger: .init(label: "test"), now: { SmallWorld.wallClock() }, seconds: { 0 }, random: { 1 })
        let routes = try APIServer(host).table.routes.filter(\.isDocumented)
        for route in routes {
            let key = if case .key(let scope) = route.scope { scope.rawValue } else { "–" }
            let token =
                switch route.users {
                case .none: "–"
                case .own: "own"
                case .any: "any"
                }
            let row = "\n| `\(route.label)` | \(key) | \(token) | "
            #expect(Self.document.contains(row), "docs/api.md lacks:\(row)")
        }
        let rows = Self.document.components(separatedBy: "\n").filter { $0.hasPrefix("| `") && $0.contains(" /") }
        #expect(rows.count == routes.count, "docs/api.md has rows of routes that there are not")
    }

    @Test func aCheckThatFindsNothingMissingFindsWhatIsMissing() throws {
        let actual: [String: Any] = ["a": 1, "b": [["c": "x"]], "d": "y"]
        #expect(ShownForm.difference(shown: ["a": 2, "b": [["c": ""]]], actual: actual) == nil)
        #expect(ShownForm.difference(shown: ["e": 1], actual: actual) == "/e is shown and not there")
        #expect(ShownForm.difference(shown: ["b": [["x": 1]]], actual: actual) == "/b/0/x is shown and not there")
        #expect(ShownForm.difference(shown: ["a": "1"], actual: actual) != nil)
    }

    @Test func commandsAreFoundWithTheirAnswers() {
        let text = "```sh\ncurl x  # 404\n```\n```json\n{}\n```\n```sh\nmake\n```\n```sh\ncurl y\n```\n"
        let examples = ShellExample.all(in: text)
        #expect(examples.map(\.status) == [404, nil])
        #expect(examples.map(\.answer) == ["{}", nil])
    }
}

/// Takes jobs, and lets them be.
private final class IdleRunner: ProcessRunner {
    func start(_ command: ProcessCommand, receive: @escaping @Sendable (ProcessEvent) -> Void) throws(ProcessError) -> ProcessIdentity {
        receive(.ended(.exited(0)))
        return ProcessIdentity(number: 1, begun: 1)
    }
    func signal(_ process: ProcessIdentity, _ signal: ProcessSignal) -> Bool { true }
    func isAlive(_ process: ProcessIdentity) -> Bool { false }
}
