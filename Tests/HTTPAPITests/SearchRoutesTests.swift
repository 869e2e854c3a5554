import HTTPAPI
import Testing

@Suite struct SearchRoutesTests {
    @Test func searchAnswersWithMatchesFacetsAndACursor() async throws {
        try await TestServer.run { server in
            let answer = try await server.ask("GET", "/v1/search?q=the&count=5&user=1&facets=genre")
            #expect(answer.status == 200)
            let json = try answer.json()
            #expect(json["items"]?.array?.count == 5 && json["matches"]?.array?.count == 5)
            #expect(json["facets"]?["genre"]?.array?.isEmpty == false)
            #expect(json["matches"]?.array?.first?.array?.first?["field"]?.string == "title")
            let cursor = try #require(json["next_cursor"]?.string)
            let next = try await server.ask("GET", "/v1/search?q=the&count=5&user=1&facets=genre&cursor=\(cursor)").json()
            let first = Set(json["items"]?.array?.compactMap { $0["id"]?.string } ?? [])
            #expect(next["items"]?.array?.count == 5)
            #expect(first.isDisjoint(with: next["items"]?.array?.compactMap { $0["id"]?.string } ?? []))
            #expect(try await server.ask("GET", "/v1/search?q=a&cursor=\(cursor)").status == 400)
            #expect(try await server.ask("GET", "/v1/search").status == 200)
            let wrong = try await server.ask("GET", "/v1/search?q=a&filter=genre%20%3D")
            #expect(wrong.status == 400)
            #expect(try wrong.json()["errors"]?.array?.first?["parameter"]?.string == "filter")
        }
    }

    @Test func suggestionsAreShort() async throws {
        try await TestServer.run { server in
            let json = try await server.ask("GET", "/v1/search/suggest?q=th&count=3").json()
            #expect(json["items"]?.array?.count == 3 && json["people"]?.array != nil)
        }
    }

    @Test func similarTitlesByOneAndByMany() async throws {
        try await TestServer.run { server in
            let some = try await server.ask("GET", "/v1/search?q=the&count=2").json()["items"]?.array?.compactMap { $0["id"]?.string } ?? []
            let one = try await server.ask("GET", "/v1/items/\(some[0])/similar?count=4")
            #expect(try one.status == 200 && one.json()["items"]?.array?.count == 4)
            #expect(try one.json()["items"]?.array?.first?["reason"]?["kind"]?.string == "because")
            let many = try await server.ask(
                "POST", "/v1/similar?count=4", body: #"{"items":["\#(some[0])","\#(some[1])"],"history":[{"item":"\#(some[0])"}]}"#)
            #expect(try many.status == 200 && many.json()["items"]?.array?.count == 4)
            #expect(try await server.ask("GET", "/v1/items/nobody/similar").status == 404)
            #expect(try await server.ask("POST", "/v1/similar", body: #"{"items":[]}"#).status == 400)
            #expect(try await server.ask("POST", "/v1/similar", body: #"{"items":["a"],"user":"1","history":[]}"#).status == 400)
        }
    }

    @Test func aCallersListIsPutInOrder() async throws {
        try await TestServer.run { server in
            let ids = try await server.ask("GET", "/v1/search?q=the&count=3").json()["items"]?.array?.compactMap { $0["id"]?.string } ?? []
            let body =
                #"{"user":"1","weight":1,"items":[{"id":"\#(ids[0])","score":1},{"id":"\#(ids[1])","score":3},"\#(ids[2])","nobody"]}"#
            let json = try await server.ask("POST", "/v1/rank", body: body).json()
            #expect(json["items"]?.array?.first?["id"]?.string == ids[1])
            #expect(json["unknown"]?.array?.compactMap(\.string) == ["nobody"])
            #expect(try await server.ask("POST", "/v1/rank", body: #"{"items":[{"id":"a","score":"x"}]}"#).status == 400)
            #expect(
                try await server.ask("POST", "/v1/rank", body: #"{"items":[{"id":"a"}],"history":[{"item":"a","kind":"dance"}]}"#).status
                    == 400)
        }
    }

    @Test func rulesAreKeptCheckedAndObeyed() async throws {
        try await TestServer.run { server in
            let good = try await server.ask("POST", "/v1/rules/check", body: #"{"text":"exclude genre = Comedy; boost 1 where seen"}"#)
                .json()
            #expect(good["valid"] == .bool(true) && good["statements"]?.array?.count == 2)
            #expect(good["statements"]?.array?.last?["is_personal"] == .bool(true))
            let bad = try await server.ask("POST", "/v1/rules/check", body: #"{"filter":"year >"}"#).json()
            #expect(bad["valid"] == .bool(false) && bad["error"]?["position"]?.integer == 7)
            let kept = try await server.ask("PUT", "/v1/rules/no-comedy", body: #"{"text":"exclude genre = Comedy"}"#)
            #expect(kept.status == 200)
            #expect(try await server.ask("GET", "/v1/rules/no-comedy").json()["enabled"] == .bool(true))
            #expect(try await server.ask("GET", "/v1/rules").json()["rules"]?.array?.count == 1)
            let browsed = try await server.ask("GET", "/v1/search?filter=genre%20%3D%20Comedy").json()
            #expect(browsed["total"]?.integer == 0)
            #expect(try await server.ask("PUT", "/v1/rules/check", body: #"{"text":"exclude seen"}"#).status == 405)
            #expect(try await server.ask("PUT", "/v1/rules/x", body: #"{"text":"exclude"}"#).status == 400)
            #expect(try await server.ask("DELETE", "/v1/rules/no-comedy").status == 204)
            #expect(try await server.ask("DELETE", "/v1/rules/no-comedy").status == 404)
            #expect(try await server.ask("GET", "/v1/search?filter=genre%20%3D%20Comedy").json()["total"]?.integer ?? 0 > 0)
        }
    }
}
