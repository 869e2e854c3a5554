import Datasets
import Foundation
import Storage
import Understanding

extension TagShelf {
    /// Titles that are described anew, with the tags that still hold, and what has to be written beside them.
    ///
    /// A title that reads as before keeps what it was given. One that reads otherwise keeps what people decided; what a run claimed of
    /// the old words goes, out of the review queue as well, and the title waits for the next run. Whoever names other values of the
    /// facet `tag` than the stored ones means them.
    /// - Parameters:
    ///   - items: as they are to be stored.
    ///   - known: as they are stored; nothing for new ones.
    ///   - time: of the change.
    /// - Throws: `StorageError`.
    public func describedAnew(
        _ items: [Item], known: [ItemID: Item], at time: Timestamp
    ) throws -> (items: [Item], changes: [ServiceChange]) {
        // Where nothing was tagged there is nothing to keep, and no vocabulary to ask.
        guard try documents.count(of: .titleTags) + documents.count(of: .tagVerdicts) > 0 else { return (items, []) }
        var changes: [ServiceChange] = []
        let described = try items.map { item -> Item in
            let before = known[item.id]
            if let named = item.facets[.tag], named != before?.facets[.tag] { return item }
            let isSame = before.map { $0.reads(as: item) } ?? false
            if !isSame { changes += try forgetting(item.id, at: time) }
            let standing = try isSame ? standing(of: item.id) : accepted(item.id)
            var item = item
            item.facets[.tag] = TagShelf.facet(standing)
            return item
        }
        return (described, changes)
    }

    /// Titles that were described anew since they were tagged.
    public func waitingCount() throws -> Int { try documents.count(of: .tagWaiting) }

    /// What takes the claims of a run away; nothing where there are none.
    private func forgetting(_ item: ItemID, at time: Timestamp) throws -> [ServiceChange] {
        guard let claims = try claims(of: item)?.claims else { return [] }
        let uncertain = claims.filter { Self.uncertain.contains($0.confidence) }
        return uncertain.map { .remove(.tagReview, key: UncertainTag(item: item, claim: $0).key) } + [
            .remove(.titleTags, key: item.rawValue), .put(ServiceDocument(.tagWaiting, key: item.rawValue, time: time, data: Data())),
        ]
    }

    /// What people accepted, whatever a run says.
    private func accepted(_ item: ItemID) throws -> [StandingTag] {
        let verdicts = try verdicts(of: item)
        return verdicts.verdicts.compactMap { tag, verdict in
            guard verdict.isAccepted, vocabulary[tag] != nil else { return nil }
            return StandingTag(
                tag: tag, confidence: 1, provenance: .person, evidence: [verdict.by], isGiven: true, isAccepted: true)
        }
    }

    /// Given tags as the facet of an item has them; nil without any.
    static func facet(_ standing: [StandingTag]) -> [String]? {
        let given = standing.filter(\.isGiven).map(\.tag).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return given.isEmpty ? nil : given
    }
}

extension ServiceCollection {
    /// Titles that were described anew after they had been tagged, by item id; empty documents.
    public static let tagWaiting: ServiceCollection = "tag-waiting"
}

extension Item {
    /// Whether the tagger reads the same of both, whatever the order of values.
    fileprivate func reads(as other: Item) -> Bool {
        let (own, theirs) = (tagged, other.tagged)
        return own.title == theirs.title && own.synopsis == theirs.synopsis
            && own.facets.filter { !$0.value.isEmpty }.mapValues(Set.init) == theirs.facets.filter { !$0.value.isEmpty }.mapValues(Set.init)
    }
}
