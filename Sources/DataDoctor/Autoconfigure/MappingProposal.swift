import Datasets
import FoundationEssentials

/// A mapping for unknown files, with the evidence of every guess.
public struct MappingProposal: Sendable, Codable {
    /// How sure a guess is.
    public enum Confidence: String, Sendable, Codable, Comparable {
        /// Name and content agree.
        case certain
        /// One of the two says so, nothing speaks against it.
        case likely
        /// Somebody should look.
        case unsure
        public static func < (a: Confidence, b: Confidence) -> Bool { a.rank < b.rank }
        private var rank: Int { self == .certain ? 2 : self == .likely ? 1 : 0 }
    }

    /// What one column was taken for.
    public struct Guess: Sendable, Codable {
        public var column: String
        /// A key of the mapping such as `user` or `facets.genre`; `-` when the column is not used.
        public var role: String
        public var confidence: Confidence
        public var evidence: String
        /// What else it could have been, and why it was not taken for that.
        public var rejected: [String]
    }

    /// What one file was taken for.
    public struct Table: Sendable, Codable {
        public var file: String
        /// `events`, `items`, `users`, or `-` when the file is left out.
        public var holds: String
        public var reason: String
        public var guesses: [Guess]
    }

    /// Nil when no file holds events that a mapping can describe.
    public var mapping: Mapping?
    /// An importer that knows this folder already.
    public var knownFormat: ImportFormat?
    public var tables: [Table]
    /// What only a person can answer.
    public var questions: [String]
    /// Whether the path given was one file.
    public var isSingleFile: Bool

    /// The column taken for a key of the mapping, in the first file of events; for tests and programs.
    public func column(_ role: String) -> String? {
        tables.first { $0.holds == "events" }?.guesses.first { $0.role == role }?.column
    }

    /// The mapping as a file: sorted keys, ends with a line end.
    public func json() throws -> String? {
        guard let mapping else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let tree = try JSONDecoder().decode(JSONTree.self, from: encoder.encode(mapping))
        return String(decoding: try encoder.encode(tree.withoutDefaults), as: UTF8.self) + "\n"
    }

    /// For a terminal: file by file, column by column, then the questions.
    public func text() -> String {
        var lines: [String] = []
        for table in tables {
            lines.append("\(table.file): \(table.holds == "-" ? "left out" : table.holds) — \(table.reason)")
            let width = table.guesses.map { "\($0.column) → \($0.role)".count }.max() ?? 0
            let unused = table.guesses.filter { $0.role == "-" }
            // Wide tables: the first columns that are not used, and how many more.
            let hidden = Set(unused.dropFirst(8).map(\.column))
            for guess in table.guesses where !(guess.role == "-" && hidden.contains(guess.column)) {
                let head = "\(guess.column) → \(guess.role)"
                lines.append(
                    "  \(head)\(String(repeating: " ", count: width - head.count))  \(guess.confidence.rawValue): \(guess.evidence)")
                lines += guess.rejected.map { "  \(String(repeating: " ", count: width))    not \($0)" }
            }
            if !hidden.isEmpty { lines.append("  … and \(hidden.count) more columns that are not used") }
            lines.append("")
        }
        if let knownFormat { lines.append("An importer knows these files by itself: --format \(knownFormat.rawValue)") }
        if mapping == nil, knownFormat == nil {
            lines.append("No mapping can be proposed: no file has both a user and an item in each row.")
        }
        if !questions.isEmpty { lines.append("To be answered by a person:") }
        lines += questions.map { "  ? \($0)" }
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
