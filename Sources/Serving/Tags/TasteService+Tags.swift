import Datasets
import Storage
import Understanding
import Workspaces

/// A claim that a person should look at, with what they need to decide.
public struct ReviewedTag: Sendable {
    public var item: Item
    public var claim: TagClaim
}

/// A part of the queue.
public struct TagReview: Sendable {
    public var claims: [ReviewedTag]
    /// Claims in the queue, those before this part included.
    public var total: Int
    /// Titles that were described anew since they were tagged: the next run looks at them.
    public var waiting = 0
    /// Nil at the end.
    public var next: String?
}

extension TasteService {
    private static let reviewCursor: Cursor.Purpose = "tag-review"

    /// Claims, decisions and the queue.
    func shelf() throws -> TagShelf {
        TagShelf(vocabulary: try workspace.tagVocabulary(), documents: documents, store: workspace.store)
    }

    /// The tags that titles can have, and how many titles of the catalogue have each.
    ///
    /// - Throws: `WorkspaceError.configuration` when the workspace's vocabulary is damaged.
    public func tags() throws -> [(tag: Tag, titles: Int)] {
        let titles = try? host.current().titles
        return try workspace.tagVocabulary().tags.map { ($0, titles?.titles(.tag, $0.id).count ?? 0) }
    }

    /// What is known of a title's tags.
    ///
    /// - Throws: `ServingError.unknownItem`, `StorageError`.
    public func tags(of id: ItemID) throws -> [StandingTag] {
        guard try !workspace.store.items([id]).isEmpty else { throw ServingError.unknownItem(id.rawValue) }
        return try shelf().standing(of: id)
    }

    /// Notes what a person decided about a tag of a title; no run of the tagger takes it back.
    ///
    /// - Parameter person: who decided, as the audit log names them.
    /// - Throws: `ServingError` (`unknownItem`, `invalid` for a tag that is not in the vocabulary), `StorageError`.
    public func decide(_ isAccepted: Bool, _ tag: String, of id: ItemID, by person: String) throws -> [StandingTag] {
        let shelf = try shelf()
        guard shelf.vocabulary[tag] != nil else {
            throw ServingError.invalid(field: "tag", reason: "“\(tag.prefix(40))” is not in the vocabulary")
        }
        let standing = try titleChanges.withLock { _ in
            guard try !workspace.store.items([id]).isEmpty else { throw ServingError.unknownItem(id.rawValue) }
            return try shelf.decide(isAccepted, tag, of: id, by: person, at: now())
        }
        refreshTitles()
        return standing
    }

    /// Claims that nobody decided about, most uncertain first.
    ///
    /// - Parameter cursor: of an earlier part; nil begins. Decisions in between shift nothing.
    /// - Throws: `ServingError.invalid` for a cursor that is not this service's, `StorageError`.
    public func tagReview(cursor: String?, count: Int) throws -> TagReview {
        let shelf = try shelf()
        var after: String?
        if let cursor {
            var reader = try openCursor(cursor, for: Self.reviewCursor)
            after = reader.text()
        }
        let found = try shelf.review(after: after, limit: count)
        let items = try workspace.store.items(found.map(\.item)).reduce(into: [ItemID: Item]()) { $0[$1.id] = $1 }
        var review = TagReview(
            claims: found.compactMap { claim in items[claim.item].map { ReviewedTag(item: $0, claim: claim.claim) } },
            total: try shelf.reviewCount(), waiting: try shelf.waitingCount())
        if found.count == count, let last = found.last {
            var writer = CursorWriter()
            writer.write(last.key)
            review.next = try sealCursor(writer, for: Self.reviewCursor)
        }
        return review
    }
}
