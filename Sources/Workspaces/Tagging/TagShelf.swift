import Datasets
import Foundation
import Storage
import Understanding

/// The tags of a catalogue as they are kept: claims and decisions among a service's documents, given tags as the facet `tag` of the items.
///
/// A run writes claims, a person writes verdicts, nobody writes the other's; so neither waits for the other and no run takes back what
/// a person said.
public struct TagShelf: Sendable {
    public let vocabulary: TagVocabulary
    public let documents: any ServiceStore
    public let store: any EventStore

    /// From this confidence on a title has a tag.
    public static let givenFrom = TitleTagger.Options().givenFrom
    /// Claims in between are for a person to look at.
    public static let uncertain = 0.35..<0.65
    /// Claims in the queue, most uncertain first; beyond, nobody would come to them.
    static let longestQueue = 10_000

    public init(vocabulary: TagVocabulary, documents: any ServiceStore, store: any EventStore) {
        (self.vocabulary, self.documents, self.store) = (vocabulary, documents, store)
    }

    /// What is known of a title's tags, given ones first, by confidence; rejected ones last.
    ///
    /// - Throws: `StorageError`.
    public func standing(of item: ItemID) throws -> [StandingTag] {
        try standing(claims(of: item)?.claims ?? [], verdicts(of: item))
    }

    public func claims(of item: ItemID) throws -> TitleTags? { try read(item.rawValue, .titleTags) }
    public func verdicts(of item: ItemID) throws -> TagVerdicts { try read(item.rawValue, .tagVerdicts) ?? TagVerdicts() }

    /// Everybody's decisions, by item id.
    public func allVerdicts() throws -> [String: TagVerdicts] {
        try all(.tagVerdicts).reduce(into: [:]) { $0[$1.key] = try decoded($1) }
    }

    private func standing(_ claims: [TagClaim], _ verdicts: TagVerdicts) -> [StandingTag] {
        var found: [String: StandingTag] = [:]
        for claim in claims where vocabulary[claim.tag] != nil {
            found[claim.tag] = StandingTag(
                tag: claim.tag, confidence: claim.confidence, provenance: claim.provenance, evidence: claim.evidence,
                isGiven: claim.confidence >= Self.givenFrom, isAccepted: nil)
        }
        for (tag, verdict) in verdicts.verdicts where vocabulary[tag] != nil {
            found[tag] = StandingTag(
                tag: tag, confidence: verdict.isAccepted ? 1 : 0, provenance: .person, evidence: [verdict.by],
                isGiven: verdict.isAccepted, isAccepted: verdict.isAccepted)
        }
        return found.values.sorted { ($1.confidence, $0.tag) < ($0.confidence, $1.tag) }
    }

    // MARK: People

    /// Notes what a person decided, and gives the title the tag or takes it off.
    ///
    /// - Returns: the title's tags afterwards.
    /// - Throws: `StorageError`.
    public func decide(_ isAccepted: Bool, _ tag: String, of item: ItemID, by person: String, at time: Timestamp) throws -> [StandingTag] {
        var verdicts = try verdicts(of: item)
        verdicts.verdicts[tag] = TagVerdicts.Verdict(isAccepted: isAccepted, by: person, time: time)
        var changes = [ServiceChange.put(try document(.tagVerdicts, item.rawValue, verdicts, time))]
        let claims = try claims(of: item)?.claims ?? []
        if let claim = claims.first(where: { $0.tag == tag }) {
            changes.append(.remove(.tagReview, key: UncertainTag(item: item, claim: claim).key))
        }
        try documents.write(changes)
        let standing = standing(claims, verdicts)
        _ = try give([item: standing])
        return standing
    }

    /// Claims that nobody decided about, most uncertain first, those behind `after`.
    ///
    /// - Parameter after: the key of the last one that was seen; nil begins.
    /// - Throws: `StorageError`.
    public func review(after: String?, limit: Int) throws -> [UncertainTag] {
        try documents.documents(in: .tagReview, after: after, limit: limit).map { try decoded($0) }
    }

    public func reviewCount() throws -> Int { try documents.count(of: .tagReview) }

