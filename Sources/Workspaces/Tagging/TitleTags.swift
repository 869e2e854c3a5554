import Datasets
import Foundation
import Storage
import Understanding

/// What a run of the tagger found of one title.
public struct TitleTags: Sendable, Hashable, Codable {
    /// Most confident first; people's decisions stand beside it, in a `TagVerdicts`.
    public var claims: [TagClaim]
    /// What a language model proposed when it was last asked; part of `claims`, and kept apart so that a run without one can join it again.
    public var proposals: [TagClaim]

    public init(claims: [TagClaim], proposals: [TagClaim] = []) { (self.claims, self.proposals) = (claims, proposals) }
}

/// What people decided about the tags of one title. Runs read it and never write it.
public struct TagVerdicts: Sendable, Hashable, Codable {
    public struct Verdict: Sendable, Hashable, Codable {
        public var isAccepted: Bool
        /// Who decided, as the audit log names them.
        public var by: String
        public var time: Timestamp
    }
    /// By tag.
    public var verdicts: [String: Verdict]

    public init(verdicts: [String: Verdict] = [:]) { self.verdicts = verdicts }

    public var decisions: [TagDecision] {
        verdicts.keys.sorted().map { TagDecision(tag: $0, isAccepted: verdicts[$0]!.isAccepted) }
    }
}

/// A claim that a person should look at.
public struct UncertainTag: Sendable, Hashable, Codable {
    public var item: ItemID
    public var claim: TagClaim

    /// How far the confidence lies from a half, then title and tag: the order of the queue.
    public var key: String {
        let distance = String(Int((abs(claim.confidence - 0.5) * 1000).rounded()))
        return String(repeating: "0", count: max(0, 4 - distance.count)) + distance + "|" + claim.tag + "|" + item.rawValue
    }
}

extension ServiceCollection {
    /// `TitleTags` by item id.
    public static let titleTags: ServiceCollection = "title-tags"
    /// `TagVerdicts` by item id.
    public static let tagVerdicts: ServiceCollection = "tag-verdicts"
    /// `UncertainTag` by `UncertainTag.key`.
    public static let tagReview: ServiceCollection = "tag-review"
}

extension FacetName {
    /// Tags that a title was given: what models, rules, search and rows read of the tagger.
    public static let tag: FacetName = "tag"
}

/// A tag of one title as it stands: what was claimed, and what a person made of it.
public struct StandingTag: Sendable, Hashable, Codable {
    public var tag: String
    public var confidence: Double
    public var provenance: TagProvenance
    public var evidence: [String]
    /// Whether the title has it.
    public var isGiven: Bool
    /// Nil while nobody decided.
    public var isAccepted: Bool?
}
