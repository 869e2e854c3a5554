/// How much memory a step will need at its peak, computed from counts before it starts.
///
/// The formulas stand with the functions that make estimates; their constants were fitted to the peak of the resident set of
/// real runs, and a test holds one of them against such a run.
public struct MemoryEstimate: Sendable, Hashable, Codable {
    public struct Part: Sendable, Hashable, Codable {
        public var name: String
        public var bytes: Int
    }

    /// What is estimated, such as "import".
    public var step: String
    /// What is needed at the same time, largest first.
    public private(set) var parts: [Part] = []

    public var bytes: Int { parts.reduce(0) { $0 + $1.bytes } }

    init(_ step: String, _ parts: [(String, Double)]) {
        self.step = step
        self.parts = parts.map { Part(name: $0.0, bytes: Int(min(max($0.1, 0), 1e18))) }
            .filter { $0.bytes >= 1 << 20 }.sorted { ($1.bytes, $0.name) < ($0.bytes, $1.name) }
    }

    /// - Throws: `WorkspaceError.tooMuchMemory` when more is needed than there may be.
    public func check(limit: Int) throws {
        guard bytes > limit else { return }
        let largest = parts.prefix(3).map { "\($0.name) \(MemoryEstimate.text($0.bytes))" }.joined(separator: ", ")
        throw WorkspaceError(
            .tooMuchMemory,
            "the \(step) needs about \(MemoryEstimate.text(bytes)) of memory (\(largest)), it may have \(MemoryEstimate.text(limit))",
            advice: "Allow more with --memory-limit, take a smaller model or fewer data, or a larger machine")
    }

    /// "1.9 GB"
    static func text(_ bytes: Int) -> String {
        let tenths = (bytes + 50_000) / 100_000
        return tenths < 10_000 ? "\((tenths + 5) / 10) MB" : "\(tenths / 10_000).\(tenths / 1000 % 10) GB"
    }

    // MARK: What every step has

    /// The program itself with the libraries that it loads.
    static let program = ("program", 36e6)

    /// SQLite's page cache, as far as the store fills it: a store has about 40 bytes an event, and indexes that are read rarely.
    static func cache(events: Int) -> (String, Double) { ("page cache", min(67e6, Double(events) * 40)) }
}
