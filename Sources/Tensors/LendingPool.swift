import Synchronization

/// Things that nobody uses at the moment, such as arenas: whoever asks again gets one that is warm and large enough.
///
/// As many are kept as were ever lent at once.
package final class LendingPool<Element: Sendable>: Sendable {
    private let idle = Mutex<[Element]>([])
    private let make: @Sendable () -> Element

    package init(_ make: @escaping @Sendable () -> Element) { self.make = make }

    /// One for the caller alone until it is taken back.
    package func lend() -> Element { idle.withLock { $0.popLast() } ?? make() }

    package func take(back element: Element) { idle.withLock { $0.append(element) } }
}
