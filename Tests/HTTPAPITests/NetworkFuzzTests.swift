import Foundation
import HTTPAPI
import HTTPTypes
import Serving
import Testing

/// Damaged texts for every parser that the network reaches: an answer or a refusal, never a trap.
///
/// `TASTEMAKER_FUZZ=10000 swift test --filter Fuzz` tries more.
@Suite struct NetworkFuzzTests {
    static let rounds = Int(ProcessInfo.processInfo.environment["TASTEMAKER_FUZZ"] ?? "") ?? 400

    /// SplitMix64.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let pieces: [[UInt8]] = [
        "%", "%00", "%ff", "..", "/", "//", "?", "&", "=", "+", "\\u", "\\ud800", "\"", "{", "[", "-", "1e309", "00", "\u{0}", "é",
        "9223372036854775808", "T", ":", "+99:99", ".",
    ].map { Array($0.utf8) }

    private static func damaged(_ text: String, _ generator: inout Generator) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let position = Int.random(in: 0...bytes.count, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.insert(contentsOf: pieces.randomElement(using: &generator)!, at: position)
            case 1: if position < bytes.count { bytes[position] = UInt8.random(in: 0...255, using: &generator) }
            case 2: bytes.removeSubrange(min(position, bytes.count)..<min(position + 5, bytes.count))
            case 3: bytes = Array(bytes.prefix(position))
            default: bytes.insert(contentsOf: bytes.suffix(from: position), at: position)
            }
        }
        return Array(bytes.prefix(8192))
    }

    @Test func jsonReaderAnswersOrRefuses() {
        let seeds = [
            #"{"name":"app","scopes":["read"],"expires":"2026-03-01T21:30:00Z","n":-1.5e3,"t":[true,null,{"a":"\u00e9\ud83d\ude00"}]}"#
        ]
        var generator = Generator(state: 1)
        for _ in 0..<Self.rounds * 20 {
            let bytes = Self.damaged(seeds[0], &generator)
            guard let value = try? JSONReader.read(bytes: bytes) else { continue }
            // What was read is written and read again as the same.
            var json = JSONWriter()
            json.value(value)
            #expect((try? JSONReader.read(bytes: json.bytes)) == value)
        }
    }

    @Test func timesAndNumbersAnswerOrRefuse() {
        var generator = Generator(state: 2)
        for _ in 0..<Self.rounds * 20 {
            let text = String(decoding: Self.damaged("2026-03-01T21:30:00.250+02:00", &generator), as: UTF8.self)
            if let time = RFC3339.parse(text) { #expect(RFC3339.parse(RFC3339.text(time)) == time, "\(text)") }
        }
    }

    @Test func tokensAndHeadersAnswerOrRefuse() async throws {
        try await TestServer.run { server in
            let token = try await server.ask("POST", "/v1/user-tokens", body: #"{"user":"1"}"#).json()["token"]!.string!
            var generator = Generator(state: 3)
            for round in 0..<Self.rounds * 5 {
                let seed = [token, server.admin, "Bearer \(token)", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"][round % 4]
                let text = String(decoding: Self.damaged(seed, &generator), as: UTF8.self)
                var fields = HTTPFields()
                fields[[.authorization, HTTPField.Name("X-API-Key")!, HTTPField.Name("traceparent")!][round % 3]] = text
                let principal = server.host.principal(of: fields, query: text[...])
                #expect(principal == nil || principal == .anonymous || text.contains(token) || text.contains(server.admin), "\(text)")
            }
        }
    }

    @Test func addressesAnswerOrRefuse() async throws {
        try await TestServer.run { server in
            var generator = Generator(state: 4)
            let seeds = [
                "/v1/users/1/recommendations?count=5&at=2026-03-01T21:30:00Z&country=DE&maturity=12", "/v1/audit?before=5&count=2",
                "/console/index.html", "/v1/keys/abc",
            ]
            for round in 0..<Self.rounds {
                let target = Self.damaged(seeds[round % seeds.count], &generator).filter { $0 > 0x20 && $0 < 0x7F }
                let head =
                    "GET /\(String(decoding: target, as: UTF8.self).drop { $0 == "/" }) HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer \(server.admin)\r\n\r\n"
                let answer = try await RawConnection.exchange(port: server.port, head, seconds: 5)
                #expect(answer.hasPrefix("HTTP/1.1 ") && !answer.hasPrefix("HTTP/1.1 5"), "\(head)\n\(answer.prefix(500))")
            }
        }
    }
}
