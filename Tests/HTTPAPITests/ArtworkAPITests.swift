import HTTPAPI
import Serving
import Storage
import Testing

@Suite struct ArtworkAPITests {
    private static func service() throws -> TasteService {
        var options = ServiceOptions(stateBytes: 1 << 24)
        options.artwork = ArtworkOptions()
        let service = TasteService(
            workspace: SmallWorld.workspace, documents: MemoryServiceStore(), options: options, now: { SmallWorld.wallClock() },
            seconds: SmallWorld.steadyClock, random: { .random(in: .min ... .max) })
        try service.host.reload()
        return service
    }

    @Test func answersSayTheFaceAndTheRecordSaysItAgain() async throws {
        try await TestServer.run(service: ArtworkAPITests.service()) { server in
            let user = try SmallWorld.workspace.store.userIDs()[0].rawValue
            let list = try await server.ask("GET", "/v1/users/\(user)/recommendations?count=10").json()
            let items = list["items"]?.array ?? []
            let faces = items.compactMap { $0["artwork"]?["id"]?.string }
            #expect(!faces.isEmpty)
            for item in items {
                guard let artwork = item["artwork"] else { continue }
                #expect(artwork["kind"]?.string == "poster")
                #expect(artwork["id"]?.string == "poster:\(artwork["theme"]?.string?.lowercased() ?? "")")
                #expect((artwork["propensity"]?.double ?? 0) > 0)
            }
            let shown = try await server.ask("GET", "/v1/recommendations/\(list["recommendation_id"]?.string ?? "")").json()
            let rows = shown["rows"]?.array?.first?["items"]?.array ?? []
            #expect(rows.compactMap { $0["artwork"]?["id"]?.string } == faces)
        }
    }

    @Test func suppliedCreativesAreKeptAndGivenBack() async throws {
        try await TestServer.run(service: ArtworkAPITests.service()) { server in
            let title = try SmallWorld.workspace.store.items()[3].id.rawValue
            let body = #"""
                {"creatives": [{"id": "kiss", "address": "/kiss.webp", "themes": [{"facet": "genre", "value": "Romance"}]},
                               {"id": "clip", "kind": "trailer", "address": "https://media.example/clip.mp4"}]}
                """#
            #expect(try await server.ask("PATCH", "/v1/items/\(title)", body: body).status == 200)
            let read = try await server.ask("GET", "/v1/items/\(title)").json()["creatives"]?.array ?? []
            #expect(read.compactMap { $0["id"]?.string } == ["kiss", "clip"])
            #expect(read.compactMap { $0["kind"]?.string } == ["image", "trailer"])
            #expect(read.first?["themes"]?.array?.first?["value"]?.string == "Romance")
            #expect(try await server.ask("PATCH", "/v1/items/\(title)", body: #"{"creatives": null}"#).status == 200)
            #expect(try await server.ask("GET", "/v1/items/\(title)").json()["creatives"] == nil)
        }
    }

    @Test(arguments: [
        #"{"creatives": []}"#, #"{"creatives": [{"id": "a"}]}"#, #"{"creatives": [{"address": "/a"}]}"#,
        #"{"creatives": [{"id": "", "address": "/a"}]}"#, #"{"creatives": [{"id": "a", "address": "/a", "kind": "poster"}]}"#,
        #"{"creatives": [{"id": "a", "address": "/a"}, {"id": "a", "address": "/b"}]}"#,
        #"{"creatives": [{"id": "a", "address": "/a", "themes": [{"facet": "genre"}]}]}"#,
        #"{"creatives": [{"id": "a", "address": "/a", "colour": "red"}]}"#, #"{"creatives": "a"}"#,
    ])
    func creativesThatCannotBeAreRefused(_ body: String) async throws {
        try await TestServer.run { (server) async throws in
            let title = try SmallWorld.workspace.store.items()[3].id.rawValue
            #expect(try await server.ask("PATCH", "/v1/items/\(title)", body: body).status == 400)
        }
    }
}
