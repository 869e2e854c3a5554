import Crypto
import Datasets
import FoundationEssentials

/// Everything that a caller may say about a title, or about an episode of one.
public struct TitleDocument: Sendable, Hashable, Codable {
    public var item: Item
    public var facts: TitleFacts
    /// Makes it an episode: no title of its own, whose events count for its series.
    public var episode: EpisodeLink?

    public init(_ item: Item, facts: TitleFacts = TitleFacts(), episode: EpisodeLink? = nil) {
        self.item = item
        self.facts = facts
        self.episode = episode
    }

    public init(_ episode: EpisodeLink) {
        self.init(
            Item(id: episode.id, domain: .series, title: episode.title), facts: TitleFacts(duration: episode.duration), episode: episode)
    }

    public var id: ItemID { item.id }

    /// 32 hexadecimal digits that change with the content: what `ETag` says.
    public func version() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let digits = Array("0123456789abcdef".utf8)
        // A dictionary with keys of its own type is encoded in the order of its hashes, which differs between two equal ones.
        var bare = self
        bare.item.facets = [:]
        let facets = item.facets.keys.sorted().map { [$0.rawValue] + (item.facets[$0] ?? []) }
        let hash = SHA256.hash(data: try encoder.encode(bare) + encoder.encode(facets)).prefix(16)
        return String(decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
