import Foundation
import HTTPAPI
import Serving
import Storage
import Testing
import Workspaces

/// Ids of users replaced at the border: callers keep theirs, and nothing that is stored bears them.
@Suite struct PseudonymTests {
    private static let (one, other) = ("raw-id-of-somebody-77125", "raw-id-of-another-31807")

    private func service(hashing: Bool = true, users: Int = 20) throws -> (TasteService, UserNaming) {
        var workspace = try Workspace.openOrCreate(NSTemporaryDirectory() + "/pseudonyms-\(UUID().uuidString)")
        if hashing { try workspace.demandPseudonyms() }
        _ = try workspace.importSimulatedAudience(.init(users: users, seed: 3))
        let service = TasteService(
            workspace: workspace, documents: try workspace.documents(), now: { SmallWorld.wallClock() }, seconds: SmallWorld.steadyClock,
            random: { .random(in: .min ... .max) })
        return (service, UserNaming(try workspace.pseudonyms()))
    }

    /// Everything that a product says about people, by every way that names them.
    private func traffic(_ server: TestServer) async throws {
        let (one, other) = (Self.one, Self.other)
        let title = try #require(try await server.ask("/v1/items?count=1").json()["items"]?.array?.first?["id"]?.string)
        func event(_ id: String, _ user: String) -> String {
            #"{"id":"\#(id)","user":"\#(user)","item":"\#(title)","kind":"play","completion":0.5}"#
        }
        #expect(try await server.ask("POST", "/v1/events", body: event("e1", one)).status == 201)
        let lines = event("e2", other) + "\n" + event("e3", one) + "\n"
        let bulk = try await server.ask("POST", "/v1/events/bulk", headers: ["Content-Type": "application/x-ndjson"], body: lines)
        #expect(bulk.status == 200 && !bulk.text.contains("invalid"))
        let token = try #require(
            try await server.ask("POST", "/v1/user-tokens", body: #"{"user":"\#(one)"}"#).json()["token"]?.string)
        #expect(try await server.ask("POST", "/v1/events", key: token, body: #"{"item":"\#(title)","kind":"thumbs_up"}"#).status == 201)
        let attributes = try await server.ask("PUT", "/v1/users/\(one)", body: #"{"attributes":{"plan":"family"},"country":"DE"}"#)
        #expect(try attributes.json()["id"]?.string == one)
        #expect(try await server.ask("PUT", "/v1/users/\(one)/consent", body: #"{"train":{"given":true}}"#).status == 200)
        let correction = #"{"corrections":[{"facet":"genre","value":"Drama","weight":0.5}],"ignore":[{"item":"\#(title)"}]}"#
        #expect(try await server.ask("PATCH", "/v1/users/\(one)/profile", body: correction).status == 200)
        for path in ["home", "recommendations", "profile", "why/\(title)", "events", "consent"] {
            #expect(try await server.ask("/v1/users/\(one)/\(path)").status == 200, "\(path)")
            #expect(try await server.ask("GET", "/v1/users/me/\(path)", key: token).status == 200, "\(path)")
        }
        for path in ["/v1/search?q=a&user=\(one)", "/v1/items/\(title)/similar?user=\(one)"] {
            #expect(try await server.ask(path).status == 200, "\(path)")
        }
        #expect(try await server.ask("POST", "/v1/rank", body: #"{"user":"\#(one)","items":["\#(title)"]}"#).status == 200)
    }

    private func hits(_ text: String, in folder: String) throws -> [String] {
        let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
        return files.filter { name in
            (try? Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))?.range(of: Data(text.utf8)) != nil
        }
    }

    @Test func nothingThatIsStoredBearsTheIDOfTheCaller() async throws {
        let (service, naming) = try service()
        let folder = service.workspace.folder
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await TestServer.run(service: service, naming: naming) { (server) async throws in
            try await traffic(server)
            let (one, other) = (Self.one, Self.other)
            // Answers call people as the caller does.
            let events = try await server.ask("/v1/users/\(one)/events").json()
            #expect(events["total"]?.integer == 3 && events["events"]?.array?.allSatisfy { $0["user"]?.string == one } == true)
            #expect(try await server.ask("/v1/users/\(one)").json()["id"]?.string == one)
            let merged = try await server.ask("POST", "/v1/users/\(one)/merge", body: #"{"other":"\#(other)"}"#)
            #expect(try merged.json()["user"]?.string == one)
            #expect(try await server.ask("/v1/users/\(other)/events").json()["total"]?.integer == 4)
            let export = try await server.ask("/v1/users/\(one)/export")
            #expect(try export.json()["user"]?.string == one && export.json()["events"]?.array?.count == 4)
            #expect(try await server.ask("/v1/users/nobody-at-all").json()["detail"]?.string?.contains("nobody-at-all") == true)
            server.host.service.pages.impressions.flush()
            for id in [one, other] { #expect(try hits(id, in: folder) == []) }
            // The search finds what there is: the hash is there.
            let hash = try service.workspace.user(called: one).rawValue
            #expect(try !hits(hash, in: folder).isEmpty)
            #expect(try await server.ask("DELETE", "/v1/users/\(one)").status == 200)
            #expect(try await server.ask("/v1/users/\(one)").status == 404)
            #expect(try await server.ask("POST", "/v1/events", body: #"{"user":"\#(one)","item":"x","kind":"play"}"#).status == 403)
            for id in [one, other] { #expect(try hits(id, in: folder) == []) }
        }
    }

    @Test func theSettingDecidesAndNeverMixes() throws {
        let (hashing, _) = try service()
        let (plain, _) = try service(hashing: false)
        defer { for each in [hashing, plain] { try? FileManager.default.removeItem(atPath: each.workspace.folder) } }
        #expect(try UserNaming(hashing.workspace, isOn: nil).isHashing)
        #expect(try UserNaming(hashing.workspace, isOn: true).isHashing)
        #expect(try !UserNaming(hashing.workspace, isOn: false).isHashing)
        #expect(try !UserNaming(plain.workspace, isOn: nil).isHashing)
        // Beside ids as they were written no hashes begin.
        #expect(throws: WorkspaceError.self) { try UserNaming(plain.workspace, isOn: true) }
        #expect(try plain.workspace.pseudonyms() == nil)
    }
}
