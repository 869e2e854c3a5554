/// Turns texts into vectors whose cosine says how near the texts are in meaning.
///
/// The same text gives the same vector, whatever else is encoded beside it and by however many threads.
public protocol TextEncoder: Sendable {
    /// What must be equal for two vectors to be comparable.
    var identity: TextEncoderIdentity { get }
    /// Length of a vector.
    var dimension: Int { get }
    /// One unit vector a text, row-major `[texts.count, dimension]`; zeros for a text about which nothing can be said.
    func encode(_ texts: [String], workers: Int) -> [Float]
}

/// Which encoder made a vector: its kind and a digest of everything that decides its numbers.
public struct TextEncoderIdentity: Sendable, Hashable, Codable, CustomStringConvertible {
    public var kind: TextEncoderKind
    /// 32 hexadecimal digits over weights, vocabulary and settings.
    public var digest: String
    public init(kind: TextEncoderKind, digest: String) {
        self.kind = kind
        self.digest = digest
    }
    public var description: String { "\(kind.rawValue) \(digest.prefix(12))" }
}

/// The encoders that there are.
public enum TextEncoderKind: String, Sendable, Codable, CaseIterable {
    /// Texts are not read.
    case none
    /// Hashed n-grams and a truncated SVD, fitted on the catalogue: nothing to download.
    case hashed
    /// A sentence encoder of MiniLM's family, read from a folder.
    case minilm
}

/// A text encoder that cannot be used; the message says which file, what is wrong with it and what to do.
public enum TextEncoderError: Error, Equatable, Sendable, CustomStringConvertible {
    case unreadable(file: String, reason: String)
    case damaged(file: String, reason: String)
    case unsupported(file: String, setting: String, value: String, supported: String)
    case tensor(name: String, reason: String)

    private static let advice = "`make text-encoder` installs a folder that works"

    public var description: String {
        switch self {
        case .unreadable(let file, let reason): "the text encoder's file \(file) cannot be read: \(reason); \(Self.advice)"
        case .damaged(let file, let reason): "the text encoder's file \(file) is damaged: \(reason); \(Self.advice)"
        case .unsupported(let file, let setting, let value, let supported):
            "\(file) asks for \(setting) = \(value), which is not implemented; there is \(supported)"
        case .tensor(let name, let reason): "the text encoder's tensor \(name) cannot be used: \(reason); \(Self.advice)"
        }
    }
}
