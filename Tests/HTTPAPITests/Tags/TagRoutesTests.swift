import Datasets
import Foundation
import HTTPAPI
import Serving
import Storage
import Synchronization
import Testing
import Workspaces

/// Tags over HTTP; every answer is compared with the document as well.
@Suite(.timeLimit(.minutes(30)), .serialized) struct TagRoutesTests {
    /// Keeps the words of the processes that it was asked for, and ends each at once.
    private final class NotingRunner: ProcessRunner {
        let commands = Mutex<[[String]]>([])
        func start(_ command: ProcessCommand, receive: @escaping @Sendable (ProcessEvent) -> Void) throws(ProcessError) -> ProcessIdentity {
            commands.withLock { $0.append(command.arguments) }
            receive(.output(Array("{}".utf8)))
            receive(.ended(.exited(0)))
            return ProcessIdentity(number: 1, begun: 1)
        }
        func signal(_ process: ProcessIdentity, _ signal: ProcessSignal) -> Bool { false }
        func isAlive(_ process: ProcessIdentity) -> Bool { false }
    }

    /// A server of five tagged titles.
    private func run(_ body: @escaping @Sendable (TestServer, NotingRunner) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "tags-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let workspace = try Workspace.openOrCreate(folder)
        let plots = ["A detective hunts a serial killer.", "They rob a bank: a heist.", "A vampire in love.", "A haunted house."]
        try workspace.store.replace(
            items: plots.enumerated().map { Item(id: ItemID("t\($0)"), domain: .film, title: "Title \($0)", text: $1) })
        _ = try workspace.store.begin(Workspace.serviceSourceDescription)
        let events = (0..<8).map { number in
            RawEvent(
                user: UserID("u\(number / 4)"), item: ItemID("t\(number % 4)"), kind: .play,
                time: Timestamp(rawValue: 1_700_000_000_000 + Int64(number) * 60_000),
                source: SourcePosition(file: Workspace.serviceSource, line: number + 1))
        }
        _ = try workspace.store.append(events, problems: [], source: Workspace.serviceSource)
        _ = try workspace.tagTitles(TaggingRequest())
        let service = TasteService(
            workspace: workspace, documents: try workspace.documents(), options: ServiceOptions(stateBytes: 1 << 24),
            now: { SmallWorld.wallClock() }, seconds: SmallWorld.steadyClock, random: { .random(in: .min ... .max) })
        try service.host.reload()
        let runner = NotingRunner()
        let options = JobOptions(program: "/nowhere", paths: JobPaths(importFolders: [folder], exportFolders: [folder]), graceSeconds: 0.05)
        try await TestServer.run(service: service, operations: { Operations(service: $0, options: options, runner: runner) }) {
            try await body($0, runner)
        }
    }

    private func tag(_ name: String, in answer: TestServer.Answer) throws -> JSONValue? {
        try answer.json()["tags"]?.array?.first { $0["tag"]?.string == name }
    }

    @Test func theVocabularyIsListedWithItsTitles() async throws {
        try await run { (server, _) async throws in
            let tags = try #require(try await server.ask("/v1/tags").json()["tags"]?.array)
            #expect(tags.count >= 120)
            let heist = try #require(tags.first { $0["id"]?.string == "heist" })
            #expect(heist["names"]?["zh"]?.string == "抢劫计划" && heist["category"]?.string == "story")
            #expect((heist["titles"]?.integer ?? 0) >= 1)
        }
    }

    @Test func aTitleSaysWhyItHasATag() async throws {
        try await run { (server, _) async throws in
            let answer = try await server.ask("/v1/items/t1/tags")
            let heist = try #require(try tag("heist", in: answer))
            #expect(heist["given"] == .bool(true) && heist["provenance"]?.string == "synopsis" && heist["accepted"] == nil)
            #expect(heist["evidence"]?.array?.compactMap(\.string).contains("rob a bank") == true)
            #expect(try await server.ask("/v1/items/nobody/tags").status == 404)
        }
    }

    @Test func aPersonAcceptsAndRejects() async throws {
        try await run { (server, _) async throws in
            let rejected = try await server.ask("PUT", "/v1/items/t1/tags/heist", body: #"{"accepted":false}"#)
            #expect(try tag("heist", in: rejected)?["given"] == .bool(false))
            let accepted = try await server.ask("PUT", "/v1/items/t1/tags/cosy", body: #"{"accepted":true}"#)
            let cosy = try #require(try tag("cosy", in: accepted))
            #expect(cosy["provenance"]?.string == "person" && cosy["accepted"] == .bool(true))
            #expect(cosy["evidence"]?.array?.first?.string?.hasPrefix("key:") == true)
            _ = try server.host.service.workspace.tagTitles(TaggingRequest())
            let after = try await server.ask("/v1/items/t1/tags")
            #expect(try tag("heist", in: after)?["given"] == .bool(false))
            #expect(try tag("cosy", in: after)?["given"] == .bool(true))
            await server.host.service.titlesSettled()
            let item = try await server.ask("/v1/items/t1").json()
            #expect(item["facets"]?["tag"]?.array?.compactMap(\.string).contains("cosy") == true)
            let audit = try await server.ask("/v1/audit").text
            #expect(audit.contains("decideItemTag") || audit.contains("/tags/"), "\(audit.prefix(300))")
        }
    }

    @Test(arguments: [
        ("/v1/items/t1/tags/heist", "{}", 400), ("/v1/items/t1/tags/heist", #"{"accepted":1}"#, 400),
        ("/v1/items/t1/tags/heist", #"{"accepted":true,"x":1}"#, 400), ("/v1/items/t1/tags/no-such-tag", #"{"accepted":true}"#, 404),
        ("/v1/items/nobody/tags/heist", #"{"accepted":true}"#, 404),
    ])
    func whatIsWrongIsRefused(_ path: String, _ body: String, _ status: Int) async throws {
        try await run { (server, _) async throws in #expect(try await server.ask("PUT", path, body: body).status == status) }
    }

    @Test func onlyTheCataloguesKeysDecide() async throws {
        try await run { (server, _) async throws in
            let reader = try server.host.keys.make(name: "reader", scopes: [.read, .events]).text
            #expect(try await server.ask("GET", "/v1/tags", key: reader).status == 200)
            #expect(try await server.ask("GET", "/v1/tags/review", key: reader).status == 403)
            #expect(try await server.ask("PUT", "/v1/items/t1/tags/heist", key: reader, body: #"{"accepted":false}"#).status == 403)
            #expect(try await server.ask("GET", "/v1/items/t1/tags", key: "").status == 401)
        }
    }

    @Test func theQueueIsPagedAndShrinksWithDecisions() async throws {
        try await run { (server, _) async throws in
            var (seen, cursor): ([String], String?) = ([], nil)
            let total = try await server.ask("/v1/tags/review?count=1").json()["total"]?.integer
            repeat {
                let page = try await server.ask("/v1/tags/review?count=3" + (cursor.map { "&cursor=\($0)" } ?? "")).json()
                seen += page["claims"]?.array?.map { $0["item"]!.string! + " " + $0["tag"]!.string! } ?? []
                cursor = page["next_cursor"]?.string
            } while cursor != nil && seen.count < 10_000
            #expect(Set(seen).count == seen.count && total == Int64(seen.count))
            let first = try #require(seen.first).split(separator: " ")
            _ = try await server.ask("PUT", "/v1/items/\(first[0])/tags/\(first[1])", body: #"{"accepted":true}"#)
            #expect(try await server.ask("/v1/tags/review").json()["total"]?.integer == Int64(seen.count - 1))
            #expect(try await server.ask("/v1/tags/review?cursor=AAAA").status == 400)
            #expect(try await server.ask("/v1/tags/review?count=0").status == 400)
        }
    }

    @Test func aTitleThatIsPutAgainKeepsItsTagsAndOneThatReadsOtherwiseWaits() async throws {
        try await run { (server, _) async throws in
            func tags(_ id: String) async throws -> [String] {
                try await server.ask("/v1/items/\(id)").json()["facets"]?["tag"]?.array?.compactMap(\.string) ?? []
            }
            let before = try await tags("t1")
            #expect(before.contains("heist"))
            let same = #"{"title":"Title 1","domain":"film","text":"They rob a bank: a heist.","year":1999}"#
            #expect(try await server.ask("PUT", "/v1/items/t1", body: same).status == 200)
            #expect(try await tags("t1") == before)
            #expect(try await server.ask("PATCH", "/v1/items/t1", body: #"{"year":2000}"#).status == 200)
            #expect(try await tags("t1") == before)
            #expect(try await server.ask("/v1/tags/review").json()["waiting"]?.integer == 0)
            // Other words: what a person accepted stays, what was read of the old ones goes.
            _ = try await server.ask("PUT", "/v1/items/t1/tags/cosy", body: #"{"accepted":true}"#)
            let other = #"{"title":"Title 1","domain":"film","text":"A quiet summer at the lake."}"#
            #expect(try await server.ask("PUT", "/v1/items/t1", body: other).status == 200)
            #expect(try await tags("t1") == ["cosy"])
            let queue = try await server.ask("/v1/tags/review?count=200").json()
            #expect(queue["waiting"]?.integer == 1)
            #expect(queue["claims"]?.array?.contains { $0["item"]?.string == "t1" } == false)
            var missing = TaggingRequest()
            missing.onlyUntagged = true
            _ = try server.host.service.workspace.tagTitles(missing)
            #expect(try await server.ask("/v1/tags/review").json()["waiting"]?.integer == 0)
            #expect(try !(await tags("t1")).contains("heist"))
            // Whoever names other tags means them.
            let named = #"{"title":"Title 1","text":"A quiet summer at the lake.","facets":{"tag":["heist"]}}"#
            #expect(try await server.ask("PUT", "/v1/items/t1", body: named).status == 200)
            #expect(try await tags("t1") == ["heist"])
        }
    }

    @Test func taggingIsAJob() async throws {
        try await run { (server, runner) async throws in
            #expect(try await server.ask("POST", "/v1/jobs", body: #"{"kind":"tag","only_untagged":1}"#).status == 400)
            #expect(try await server.ask("POST", "/v1/jobs", body: #"{"kind":"tag","model":"x"}"#).status == 400)
            let made = try await server.ask("POST", "/v1/jobs", body: #"{"kind":"tag","only_untagged":true,"reads_behaviour":false}"#)
            #expect(made.status == 202)
            let id = try #require(try made.json()["id"]?.string)
            while try await server.ask("/v1/jobs/\(id)").json()["state"]?.string != "succeeded" {
                try await Task.sleep(for: .milliseconds(5))
            }
            let words = try #require(runner.commands.withLock { $0.first })
            #expect(Array(words.prefix(3)) == ["tag", "--missing", "--no-behaviour"] && words.contains("--json-progress"))
        }
    }
}
