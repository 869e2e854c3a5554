/// What a tag of a title rests on.
public enum TagProvenance: String, Sendable, Hashable, Codable, CaseIterable {
    /// Words of the title or the synopsis say it.
    case synopsis
    /// A facet implies it.
    case facets
    /// Titles with synopses of like meaning have it.
    case meaning
    /// Titles that the same people watch have it.
    case behaviour
    /// A connected language model proposed it.
    case model
    /// A person decided.
    case person
}

/// A tag that a title probably deserves.
public struct TagClaim: Sendable, Hashable, Codable {
    public var tag: String
    /// The share of such claims that is expected to be true, 0...1.
    public var confidence: Double
    public var provenance: TagProvenance
    /// What it rests on: words of the synopsis, `facet: value`, or ids of titles; at most a few.
    public var evidence: [String]

    public init(tag: String, confidence: Double, provenance: TagProvenance, evidence: [String] = []) {
        (self.tag, self.confidence, self.provenance, self.evidence) = (tag, confidence, provenance, evidence)
    }
}

/// A title as a tagger reads it.
public struct TaggedTitle: Sendable, Hashable {
    public var id: String
    /// Empty for one that has no name.
    public var title: String
    public var synopsis: String
    /// Values by facet; the facet `tag` is not read, or a tagger would agree with itself.
    public var facets: [String: [String]]

    public init(id: String, title: String, synopsis: String, facets: [String: [String]] = [:]) {
        (self.id, self.title, self.synopsis, self.facets) = (id, title, synopsis, facets)
    }

    /// What the encoder reads.
    public var text: String { [title, synopsis].filter { !$0.isEmpty }.joined(separator: ". ") }
}

/// What people decided about tags of titles.
public struct TagDecision: Sendable, Hashable, Codable {
    public var tag: String
    public var isAccepted: Bool

    public init(tag: String, isAccepted: Bool) { (self.tag, self.isAccepted) = (tag, isAccepted) }
}