    // MARK: Runs

    /// Takes in what a run found; repeating it changes nothing.
    ///
    /// - Parameter found: by item.
    /// - Returns: how many titles' claims changed, and how many titles' given tags.
    /// - Throws: `StorageError`.
    func keep(_ found: [ItemID: TitleTags], at time: Timestamp) throws -> (claims: Int, given: Int) {
        var (changed, given) = (0, 0)
        for batch in found.keys.sorted().chunked(500) {
            var changes: [ServiceChange] = []
            var standing: [ItemID: [StandingTag]] = [:]
            for item in batch {
                let tags = found[item]!
                if try claims(of: item) != tags { changes.append(.put(try document(.titleTags, item.rawValue, tags, time))) }
                standing[item] = self.standing(tags.claims, try verdicts(of: item))
            }
            changed += changes.count
            for item in batch where try documents.document(item.rawValue, in: .tagWaiting) != nil {
                changes.append(.remove(.tagWaiting, key: item.rawValue))
            }
            try documents.write(changes)
            given += try give(standing)
        }
        try queue(time)
        return (changed, given)
    }

    /// Makes the queue anew from all claims.
    private func queue(_ time: Timestamp) throws {
        let verdicts = try allVerdicts()
        var wanted: [String: UncertainTag] = [:]
        for document in try all(.titleTags) {
            let tags: TitleTags = try decoded(document)
            for claim in tags.claims where Self.uncertain.contains(claim.confidence) && vocabulary[claim.tag] != nil {
                guard verdicts[document.key]?.verdicts[claim.tag] == nil else { continue }
                let uncertain = UncertainTag(item: ItemID(document.key), claim: claim)
                wanted[uncertain.key] = uncertain
            }
        }
        let kept = Set(wanted.keys.sorted().prefix(Self.longestQueue))
        var changes: [ServiceChange] = []
        for document in try all(.tagReview) where !kept.contains(document.key) { changes.append(.remove(.tagReview, key: document.key)) }
        for key in kept.sorted() {
            let new = try self.document(.tagReview, key, wanted[key]!, time)
            if try documents.document(key, in: .tagReview)?.data != new.data { changes.append(.put(new)) }
        }
        for batch in changes.chunked(2_000) { try documents.write(Array(batch)) }
    }

    /// Sets the facet `tag` of items to what they are given; everything else of an item is as it stands at this moment.
    private func give(_ standing: [ItemID: [StandingTag]]) throws -> Int {
        let changed = try store.items(Array(standing.keys)).compactMap { item -> Item? in
            let given = TagShelf.facet(standing[item.id] ?? [])
            guard (item.facets[.tag] ?? []) != (given ?? []) else { return nil }
            var item = item
            item.facets[.tag] = given
            return item
        }
        try store.replace(items: changed)
        return changed.count
    }

    // MARK: Documents

    private func all(_ collection: ServiceCollection) throws -> [ServiceDocument] {
        var found: [ServiceDocument] = []
        while true {
            let page = try documents.documents(in: collection, after: found.last?.key, limit: 4096)
            found += page
            if page.count < 4096 { return found }
        }
    }

    private func read<Value: Decodable>(_ key: String, _ collection: ServiceCollection) throws -> Value? {
        try documents.document(key, in: collection).map { try decoded($0) }
    }

    private func decoded<Value: Decodable>(_ document: ServiceDocument) throws -> Value {
        do { return try JSONDecoder().decode(Value.self, from: document.data) } catch {
            throw StorageError(
                .damaged, store: documents.name, "\(document.collection.rawValue)/\(document.key) cannot be read",
                advice: "Restore the workspace from a backup")
        }
    }

    private func document(
        _ collection: ServiceCollection, _ key: String, _ value: some Encodable, _ time: Timestamp
    ) throws -> ServiceDocument {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return ServiceDocument(collection, key: key, time: time, data: try encoder.encode(value))
    }
}

extension Array {
    fileprivate func chunked(_ length: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: length).map { self[$0..<Swift.min(count, $0 + length)] }
    }
}
