import Datasets
import Storage
import Understanding

/// What came of asking a language model for tags.
public struct TagProposals: Sendable {
    /// By item id; of titles about which the model answered.
    public var claims: [String: [TagClaim]] = [:]
    /// Questions that went out, and those that ended without an answer, by `LanguageModelError.kind`.
    public var asked = 0
    public var failures: [String: Int] = [:]
    /// Titles that nobody asked about: the run's share was used up, or the model failed again and again.
    public var left = 0
}

extension Workspace {
    /// Failures one behind the other after which a run asks no more: nobody is there.
    static let tagFailureLimit = 5

    /// Asks a connected language model about titles with a synopsis that it was never asked about, a few at once.
    ///
    /// Whatever goes wrong costs a title its proposals and nothing else: the tagger's own claims need no model.
    /// - Parameters:
    ///   - most: titles that are asked about; the others wait for the next run.
    ///   - concurrency: questions under way at once.
    /// - Throws: `StorageError`, `WorkspaceError`.
    public func tagProposals(
        from model: any LanguageModel, most: Int, concurrency: Int = 2, deadline: Duration = .seconds(8)
    ) async throws -> TagProposals {
        let shelf = try tagShelf()
        var proposer = TagProposer(vocabulary: shelf.vocabulary, model: model)
        proposer.deadline = deadline
        let titles = try store.items().filter { item in
            guard let text = item.text, !text.isEmpty else { return false }
            return try shelf.claims(of: item.id)?.proposals.isEmpty ?? true
        }
        var found = TagProposals()
        found.left = titles.count
        var failed = 0
        var next = titles.prefix(max(0, most))[...]
        while !next.isEmpty, failed < Workspace.tagFailureLimit {
            let batch = next.prefix(max(1, concurrency)).map(\.tagged)
            next = next.dropFirst(batch.count)
            for (title, answer) in await Workspace.ask(proposer, batch) {
                found.asked += 1
                switch answer {
                case .success(let claims):
                    failed = 0
                    found.left -= 1
                    found.claims[title] = claims
                case .failure(let error):
                    failed += 1
                    found.failures[error.kind, default: 0] += 1
                }
            }
        }
        return found
    }

    /// A function of its own: in a task's closure, Swift 6.3 takes what a call with typed errors returns for an error.
    private static func outcome(_ proposer: TagProposer, _ title: TaggedTitle) async -> Result<[TagClaim], LanguageModelError> {
        do { return .success(try await proposer.proposals(for: title)) } catch { return .failure(error) }
    }

    /// The answers in the order of the titles.
    private static func ask(
        _ proposer: TagProposer, _ titles: [TaggedTitle]
    ) async -> [(String, Result<[TagClaim], LanguageModelError>)] {
        await withTaskGroup(of: (Int, Result<[TagClaim], LanguageModelError>).self) { group in
            for (place, title) in titles.enumerated() {
                group.addTask { (place, await outcome(proposer, title)) }
            }
            var answers: [Int: Result<[TagClaim], LanguageModelError>] = [:]
            for await (place, answer) in group { answers[place] = answer }
            return titles.indices.map { (titles[$0].id, answers[$0] ?? .failure(.late)) }
        }
    }
}
