import Datasets
import HTTPAPI
import Logging
import Synchronization
import TestSupport
import Testing

@Suite struct FiguresTests {
    @Test func metricsCountByRouteAndNeverByPath() async throws {
        try await TestServer.run { server in
            for user in 1...3 { _ = try await server.ask("GET", "/v1/users/person-\(user)/recommendations?count=1") }
            _ = try await server.ask("GET", "/nowhere/secret")
            let answer = try await server.ask("GET", "/metrics", key: "")
            #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            let text = answer.text
            #expect(text.contains(#"tastemaker_http_requests_total{route="/v1/users/{id}/recommendations",method="GET",status="200"} 3"#))
            #expect(text.contains(#"tastemaker_http_requests_total{route="none",method="",status="404"} 1"#))
            #expect(text.contains(#"le="+Inf"} 3"#) && !text.contains("person-") && !text.contains("secret"))
            for line in text.split(separator: "\n") where !line.hasPrefix("#") {
                #expect(
                    line.wholeMatch(of: /[a-zA-Z_:][a-zA-Z0-9_:]*(\{[^}]*(\{id\}[^}]*|\{[a-z]+\}[^}]*)*\})? -?[0-9.e+-]+/) != nil, "\(line)"
                )
            }
        }
    }

    @Test func theOverviewSaysRatesAndLatencies() async throws {
        try await TestServer.run { server in
            for _ in 0..<10 { _ = try await server.ask("GET", "/v1/users/1/recommendations?count=1") }
            let json = try await server.ask("GET", "/v1/overview").json()
            let route = try #require(json["routes"]?.array?.first { $0["operation"]?.string == "getRecommendations" })
            #expect(route["latency_ms"]?["count"]?.integer == 10 && route["statuses"]?["200"]?.integer == 10)
            let (p50, p99) = (route["latency_ms"]?["p50"]?.double ?? 0, route["latency_ms"]?["p99"]?.double ?? 0)
            #expect(p50 > 0 && p50 <= p99)
            #expect(json["lanes"]?.array?.count == 3 && json["memory_bytes"]?.integer ?? 0 > 0)
        }
    }

    @Test func logsAreLinesThatNobodyCanBreak() throws {
        let lines = Guarded<[[UInt8]]>([])
        var logger = Logger(label: "a") { label in
            JSONLogHandler(label: label, level: .info, now: { Timestamp(rawValue: 0) }) { line in lines.withLock { $0.append(line) } }
        }
        logger[metadataKey: "own"] = "1"
        logger.info("two\nlines \u{1B}[31m", metadata: ["user": "\"x\"\r\n"])
        logger.debug("not shown")
        let all = lines.withLock { $0 }
        #expect(all.count == 1 && all[0].filter { $0 == 10 }.count == 1 && !all[0].contains(0x1B))
        let json = try JSONReader.read(bytes: all[0])
        #expect(json["message"]?.string == "two\nlines \u{1B}[31m" && json["user"]?.string == "\"x\"\r\n" && json["own"]?.string == "1")
    }
}
