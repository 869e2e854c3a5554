import Synchronization

/// A model that is asked the same only once: answers by the content of the question, the least recently used forgotten first.
///
/// Only questions with temperature 0 are kept: the others ask for something new. Failures are not kept.
public final class CachedModel: LanguageModel {
    private let model: any LanguageModel
    private let answers: Mutex<RecentValues<LanguageRequest, LanguageAnswer>>

    /// - Parameters:
    ///   - count: answers that are kept.
    ///   - bytes: memory for questions and answers together.
    public init(_ model: any LanguageModel, count: Int = 4096, bytes: Int = 16 << 20) {
        self.model = model
        answers = Mutex(RecentValues(count: count, bytes: bytes))
    }

    public var name: String { model.name }

    /// Answers that came from here, and those that did not.
    public var figures: (hits: Int, misses: Int) { answers.withLock { ($0.hits, $0.misses) } }

    public func answer(_ request: LanguageRequest) async throws(LanguageModelError) -> LanguageAnswer {
        guard request.temperature == 0 else { return try await model.answer(request) }
        var key = request
        (key.deadline, key.personal) = (.zero, [])
        if let known = answers.withLock({ $0[key] }) { return known }
        let answer = try await model.answer(request)
        let size = key.messages.reduce(answer.text.utf8.count + (key.schema?.utf8.count ?? 0) + 256) { $0 + $1.text.utf8.count }
        if !answer.isCut { answers.withLock { $0.keep(answer, for: key, bytes: size) } }
        return answer
    }

    /// What is wanted piece by piece is wanted now: not kept.
    public func answer(
        _ request: LanguageRequest, receive: @escaping @Sendable (String) -> Bool
    ) async throws(LanguageModelError) -> LanguageAnswer {
        try await model.answer(request, receive: receive)
    }
}

/// A bounded number of values, the least recently used forgotten first.
public struct RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        var value: Value
        var bytes: Int
        var used: UInt64
    }
    private let limits: (count: Int, bytes: Int)
    private var entries: [Key: Entry] = [:]
    private var clock: UInt64 = 0
    private(set) public var bytes = 0
    private(set) public var hits = 0
    private(set) public var misses = 0

    public init(count: Int, bytes: Int) { limits = (max(1, count), max(1, bytes)) }

    public var count: Int { entries.count }

    public subscript(key: Key) -> Value? {
        mutating get {
            guard var entry = entries[key] else {
                misses += 1
                return nil
            }
            hits += 1
            clock += 1
            entry.used = clock
            entries[key] = entry
            return entry.value
        }
    }

    /// What alone is larger than the whole is not kept.
    ///
    /// - Complexity: O(1), and O(n log n) once every n/8 additions: the oldest eighth goes at once.
    public mutating func keep(_ value: Value, for key: Key, bytes size: Int) {
        guard size <= limits.bytes else { return }
        clock += 1
        bytes += size - (entries[key]?.bytes ?? 0)
        entries[key] = Entry(value: value, bytes: size, used: clock)
        guard entries.count > limits.count || bytes > limits.bytes else { return }
        let rest = limits.count - limits.count / 8
        let old = entries.sorted { $0.value.used < $1.value.used }
        for (key, entry) in old where entries.count > rest || bytes > limits.bytes {
            entries[key] = nil
            bytes -= entry.bytes
        }
    }

    public mutating func removeAll() {
        entries.removeAll()
        bytes = 0
    }
}
