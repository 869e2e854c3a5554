import HTTPAPI
import Testing

@Suite struct WhyRouteTests {
    private func firstTitle(_ server: TestServer, _ user: String) async throws -> String {
        let list = try await server.ask("GET", "/v1/users/\(user)/recommendations?count=1&diversity=0&calibration=0").json()
        return try #require(list["items"]?.array?.first?["id"]?.string)
    }

    @Test func whyAnswersWithMeasurementsAndWords() async throws {
        try await TestServer.run { (server) async throws in
            let user = try SmallWorld.workspace.store.userIDs()[0].rawValue
            let title = try await firstTitle(server, user)
            let answer = try await server.ask("GET", "/v1/users/\(user)/why/\(title)")
            #expect(answer.status == 200)
            let json = try answer.json()
            // One place in fifty is drawn from the ten best.
            #expect(json["item"]?["id"]?.string == title && (1...10).contains(json["place"]?.integer ?? 0))
            #expect(json["reason"]?["text"]?.string?.isEmpty == false && json["took_ms"]?.double != nil)
            #expect(json["parts"]?.array?.isEmpty == false)
            #expect(json["faithfulness"]?["tried_tokens"]?.integer != nil)
            #expect(try await server.ask("GET", "/v1/users/\(user)/why/no-such-title").status == 404)
            #expect(try await server.ask("GET", "/v1/users/\(user)/why/\(title)?other=1").status == 400)
        }
    }

    @Test func aProfileIsReadCorrectedAndReset() async throws {
        try await TestServer.run { (server) async throws in
            let user = try SmallWorld.workspace.store.userIDs()[0].rawValue
            let profile = try await server.ask("GET", "/v1/users/\(user)/profile").json()
            let genre = try #require(profile["likes"]?.array?.first { $0["facet"]?.string == "genre" }?["value"]?.string)
            let body = "{\"corrections\":[{\"facet\":\"genre\",\"value\":\"\(genre)\",\"weight\":-1}]}"
            let changed = try await server.ask("PATCH", "/v1/users/\(user)/profile", body: body)
            #expect(changed.status == 200)
            #expect(try changed.json()["corrections"]?.array?.first?["weight"]?.double == -1)
            let one = try await server.ask("DELETE", "/v1/users/\(user)/profile?facet=genre&value=\(genre)")
            #expect(one.status == 204)
            #expect(try await server.ask("GET", "/v1/users/\(user)/profile").json()["corrections"]?.array?.isEmpty == true)
            #expect(try await server.ask("PATCH", "/v1/users/\(user)/profile", body: body).status == 200)
            #expect(try await server.ask("DELETE", "/v1/users/\(user)/profile?facet=cast").status == 204)
            #expect(try await server.ask("GET", "/v1/users/\(user)/profile").json()["corrections"]?.array?.count == 1)
            #expect(try await server.ask("DELETE", "/v1/users/\(user)/profile?facet=genre").status == 204)
            #expect(try await server.ask("GET", "/v1/users/\(user)/profile").json()["corrections"]?.array?.isEmpty == true)
            #expect(try await server.ask("DELETE", "/v1/users/\(user)/profile?facet=").status == 400)
            #expect(try await server.ask("DELETE", "/v1/users/\(user)/profile").status == 204)
            #expect(try await server.ask("GET", "/v1/users/\(user)/profile").json()["evidence"]?["events"]?.integer == 0)
        }
    }

    @Test func wrongCorrectionsNameTheField() async throws {
        try await TestServer.run { (server) async throws in
            let user = try SmallWorld.workspace.store.userIDs()[0].rawValue
            for body in [
                "{\"corrections\":[{\"facet\":\"colour\",\"value\":\"red\",\"weight\":1}]}",
                // Not zero, however near: it takes nothing back.
                "{\"corrections\":[{\"facet\":\"colour\",\"value\":\"red\",\"weight\":5e-75}]}",
                "{\"corrections\":[{\"facet\":\"genre\",\"value\":\"Drama\",\"weight\":2}]}", "{\"corrections\":[{\"facet\":\"genre\"}]}",
                "{\"other\":1}", "[]", "{",
            ] {
                #expect(try await server.ask("PATCH", "/v1/users/\(user)/profile", body: body).status == 400, "\(body)")
            }
            let missing = "{\"ignore\":[{\"item\":\"no-such\"}]}"
            #expect(try await server.ask("PATCH", "/v1/users/\(user)/profile", body: missing).status == 404)
        }
    }

    @Test func vectorsAndTokensAnswer() async throws {
        try await TestServer.run { (server) async throws in
            let user = try SmallWorld.workspace.store.userIDs()[0].rawValue
            // Little data has no space of vectors.
            #expect(try await server.ask("GET", "/v1/users/\(user)/embedding").status == 409)
            let title = try await firstTitle(server, user)
            #expect(try await server.ask("GET", "/v1/items/\(title)/embedding").status == 409)
            let tokens = try await server.ask("GET", "/v1/users/\(user)/tokens")
            #expect(tokens.status == 200)
            #expect(try tokens.json()["rows"]?.array?.isEmpty == false)
            #expect(try await server.ask("GET", "/v1/users/nobody/tokens").status == 404)
        }
    }
}
