import Datasets

/// The histories that a trainer learns from, wherever they lie: in memory, or in a file that is larger than it.
///
/// Every conformance gives the same histories in the same order, and then the same bytes of the trained model.
public protocol TrainingCorpus: Sendable {
    var userCount: Int { get }
    /// Of all users.
    var eventCount: Int { get }

    /// `UserHistory.key`, without reading the history: every epoch asks for all of them.
    func key(of user: Int) -> UInt64

    /// - Complexity: O(events of the user).
    func history(of user: Int) -> UserHistory
}

/// Histories in memory.
public struct MemoryCorpus: TrainingCorpus {
    private let users: [UserHistory]
    public init(_ users: [UserHistory]) { self.users = users }
    public var userCount: Int { users.count }
    public var eventCount: Int { users.reduce(0) { $0 + $1.interactions.count } }
    public func key(of user: Int) -> UInt64 { users[user].key }
    public func history(of user: Int) -> UserHistory { users[user] }
}

/// A corpus as a collection, read as it is walked through.
package struct CorpusUsers: RandomAccessCollection, Sendable {
    package let corpus: any TrainingCorpus
    package init(_ corpus: any TrainingCorpus) { self.corpus = corpus }
    package var startIndex: Int { 0 }
    package var endIndex: Int { corpus.userCount }
    package subscript(user: Int) -> UserHistory { corpus.history(of: user) }
    package func key(_ user: Int) -> UInt64 { corpus.key(of: user) }
}
