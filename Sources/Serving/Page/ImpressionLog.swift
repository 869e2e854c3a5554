import Datasets
import FoundationEssentials
import Storage
import Synchronization
import Tensors

/// Writes what was shown, off the way of answers: one transaction for whatever came within a tenth of a second, by a thread that lets
/// answers go first.
///
/// An answer counts as served when it was handed to the caller. Its record is durable a moment later; at a kill the records of the
/// last tenth of a second, or those that a full disk kept waiting, are lost, and nothing else. Records beyond `limit` are counted
/// and lost. `flush` returns when everything noted before it has been tried.
public final class ImpressionLog: Sendable {
    struct Waiting: Sendable {
        var owner: UserID
        var id: String
        var time: Timestamp
        /// Made on the writer's thread.
        var record: @Sendable () -> ImpressionRecord
    }
    /// For metrics and the gate that compares records with answers.
    public struct Statistics: Sendable, Hashable {
        public var noted = 0
        public var written = 0
        /// Because too many waited.
        public var lost = 0
        public var failedWrites = 0
    }
    private struct State {
        var waiting: [Waiting] = []
        /// Whether the writer was woken and has not found everything written since.
        var isExpected = false
        var statistics = Statistics()
    }
    private let state = Mutex(State())
    private let documents: any ServiceStore
    private let limit: Int
    /// Held by whoever writes.
    private let writing = Mutex(())
    private let thread = Mutex<BackgroundThread?>(nil)
    /// Seconds.
    static let pause = 0.1
    static let longestTransaction = 256

    init(_ documents: any ServiceStore, limit: Int) {
        self.documents = documents
        self.limit = limit
        let thread = BackgroundThread("impressions", pause: ImpressionLog.pause) { [weak self] in
            self?.writeWaiting() ?? true ? nil : 1
        }
        self.thread.withLock { $0 = thread }
    }

    public var statistics: Statistics { state.withLock { $0.statistics } }

    func note(_ record: Waiting) {
        let wakes = state.withLock { state in
            state.statistics.noted += 1
            guard state.waiting.count < limit else {
                state.statistics.lost += 1
                return false
            }
            state.waiting.append(record)
            defer { state.isExpected = true }
            return !state.isExpected
        }
        if wakes { thread.withLock { $0 }?.wake() }
    }

    /// Tries to write everything that waits; call it at shutdown.
    public func flush() { writeWaiting() }

    /// Drops what waits of a person and lets no write of theirs come after it.
    func forget(_ user: UserID) {
        state.withLock { $0.waiting.removeAll { $0.owner == user } }
        writing.withLock { _ in }
    }

    /// A record that is not on the disk yet.
    func waiting(_ id: String) -> (owner: UserID, record: ImpressionRecord)? {
        state.withLock { $0.waiting.last { $0.id == id } }.map { ($0.owner, $0.record()) }
    }

    /// - Returns: whether nothing waits any more; false after a failure.
    @discardableResult
    private func writeWaiting() -> Bool {
        writing.withLock { _ in
            while true {
                let group = state.withLock { state in
                    let group = Array(state.waiting.prefix(ImpressionLog.longestTransaction))
                    if group.isEmpty { state.isExpected = false }
                    return group
                }
                guard !group.isEmpty else { return true }
                guard write(group) else { return false }
            }
        }
    }

    private func write(_ group: [Waiting]) -> Bool {
        let changes = group.map { waiting in
            ServiceChange.put(
                ServiceDocument(
                    .impressions, key: waiting.id, owner: waiting.owner, time: waiting.time, data: waiting.record().packed()))
        }
        do { try documents.write(changes) } catch {
            state.withLock { $0.statistics.failedWrites += 1 }
            return false
        }
        let written = Set(group.map(\.id))
        state.withLock { state in
            state.statistics.written += group.count
            state.waiting.removeAll { written.contains($0.id) }
        }
        return true
    }
}
