import Datasets
import Foundation
import HTTPAPI
import Serving
import Storage
import Testing

@Suite struct AuditTests {
    /// A log of forty entries, and the documents that it lies in.
    private func log() throws -> (host: APIHost, documents: any ServiceStore) {
        let host = try APIHost(
            service: try SmallWorld.service(), logger: .init(label: "test"), now: { SmallWorld.wallClock() }, seconds: { 0 }, random: { 1 })
        for number in 0..<40 {
            try host.audit.note(principal: "key:a", action: "createKey", target: "t\(number)", status: 201, request: "r\(number)")
        }
        return (host, host.service.documents)
    }

    @Test func whatWasWrittenIsIntact() throws {
        let (host, _) = try log()
        #expect(try host.audit.problems() == [])
        #expect(try host.audit.page(before: nil, count: 3).entries.map(\.number) == [40, 39, 38])
        #expect(try host.audit.page(before: 3, count: 10).entries.map(\.number) == [2, 1])
    }

    /// All pages, and whether each is intact.
    private func pages(_ log: AuditLog, count: Int) throws -> [AuditLog.Page] {
        var pages = [try log.page(before: nil, count: count)]
        while let next = pages.last?.next, pages.count < 100 { pages.append(try log.page(before: next, count: count)) }
        return pages
    }

    @Test func pagesHoldEveryEntryOnce() throws {
        let (host, documents) = try log()
        for count in [1, 3, 7, 39, 40, 41, 500] {
            let pages = try pages(host.audit, count: count)
            #expect(pages.flatMap(\.entries).map(\.number) == Array((1...40).reversed()), "\(count)")
            #expect(pages.allSatisfy { $0.isIntact }, "\(count)")
        }
        let empty = AuditLog(documents: MemoryServiceStore(), secret: host.keys.secret) { SmallWorld.wallClock() }
        let nothing = try empty.page(before: nil, count: 5)
        #expect(nothing.entries.isEmpty && nothing.next == nil && nothing.isIntact)
        #expect(try documents.count(of: .audit) == 41)
    }

    @Test func whoeverReadsAllPagesFindsEveryEdit() throws {
        let (host, documents) = try log()
        for victim in try documents.documents(in: .audit, after: nil, limit: 100) {
            var changed = victim
            changed.data[changed.data.count / 2] ^= 1
            for damage in [ServiceChange.remove(.audit, key: victim.key), .put(changed)] {
                try documents.write([damage])
                let damaged = try pages(host.audit, count: 7)
                #expect(damaged.contains { !$0.isIntact }, "\(victim.key)")
                try documents.put(victim)
            }
        }
        let whole = try pages(host.audit, count: 7)
        #expect(whole.allSatisfy { $0.isIntact })
    }

    @Test func aPageReadsNoMoreThanItShows() throws {
        let (host, documents) = try log()
        let counting = CountingStore(documents)
        let log = AuditLog(documents: counting, secret: host.keys.secret) { SmallWorld.wallClock() }
        #expect(try log.page(before: nil, count: 5).entries.count == 5)
        #expect(counting.read <= 8)
    }

    @Test func everyEditAndEveryDeletionIsFound() throws {
        let (host, documents) = try log()
        let all = try documents.documents(in: .audit, after: nil, limit: 100)
        var random = SystemRandomNumberGenerator()
        for round in 0..<1000 {
            let victim = all.randomElement(using: &random)!
            if round % 4 == 0 {
                try documents.remove(victim.key, in: .audit)
            } else {
                var damaged = victim
                let position = Int.random(in: 0..<damaged.data.count, using: &random)
                damaged.data[position] ^= UInt8.random(in: 1...255, using: &random)
                try documents.put(damaged)
            }
            let found = try host.audit.problems()
            #expect(!found.isEmpty, "round \(round): \(victim.key)")
            try documents.put(victim)
        }
        #expect(try host.audit.problems() == [])
    }

    @Test func operatorsLeaveATraceWithoutSecretsAndNames() async throws {
        try await TestServer.run { server in
            let made = try await server.ask("POST", "/v1/keys", body: #"{"name":"app","scopes":["read"]}"#)
            let key = try #require(try made.json()["key"]?.string)
            let answer = try await server.ask("GET", "/v1/audit?count=5")
            #expect(try answer.json()["is_intact"] == .bool(true))
            #expect(try answer.json()["entries"]?.array?.first?["action"]?.string == "createKey")
            #expect(!answer.text.contains(key.suffix(43)))
        }
    }
}
