import Datasets
import Foundation
import HTTPAPI
import Serving
import Simulation
import Storage
import Testing
import Workspaces

/// Events, titles and people over the network; every answer is compared with the OpenAPI document on the way.
@Suite struct DataAPITests {
    /// A server over a workspace of its own, with documents on the disk.
    private func withServer(_ body: @escaping @Sendable (TestServer) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "/data-api-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var workspace = try Workspace.openOrCreate(folder)
        _ = try workspace.importSimulatedAudience(.init(users: 12, seed: 3))
        let service = TasteService(
            workspace: workspace, documents: try workspace.documents(), options: ServiceOptions(stateBytes: 1 << 24),
            now: { SmallWorld.wallClock() }, seconds: SmallWorld.steadyClock, random: { .random(in: .min ... .max) })
        try service.host.reload()
        try await TestServer.run(service: service, body)
    }

    @Test func anEventIsStoredOnceWhateverIsSentAgain() async throws {
        try await withServer { server in
            let item = try server.host.service.host.current().titles.catalog.items[0].id.rawValue
            let event = #"{"id":"e1","user":"ann","kind":"play","item":"\#(item)"}"#
            #expect(try await server.ask("POST", "/v1/events", body: event).status == 201)
            let again = try await server.ask("POST", "/v1/events", body: event)
            #expect(try again.status == 200 && again.json()["result"]?.string == "duplicate")
            #expect(try await server.ask("POST", "/v1/events", body: event.replacing("play", with: "hide")).status == 409)
            let wrong = try await server.ask("POST", "/v1/events", body: event.replacing("play", with: "dance"))
            #expect(wrong.status == 400 && wrong.text.contains("/kind"))
            #expect(try await server.ask("POST", "/v1/events", body: "{").status == 400)
            let stored = try await server.ask("GET", "/v1/users/ann/events").json()
            #expect(stored["total"]?.integer == 1 && stored["events"]?.array?.first?["item"]?.string == item)
            let recent = try await server.ask("GET", "/v1/events/recent?count=10").json()
            #expect(recent["events"]?.array?.count == 3 && recent["events"]?.array?.first?["user"]?.string == "ann")
            #expect(try await server.ask("GET", "/v1/users/nobody/events").status == 404)
        }
    }

