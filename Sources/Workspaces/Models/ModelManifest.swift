import FoundationEssentials

/// What a published model consists of: every file with length and SHA-256.
public struct ModelManifest: Sendable, Hashable, Codable {
    /// One file of the bundle.
    public struct File: Sendable, Hashable, Codable {
        /// Relative to the bundle, with `/`.
        public var path: String
        public var bytes: Int
        public var sha256: String
    }

    /// Version of this description.
    public var format: Int
    public var name: String
    /// When it was published, ISO 8601 in UTC.
    public var published: String
    /// What the publisher wants shown in lists, such as the data it was trained on or a validation figure.
    public var facts: [String: String]
    /// In byte order of their paths.
    public var files: [File]

    public static let currentFormat = 1
    static let fileName = "manifest.json"
    /// Seals the manifest itself, in the format of `sha256sum -c`.
    static let sealName = "manifest.json.sha256"

    func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    static func seal(of manifest: Data) -> Data { Data("\(FileDigest(of: manifest).sha256)  \(fileName)\n".utf8) }
}
