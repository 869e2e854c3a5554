import Datasets
import Foundation
import Language
import Storage
import Understanding

/// How titles are to be tagged.
public struct TaggingRequest: Sendable {
    /// Only titles that no run has tagged yet; the others are read as their neighbours.
    public var onlyUntagged = false
    /// Whether the serving model's vectors say which titles are watched by the same people.
    public var readsBehaviour = true
    /// Folder of a sentence encoder; nil for the environment's, and for hashed n-grams where that names none.
    public var encoderFolder: String?
    /// A vocabulary to use from now on; it is kept in the workspace.
    public var vocabularyFile: String?
    /// What a language model proposed, by item id; none leaves earlier proposals as they are.
    public var proposals: [String: [TagClaim]] = [:]
    public var workers = 1
    public init() {}
}

/// What a run of the tagger did.
public struct TaggingReport: Sendable, Codable {
    /// Titles that were looked at, and those without any text.
    public var titles: Int
    public var silent: Int
    /// Titles with at least one tag, and tags given to all of them together.
    public var tagged: Int
    public var given: Int
    /// Titles whose claims, and whose given tags, differ from what was kept before.
    public var changedClaims: Int
    public var changedTitles: Int
    /// Claims for a person to look at.
    public var uncertain: Int
    /// Given tags by what they rest on.
    public var provenance: [String: Int]
    /// The most frequent given tags with their titles.
    public var frequent: [TagCount]
    public var encoder: String
    /// The model whose vectors were read; nil where none was.
    public var model: String?
    public var seconds: Double
    /// What came of asking a language model; nil where none was asked.
    public var proposals: Asked?

    public struct Asked: Sendable, Codable {
        /// Titles that it was asked about, and questions without an answer by their reason.
        public var asked: Int
        public var failures: [String: Int]
        /// Titles that wait for another run.
        public var left: Int
        public init(asked: Int, failures: [String: Int], left: Int) { (self.asked, self.failures, self.left) = (asked, failures, left) }
    }

    public struct TagCount: Sendable, Codable {
        public var tag: String
        public var titles: Int
    }
}

extension Workspace {
    /// The file of a workspace's own vocabulary.
    public static let vocabularyName = "tags.json"

    /// The workspace's own vocabulary, or the one of the program.
    ///
    /// - Throws: `WorkspaceError.configuration` naming what is wrong in the file.
    public func tagVocabulary() throws -> TagVocabulary {
        let path = folder + "/" + Self.vocabularyName
        guard FileSystemCall.exists(path) else { return .standard }
        return try Self.vocabulary(path)
    }

    private static func vocabulary(_ path: String) throws -> TagVocabulary {
        let bytes = [UInt8](try DurableFile.read(path))
        do throws(TagVocabularyError) { return try TagVocabulary(json: bytes) } catch {
            throw WorkspaceError(.configuration, "\(path): \(error.place): \(error.reason)", advice: "Correct the file, or remove it")
        }
    }

    /// Claims, decisions and the queue of this workspace.
    public func tagShelf() throws -> TagShelf { TagShelf(vocabulary: try tagVocabulary(), documents: try documents(), store: store) }

