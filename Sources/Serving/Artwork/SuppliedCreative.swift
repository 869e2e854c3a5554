import Artwork
import Datasets

/// A picture or a clip that a caller supplies for a title.
public struct SuppliedCreative: Sendable, Hashable, Codable {
    /// Unique within its title.
    public var id: String
    /// `image` or `trailer`.
    public var kind: CreativeKind
    /// Address, relative to the site that shows it or absolute.
    public var address: String
    /// What it emphasises, by facet: a genre, a person shown.
    public var themes: [Theme]

    public init(id: String, kind: CreativeKind, address: String, themes: [Theme] = []) {
        self.id = id
        self.kind = kind
        self.address = address
        self.themes = themes
    }
}

/// The face that was chosen for one title of an answer.
public struct ServedCreative: Sendable, Hashable {
    public var id: String
    public var kind: CreativeKind
    /// Of the picture or the clip; nil for what is generated or text.
    public var address: String?
    /// The genre that a generated poster is drawn for.
    public var theme: String?
    /// The line of a highlight.
    public var text: String?
    /// Probability with which it was chosen among the faces of the title.
    public var propensity: Double
}
