import Datasets

/// How far an import has come.
public struct ImportProgress: Sendable {
    /// The file that is being read.
    public var source: String
    /// Bytes on disk of this file.
    public var bytesRead: Int64
    /// 0 when unknown.
    public var totalBytes: Int64
    /// Events stored by this import.
    public var events: Int
    /// Events passed over because an earlier import stored them.
    public var known: Int
    public var problems: Int
    /// Set right after a commit, once a commit: what cannot be lost any more.
    public var committed: ImportCommit?
    /// Set before anything is read, and again when the first part has shown how long the rest will take.
    public var estimate: StepEstimate?

    init(source: String, bytesRead: Int64, totalBytes: Int64, events: Int, known: Int, problems: Int, committed: ImportCommit? = nil) {
        self.source = source
        (self.bytesRead, self.totalBytes) = (bytesRead, totalBytes)
        (self.events, self.known, self.problems) = (events, known, problems)
        self.committed = committed
    }

    /// Before anything is read.
    init(estimate: StepEstimate) {
        self.init(source: "", bytesRead: 0, totalBytes: 0, events: 0, known: 0, problems: 0)
        self.estimate = estimate
    }
}

/// The position of a source that a commit brought to the disk, with everything before it.
public struct ImportCommit: Sendable, Codable, Equatable {
    /// The name that the ledger has for the file.
    public var source: String
    /// Line of the last event.
    public var line: Int
    /// Events of this source that the store holds.
    public var events: Int
}

/// What an import did.
public struct ImportReport: Sendable, Codable {
    public var format: String
    /// Events stored by this import.
    public var events = 0
    /// Events passed over because an earlier import stored them.
    public var known = 0
    /// Events of erased users, which are not taken in again.
    public var refused = 0
    public var items = 0
    public var users = 0
    /// Rows that could not be used.
    public var problems = 0
    /// The first of them.
    public var firstProblems: [RowProblem] = []
    /// Files under the names that the ledger has for them.
    public var sources: [String] = []
    public var seconds = 0.0
    /// Of the whole import, at the last of its files.
    public var cost: StepCost?

    static let shownProblems = 20
    init(format: String) { self.format = format }
}
