import Foundation
import TastemakerClient
import TestSupport
import Testing

@Suite struct ClientLinesTests {
    private func results(of bytes: String, longestLine: Int = 1000) async throws -> [EventResult] {
        let server = try ScriptedServer { _ in .bytes(bytes) }
        defer { server.end() }
        let client = TastemakerClient(ClientConfiguration(address: server.address, deadline: 300, longestLine: longestLine))
        var results: [EventResult] = []
        do {
            for try await result in try await client.results(of: [Event(id: "1", kind: "play"), Event(id: "2", kind: "play")]) {
                results.append(result)
            }
        } catch {
            await client.shutdown()
            throw error
        }
        await client.shutdown()
        return results
    }

    private static let head = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n"
    private static let first = #"{"line":1,"id":"1","result":"accepted"}"#
    private static let second = #"{"line":2,"id":"2","result":"duplicate"}"#

    @Test(arguments: ["\n", "\r\n", "\n\n\n", "\n  \n"]) func linesComeOneByOne(_ separator: String) async throws {
        let results = try await results(of: Self.head + Self.first + separator + Self.second)
        #expect(results.map(\.result) == ["accepted", "duplicate"])
    }

    @Test func aLineTooLongIsRefused() async throws {
        await #expect(throws: ClientError.self) {
            try await results(of: Self.head + String(repeating: " ", count: 5000) + Self.first, longestLine: 1000)
        }
    }

    @Test func aBrokenLineIsRefused() async throws {
        await #expect(throws: ClientError.self) { try await results(of: Self.head + Self.first + "\n{\"line\":2,") }
    }

    @Test func aCutAnswerIsAnError() async throws {
        let cut = "HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n" + Self.first + "\n"
        await #expect(throws: ClientError.self) { try await results(of: cut) }
    }

    @Test func fewerResultsThanEventsAreAnError() async throws {
        let server = try ScriptedServer { _ in .bytes(Self.head + Self.first + "\n") }
        defer { server.end() }
        let client = TastemakerClient(address: server.address)
        let events = [Event(id: "1", kind: "play"), Event(id: "2", kind: "play")]
        await #expect(throws: ClientError.self) { try await client.send(events) }
        await client.shutdown()
    }
}
