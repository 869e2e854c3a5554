import Foundation
import Serving
import Testing

/// Nothing but what was meant reaches the command line of a job.
@Suite struct JobRequestTests {
    private func refusal(_ json: String) -> ServingError? {
        do throws(ServingError) {
            _ = try JobRequest.read(Data(json.utf8))
            return nil
        } catch { return error }
    }

    @Test func aRequestIsReadFieldByField() throws {
        let request = try JobRequest.read(Data(#"{"kind":"train","budget_seconds":90,"start_from":"small-1","promotes":true}"#.utf8))
        #expect(request == .train(.init(budgetSeconds: 90, startFrom: "small-1", promotes: true)))
        #expect(try JobRequest.read(Data(#"{"kind":"import","paths":["a"],"format":"tastemaker"}"#.utf8)).kind == .import)
    }

    @Test(arguments: [
        ("", "body"), ("[]", "body"), ("{", "body"), ("{}", "kind"), (#"{"kind":"shell"}"#, "kind"), (#"{"kind":7}"#, "kind"),
        (#"{"kind":"train","budget":"90"}"#, "budget"), (#"{"kind":"train","budget_seconds":"90"}"#, "budget_seconds"),
        (#"{"kind":"import"}"#, "paths"), (#"{"kind":"backup","to":["x"]}"#, "to"), (#"{"kind":"train","--json":1}"#, "--json"),
    ])
    func whatIsWrongIsNamed(_ json: String, _ field: String) {
        guard case .invalid(let named, _)? = refusal(json) else { return #expect(Bool(false), "\(json) was read") }
        #expect(named == field, "\(json)")
    }

    @Test func aRequestSurvivesItsRecord() throws {
        let requests: [JobRequest] = [
            .import(.init(paths: ["a", "b"], mapping: "m.json", attributes: ["c"])), .train(.init(seed: .max)), .evaluate(.init()),
            .export(.init(to: "x", isCompressed: true)), .batch(.init(to: "y", count: 3, at: "2026-03-01")), .backup(.init(to: "z")),
            .doctor(.init(curve: true)), .compare(.init(model: "a", against: "b")),
        ]
        for request in requests {
            #expect(try JSONDecoder().decode(JobRequest.self, from: JSONEncoder().encode(request)) == request)
        }
    }

    @Test func garbageIsRefusedAndNeverTraps() {
        var random = SystemRandomNumberGenerator()
        let valid = Array(#"{"kind":"import","paths":["a/b"],"format":"tastemaker","attributes":["x"]}"#.utf8)
        for _ in 0..<2000 {
            var bytes = valid
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try? JobRequest.read(Data(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))))
        }
        #expect(refusal(String(repeating: "[", count: 60_000)) != nil)
        #expect(refusal("{\"kind\":\"" + String(repeating: "x", count: 70_000)) == .invalid(field: "body", reason: "more than 65536 bytes"))
    }

    // MARK: Paths and words

    private func refused(_ request: JobRequest, _ world: JobWorld, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(throws: ServingError.self, "\(request)", sourceLocation: sourceLocation) { try world.jobs.submit(request, requester: "k") }
    }

    @Test func pathsLeadNowhereElse() throws {
        let world = try JobWorld(ScriptedRunner())
        defer { world.remove() }
        let inside = world.folder + "/in"
        try "x".write(toFile: inside + "/ok.csv", atomically: true, encoding: .utf8)
        try "x".write(toFile: world.folder + "/secret.csv", atomically: true, encoding: .utf8)
        try FileManager.default.createSymbolicLink(atPath: inside + "/link", withDestinationPath: world.folder + "/secret.csv")
        try FileManager.default.createSymbolicLink(atPath: inside + "/up", withDestinationPath: "..")
        try FileManager.default.createSymbolicLink(atPath: inside + "/same", withDestinationPath: "ok.csv")
        for path in ["ok.csv", inside + "/ok.csv", "./ok.csv", "same"] {
            #expect(throws: Never.self, "\(path)") {
                try world.jobs.submit(.import(.init(paths: [path], format: "tastemaker")), requester: "k")
            }
        }
        let bad = [
            "", "/etc/passwd", "../secret.csv", "in/../../secret.csv", world.folder + "/secret.csv", "link", "up/secret.csv", "no.csv",
            world.folder + "/in-other/x", "a\nb", "a\0b", String(repeating: "a/", count: 2000), "-rf", "~",
        ]
        for path in bad { refused(.import(.init(paths: [path], format: "tastemaker")), world) }
        refused(.import(.init(paths: ["ok.csv"], mapping: "link")), world)
        refused(.import(.init(paths: ["ok.csv"])), world)
        refused(.train(.init(configuration: "../w/configuration.json")), world)
    }

    @Test func resultsAppearOnlyWhereTheyMayAndReplaceNothing() throws {
        let world = try JobWorld(ScriptedRunner())
        defer { world.remove() }
        let out = world.folder + "/out"
        try FileManager.default.createDirectory(atPath: out + "/taken", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: out + "/away", withDestinationPath: "/tmp")
        try FileManager.default.createSymbolicLink(atPath: out + "/dangling", withDestinationPath: world.folder + "/nothing")
        for path in ["new", out + "/taken/new", "taken/new/"] {
            #expect(throws: Never.self, "\(path)") { try world.jobs.submit(.export(.init(to: path)), requester: "k") }
        }
        for path in ["taken", "away/x", "dangling", "/tmp/x", "..", ".", "/", "no/x", "../in/x", out, world.folder + "/in/x"] {
            refused(.backup(.init(to: path)), world)
        }
    }

    @Test func withoutFoldersNothingIsReadOrWritten() throws {
        let world = try JobWorld(ScriptedRunner()) { $0.paths = JobPaths() }
        defer { world.remove() }
        #expect(throws: ServingError.notPermitted("no folder is allowed for this; set jobs.export-folders")) {
            try world.jobs.submit(.export(.init(to: "x")), requester: "k")
        }
    }

    @Test(arguments: ["--workspace=/", "-x", "a b", "a;b", "$(x)", "../x", "", ".hidden", "é"])
    func namesAreNames(_ name: String) throws {
        let world = try JobWorld(ScriptedRunner())
        defer { world.remove() }
        refused(.train(.init(name: name)), world)
        refused(.train(.init(startFrom: name)), world)
        refused(.compare(.init(model: name)), world)
        refused(.evaluate(.init(models: [name])), world)
        refused(.import(.init(paths: ["x"], format: name)), world)
        refused(.batch(.init(to: "b", at: name)), world)
    }

    @Test func theShareDecidesHowFarJobsStandBack() {
        func niceness(_ share: Double) -> Int32 { JobOptions(program: "", share: share, environment: [:]).niceness }
        #expect(niceness(0.5) == 0 && niceness(0.1) == 10 && niceness(0.01) == 19 && niceness(.nan) == 10)
        let passed = JobOptions.passedOn(["PATH": "/bin", "TASTEMAKER_ADMIN_KEY": "secret", "HOME": "/h"])
        #expect(passed == ["PATH": "/bin", "HOME": "/h"])
    }
}
