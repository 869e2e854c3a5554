import Foundation
import HTTPAPI
import Serving
import Testing

@Suite struct ChatRoutesTests {
    private func body(_ fields: [String: Any]) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: fields), as: UTF8.self)
    }

    @Test func aTurnAnswersWithTextCardsAndState() async throws {
        try await TestServer.run { (server) async throws in
            let answer = try await server.ask("POST", "/v1/chat", body: #"{"message":"a comedy from the 90s"}"#)
            #expect(answer.status == 200)
            let json = try answer.json()
            let items = json["items"]?.array ?? []
            #expect(items.count == 3 && json["conversation"] == nil && json["engine"]?.string == "built-in")
            #expect(items.allSatisfy { $0["genres"]?.array?.contains { $0.string == "Comedy" } ?? false })
            #expect(json["pieces"]?.array?.contains { $0["key"]?.string == "genre:comedy" } ?? false)
            // The state travels with the next turn.
            var state = JSONWriter(capacity: 100)
            state.value(try #require(json["state"]))
            let next = try await server.ask(
                "POST", "/v1/chat",
                body: #"{"message":"something else","state":"# + String(decoding: state.bytes, as: UTF8.self) + #","without":["years"]}"#)
            #expect(next.status == 200)
            let ids = Set(items.compactMap { $0["id"]?.string })
            let others = try next.json()["items"]?.array?.compactMap { $0["id"]?.string } ?? []
            #expect(others.count == 3 && ids.isDisjoint(with: others))
            #expect(try !(next.json()["pieces"]?.array?.contains { $0["key"]?.string == "years" } ?? true))
        }
    }

    @Test func aStreamTellsWordsCardsStateAndEnd() async throws {
        try await TestServer.run { (server) async throws in
            for (body, headers) in [
                (#"{"message":"thrillers","stream":true}"#, [:]), (#"{"message":"thrillers"}"#, ["Accept": "text/event-stream"]),
            ] {
                let answer = try await server.ask("POST", "/v1/chat", headers: headers, body: body)
                #expect(answer.status == 200 && answer.headers["content-type"] == "text/event-stream")
                let events = answer.text.components(separatedBy: "\n\n").filter { !$0.isEmpty }.map { $0.components(separatedBy: "\n") }
                let names = events.map { $0[0] }
                #expect(names.first == "event: delta" && names.suffix(2) == ["event: state", "event: done"])
                #expect(names.filter { $0 == "event: item" }.count == 3)
                var text = ""
                for event in events where event[0] == "event: delta" {
                    text +=
                        try JSONReader.read(
                            bytes: Array(event[1].dropFirst(6).utf8), limits: .init(depth: 8, elements: 100, string: 10_000))["text"]?
                        .string ?? ""
                }
                #expect(!text.isEmpty && answer.text.contains("\"act\":\"recommend\""))
            }
            // What is wrong with the request has a status, not an event.
            #expect(try await server.ask("POST", "/v1/chat", body: #"{"message":"","stream":true}"#).status == 400)
        }
    }

    @Test func conversationsOfUsersAreRememberedAndForgotten() async throws {
        try await TestServer.run { (server) async throws in
            let first = try await server.ask("POST", "/v1/chat", body: #"{"message":"I loved Heat","user":"talker","consent":true}"#)
            #expect(first.status == 200)
            let id = try #require(try first.json()["conversation"]?.string)
            #expect(try first.json()["recorded"]?.array?.first?.string == "heat-1995")
            let second = try await server.ask(
                "POST", "/v1/chat", body: try body(["message": "what do you remember?", "user": "talker", "conversation": id]))
            #expect(try second.text.contains("Heat") && (second.json()["act"]?.string) == "memory")
            let memory = try await server.ask("GET", "/v1/users/talker/chat").json()
            #expect(memory["conversations"]?.array?.first?["turns"]?.array?.count == 2)
            #expect(
                try await server.ask("POST", "/v1/chat", body: try body(["message": "more", "user": "other", "conversation": id])).status
                    == 400)
            #expect(try await server.ask("DELETE", "/v1/users/talker/chat").json()["forgotten"]?.integer == 1)
            #expect(try await server.ask("GET", "/v1/users/talker/chat").json()["conversations"]?.array?.isEmpty == true)
            #expect(try await server.ask("DELETE", "/v1/users/talker/chat?conversation=none-such").status == 404)
        }
    }

    @Test func aKeyThatMayOnlyReadStoresNothingAndATokenNamesNobodyElse() async throws {
        try await TestServer.run { (server) async throws in
            let reader = try server.host.keys.make(name: "reader", scopes: [.read]).text
            let told = #"{"message":"I loved Heat","user":"reader-user","consent":true}"#
            #expect(try await server.ask("POST", "/v1/chat", key: reader, body: told).status == 403)
            let answer = try await server.ask("POST", "/v1/user-tokens", body: #"{"user":"own"}"#)
            let token = try #require(try answer.json()["token"]?.string)
            #expect(
                try await server.ask("POST", "/v1/chat", key: token, body: #"{"message":"a comedy","company":["other"]}"#).status == 403)
            #expect(try await server.ask("POST", "/v1/chat", key: token, body: #"{"message":"a comedy","user":"other"}"#).status == 403)
            let own = try await server.ask("POST", "/v1/chat", key: token, body: #"{"message":"a comedy","user":"me"}"#)
            #expect(try own.status == 200 && (own.json()["conversation"]?.string) != nil)
        }
    }

    @Test func badBodiesAreRefused() async throws {
        let bodies = [
            "[]", "{", "", "{}", #"{"message":1}"#, #"{"message":"a","other":1}"#, #"{"message":"a","state":{"intent":1}}"#,
            #"{"message":"a","state":[]}"#, #"{"message":"a","count":0}"#, #"{"message":"a","user":""}"#,
            #"{"message":"a","user":"u","history":[]}"#, #"{"message":"a","earlier":[1]}"#, #"{"message":"a","conversation":"x"}"#,
            #"{"message":"a","country":"xx"}"#, #"{"message":"a","without":["\#(String(repeating: "k", count: 400))"]}"#,
        ]
        try await TestServer.run { (server) async throws in
            for body in bodies { #expect(try await server.ask("POST", "/v1/chat", body: body).status == 400, "\(body)") }
        }
    }
}
