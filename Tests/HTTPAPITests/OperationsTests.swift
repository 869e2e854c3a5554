import Datasets
import Foundation
import HTTPAPI
import Serving
import Synchronization
import Testing
import Workspaces

/// Jobs, models and the schedule over HTTP; every answer is compared with the document as well.
@Suite(.timeLimit(.minutes(30)), .serialized) struct OperationsTests {
    /// A runner whose processes wait until they are ended.
    private final class PatientRunner: ProcessRunner {
        private let receivers = Mutex<[@Sendable (ProcessEvent) -> Void]>([])
        func start(_ command: ProcessCommand, receive: @escaping @Sendable (ProcessEvent) -> Void) throws(ProcessError) -> ProcessIdentity {
            receive(.errors(Array("{\"progress\":{\"step\":\"looking\",\"share\":0.25}}\nhello\n".utf8)))
            return receivers.withLock {
                $0.append(receive)
                return ProcessIdentity(number: Int32($0.count), begun: 1)
            }
        }
        func signal(_ process: ProcessIdentity, _ signal: ProcessSignal) -> Bool {
            end(Int(process.number) - 1, .signalled(15))
            return true
        }
        func isAlive(_ process: ProcessIdentity) -> Bool { false }
        func end(_ number: Int, _ end: ProcessEnd, output: String = "") {
            let receive = receivers.withLock { $0[number] }
            if !output.isEmpty { receive(.output(Array(output.utf8))) }
            receive(.ended(end))
        }
    }

    private static let folder: String = {
        let folder = NSTemporaryDirectory() + "operations-\(UUID().uuidString)"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }()

    private func run(_ body: @escaping @Sendable (TestServer, PatientRunner) async throws -> Void) async throws {
        let runner = PatientRunner()
        let options = JobOptions(
            program: "/nowhere", paths: JobPaths(importFolders: [Self.folder], exportFolders: [Self.folder]), graceSeconds: 0.05)
        try await TestServer.run(operations: { Operations(service: $0, options: options, runner: runner) }) { try await body($0, runner) }
    }

    private func wait(_ server: TestServer, _ id: String, _ state: String) async throws -> JSONValue {
        while true {
            let job = try await server.ask("/v1/jobs/\(id)").json()
            if job["state"]?.string == state { return job }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    @Test func aJobIsBegunWatchedAndEnded() async throws {
        try await run { server, runner in
            let made = try await server.ask("POST", "/v1/jobs", body: #"{"kind":"doctor","curve":false}"#)
            #expect(made.status == 202)
            let id = try #require(try made.json()["id"]?.string)
            let live = try await wait(server, id, "running")
            #expect(live["request"]?["kind"]?.string == "doctor" && live["requester"]?.string?.hasPrefix("key:") == true)
            #expect(try await server.ask("/v1/jobs/\(id)/log?offset=1&limit=3").json()["text"]?.string == "ell")
            let waiting = try await server.ask("POST", "/v1/jobs", body: #"{"kind":"backup","to":"b"}"#).json()
            #expect(try await server.ask("POST", "/v1/jobs/\(waiting["id"]!.string!)/cancel").json()["state"]?.string == "cancelled")
            runner.end(0, .exited(0), output: #"{"data":{"findings":[]}}"#)
            let over = try await wait(server, id, "succeeded")
            #expect(over["result"]?["data"] != nil)
            let report = try await server.ask("/v1/data-report")
            let content = try report.json()
            #expect(report.status == 200 && content["report"]?["data"] != nil)
            #expect(try await server.ask("POST", "/v1/jobs/\(id)/resume").status == 409)
            #expect(try await server.ask("POST", "/v1/jobs/\(waiting["id"]!.string!)/resume").status == 202)
            #expect(try await server.ask("/v1/jobs?count=2").json()["jobs"]?.array?.count == 2)
        }
    }

    @Test(arguments: [
        ("POST", "/v1/jobs", "{}", 400), ("POST", "/v1/jobs", "[]", 400), ("POST", "/v1/jobs", #"{"kind":"shell"}"#, 400),
        ("POST", "/v1/jobs", #"{"kind":"train","name":"../x"}"#, 400), ("POST", "/v1/jobs", #"{"kind":"train","x":1}"#, 400),
        ("POST", "/v1/jobs", #"{"kind":"import","paths":["/etc/passwd"],"format":"trakt"}"#, 400),
        ("POST", "/v1/jobs", #"{"kind":"export","to":"../x"}"#, 400), ("GET", "/v1/jobs/none", "", 404),
        ("GET", "/v1/jobs/..%2F..%2Fstore.sqlite/log", "", 404), ("POST", "/v1/jobs/none/cancel", "", 404),
        ("GET", "/v1/jobs?count=0", "", 400), ("GET", "/v1/models/none", "", 404), ("POST", "/v1/models/none/promote", "", 404),
        ("POST", "/v1/models/none/promote", #"{"override":true}"#, 400), ("POST", "/v1/models/none/pin", "", 404),
        ("POST", "/v1/models/rollback", "", 404), ("GET", "/v1/models/compare", "", 400), ("GET", "/v1/models/compare?model=none", "", 404),
        ("PUT", "/v1/schedule", #"{"every_hours":0}"#, 400), ("PUT", "/v1/schedule", #"{"every_hours":5,"at_hour":5}"#, 400),
        ("GET", "/v1/data-report", "", 404),
    ])
    func whatCannotBeIsRefused(_ method: String, _ path: String, _ body: String, _ status: Int) async throws {
        try await run { server, _ in
            let answer = try await server.ask(method, path, body: body.isEmpty ? nil : body)
            #expect(answer.status == status, "\(method) \(path) \(body): \(answer.text)")
        }
    }

    @Test func theScheduleIsKeptAndSaysHowFreshTheModelIs() async throws {
        try await run { server, _ in
            #expect(try await server.ask("/v1/schedule").json()["schedule"]?["is_on"] == .bool(false))
            let set = try await server.ask("PUT", "/v1/schedule", body: #"{"at_hour":3,"minimum_new_events":10,"promotes":false}"#)
            let kept = try set.json()
            #expect(set.status == 200 && kept["schedule"]?["at_hour"]?.integer == 3)
            let read = try await server.ask("/v1/schedule").json()
            #expect(read["freshness"]?["stored_events"]?.integer ?? 0 > 0 && read["schedule"]?["promotes"] == .bool(false))
            _ = try await server.ask("PUT", "/v1/schedule", body: #"{"is_on":false}"#)
            #expect(try await server.ask("/v1/models").json()["models"]?.array?.isEmpty == true)
        }
    }
}
