import Foundation
import HTTPAPI
import Testing

/// What a stranger may send and what must not come of it.
@Suite struct HostileTests {
    /// Messages that two readers could divide differently.
    @Test(arguments: [
        "POST /v1/user-tokens HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\n\r\n",
        "POST /v1/user-tokens HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        "POST /v1/user-tokens HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
        "POST /v1/user-tokens HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/user-tokens HTTP/1.1\r\nHost: a\r\nContent-Length: 1e3\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nHost: a\r\nX-A: b\r\n folded\r\n\r\n", "GET /health/live HTTP/9.9\r\n\r\n", "\r\n\u{0}\u{1}\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nHost: a\r\nX\u{0}: b\r\n\r\n",
    ])
    func messagesWithTwoReadingsEndTheConnection(_ message: String) async throws {
        try await TestServer.run { server in
            let answer = try await RawConnection.exchange(port: server.port, message)
            let statuses = answer.split(separator: "\r\n").filter { $0.hasPrefix("HTTP/1.1 ") }
            #expect(statuses.count <= 1, "\(answer.prefix(300))")
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400") || answer.hasPrefix("HTTP/1.1 401"), "\(answer.prefix(300))")
        }
    }

    @Test func manyAndLongHeadersAreRefused() async throws {
        try await TestServer.run { server in
            let many = (0..<5000).map { "X-\($0): a\r\n" }.joined()
            let first = try await RawConnection.exchange(port: server.port, "GET /health/live HTTP/1.1\r\nHost: a\r\n\(many)\r\n")
            #expect(!first.hasPrefix("HTTP/1.1 200"))
            let long = String(repeating: "a", count: 100_000)
            let second = try await RawConnection.exchange(port: server.port, "GET /health/live HTTP/1.1\r\nHost: a\r\nX: \(long)\r\n\r\n")
            #expect(second.hasPrefix("HTTP/1.1 431") && second.contains("problem-headers-too-large"), "\(second.prefix(300))")
            let address = "GET /v1/search?q=\(long) HTTP/1.1\r\nHost: a\r\n\r\n"
            #expect(try await RawConnection.exchange(port: server.port, address).hasPrefix("HTTP/1.1 431"))
            #expect(try await server.ask("GET", "/health/live").status == 200)
        }
    }

    @Test func aLongBodyIsRefusedBeforeItIsRead() async throws {
        try await TestServer.run { server in
            let head = "POST /v1/keys HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(server.admin)\r\nContent-Length: 1000000000\r\n\r\n"
            let answer = try await RawConnection.exchange(port: server.port, head)
            #expect(answer.hasPrefix("HTTP/1.1 413"))
            #expect(answer.lowercased().contains("connection: close"))
            let chunk = "10000\r\n" + String(repeating: "a", count: 65_536) + "\r\n"
            let chunked = "POST /v1/keys HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(server.admin)\r\nTransfer-Encoding: chunked\r\n\r\n"
            #expect(try await RawConnection.exchange(port: server.port, chunked + chunk + chunk).contains("HTTP/1.1 413"))
        }
    }

    @Test func whoeverSendsNothingIsLetGo() async throws {
        var options = TestServer.patient
        options.idleTimeout = 0.3
        options.requestTimeout = 0.3
        try await TestServer.run(options: options) { server in
            // The server closes; the client would wait twenty times as long.
            let silence = try await RawConnection.exchange(port: server.port, "GET /health/li", seconds: 6)
            #expect(silence == "")
            let body = "POST /v1/keys HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(server.admin)\r\nContent-Length: 100\r\n\r\n{"
            let slow = try await RawConnection.exchange(port: server.port, body, seconds: 6)
            #expect(!slow.contains("HTTP/1.1 201"))
        }
    }

