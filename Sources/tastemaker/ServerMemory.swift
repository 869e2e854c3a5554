#if canImport(Glibc)
    import Glibc
#endif

/// How the C library holds memory for a process that does the same work again and again.
enum ServerMemory {
    /// `M_TRIM_THRESHOLD` and `M_MMAP_THRESHOLD` of malloc.h.
    private static let (trimThreshold, mapThreshold): (Int32, Int32) = (-1, -3)

    /// Lets the allocator keep what one answer gave back for the next.
    ///
    /// By default glibc hands the end of its heaps back to the system as soon as it is free, and every page is then fetched anew and cleared:
    /// 2 % of a home page by profile. What is kept is bounded for each of the allocator's heaps.
    static func keepFreed() {
        #if canImport(Glibc)
            _ = mallopt(trimThreshold, 32 << 20)
            _ = mallopt(mapThreshold, 8 << 20)
        #endif
    }
}
