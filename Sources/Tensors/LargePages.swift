#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Pages of 2 MB instead of 4 KB: fewer misses when memory is read across its rows.
package enum LargePages {
    /// Bytes of one.
    package static let size = 1 << 21
    /// Bytes of what the system gives where it has no large ones.
    package static let smallest = 1 << 12

    /// Uninitialised memory that lives for long, given back by `deallocate()`; from one large page on it asks for large pages and
    /// shares none of them with anything else.
    package static func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
        guard byteCount >= size else { return .allocate(byteCount: byteCount, alignment: 64) }
        let rounded = (byteCount + size - 1) & ~(size - 1)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: rounded, alignment: size)
        advise(UnsafeMutableRawBufferPointer(start: memory, count: rounded))
        return memory
    }

    /// Asks for them; what the system does not grant changes nothing but speed.
    static func advise(_ memory: UnsafeMutableRawBufferPointer) {
        #if os(Linux)
            _ = madvise(memory.baseAddress, memory.count, MADV_HUGEPAGE)
        #endif
    }
}
