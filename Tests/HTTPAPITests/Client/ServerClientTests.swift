import Foundation
import TastemakerClient
import Testing

/// The client library against the real server: what one writes, the other reads.
@Suite struct ServerClientTests {
    private func with<Result: Sendable>(_ body: @escaping @Sendable (TastemakerClient) async throws -> Result) async throws -> Result {
        try await TestServer.run { server in
            let client = TastemakerClient(address: "http://127.0.0.1:\(server.port)", key: server.admin)
            do {
                let result = try await body(client)
                await client.shutdown()
                return result
            } catch {
                await client.shutdown()
                throw error
            }
        }
    }

    @Test func healthIsRead() async throws {
        let (isLive, isReady) = try await with { (try await $0.isLive(), try await $0.isReady()) }
        #expect(isLive && isReady)
    }

    @Test func listsAreReadAndGoOnWithoutRepeats() async throws {
        let (first, second) = try await with { client in
            let first = try await client.recommendations(for: "mara", Context(count: 5, device: "phone"))
            return (first, try await client.recommendations(for: "mara", Context(count: 5, cursor: first.next)))
        }
        #expect(first.items.count == 5)
        #expect(Set(first.items.map(\.id)).isDisjoint(with: second.items.map(\.id)))
        #expect(first.items.allSatisfy { $0.title != nil && $0.score != nil && $0.propensity != nil && $0.source != nil })
    }

    @Test func pagesAreRead() async throws {
        let page = try await with { try await $0.home(of: "mara", rows: 3, Context(count: 6)) }
        #expect((1...3).contains(page.rows.count))
        #expect(page.rows.allSatisfy { !$0.title.isEmpty && !$0.items.isEmpty })
    }

    @Test func sessionsAreAnswered() async throws {
        let history = [Event(item: "toy-story-1995", kind: "play"), Event(item: "finding-nemo-2003", kind: "play")]
        let (page, list) = try await with {
            (try await $0.home(ofSession: history, rows: 2, Context(count: 6)), try await $0.recommendations(forSession: history))
        }
        #expect(!page.rows.isEmpty && !list.items.isEmpty)
        #expect(!list.items.map(\.id).contains("toy-story-1995"))
    }

    @Test func whatIsWrongIsNamed() async throws {
        let error = try await with { client in
            do {
                _ = try await client.recommendations(for: "mara", Context(count: 0))
                return ClientError?.none
            } catch let error as ClientError { return error }
        }
        #expect(error?.kind == .invalid)
        #expect(error?.problem?.errors?.first?.parameter == "count")
        #expect(error?.problem?.requestID?.isEmpty == false)
    }
}
