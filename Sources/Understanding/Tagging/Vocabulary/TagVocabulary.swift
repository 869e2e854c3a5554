/// What kind of thing a tag says of a title.
public enum TagCategory: String, Sendable, Hashable, Codable, CaseIterable {
    case mood, theme, tone, story, setting, audience, pace
}

/// One word of the controlled vocabulary.
public struct Tag: Sendable, Hashable {
    /// What files, the interface and the model's field `tag` call it, like `coming-of-age`.
    public var id: String
    public var category: TagCategory
    /// For people, by language: `en` and `zh` at least.
    public var names: [String: String]
    /// Words and phrases of any language that speak for the tag; `*` ends a word whose beginning is enough.
    public var cues: [String]
    /// Cues that often mean something else.
    public var weakCues: [String]
    /// Values of facets that imply the tag.
    public var facets: [TagFacet]

    /// The name in a language, or the English one.
    public func name(in language: String) -> String { names[language] ?? names["en"] ?? id }
}

/// A value of a facet that implies a tag.
public struct TagFacet: Sendable, Hashable {
    public var facet: String
    /// Compared without regard to case.
    public var value: String
    /// The share of titles with this value that deserve the tag, as the vocabulary's editor judges it; people's decisions correct it.
    public var share: Double
}

/// The tags that titles may be given: a closed list, from a file that people edit.
public struct TagVocabulary: Sendable {
    /// In the order of the file.
    public let tags: [Tag]
    private let places: [String: Int]

    init(tags: [Tag]) {
        self.tags = tags
        places = Dictionary(tags.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    public subscript(id: String) -> Tag? { places[id].map { tags[$0] } }
    public func place(of id: String) -> Int? { places[id] }
    public var count: Int { tags.count }

    /// The vocabulary that comes with the program: `Tagging/Vocabulary/tags.json`.
    public static let standard: TagVocabulary = {
        do {
            return try TagVocabulary(json: standardFile)
        } catch {
            // The file is part of the program, and a test reads it.
            preconditionFailure("the built-in vocabulary: \(error)")
        }
    }()

    /// The file that `standard` is read from, to be written out and edited.
    public static var standardFile: [UInt8] { PackageResources.tags_json }
}

/// A vocabulary that cannot be read: where, why, and what would do.
public struct TagVocabularyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Like `tags[3] (dark).cues[2]`.
    public var place: String
    public var reason: String

    public var description: String {
        "the tag vocabulary cannot be used: \(place): \(reason); `tastemaker tag --write-vocabulary FILE` writes one that works"
    }
}
