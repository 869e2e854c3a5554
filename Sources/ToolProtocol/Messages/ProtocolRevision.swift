/// A revision of the Model Context Protocol that we speak, named by its date.
public enum ProtocolRevision: String, Sendable, CaseIterable, Comparable {
    case november2024 = "2024-11-05"
    case march2025 = "2025-03-26"
    case june2025 = "2025-06-18"
    case november2025 = "2025-11-25"
    /// Every request says its own revision; there is no handshake.
    case july2026 = "2026-07-28"

    public static func < (a: ProtocolRevision, b: ProtocolRevision) -> Bool { a.rawValue < b.rawValue }

    /// Those that begin with `initialize`, oldest first.
    public static let greeted = allCases.filter { !$0.isStateless }
    /// Those whose requests stand alone.
    public static let stateless = allCases.filter(\.isStateless)
    /// What whoever asks for an unknown revision is offered.
    public static let latestGreeted = ProtocolRevision.november2025
    /// What a client speaks over HTTP that does not say it.
    public static let unsaid = ProtocolRevision.march2025

    public var isStateless: Bool { self >= .july2026 }
    /// Hints of what a tool does to the world.
    var hasAnnotations: Bool { self >= .march2025 }
    /// Several messages in one list; the revisions before and after know them not.
    var takesBatches: Bool { self == .march2025 }
    /// Answers as data beside text, and their schemas; titles of tools.
    var hasStructuredContent: Bool { self >= .june2025 }
}
