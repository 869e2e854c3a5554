#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Pages of 2 MB instead of 4 KB: fewer misses when a matrix is read across its rows.
enum LargePages {
    /// Asks for them; what the system does not grant changes nothing but speed.
    static func advise(_ memory: UnsafeMutableRawBufferPointer) {
        #if os(Linux)
            _ = madvise(memory.baseAddress, memory.count, MADV_HUGEPAGE)
        #endif
    }
}
