import Conversation
import Datasets
import Foundation
import Serving
import Storage
import Synchronization
import Workspaces

/// The demonstration's catalogue with invented running times and ages, a few simulated people, and services over it.
package final class DialogueWorld: Sendable {
    package let service: TasteService
    package let catalog: Catalog
    private let folder: String
    private let minutes: [ItemID: Int]
    private let ages: [ItemID: Int]
    /// The day on which everything happens.
    package static let today = Timestamp(seconds: 1_795_000_000)

    /// - Parameter more: titles beside those of the demonstration.
    package init(users: Int = 12, more: [Item] = []) throws {
        folder = NSTemporaryDirectory() + "dialogue-world-" + UUID().uuidString
        var workspace = try Workspace.openOrCreate(folder)
        _ = try workspace.importSimulatedAudience(.init(users: users, seed: 1))
        let draws = Mutex<UInt64>(0)
        let start = ContinuousClock.now
        service = TasteService(
            workspace: workspace, documents: MemoryServiceStore(), now: { DialogueWorld.today },
            seconds: { (ContinuousClock.now - start) / .seconds(1) },
            random: {
                draws.withLock {
                    $0 += 1; return StableHash.mix($0)
                }
            })
        try service.host.reload()
        let items = try service.host.current().titles.catalog.items + more
        minutes = Dictionary(uniqueKeysWithValues: items.map { ($0.id, DialogueWorld.minutes($0)) })
        ages = Dictionary(uniqueKeysWithValues: items.map { ($0.id, DialogueWorld.age($0)) })
        try service.put(
            items.map {
                TitleDocument($0, facts: TitleFacts(maturity: DialogueWorld.age($0), duration: Float(60 * DialogueWorld.minutes($0))))
            })
        try service.host.reload()
        try service.prepareSearch()
        catalog = try service.host.current().titles.catalog
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Invented: between 78 and 170.
    private static func minutes(_ item: Item) -> Int { 78 + Int(StableHash.of(item.id.rawValue, seed: 17) % 93) }

    /// Invented from the genres.
    private static func age(_ item: Item) -> Int {
        let genres = Set(item.facets[.genre] ?? [])
        if !genres.isDisjoint(with: ["Horror", "Slasher", "Thriller", "Crime", "War", "Film Noir"]) { return 16 }
        if !genres.isDisjoint(with: ["Animation", "Family"]) { return 6 }
        return genres.contains("Action") ? 12 : 11
    }

    package func minutes(_ id: ItemID) -> Int { minutes[id] ?? 0 }
    package func age(_ id: ItemID) -> Int { ages[id] ?? 0 }
    package func item(_ id: ItemID) -> Item? { catalog.index(of: id).map { catalog[$0] } }

    /// A turn from its first event to its last.
    package func say(
        _ message: String, to chat: ChatService, state: ChatState?, _ change: (inout ChatTurnRequest) -> Void = { _ in }
    ) async throws -> (reply: ChatReply, events: [ChatEvent]) {
        var request = ChatTurnRequest(message, state: state, at: Moment(time: DialogueWorld.today, surface: "chat"))
        change(&request)
        var events: [ChatEvent] = []
        var reply: ChatReply?
        for try await event in chat.turn(request) {
            events.append(event)
            if case .done(let done) = event { reply = done }
        }
        guard let reply else { throw NoReply() }
        return (reply, events)
    }

    package struct NoReply: Error {}
}
