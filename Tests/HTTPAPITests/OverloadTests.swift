import AsyncHTTPClient
import Foundation
import HTTPAPI
import HTTPTypes
import Synchronization
import TestSupport
import Testing

/// Opens when it is told to: lets a test hold requests inside.
private final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    let entered = Atomic<Int>(0)
    func wait() {
        entered.wrappingAdd(1, ordering: .relaxed)
        _ = semaphore.wait(timeout: .now() + 600)
    }
    func open(_ count: Int) { for _ in 0..<count { semaphore.signal() } }
}

@Suite struct OverloadTests {
    private func held(_ gate: Gate) -> Route {
        Route(.get, "/test/held", "getHeld", .read, isDocumented: false) { _ in
            gate.wait()
            return .object { $0.field("done", true) }
        }
    }

    @Test func aFullLaneRefusesAtOnceAndOthersGoOn() async throws {
        var options = TestServer.patient
        options.pageThreads = 2
        options.pageQueue = 4
        let gate = Gate()
        try await TestServer.run(options: options, more: { [route = held(gate)] _ in [route] }) { server in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await server.ask("GET", "/test/held", headers: ["X-Timeout-Ms": "600000"]).status }
                }
                try await eventually { server.lane("pages") == 4 }
                for _ in 0..<20 {
                    let refused = try await server.ask("GET", "/v1/users/1/recommendations")
                    #expect(refused.status == 503 && refused.headers["retry-after"] != nil)
                    #expect(try refused.json()["type"]?.string == "/docs#problem-overloaded")
                }
                // Another lane is not touched.
                #expect(try await server.ask("GET", "/v1/overview").status == 200)
                gate.open(4)
                for try await status in group { #expect(status == 200) }
            }
            try await eventually { server.lane("pages") == 0 }
            #expect(try await server.ask("GET", "/v1/users/1/recommendations").status == 200)
            #expect(try await server.ask("GET", "/metrics").text.contains(#"tastemaker_lane_refused_total{lane="pages"} 20"#))
        }
    }

    @Test func whatNobodyWaitsForAnyMoreIsNotBegun() async throws {
        var options = TestServer.patient
        options.pageThreads = 1
        let gate = Gate()
        try await TestServer.run(options: options, more: { [route = held(gate)] _ in [route] }) { server in
            async let first = server.ask("GET", "/test/held", headers: ["X-Timeout-Ms": "600000"]).status
            try await eventually { gate.entered.load(ordering: .relaxed) == 1 }
            async let late = server.ask("GET", "/test/held", headers: ["X-Timeout-Ms": "1"]).status
            try await eventually { server.lane("pages") == 2 }
            gate.open(1)
            let (begun, refused) = try await (first, late)
            #expect(begun == 200 && refused == 503)
            #expect(gate.entered.load(ordering: .relaxed) == 1)
        }
    }

    @Test func anEndInOrderAnswersWhatIsUnderWay() async throws {
        let gate = Gate()
        let closed = Guarded<[String]>([])
        let host = try APIHost(
            service: try SmallWorld.service(), options: ServerOptions(port: 0), logger: .init(label: "test"),
            now: { SmallWorld.wallClock() }, seconds: SmallWorld.steadyClock, random: { .random(in: .min ... .max) })
        let key = try host.keys.make(name: "test", scopes: [.admin]).text
        let server = try APIServer(host, more: [held(gate)])
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await server.run(
                    closing: [{ closed.withLock { $0.append("events") } }, { closed.withLock { $0.append("stores") } }],
                    onReady: { continuation.yield($0) })
            }
            let port = try #require(await ports.first { _ in true })
            var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)/test/held")
            request.headers.add(name: "Authorization", value: "Bearer \(key)")
            request.headers.add(name: "X-Timeout-Ms", value: "600000")
            let (asked, client) = (request, HTTPClient.shared)
            async let answer = client.execute(asked, timeout: .seconds(600)).status.code
            try await eventually { gate.entered.load(ordering: .relaxed) == 1 }
            server.shutdown()
            server.shutdown()
            try await eventually { host.readiness == .stopping }
            #expect(closed.withLock { $0 } == [])
            gate.open(1)
            let status = try await answer
            #expect(status == 200)
            try await group.waitForAll()
        }
        #expect(closed.withLock { $0 } == ["events", "stores"])
    }
}

extension TestServer {
    /// Requests under way or waiting in a lane.
    func lane(_ name: String) -> Int { host.depths[name] ?? -1 }
}
