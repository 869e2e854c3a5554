import Datasets

/// Why a title does not name one item.
public struct TitleError: Error, Sendable, Equatable, CustomStringConvertible {
    public struct Code: Sendable, Hashable {
        private enum Value: Sendable, Hashable { case unknown, ambiguous, empty }
        private let value: Value
        private init(_ value: Value) { self.value = value }
        /// No item has the title; `candidates` are the nearest.
        public static let unknown = Code(.unknown)
        /// Several items have the title; `candidates` are all of them.
        public static let ambiguous = Code(.ambiguous)
        /// Nothing was asked for.
        public static let empty = Code(.empty)
    }

    public struct Candidate: Sendable, Equatable, CustomStringConvertible {
        public var id: ItemID
        public var title: String
        public var year: Int?
        public var description: String {
            guard let year, !title.hasSuffix("(\(year))") else { return title }
            return "\(title) (\(year))"
        }
    }

    public let code: Code
    public let query: String
    public let candidates: [Candidate]

    init(_ code: Code, query: String, candidates: [Candidate]) {
        self.code = code
        self.query = query
        self.candidates = candidates
    }

    public var description: String {
        let names = candidates.map(\.description).joined(separator: "; ")
        if code == .ambiguous {
            let ids = candidates.map { "\($0) is id:\($0.id)" }.joined(separator: "; ")
            return "“\(query)” is the title of \(candidates.count) items. Add the year or use the id: \(ids)."
        }
        if code == .empty {
            return "the list of titles is empty. Separate titles with semicolons: \"The Matrix (1999); Blade Runner (1982)\"."
        }
        return names.isEmpty
            ? "no item is called “\(query)”. Check the title, or use id:ID." : "no item is called “\(query)”. Nearest are: \(names)."
    }
}
