import Datasets
import FoundationEssentials
import Serving
import Storage
import Understanding

extension ServiceCollection {
    /// `StoredConversation` by its id; its owner is whose it is, so that export and erasure reach it.
    public static let conversations: ServiceCollection = "conversations"
}

/// A conversation as it is kept.
struct StoredConversation: Sendable, Codable {
    var state: ChatState
    var turns: [ChatState.Turn]

    /// Turns that are kept; beyond, the oldest go.
    static let mostTurns = 50
}

/// Conversations of users among the documents of the service.
struct ChatStore {
    let service: TasteService

    /// Conversations of one person that are kept; beyond, the oldest go.
    static let mostConversations = 20

    /// - Throws: `ServingError.invalid` (`/conversation`) for one that is not there, or not theirs: nobody learns which.
    func read(_ id: String, of user: UserID) throws -> StoredConversation {
        let person = try service.canonical(user)
        guard let document = try service.documents.document(id, in: .conversations), document.owner == person else {
            throw ServingError.invalid(field: "/conversation", reason: "there is no such conversation; leave it out to begin one")
        }
        return try document.decoded(StoredConversation.self)
    }

    func write(_ conversation: StoredConversation, _ id: String, of user: UserID) throws {
        var conversation = conversation
        conversation.turns = Array(conversation.turns.suffix(StoredConversation.mostTurns))
        let person = try service.canonical(user)
        let document = try ServiceDocument(.conversations, key: id, owner: person, time: service.clockTime, encoding: conversation)
        let others = try all(of: person).filter { $0.key != id }.dropFirst(ChatStore.mostConversations - 1)
        try service.documents.write([.put(document)] + others.map { .remove(.conversations, key: $0.key) })
    }

    func memory(of user: UserID) throws -> ChatMemory {
        let titles = try service.talk().titles
        return ChatMemory(
            conversations: try all(of: service.canonical(user)).map { document in
                let stored = try document.decoded(StoredConversation.self)
                let ids = stored.state.told.map(\.id) + stored.state.seeds
                let names = Dictionary(
                    ids.compactMap { id in titles.catalog.index(of: id).map { (id, ShownText.title(titles[$0].title)) } }
                ) {
                    first, _ in first
                }
                return ChatMemory.Entry(
                    conversation: document.key, changed: document.time, sentence: StateSentence(stored.state).all(names: names).text,
                    state: stored.state, turns: stored.turns)
            })
    }

    func forget(_ user: UserID, _ id: String?) throws -> Int {
        let theirs = try all(of: service.canonical(user)).filter { id == nil || $0.key == id }
        if let id, theirs.isEmpty { throw ServingError.unknownConversation(id) }
        try service.documents.write(theirs.map { .remove(.conversations, key: $0.key) })
        return theirs.count
    }

    private func all(of person: UserID) throws -> [ServiceDocument] {
        try service.documents.latest(in: .conversations, owner: person, since: nil, before: nil, limit: 1_000)
    }
}
