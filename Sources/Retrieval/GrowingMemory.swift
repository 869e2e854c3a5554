import Tensors

/// Memory that grows and keeps what it holds; new bytes are zero.
///
/// Large pieces ask for large pages: a filter jumps, and a jump to a page whose address is not at hand costs as much as the row.
final class GrowingMemory: @unchecked Sendable {  // Rule: guarded by the lock of the scan that owns it.
    private(set) var base: UnsafeMutableRawPointer
    private(set) var byteCount: Int

    init() {
        byteCount = 64
        base = .allocate(byteCount: byteCount, alignment: 64)
        base.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    }

    deinit { base.deallocate() }

    /// Makes room for `bytes`, and for a quarter more where there was something before.
    func reserve(_ bytes: Int) {
        guard bytes > byteCount else { return }
        let wanted = byteCount > 64 ? max(bytes, byteCount + byteCount / 4) : bytes
        let size = (wanted + 63) & ~63
        let grown = LargePages.allocate(byteCount: size)
        grown.copyMemory(from: base, byteCount: byteCount)
        (grown + byteCount).initializeMemory(as: UInt8.self, repeating: 0, count: size - byteCount)
        base.deallocate()
        (base, byteCount) = (grown, size)
    }

    func of<Element>(_ type: Element.Type) -> UnsafeMutablePointer<Element> { base.assumingMemoryBound(to: type) }
}
