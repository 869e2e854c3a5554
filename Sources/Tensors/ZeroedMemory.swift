#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Zeroes from the system, aligned to 64 bytes: large pieces cost memory only where they are written.
///
/// A table of which a step touches a few rows has gradients and averages for those rows alone.
final class ZeroedMemory: @unchecked Sendable {  // Rule: whoever owns it guards what it holds.
    let base: UnsafeMutableRawPointer
    private let allocation: UnsafeMutableRawPointer

    init(byteCount: Int) {
        guard let allocation = calloc(1, byteCount + 64) else { fatalError("there is no memory for \(byteCount) bytes") }
        self.allocation = allocation
        base = allocation.alignedUp(toMultipleOf: 64)
    }

    deinit { free(allocation) }
}
