import Serving
import Synchronization

/// Lets one turn at a time through to a stored conversation: of two at once the second would overwrite what the first came to.
///
/// Holds for one process; a workspace has one server.
final class ConversationGate: Sendable {
    private struct Key: Hashable {
        let service: ObjectIdentifier
        let conversation: String
    }
    private let open = Mutex(Set<Key>())

    static let shared = ConversationGate()

    /// Runs a turn of a conversation; of one that nobody keeps nothing is to be guarded.
    ///
    /// - Throws: `ServingError.conflict` while another turn of it is answered; what the turn throws.
    func turn<Result: Sendable>(
        of conversation: String?, in service: TasteService, _ body: () async throws -> Result
    ) async throws -> Result {
        guard let conversation else { return try await body() }
        let key = Key(service: ObjectIdentifier(service), conversation: conversation)
        guard open.withLock({ $0.insert(key).inserted }) else {
            throw ServingError.conflict("another turn of this conversation is being answered; send this one again when it is done")
        }
        defer { _ = open.withLock { $0.remove(key) } }
        return try await body()
    }
}