    /// Tags titles, and keeps claims and given tags; models read them at their next training.
    ///
    /// - Parameter progress: the step that begins.
    /// - Throws: `WorkspaceError` (`noData`, `locked`, `configuration`), `TextEncoderError`, `StorageError`.
    public func tagTitles(
        _ request: TaggingRequest, now: () -> Date = { Date() }, progress: (String) -> Void = { _ in }
    ) throws -> TaggingReport {
        let started = ContinuousClock.now
        let lock = try writerLock(purpose: "tag")
        defer { withExtendedLifetime(lock) {} }
        if let file = request.vocabularyFile { try adopt(vocabulary: file) }
        let shelf = try tagShelf()
        let items = try store.items()
        guard !items.isEmpty else {
            throw WorkspaceError(.noData, "the workspace \(folder) describes no titles", advice: "Import some with `tastemaker import`")
        }
        progress("reading titles")
        let behaviour = request.readsBehaviour ? try behaviourVectors(items) : nil
        let encoder = try (request.encoderFolder ?? TextEncoderFolder.path).map { try SentenceEncoder(folder: $0) }
        let decisions = try shelf.allVerdicts().mapValues(\.decisions)
        progress("tagging")
        let tagger = TitleTagger(vocabulary: shelf.vocabulary, encoder: encoder, options: .init(workers: request.workers))
        let claims = tagger.tag(items.map(\.tagged), behaviour: behaviour?.vectors ?? [], decisions: decisions)
        progress("keeping tags")
        var found: [ItemID: TitleTags] = [:]
        for (item, claims) in zip(items, claims) {
            let earlier = try shelf.claims(of: item.id)
            guard !request.onlyUntagged || earlier == nil else { continue }
            let own = claims.filter { $0.provenance != .person }
            let proposed = request.proposals[item.id.rawValue] ?? earlier?.proposals ?? []
            found[item.id] = TitleTags(claims: TagClaim.joining(own, proposed), proposals: proposed)
        }
        let changed = try shelf.keep(found, at: Timestamp(rawValue: Int64(now().timeIntervalSince1970 * 1000)))
        return try report(
            items, found, shelf, changed, encoder: encoder == nil ? "hashed" : "minilm", model: behaviour?.model, since: started)
    }

    /// Checks a vocabulary and keeps it as the workspace's own.
    ///
    /// - Throws: `WorkspaceError.configuration` naming what is wrong in the file.
    public func adopt(vocabulary file: String) throws {
        _ = try Self.vocabulary(file)
        try DurableFile.write(try DurableFile.read(file), to: folder + "/" + Self.vocabularyName)
    }

    /// Unit vectors of the titles that the serving model has seen watched, zeros for the others; nil where none serves.
    private func behaviourVectors(_ items: [Item]) throws -> (vectors: [Float], model: String)? {
        guard let loaded = try? loadModel(), !loaded.isForeign else { return nil }
        let catalog = Catalog(items)
        let scorer = loaded.bundle.model.bound(to: catalog)
        let counts = Dictionary(zip(loaded.bundle.model.itemIDs, loaded.bundle.model.itemCounts)) { first, _ in first }
        var vectors: [Float] = []
        let width = loaded.bundle.model.configuration.embeddingDimension
        for item in items {
            guard let index = catalog.index(of: item.id), counts[item.id] ?? 0 >= Self.watchedOften else {
                vectors += repeatElement(0, count: width)
                continue
            }
            vectors += scorer.vector(of: index)
        }
        return (vectors, loaded.name)
    }

    /// Choices from which on a title's vector says more of people than of its attributes.
    private static let watchedOften = 5

    private func report(
        _ items: [Item], _ found: [ItemID: TitleTags], _ shelf: TagShelf, _ changed: (claims: Int, given: Int), encoder: String,
        model: String?, since started: ContinuousClock.Instant
    ) throws -> TaggingReport {
        var (given, tagged, provenance): ([String: Int], Int, [String: Int]) = ([:], 0, [:])
        for item in found.keys {
            let standing = try shelf.standing(of: item).filter(\.isGiven)
            tagged += standing.isEmpty ? 0 : 1
            for tag in standing {
                given[tag.tag, default: 0] += 1
                provenance[tag.provenance.rawValue, default: 0] += 1
            }
        }
        let frequent = given.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20)
        return TaggingReport(
            titles: found.count, silent: items.lazy.filter { found[$0.id] != nil && ($0.text ?? "").isEmpty }.count, tagged: tagged,
            given: given.values.reduce(0, +), changedClaims: changed.claims, changedTitles: changed.given,
            uncertain: try shelf.reviewCount(), provenance: provenance,
            frequent: frequent.map { TaggingReport.TagCount(tag: $0.key, titles: $0.value) }, encoder: encoder, model: model,
            seconds: (ContinuousClock.now - started) / .seconds(1))
    }
}

extension Item {
    /// What the tagger reads; its own facet is left out, or it would agree with itself.
    var tagged: TaggedTitle {
        var facets: [String: [String]] = [:]
        for (name, values) in self.facets where name != .tag { facets[name.rawValue] = values }
        return TaggedTitle(id: id.rawValue, title: title == id.rawValue ? "" : title, synopsis: text ?? "", facets: facets)
    }
}
