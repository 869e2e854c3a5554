import Datasets
import HTTPAPI
import Serving
import Testing

@Suite struct PagesAPITests {
    private func ids(_ page: JSONValue) -> [String] {
        (page["rows"]?.array ?? []).flatMap { $0["items"]?.array ?? [] }.compactMap { $0["id"]?.string }
    }

    @Test func aPageGoesOnDownwardsAndAlongARow() async throws {
        try await TestServer.run { server in
            let user = try SmallWorld.workspace.store.userIDs()[0].rawValue
            let page = try await server.ask("GET", "/v1/users/\(user)/home?rows=3&count=5&device=television").json()
            #expect(page["rows"]?.array?.count == 3)
            let below = try await server.ask("GET", "/v1/users/\(user)/home?cursor=\(page["next_cursor"]?.string ?? "")").json()
            let row = page["rows"]?.array?.first { $0["next_cursor"] != nil }
            let along = try await server.ask("GET", "/v1/users/\(user)/home?count=7&cursor=\(row?["next_cursor"]?.string ?? "")").json()
            #expect(along["rows"]?.array?.first?["id"]?.string == row?["id"]?.string)
            let all = ids(page) + ids(below) + ids(along)
            #expect(Set(all).count == all.count && all.count > 25)
            let shown = try await server.ask("GET", "/v1/recommendations/\(page["recommendation_id"]?.string ?? "")").json()
            #expect(ids(shown) == ids(page))
            #expect(shown["user"]?.string == user)
        }
    }

    @Test func anExpiredCursorIsATypedRefusal() async throws {
        try await TestServer.run { (server) async throws in
            #expect(try await server.ask("GET", "/v1/users/1/home?cursor=0abc-x.p1").status == 404)
            #expect(try await server.ask("GET", "/v1/users/1/recommendations?cursor=0abc-x.l1").status == 404)
            #expect(try await server.ask("GET", "/v1/recommendations/0abc-x").status == 404)
            #expect(try await server.ask("GET", "/v1/users/1/home?rows=0").status == 400)
            #expect(try await server.ask("GET", "/v1/users/1/home?filter=nonsense%20%28").status == 400)
        }
    }

    @Test func aSessionIsAnsweredFromItsBodyAlone() async throws {
        try await TestServer.run { server in
            let title = try SmallWorld.workspace.store.items()[4].id.rawValue
            let body = #"{"history": [{"item": "\#(title)", "kind": "complete"}, {"item": "nobody knows it"}], "rows": 4, "count": 6}"#
            let page = try await server.ask("POST", "/v1/session/home", body: body).json()
            #expect(page["rows"]?.array?.count == 4)
            #expect(!ids(page).contains(title))
            let asked = #"{"history": [{"item": "\#(title)"}], "count": 9}"#
            let list = try await server.ask("POST", "/v1/session/recommendations", body: asked).json()
            #expect(list["items"]?.array?.count == 9)
            let again = #"{"history": [{"item": "\#(title)"}], "count": 9, "cursor": "\#(list["next_cursor"]?.string ?? "")"}"#
            let next = try await server.ask("POST", "/v1/session/recommendations", body: again).json()
            let first = Set((list["items"]?.array ?? []).compactMap { $0["id"]?.string })
            #expect((next["items"]?.array ?? []).allSatisfy { !first.contains($0["id"]?.string ?? "") })
            server.host.service.pages.impressions.flush()
            #expect(try server.host.service.documents.count(of: .impressions) == 0)
        }
    }

    @Test(arguments: [
        #"{"history": [{}]}"#, #"{"history": [{"item": "a", "kind": "dance"}]}"#, #"{"history": 3}"#, #"{"rows": 1.5}"#, #"{"count": 0}"#,
        #"{"history": [{"item": "a", "completion": 2}]}"#, #"{"country": "de"}"#, #"{"history": [{"item": "a", "user": "b"}]}"#, "[]", "{",
    ])
    func malformedSessionsAreRefused(_ body: String) async throws {
        try await TestServer.run { (server) async throws in
            #expect(try await server.ask("POST", "/v1/session/home", body: body).status == 400)
        }
    }

    @Test func anOperatorSeesWhatWouldBeAndNothingIsKept() async throws {
        try await TestServer.run { server in
            let user = try SmallWorld.workspace.store.userIDs()[1].rawValue
            let own = try await server.ask("POST", "/v1/users/\(user)/home", body: #"{"rows": 4, "count": 6}"#).json()
            let other = try await server.ask("POST", "/v1/users/\(user)/home", body: #"{"rows": 4, "count": 6, "history": []}"#).json()
            #expect(ids(own) != ids(other))
            #expect(own["next_cursor"] == nil)
            server.host.service.pages.impressions.flush()
            #expect(try server.host.service.documents.count(of: .impressions) == 0)
            let reader = try server.host.keys.make(name: "reader", scopes: [.read]).text
            #expect(try await server.ask("POST", "/v1/users/\(user)/home", key: reader, body: "{}").status == 403)
        }
    }
}
