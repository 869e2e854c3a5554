import HTTPAPI
import Testing

@Suite struct ServerTests {
    @Test func recommendationsSayWhatTheyAre() async throws {
        try await TestServer.run { server in
            let answer = try await server.ask("GET", "/v1/users/1/recommendations?count=5")
            #expect(answer.status == 200)
            let json = try answer.json()
            #expect(json["items"]?.array?.count == 5)
            #expect(json["model_version"]?.string == "small-data")
            #expect(json["recommendation_id"]?.string?.isEmpty == false)
            #expect(json["took_ms"]?.double ?? -1 >= 0)
            for item in json["items"]?.array ?? [] {
                #expect(item["id"]?.string?.isEmpty == false && item["title"]?.string?.isEmpty == false)
                #expect(item["score"]?.double != nil && item["source"]?.string?.isEmpty == false && item["propensity"]?.double ?? 0 > 0)
            }
        }
    }

    @Test func nobodyReadsWithoutAKey() async throws {
        try await TestServer.run { server in
            let answer = try await server.ask("GET", "/v1/users/1/recommendations", key: "")
            #expect(answer.status == 401)
            #expect(answer.headers["content-type"] == "application/problem+json")
            #expect(answer.headers["www-authenticate"] == "Bearer")
            #expect(try answer.json()["type"]?.string == "/docs#problem-unauthorized")
            #expect(try await server.ask("GET", "/v1/users/1/recommendations", key: "tk_wrong_key").status == 401)
        }
    }

    @Test func healthIsOpenAndReady() async throws {
        try await TestServer.run { server in
            #expect(try await server.ask("GET", "/health/live", key: "").status == 200)
            let ready = try await server.ask("GET", "/health/ready", key: "")
            #expect(ready.status == 200)
            #expect(try ready.json()["model_version"]?.string == "small-data")
        }
    }

    @Test func whatIsNotThereIsSaidSo() async throws {
        try await TestServer.run { server in
            #expect(try await server.ask("GET", "/nothing").status == 404)
            let other = try await server.ask("POST", "/v1/users/1/recommendations", body: "{}")
            #expect(other.status == 405)
            #expect(other.headers["allow"] == "GET")
            let wrong = try await server.ask("GET", "/v1/users/1/recommendations?count=0&other=1")
            #expect(wrong.status == 400)
            #expect(try wrong.json()["errors"]?.array?.first?["parameter"]?.string == "count")
        }
    }
}
