import FoundationEssentials

extension TagVocabulary {
    /// What a file may hold at most, so that a hostile one costs little.
    enum Limit {
        static let bytes = 4 << 20
        static let tags = 2_000
        static let cues = 400
        static let letters = 80
    }

    static let format = "tastemaker-tags"
    static let version = 1

    /// Reads a vocabulary strictly: a field that is not known, a tag that comes twice or a cue that can match nothing is an error, so that
    /// a slip of the keyboard is seen when the file is edited and not when tags are missing.
    ///
    /// - Throws: `TagVocabularyError`, naming the place.
    public init(json: some Collection<UInt8> & Sendable) throws(TagVocabularyError) {
        guard json.count <= Limit.bytes else {
            throw TagVocabularyError(place: "the file", reason: "it has \(json.count) bytes; at most \(Limit.bytes) are read")
        }
        let file: VocabularyFile
        do {
            file = try JSONDecoder().decode(VocabularyFile.self, from: Data(json))
        } catch let error as TagVocabularyError { throw error } catch let error as DecodingError {
            throw Self.refusal(of: error)
        } catch { throw TagVocabularyError(place: "the file", reason: "it is not JSON") }
        guard file.format == Self.format, file.version == Self.version else {
            throw TagVocabularyError(place: "format", reason: "it is not “\(Self.format)” of version \(Self.version)")
        }
        guard (1...Limit.tags).contains(file.tags.count) else {
            throw TagVocabularyError(place: "tags", reason: "there are \(file.tags.count); allowed is 1 to \(Limit.tags)")
        }
        var known: Set<String> = []
        for (number, tag) in file.tags.enumerated() {
            try TagCheck(place: "tags[\(number)] (\(tag.id.prefix(40)))").check(tag)
            guard known.insert(tag.id).inserted else {
                throw TagVocabularyError(place: "tags[\(number)].id", reason: "“\(tag.id)” comes twice")
            }
        }
        self.init(tags: file.tags)
    }

    private static func refusal(of error: DecodingError) -> TagVocabularyError {
        func place(_ path: [any CodingKey]) -> String {
            path.isEmpty ? "the file" : path.map { key in key.intValue.map { "[\($0)]" } ?? "." + key.stringValue }.joined().trimmedDot
        }
        switch error {
        case .keyNotFound(let key, let context):
            return TagVocabularyError(place: place(context.codingPath), reason: "“\(key.stringValue)” is missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return TagVocabularyError(place: place(context.codingPath), reason: "the value is of another type")
        case .dataCorrupted(let context):
            return TagVocabularyError(
                place: place(context.codingPath),
                reason: context.codingPath.isEmpty ? "it is not JSON" : "the value is not one of those allowed")
        @unknown default: return TagVocabularyError(place: "the file", reason: "it cannot be read")
        }
    }
}

extension String {
    fileprivate var trimmedDot: String { hasPrefix(".") ? String(dropFirst()) : self }
}

/// What JSON may hold; other fields are refused by name.
private struct VocabularyFile: Decodable {
    var format: String
    var version: Int
    var tags: [Tag]

    init(from decoder: any Decoder) throws {
        let fields = try StrictFields(decoder, allowing: ["format", "version", "tags"])
        format = try fields.required("format")
        version = try fields.required("version")
        tags = try fields.required("tags", as: [TagLine].self).map(\.tag)
    }
}

private struct TagLine: Decodable {
    var tag: Tag

    init(from decoder: any Decoder) throws {
        let fields = try StrictFields(decoder, allowing: ["id", "category", "name", "cues", "weakCues", "facets"])
        tag = Tag(
            id: try fields.required("id"), category: try fields.required("category"), names: try fields.required("name"),
            cues: try fields.required("cues"), weakCues: try fields.optional("weakCues") ?? [],
            facets: try fields.optional("facets", as: [FacetLine].self)?.map(\.facet) ?? [])
    }
}

private struct FacetLine: Decodable {
    var facet: TagFacet

    init(from decoder: any Decoder) throws {
        let fields = try StrictFields(decoder, allowing: ["facet", "value", "share"])
        facet = TagFacet(facet: try fields.required("facet"), value: try fields.required("value"), share: try fields.required("share"))
    }
}

/// An object whose fields are all known.
private struct StrictFields {
    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
    private let container: KeyedDecodingContainer<Name>

    init(_ decoder: any Decoder, allowing names: Set<String>) throws {
        container = try decoder.container(keyedBy: Name.self)
        if let unknown = container.allKeys.map(\.stringValue).filter({ !names.contains($0) }).min() {
            let place = decoder.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined()
            throw TagVocabularyError(
                place: place.isEmpty ? "the file" : place,
                reason: "“\(unknown.prefix(40))” is not a field here; there are \(names.sorted().joined(separator: ", "))")
        }
    }

    func required<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
        try container.decode(type, forKey: Name(stringValue: name))
    }

    func optional<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value? {
        try container.decodeIfPresent(type, forKey: Name(stringValue: name))
    }
}

/// What a tag must look like.
private struct TagCheck {
    let place: String

    func check(_ tag: Tag) throws(TagVocabularyError) {
        let isIdentifier = tag.id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard isIdentifier, (1...40).contains(tag.id.utf8.count) else {
            throw error("id", "it is not 1 to 40 of a–z, 0–9 and -")
        }
        for language in ["en", "zh"] {
            guard let name = tag.names[language], !name.isEmpty, name.count <= TagVocabulary.Limit.letters else {
                throw error("name.\(language)", "it is missing, empty or longer than \(TagVocabulary.Limit.letters) letters")
            }
        }
        guard tag.cues.count + tag.weakCues.count <= TagVocabulary.Limit.cues else {
            throw error("cues", "there are more than \(TagVocabulary.Limit.cues)")
        }
        var known: Set<[String]> = []
        for (field, cues) in [("cues", tag.cues), ("weakCues", tag.weakCues)] {
            for (number, cue) in cues.enumerated() {
                let phrase = CuePhrase(cue)
                guard let phrase, cue.count <= TagVocabulary.Limit.letters else {
                    throw error("\(field)[\(number)]", "“\(cue.prefix(40))” has no word, is too long, or a * behind fewer than 3 letters")
                }
                guard known.insert(phrase.words.map { $0.text + ($0.isStem ? "*" : "") }).inserted else {
                    throw error("\(field)[\(number)]", "“\(cue)” comes twice")
                }
            }
        }
        for (number, facet) in tag.facets.enumerated() where facet.facet.isEmpty || facet.value.isEmpty || !(0.01...0.99 ~= facet.share) {
            throw error("facets[\(number)]", "facet or value is empty, or the share is not between 0.01 and 0.99")
        }
    }

    private func error(_ field: String, _ reason: String) -> TagVocabularyError {
        TagVocabularyError(place: "\(place).\(field)", reason: reason)
    }
}