    @Test func aBulkAnswersALineForEachLine() async throws {
        try await withServer { server in
            var lines = (0..<600).map { #"{"id":"e\#($0)","user":"u\#($0 % 5)","kind":"play","item":"i\#($0 % 9)"}"# }
            lines[3] = "nonsense"
            lines[7] = ""
            lines[9] = lines[8]
            let answer = try await server.ask(
                "POST", "/v1/events/bulk", headers: ["Content-Type": "application/x-ndjson"], body: lines.joined(separator: "\n"))
            #expect(answer.status == 200)
            let results = answer.text.split(separator: "\n").map { try? JSONReader.read(String($0)) }
            #expect(results.count == 599)
            #expect(results[3]?["result"]?.string == "invalid" && results[3]?["line"]?.integer == 4)
            #expect(results[8]?["result"]?.string == "duplicate" && results[8]?["line"]?.integer == 10)
            #expect(results.filter { $0?["result"]?.string == "accepted" }.count == 597)
        }
    }

    @Test func aTitleIsPutPatchedHiddenAndRemoved() async throws {
        try await withServer { server in
            let body = #"{"title":"New <b>","year":2026,"facets":{"genre":["Drama"]},"availability":[{"countries":["DE"]}],"maturity":12}"#
            let put = try await server.ask("PUT", "/v1/items/new", body: body)
            #expect(put.status == 200)
            let tag = try #require(put.headers["etag"])
            #expect(try await server.ask("GET", "/v1/items/new", headers: ["If-None-Match": tag]).status == 304)
            let patch = try await server.ask("PATCH", "/v1/items/new", headers: ["If-Match": tag], body: #"{"maturity":null,"year":2025}"#)
            #expect(try patch.status == 200 && patch.json()["year"]?.integer == 2025 && patch.json()["maturity"] == nil)
            #expect(try await server.ask("PATCH", "/v1/items/new", headers: ["If-Match": tag], body: #"{"year":1}"#).status == 409)
            #expect(try await server.ask("PUT", "/v1/items/new", body: #"{"titel":"x"}"#).status == 400)
            #expect(try await server.ask("PUT", "/v1/items/new", body: #"{"availability":[{"countries":["de"]}]}"#).status == 400)
            #expect(try await server.ask("POST", "/v1/items/new/hide").json()["hidden"] == .bool(true))
            #expect(try await server.ask("GET", "/v1/items/new").json()["hidden"] == .bool(true))
            #expect(try await server.ask("POST", "/v1/items/none/hide").status == 404)
            let bulk = try await server.ask(
                "POST", "/v1/items/bulk", headers: ["Content-Type": "application/x-ndjson"],
                body: #"{"id":"e1","series":{"id":"new","number":1}}"# + "\n" + #"{"title":"no id"}"# + "\n")
            #expect(bulk.status == 200 && bulk.text.contains(#""result":"stored""#) && bulk.text.contains(#""result":"invalid""#))
            #expect(try await server.ask("GET", "/v1/items/e1").json()["series"]?["number"]?.integer == 1)
            #expect(try await server.ask("DELETE", "/v1/items/new").status == 204)
            #expect(try await server.ask("GET", "/v1/items/new").status == 404)
            let list = try await server.ask("GET", "/v1/items?count=5").json()
            #expect(list["items"]?.array?.count == 5)
            let cursor = try #require(list["next_cursor"]?.string)
            #expect(
                try await server.ask("GET", "/v1/items?count=5&cursor=\(cursor)").json()["items"]?.array?.first?["id"]?.string != cursor)
        }
    }

    @Test func aPersonIsSetMergedExportedAndErased() async throws {
        try await withServer { server in
            let put = try await server.ask("PUT", "/v1/users/ann", body: #"{"attributes":{"plan":"basic"},"country":"DE","maturity":12}"#)
            #expect(try put.status == 200 && put.json()["attributes"]?["plan"]?.string == "basic")
            let patch = try await server.ask("PATCH", "/v1/users/ann", body: #"{"attributes":{"plan":null,"x":"1"},"country":null}"#)
            #expect(try patch.json()["country"] == nil && patch.json()["attributes"]?["x"]?.string == "1")
            #expect(try await server.ask("PATCH", "/v1/users/nobody", body: "{}").status == 404)
            let consent = try await server.ask(
                "PUT", "/v1/users/ann/consent", body: #"{"train":{"given":false},"language_model":{"given":true}}"#)
            #expect(try consent.json()["consents"]?["train"]?["given"] == .bool(false))
            #expect(try await server.ask("PUT", "/v1/users/ann/consent", body: #"{"other":{"given":true}}"#).status == 400)
            #expect(try server.host.service.workspace.usersNotForTraining().contains(UserID("ann")))
            #expect(try await server.ask("POST", "/v1/events", body: #"{"id":"1","user":"old","kind":"play","item":"i"}"#).status == 201)
            let merged = try await server.ask("POST", "/v1/users/ann/merge", body: #"{"other":"old"}"#)
            #expect(try merged.status == 200 && merged.json()["events"]?.integer == 1)
            let export = try await server.ask("GET", "/v1/users/old/export").json()
            #expect(export["user"]?.string == "ann" && export["events"]?.array?.count == 1)
            #expect(export["documents"]?.array?.contains { $0["collection"]?.string == "people" } == true)
            let erased = try await server.ask("DELETE", "/v1/users/ann")
            #expect(try erased.status == 200 && erased.json()["events"]?.integer == 1 && erased.json()["files_are_clean"] == .bool(true))
            for path in ["/v1/users/ann", "/v1/users/old/events", "/v1/users/ann/export"] {
                #expect(try await server.ask("GET", path).status == 404, "\(path)")
            }
            #expect(try await server.ask("POST", "/v1/events", body: #"{"user":"old","kind":"play","item":"i"}"#).status == 403)
            let requests = try await server.ask("GET", "/v1/privacy-requests")
            #expect(
                try requests.json()["requests"]?.array?.map { $0["kind"]?.string } == ["erase", "export"]
                    && !requests.text.contains("\"ann"))
        }
    }

    @Test func aDamagedOrHostileBodyIsRefused() async throws {
        try await withServer { (server) async throws in
            let long = #"{"user":"\#(String(repeating: "x", count: 20_000))","kind":"play","item":"i"}"#
            #expect(try await server.ask("POST", "/v1/events", body: long).status == 413)
            #expect(try await server.ask("POST", "/v1/events/bulk", body: long).status == 413)
            #expect(try await server.ask("POST", "/v1/events", body: "").status == 400)
            #expect(try await server.ask("POST", "/v1/events", key: "", body: "{}").status == 401)
            #expect(try await server.ask("POST", "/v1/users/a/merge", body: #"{"other":"a"}"#).status == 400)
            #expect(try await server.ask("PUT", "/v1/items/a", body: #"{"facets":{"genre":"Drama"}}"#).status == 400)
        }
    }
}
