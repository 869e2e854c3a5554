/// Everything that decides how events become tokens.
public struct TokenizerConfiguration: Codable, Sendable, Hashable {
    /// Engagement symbols, single kinds included; merges fill what the kinds leave. 64…512.
    public var vocabularySize: Int
    /// A sequence of kinds becomes a symbol if at least this many training tokens begin with it: a row of an
    /// embedding that is seen less often learns nothing.
    public var minimumMergeCount: Int
    /// The longest pause within a session, in seconds.
    public var sessionGap: Int64
    /// Without merging every event is a token: the model that merging is compared with.
    public var mergesAdjacent: Bool
    /// Share of the training tokens that are cut at a random prefix, so that open tokens are known.
    public var openShare: Double
    public var roles: RolesTable

    public init(
        vocabularySize: Int = 256, minimumMergeCount: Int = 10, sessionGap: Int64 = 1800, mergesAdjacent: Bool = true,
        openShare: Double = 0.15, roles: RolesTable = RolesTable()
    ) {
        self.vocabularySize = min(max(vocabularySize, 64), 512)
        self.minimumMergeCount = max(minimumMergeCount, 1)
        self.sessionGap = max(sessionGap, 0)
        self.mergesAdjacent = mergesAdjacent
        self.openShare = min(max(openShare, 0), 1)
        self.roles = roles
    }

    /// What is missing keeps its default, so that a run file names only what it changes.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let standard = TokenizerConfiguration()
        self.init(
            vocabularySize: try values.decodeIfPresent(Int.self, forKey: .vocabularySize) ?? standard.vocabularySize,
            minimumMergeCount: try values.decodeIfPresent(Int.self, forKey: .minimumMergeCount) ?? standard.minimumMergeCount,
            sessionGap: try values.decodeIfPresent(Int64.self, forKey: .sessionGap) ?? standard.sessionGap,
            mergesAdjacent: try values.decodeIfPresent(Bool.self, forKey: .mergesAdjacent) ?? standard.mergesAdjacent,
            openShare: try values.decodeIfPresent(Double.self, forKey: .openShare) ?? standard.openShare,
            roles: try values.decodeIfPresent(RolesTable.self, forKey: .roles) ?? standard.roles)
    }

    /// The rule by which events are cut into tokens.
    public var segmenter: Segmenter {
        Segmenter(roles: roles, sessionizer: Sessionizer(gap: sessionGap), mergesAdjacent: mergesAdjacent)
    }
}
