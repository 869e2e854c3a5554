import Synchronization

/// A value that several tasks of a test change in turn.
package final class Guarded<Value: Sendable>: Sendable {
    private let state: Mutex<Value>
    package init(_ value: Value) { state = Mutex(value) }
    package var value: Value { state.withLock { $0 } }
    package func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
        state.withLock { value in
            var copy = value
            let result = body(&copy)
            value = copy
            return result
        }
    }
}
