import Datasets
import FoundationEssentials
import Storage

/// Whether a person lets models learn from them, as their document says; the same rule as `PersonRecord.allows`.
struct TrainingConsent: Decodable {
    private struct Decision: Decodable {
        var isGiven: Bool
        var until: Timestamp?
    }
    private var consents: [String: Decision]?

    /// Who was never asked is learned from: an import came with a right to its data.
    func allows(at time: Timestamp) -> Bool {
        guard let decision = consents?["train"] else { return true }
        guard let until = decision.until, until <= time else { return decision.isGiven }
        return !decision.isGiven
    }
}

extension Workspace {
    /// Name of the collection that holds what people allow.
    private static let people: ServiceCollection = "people"

    /// Users from whom models must not learn at a moment.
    ///
    /// - Throws: `StorageError`; a document that cannot be read stops the training, since it may be a refusal.
    public func usersNotForTraining(at time: Timestamp? = nil) throws -> Set<UserID> {
        guard let documents = try documentsIfAny() else { return [] }
        let time = time ?? Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000))
        let decoder = JSONDecoder()
        var refusing: Set<UserID> = []
        var last: String?
        while true {
            let page = try documents.documents(in: Workspace.people, after: last, limit: 4096)
            for document in page {
                guard let consent = try? decoder.decode(TrainingConsent.self, from: document.data) else {
                    throw StorageError(
                        .damaged, store: documents.name, "a document about a person cannot be read",
                        advice: "Restore the workspace from a backup; nothing was trained")
                }
                if !consent.allows(at: time) { refusing.insert(UserID(document.key)) }
            }
            guard page.count == 4096 else { return refusing }
            last = page.last?.key
        }
    }
}
