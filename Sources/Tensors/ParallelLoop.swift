import Dispatch

/// Runs the same work on several threads, one index each, and waits for all.
package enum ParallelLoop {
    /// - Parameter body: called once for each of `0..<count`, concurrently; it may touch only what belongs to its index.
    package static func run(_ count: Int, _ body: (Int) -> Void) {
        guard count > 1 else {
            if count == 1 { body(0) }
            return
        }
        // The calls are over when this function returns, so nothing escapes; disjointness is the caller's promise.
        withoutActuallyEscaping(body) { escaping in
            nonisolated(unsafe) let shared = escaping
            DispatchQueue.concurrentPerform(iterations: count) { shared($0) }
        }
    }

    /// Results of the same work on several threads, in the order of their indices.
    ///
    /// An array that the threads changed themselves would be changed by all at once, even where each has an element of its own.
    /// - Parameter body: as of `run`.
    package static func map<Result>(_ count: Int, _ body: (Int) -> Result) -> [Result] {
        [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
            nonisolated(unsafe) let results = buffer
            run(count) { results.initializeElement(at: $0, to: body($0)) }
            initialized = count
        }
    }

    /// Splits `0..<count` into `parts` ranges whose lengths differ by at most one.
    package static func range(_ part: Int, of parts: Int, count: Int) -> Range<Int> {
        (count * part / parts)..<(count * (part + 1) / parts)
    }
}
