import Datasets
import FoundationEssentials
import Serving
import Storage
import Synchronization

extension ServiceCollection {
    /// `AuditEntry` by its number, twelve digits; under `head`, how long the chain is.
    public static let audit: ServiceCollection = "audit"
}

/// One thing that an operator did. No secrets, and persons only under their pseudonyms.
public struct AuditEntry: Sendable, Hashable, Codable {
    public var number: Int
    public var time: Timestamp
    public var principal: String
    /// The operation.
    public var action: String
    /// Values of the path's parameters.
    public var target: String
    public var status: Int
    public var request: String
    /// Keyed hash of all the above and of the seal before, hexadecimal.
    public var seal: String
}

/// What operators did, in a chain: an entry that is changed, moved or missing is found.
public final class AuditLog: Sendable {
    private struct Head: Codable, Equatable {
        var count: Int
        var seal: String
        /// Keyed hash of the above.
        var own: String
    }
    private let documents: any ServiceStore
    private let secret: ServerSecret
    private let now: @Sendable () -> Timestamp
    /// Nil until the end of the chain has been read.
    private let head = Mutex<Head?>(nil)
    private static let headKey = "head"

    package init(documents: any ServiceStore, secret: ServerSecret, now: @escaping @Sendable () -> Timestamp) {
        self.documents = documents
        self.secret = secret
        self.now = now
    }

    /// Puts an entry at the end; durable when it returns.
    public func note(principal: String, action: String, target: String, status: Int, request: String) throws {
        try head.withLock { head in
            let last = try head ?? readHead() ?? Head(count: 0, seal: "", own: "")
            var entry = AuditEntry(
                number: last.count + 1, time: now(), principal: principal, action: action, target: target, status: status,
                request: request, seal: "")
            entry.seal = seal(entry, after: last.seal)
            var next = Head(count: entry.number, seal: entry.seal, own: "")
            next.own = own(next)
            try documents.write([
                .create(try ServiceDocument(.audit, key: AuditLog.key(entry.number), time: entry.time, encoding: entry)),
                .put(try ServiceDocument(.audit, key: AuditLog.headKey, time: entry.time, encoding: next)),
            ])
            head = next
        }
    }

    /// A stretch of the log, latest first.
    public struct Page: Sendable {
        public var entries: [AuditEntry]
        /// Where the next page begins; nil where this one ends at the first entry of all.
        public var next: Int?
        /// Whether these entries are what was written, none missing among them, each sealed after the one before; and, on the first
        /// page, whether the log ends with them. Whoever reads all pages has checked the whole chain.
        public var isIntact: Bool
    }

    /// Entries before a number, or the latest.
    ///
    /// - Complexity: O(`count`), however long the log is.
    public func page(before number: Int?, count: Int) throws -> Page {
        let head = try? readHead()
        let newest = head?.count ?? 0
        let end = min(max(1, number ?? .max), newest + 1)
        let first = max(1, end - count)
        // One more than is shown: the first of the page was sealed after it.
        let before = first > 1 ? first - 1 : first
        let found = try documents.documents(in: .audit, after: AuditLog.key(before - 1), limit: end - before)
        var (entries, seal, isIntact) = ([AuditEntry](), "", try isEnd(head))
        for (expected, document) in zip(before..<end, found) {
            guard let entry = try? document.decoded(AuditEntry.self), document.key == AuditLog.key(entry.number), entry.number == expected
            else {
                isIntact = false
                break
            }
            if expected >= first {
                isIntact = isIntact && secret.isSealed(text(entry, after: seal), entry.seal)
                entries.append(entry)
            }
            seal = entry.seal
        }
        let isWhole = entries.count == end - first && (end <= newest || seal == head?.seal ?? "")
        return Page(entries: entries.reversed(), next: first > 1 ? first : nil, isIntact: isIntact && isWhole)
    }

    /// Whether the head is ours and nothing lies behind it.
    private func isEnd(_ head: Head?) throws -> Bool {
        let behind = try documents.documents(in: .audit, after: AuditLog.key(head?.count ?? 0), limit: 1)
        guard let head else { return behind.isEmpty }
        return head.own == own(head) && behind.first?.key == AuditLog.headKey
    }

    /// Reads the whole chain.
    ///
    /// - Returns: numbers of entries that are missing or are not what was written; empty when the log is intact.
    public func problems() throws -> [Int] {
        var problems: [Int] = []
        var (expected, last) = (1, "")
        for document in try documents.all(in: .audit) where document.key != AuditLog.headKey {
            guard let entry = try? document.decoded(AuditEntry.self), document.key == AuditLog.key(entry.number), entry.number == expected,
                secret.isSealed(text(entry, after: last), entry.seal)
            else { return problems + [expected] }
            (expected, last) = (expected + 1, entry.seal)
        }
        let head = try? readHead()
        let isWhole = head.map { $0.count == expected - 1 && $0.seal == last && $0.own == own($0) } ?? (expected == 1)
        if !isWhole { problems.append(expected) }
        return problems
    }

    private func readHead() throws -> Head? { try documents.document(AuditLog.headKey, in: .audit)?.decoded(Head.self) }

    private static func key(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, 12 - text.utf8.count)) + text
    }

    private func text(_ entry: AuditEntry, after last: String) -> String {
        var json = JSONWriter(capacity: 256)
        json.array { json in
            json.value(last)
            json.value(entry.number)
            json.value(Int(entry.time.rawValue))
            for text in [entry.principal, entry.action, entry.target, entry.request] { json.value(text) }
            json.value(entry.status)
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func seal(_ entry: AuditEntry, after last: String) -> String { secret.seal(text(entry, after: last)) }
    private func own(_ head: Head) -> String { secret.seal("\(head.count) \(head.seal)") }
}