    @Test func everyAnswerCarriesTheSecurityHeaders() async throws {
        try await TestServer.run { server in
            for path in ["/health/live", "/nothing", "/v1/keys", "/console/", "/openapi.json", "/v1/users/1/recommendations?count=x"] {
                for key in ["", server.admin] {
                    let answer = try await server.ask("GET", path, key: key, headers: ["X-Request-ID": "abc.1"])
                    let policy = answer.headers["content-security-policy"] ?? ""
                    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "\(path)")
                    #expect(answer.headers["x-content-type-options"] == "nosniff" && answer.headers["referrer-policy"] == "no-referrer")
                    #expect(answer.headers["cross-origin-opener-policy"] == "same-origin" && answer.headers["x-frame-options"] == "DENY")
                    #expect(answer.headers["x-request-id"] == "abc.1" && answer.headers["date"] != nil)
                    #expect(
                        answer.headers["cache-control"]?.hasPrefix("no-") == true && answer.headers["access-control-allow-origin"] == nil)
                }
            }
        }
    }

    @Test func requestIDsThatWouldConfuseALogAreReplaced() async throws {
        try await TestServer.run { server in
            for bad in ["a b", "<script>", String(repeating: "a", count: 65), "é"] {
                let answer = try await server.ask("GET", "/health/live", headers: ["X-Request-ID": bad])
                #expect(answer.headers["x-request-id"]?.count == 32)
            }
            let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            #expect(
                try await server.ask("GET", "/health/live", headers: ["traceparent": trace]).headers["x-request-id"]
                    == "0af7651916cd43dd8448eb211c80319c")
        }
    }

    @Test func onlyNamedSitesMayCall() async throws {
        var options = TestServer.patient
        options.allowedOrigins = ["https://app.example"]
        try await TestServer.run(options: options) { server in
            let path = "/v1/users/1/recommendations?count=1"
            let known = try await server.ask("GET", path, headers: ["Origin": "https://app.example"])
            #expect(known.headers["access-control-allow-origin"] == "https://app.example" && known.headers["vary"] == "Origin")
            let other = try await server.ask("GET", path, headers: ["Origin": "https://evil.example"])
            #expect(other.headers["access-control-allow-origin"] == nil)
            let asked = ["Origin": "https://app.example", "Access-Control-Request-Method": "POST"]
            #expect(try await server.ask("OPTIONS", path, key: "", headers: asked).status == 204)
            let evil = ["Origin": "https://evil.example", "Access-Control-Request-Method": "POST"]
            #expect(try await server.ask("OPTIONS", path, key: "", headers: evil).status == 405)
        }
    }

    @Test func whoeverAsksTooOftenIsToldWhenToComeAgain() async throws {
        var options = TestServer.patient
        options.keyRate = .init(perSecond: 0.01, burst: 3)
        options.addressRate = .init(perSecond: 0.01, burst: 40)
        try await TestServer.run(options: options) { server in
            let other = try server.host.keys.make(name: "other", scopes: [.read]).text
            let path = "/v1/users/1/recommendations?count=1"
            for _ in 0..<3 { #expect(try await server.ask("GET", path).status == 200) }
            let limited = try await server.ask("GET", path, headers: ["X-Forwarded-For": "10.0.0.9"])
            #expect(limited.status == 429 && Int(limited.headers["retry-after"] ?? "") ?? 0 > 0)
            #expect(try await server.ask("GET", path, key: other).status == 200)
            // Guessing keys is dear.
            for _ in 0..<4 { #expect(try await server.ask("GET", path, key: "tk_a_b").status == 401) }
            #expect(try await server.ask("GET", path, key: "tk_a_b").status == 429)
            #expect(try await server.ask("GET", "/health/live", key: "").status == 429)
        }
    }

    @Test func plainHTTPStaysOnThisMachine() throws {
        let host = try APIHost(
            service: try SmallWorld.service(), options: ServerOptions(host: "0.0.0.0", port: 0), logger: .init(label: "test"),
            now: { SmallWorld.wallClock() }, seconds: { 0 }, random: { 1 })
        #expect(throws: ServerError.plainOffLoopback("0.0.0.0")) { try APIServer(host) }
        #expect("\(ServerError.plainOffLoopback("0.0.0.0"))".contains("--insecure"))
    }
}
