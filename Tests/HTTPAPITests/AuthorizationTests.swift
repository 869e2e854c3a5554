import Datasets
import Foundation
import HTTPAPI
import HTTPTypes
import Testing

/// Every route with every kind of caller: what is expected follows from the table, what happens is asked of a server.
@Suite struct AuthorizationTests {
    private enum Caller: CaseIterable {
        case nobody, wrongKey, revokedKey, expiredKey, read, events, catalogue, admin, ownToken, otherToken, expiredToken, forgedToken
        case tokenOfRevokedKey
    }

    private struct Keys {
        var texts: [Caller: String]
        static let user = "matrix-user"

        init(_ server: TestServer) async throws {
            let ring = server.host.keys
            texts = [.nobody: "", .wrongKey: "tk_nobody_" + String(repeating: "A", count: 43), .admin: server.admin]
            for (caller, scope) in [(Caller.read, Scope.read), (.events, .events), (.catalogue, .catalogue)] {
                texts[caller] = try ring.make(name: "\(caller)", scopes: [scope]).text
            }
            let revoked = try ring.make(name: "revoked", scopes: [.admin])
            texts[.revokedKey] = revoked.text
            texts[.expiredKey] = try ring.make(
                name: "expired", scopes: [.admin], expires: Timestamp(rawValue: server.host.now().rawValue - 1)
            ).text
            texts[.ownToken] = try await Keys.token(server, Keys.user)
            texts[.otherToken] = try await Keys.token(server, "somebody-else")
            texts[.tokenOfRevokedKey] = try await Keys.token(server, Keys.user, key: revoked.text)
            _ = try ring.revoke(revoked.key.id)
            let own = texts[.ownToken]!
            texts[.forgedToken] = String(own.dropLast(1)) + (own.last == "A" ? "B" : "A")
            texts[.expiredToken] = "tu_" + own.dropFirst(3).reversed()
        }

        static func token(_ server: TestServer, _ user: String, key: String? = nil) async throws -> String {
            let answer = try await server.ask("POST", "/v1/user-tokens", key: key, body: #"{"user":"\#(user)"}"#)
            return try #require(try answer.json()["token"]?.string)
        }
    }

    /// 401, 403 or 404; nil where the caller is let in.
    private func refusal(_ route: Route, _ caller: Caller) -> Int? {
        let isValid: Bool =
            switch caller {
            case .wrongKey, .revokedKey, .expiredKey, .expiredToken, .forgedToken, .tokenOfRevokedKey: false
            default: true
            }
        guard isValid else { return 401 }
        guard case .key(let scope) = route.scope else { return nil }
        switch caller {
        case .nobody: return 401
        case .admin: return nil
        case .read: return scope == .read ? nil : 403
        case .events: return scope == .events ? nil : 403
        case .catalogue: return scope == .catalogue ? nil : 403
        case .ownToken: return route.users == .none ? 403 : nil
        case .otherToken: return route.users == .none ? 403 : route.users == .own ? 404 : nil
        default: return 401
        }
    }

    @Test func everyRouteLetsInWhomTheTableNamesAndNobodyElse() async throws {
        try await TestServer.run { server in
            let keys = try await Keys(server)
            for route in server.server.table.routes {
                // What would start work, or end what the test needs, is asked only by those who must not.
                let path = route.path.replacing("/**", with: "/x").replacing("{id}", with: Keys.user)
                    .replacing(/\{[a-z_]+\}/, with: "none-such")
                for caller in Caller.allCases {
                    let expected = refusal(route, caller)
                    // The body is none that any route takes, so that nothing happens where the caller is let in.
                    let body = route.method == .get || route.method == .delete ? nil : "[]"
                    if expected == nil, route.method != .get { continue }
                    let answer = try await server.ask(route.method.rawValue, path, key: keys.texts[caller]!, body: body)
                    let message: Comment = "\(route.label) as \(caller): \(answer.status) \(answer.text.prefix(300))"
                    if let expected {
                        #expect(answer.status == expected, message)
                    } else {
                        #expect(![401, 403, 500].contains(answer.status), message)
                    }
                }
            }
        }
    }

    /// A user token must not learn whether somebody exists.
    @Test func somebodyElseLooksLikeNobody() async throws {
        try await TestServer.run { server in
            let token = try await Keys.token(server, "1")
            let known = try await server.ask("GET", "/v1/users/2/recommendations", key: token, headers: ["X-Request-ID": "same"])
            let unknown = try await server.ask("GET", "/v1/users/2x/recommendations", key: token, headers: ["X-Request-ID": "same"])
            #expect(known.status == 404)
            #expect(known.text.replacing("/2/", with: "/") == unknown.text.replacing("/2x/", with: "/"))
            #expect(try await server.ask("GET", "/v1/users/me/recommendations", key: token).status == 200)
            #expect(try await server.ask("GET", "/v1/users/1/recommendations", key: token).status == 200)
        }
    }

    @Test func aRevokedKeyOpensNothingAtOnce() async throws {
        try await TestServer.run { server in
            let made = try await server.ask("POST", "/v1/keys", body: #"{"name":"app","scopes":["read"]}"#)
            #expect(made.status == 201)
            let (id, key) = (try #require(try made.json()["id"]?.string), try #require(try made.json()["key"]?.string))
            #expect(try await server.ask("GET", "/v1/users/1/recommendations?count=1", key: key).status == 200)
            #expect(try await server.ask("DELETE", "/v1/keys/\(id)").status == 200)
            #expect(try await server.ask("GET", "/v1/users/1/recommendations?count=1", key: key).status == 401)
            #expect(try await server.ask("GET", "/v1/keys").json()["keys"]?.array?.contains { $0["key"] != nil } == false)
        }
    }

    @Test func aKeyInAnAddressIsRefused() async throws {
        try await TestServer.run { server in
            let answer = try await server.ask("GET", "/v1/users/1/recommendations?key=\(server.admin)", key: "")
            #expect(answer.status == 400)
            #expect(!answer.text.contains(server.admin))
        }
    }

    @Test func aKeyIsStoredOnlyAsItsHash() async throws {
        try await TestServer.run { server in
            let secret = server.admin.suffix(43)
            for document in try server.host.service.documents.documents(in: .keys, after: nil, limit: 100) {
                #expect(!String(decoding: document.data, as: UTF8.self).contains(secret))
            }
        }
    }

    @Test func noPartOfATokenCanBeChanged() async throws {
        try await TestServer.run { server in
            let token = Array(try await Keys.token(server, "1").utf8)
            for position in stride(from: 3, to: token.count, by: 7) {
                var changed = token
                changed[position] = changed[position] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
                let answer = try await server.ask(
                    "GET", "/v1/users/1/recommendations?count=1", key: String(decoding: changed, as: UTF8.self))
                #expect(answer.status == 401, "byte \(position)")
            }
            for bad in [
                "tu_", "tu_.", "tu_e30.e30", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", "Basic abc", "tk_", "tk__",
                "tu_" + String(repeating: "A", count: 5000),
            ] {
                #expect(try await server.ask("GET", "/v1/users/1/recommendations", key: bad).status == 401, "\(bad.prefix(20))")
            }
        }
    }
}
