import Datasets
import Foundation
import HTTPAPI
import Recommenders
import Serving
import Storage
import Synchronization
import Testing
import Workspaces

/// A model on its way through the gate, over HTTP: as a job, refused, and let in by somebody who says why.
@Suite(.timeLimit(.minutes(30))) struct PromotionTests {
    /// Two models that learned next to nothing; which of them is better decides nothing here.
    private static func service() throws -> TasteService {
        var workspace = try Workspace.openOrCreate(NSTemporaryDirectory() + "/promotion-\(UUID().uuidString)")
        _ = try workspace.importSimulatedAudience(.init(users: 60, days: 60, seed: 5))
        var run = RunConfiguration(name: "one")
        run.model.embeddingDimension = 16
        run.model.layerCount = 1
        run.model.headCount = 1
        run.model.maximumSequenceLength = 16
        run.training.epochs = 1
        for name in ["one", "two"] {
            run.name = name
            var request = TrainingRequest(run: run, name: name, seed: 1, workers: 1)
            request.promotes = false
            _ = try workspace.train(request)
        }
        return TasteService(
            workspace: workspace, documents: MemoryServiceStore(), options: ServiceOptions(stateBytes: 1 << 24),
            now: { SmallWorld.wallClock() }, seconds: SmallWorld.steadyClock, random: { .random(in: .min ... .max) })
    }

    /// A process that prints what it was given and ends.
    private final class TellingRunner: ProcessRunner {
        let output = Mutex("")
        func start(_ command: ProcessCommand, receive: @escaping @Sendable (ProcessEvent) -> Void) throws(ProcessError) -> ProcessIdentity {
            receive(.output(Array(output.withLock { $0 }.utf8)))
            receive(.ended(.exited(0)))
            return ProcessIdentity(number: 1, begun: 1)
        }
        func signal(_ process: ProcessIdentity, _ signal: ProcessSignal) -> Bool { true }
        func isAlive(_ process: ProcessIdentity) -> Bool { false }
    }

    private func over(_ server: TestServer, _ answer: TestServer.Answer) async throws -> JSONValue {
        let id = try #require(try answer.json()["job"]?["id"]?.string)
        while true {
            let job = try await server.ask("/v1/jobs/\(id)").json()
            if !["queued", "running"].contains(job["state"]?.string ?? "") { return job }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test func theGateIsAskedRefusesAndIsOverriddenWithAReason() async throws {
        let service = try Self.service()
        let folder = service.workspace.folder
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let runner = TellingRunner()
        let operations = { @Sendable (service: TasteService) in
            Operations(service: service, options: JobOptions(program: "/nowhere", graceSeconds: 0.05), runner: runner)
        }
        try await TestServer.run(service: service, operations: operations) { (server) async throws in
            func serving() async throws -> String? { try await server.ask("/v1/models").json()["serving"]?.string }
            // Who overrides says why.
            let path = "/v1/models/one/promote"
            for body in [#"{"override":true}"#, #"{"override":true,"reason":" "}"#] {
                #expect(try await server.ask("POST", path, body: body).status == 400)
            }
            let forced = try await server.ask("POST", path, body: #"{"override":true,"reason":"the first one"}"#)
            #expect(try forced.status == 200 && forced.json()["verdict"]?["override"]?.string == "the first one")
            #expect(try await serving() == "one")

            // The other is compared with it, and refused.
            var comparison = try ModelComparer(service.workspace, workers: 1, seconds: { 0 }).compare("two", against: nil)
            try #require(!comparison.verdict.findings.isEmpty)
            comparison.verdict.findings[0].isPassed = false
            try tell(runner, comparison)
            let asked = try await server.ask("POST", "/v1/models/two/promote")
            #expect(asked.status == 202)
            #expect(try await over(server, asked)["state"]?.string == "succeeded")
            #expect(try await serving() == "one")
            // What follows from a job follows when it is over.
            func verdict() async throws -> JSONValue? { try await server.ask("/v1/models/two").json()["verdict"] }
            try await eventually { try await verdict()?.object != nil }
            let refused = try await server.ask("/v1/models/two").json()
            #expect(try await serving() == "one")
            #expect(refused["verdict"]?["is_passed"] == .bool(false), "\(refused)")

            // Passed, it serves.
            comparison.verdict.findings.removeAll { !$0.isPassed }
            try tell(runner, comparison)
            _ = try await over(server, try await server.ask("POST", "/v1/models/two/promote", body: "{}"))
            try await eventually { try await serving() == "two" }
            #expect(try await serving() == "two")

            // What is damaged is let in by nobody.
            let weights = try Self.weights(in: folder + "/models/one")
            try Data("no weights".utf8).write(to: weights)
            #expect(try await server.ask("POST", path).status == 409)
            #expect(try await server.ask("POST", path, body: #"{"override":true,"reason":"again"}"#).status == 409)
            #expect(try await serving() == "two")
        }
    }

    private static func weights(in folder: String) throws -> URL {
        let names = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
        let name = try #require(names.first { $0.hasSuffix(".safetensors") })
        return URL(fileURLWithPath: "\(folder)/\(name)")
    }

    private func tell(_ runner: TellingRunner, _ comparison: ModelComparison) throws {
        let text = String(decoding: try JSONEncoder().encode(comparison), as: UTF8.self)
        runner.output.withLock { $0 = text }
    }
}
