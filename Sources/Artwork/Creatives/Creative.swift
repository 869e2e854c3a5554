import Datasets

/// What a creative is made of.
public enum CreativeKind: String, Sendable, Codable, CaseIterable {
    /// A supplied picture.
    case image
    /// A supplied clip.
    case trailer
    /// A generated poster: a theme decides its picture.
    case poster
    /// A line of text.
    case text
}

/// One way to present a title: a picture, a clip, a theme for a generated poster, or a line of text.
public struct Creative: Sendable, Hashable, Codable {
    /// Unique within its title.
    public var id: String
    public var kind: CreativeKind
    /// What it emphasises, the sum of the emphases being one; empty when nothing is known of it.
    public var themes: [Theme]

    public init(id: String, kind: CreativeKind, themes: [Theme] = []) {
        self.id = id
        self.kind = kind
        self.themes = themes
    }
}

/// The creatives of one title, checked: between one and sixteen, each with its own name.
public struct CreativeSet: Sendable, Hashable {
    public let title: ItemID
    public let creatives: [Creative]

    public static let largestCount = 16
    public static let longestName = 128
    public static let mostThemes = 8

    /// - Throws: `ArtworkError.noCreatives`, `.tooManyCreatives`, `.unusableName`, `.repeatedCreative`, `.tooManyThemes`.
    public init(title: ItemID, creatives: [Creative]) throws(ArtworkError) {
        guard !creatives.isEmpty else { throw .noCreatives(title: title) }
        guard creatives.count <= CreativeSet.largestCount else { throw .tooManyCreatives(title: title, count: creatives.count) }
        var names: Set<String> = []
        for creative in creatives {
            guard !creative.id.isEmpty, creative.id.utf8.count <= CreativeSet.longestName else { throw .unusableName(title: title) }
            guard names.insert(creative.id).inserted else { throw .repeatedCreative(title: title, id: creative.id) }
            guard creative.themes.count <= CreativeSet.mostThemes else {
                throw .tooManyThemes(title: title, id: creative.id, count: creative.themes.count)
            }
        }
        self.title = title
        self.creatives = creatives
    }

    public var count: Int { creatives.count }
    public func position(of id: String) -> Int? { creatives.firstIndex { $0.id == id } }
}
