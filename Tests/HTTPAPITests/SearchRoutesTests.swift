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
            // No facets are an empty list, one without a name is a mistake.
            #expect(try await server.ask("GET", "/v1/search?q=the&facets=").json()["facets"]?["genre"] == nil)
            #expect(try await server.ask("GET", "/v1/search?q=the&facets=genre,").status == 400)
            let wrong = try await server.ask("GET", "/v1/search?q=a&filter=genre%20%3D")
            #expect(wrong.status == 400)
            #expect(try wrong.json()["errors"]?.array?.first?["parameter"]?.string == "filter")
        }
    }

    @Test func suggestionsAreShort() async throws {
        try await TestServer.run { server in
            let json = try await server.ask("GET", "/v1/search/suggest?q=th&count=3").json()
            #expect(json["items"]?.array?.count == 3 && json["people"]?.array != nil)
            let ordered = try #require(json["suggestions"]?.array)
            #expect(ordered.count == 3 && ordered.allSatisfy { $0["text"]?.string != nil })
            #expect(ordered.contains { $0["kind"]?.string == "title" && $0["id"]?.string != nil })
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

    @Test func whatWasAskedForIsRecordedAndNotCountedAsPassedOver() async throws {
        try await TestServer.run { (server) async throws in
            let user = try SmallWorld.workspace.store.userIDs()[1].rawValue
            let title = try #require(try await server.ask("/v1/items?count=1").json()["items"]?.array?.first?["id"]?.string)
            let page = "/v1/users/\(user)/home"
            func rows() async throws -> JSONValue? { try await server.ask("POST", page, body: "{}").json()["rows"] }
            let before = try await rows()
            for (surface, method, path, body) in [
                ("search", "GET", "/v1/search?q=the&user=\(user)&count=50", nil),
                ("similar", "GET", "/v1/items/\(title)/similar?user=\(user)&count=5", nil),
                ("rank", "POST", "/v1/rank", #"{"user":"\#(user)","items":["\#(title)"]}"#),
            ] as [(String, String, String, String?)] {
                let answer = try await server.ask(method, path, body: body).json()
                let id = try #require(answer["recommendation_id"]?.string)
                let record = try await server.ask("/v1/recommendations/\(id)").json()
                #expect(record["surface"]?.string == surface && record["user"]?.string == user)
                #expect(record["rows"]?.array?.first?["items"]?.array?.map { $0["id"] } == answer["items"]?.array?.map { $0["id"] })
            }
            for _ in 0..<20 { _ = try await server.ask("/v1/search?q=the&user=\(user)&count=50") }
            #expect(try await rows() == before)
            // Nobody is behind this one.
            let id = try #require(try await server.ask("/v1/search?q=the").json()["recommendation_id"]?.string)
            #expect(try await server.ask("/v1/recommendations/\(id)").status == 404)
        }
    }
}

@Suite struct IntentRoutesTests {
    @Test func aQueryIsUnderstoodSaidAndCorrected() async throws {
        try await TestServer.run { (server) async throws in
            let json = try await server.ask("GET", "/v1/intent?q=90s%20comedies%20under%20two%20hours").json()
            #expect(json["understood_by"]?.string == "built-in")
            #expect(json["sentence"]?.string == "Comedies, from the 1990s, under 120 minutes")
            #expect(json["slots"]?.array?.compactMap { $0["key"]?.string } == ["years", "genre:comedy", "runtime"])
            let corrected = try await server.ask("GET", "/v1/intent?q=90s%20comedies%20under%20two%20hours&intent_without=years%7Cruntime")
                .json()
            #expect(corrected["sentence"]?.string == "Comedies")
            let found = try await server.ask("GET", "/v1/search?q=90s%20comedies&intent_without=years").json()
            #expect(found["intent"]?["sentence"]?.string == "Comedies")
            let many = (0..<60).map { "genre:\($0)" }.joined(separator: "%7C")
            #expect(try await server.ask("GET", "/v1/intent?q=a&intent_without=\(many)").status == 400)
        }
    }
}
