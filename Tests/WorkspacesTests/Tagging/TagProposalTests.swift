import Datasets
import Foundation
import Storage
import Synchronization
import Testing
import Understanding
import Workspaces

@Suite("Tags that a language model proposes to a workspace")
struct TagProposalTests {
    /// Answers as it is told, and counts.
    private final class Script: LanguageModel {
        let name = "a script"
        let count = Mutex(0)
        private let reply: @Sendable (Int, LanguageRequest) -> Result<String, LanguageModelError>
        init(_ reply: @escaping @Sendable (Int, LanguageRequest) -> Result<String, LanguageModelError>) { self.reply = reply }

        func answer(_ request: LanguageRequest) async throws(LanguageModelError) -> LanguageAnswer {
            let number = count.withLock { count in
                count += 1
                return count
            }
            return LanguageAnswer(text: try reply(number, request).get())
        }
    }

    private func world(_ titles: Int, _ body: (Workspace) async throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "proposals-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let workspace = try Workspace.openOrCreate(folder)
        try workspace.store.replace(
            items: (0..<titles).map {
                Item(id: ItemID("t\($0)"), domain: .film, title: "Title \($0)", text: "A gardener counts flowers, number \($0).")
            })
        try await body(workspace)
    }

    @Test func aProposalStandsInTheQueueWithTheModelsName() async throws {
        try await world(3) { (workspace) async throws in
            let found = try await workspace.tagProposals(from: Script { _, _ in .success(#"{"tags":["heist"]}"#) }, most: 10)
            #expect(found.claims.count == 3 && found.asked == 3 && found.left == 0 && found.failures.isEmpty, "\(found)")
            var request = TaggingRequest()
            request.proposals = found.claims
            _ = try workspace.tagTitles(request)
            let shelf = try workspace.tagShelf()
            let claim = try #require(try shelf.standing(of: ItemID("t0")).first { $0.tag == "heist" })
            #expect(claim.provenance == .model && claim.evidence == ["a script"] && !claim.isGiven)
            #expect(try shelf.review(after: nil, limit: 100).contains { $0.claim.tag == "heist" })
            // A title is asked about once, and a run without a model keeps what was proposed.
            let again = Script { _, _ in .success(#"{"tags":[]}"#) }
            #expect(try await workspace.tagProposals(from: again, most: 10).asked == 0)
            _ = try workspace.tagTitles(TaggingRequest())
            #expect(try shelf.standing(of: ItemID("t0")).contains { $0.tag == "heist" })
        }
    }

    @Test func aRunAsksNoMoreThanItsShare() async throws {
        try await world(9) { (workspace) async throws in
            let script = Script { _, _ in .success(#"{"tags":["heist"]}"#) }
            let found = try await workspace.tagProposals(from: script, most: 4, concurrency: 3)
            #expect(found.asked == 4 && found.left == 5 && script.count.withLock { $0 } == 4, "\(found)")
            #expect(try await workspace.tagProposals(from: script, most: 0).asked == 0)
        }
    }

    @Test func aFaultCostsOneTitleItsProposals() async throws {
        try await world(6) { (workspace) async throws in
            let script = Script { number, _ in
                number == 2 ? .failure(.late) : number == 4 ? .success("no") : .success(#"{"tags":["heist"]}"#)
            }
            let found = try await workspace.tagProposals(from: script, most: 6, concurrency: 1)
            #expect(
                found.asked == 6 && found.claims.count == 4 && found.failures == ["late": 1, "malformed": 1] && found.left == 2, "\(found)")
        }
    }

    @Test func nobodyThereIsFoundOutSoon() async throws {
        try await world(40) { (workspace) async throws in
            let script = Script { _, _ in .failure(.unreachable("nobody")) }
            let found = try await workspace.tagProposals(from: script, most: 40, concurrency: 2)
            #expect(found.asked <= 6 && found.claims.isEmpty && found.left == 40)
            // And the tagger needs nobody.
            #expect(try workspace.tagTitles(TaggingRequest()).titles == 40)
        }
    }
}
