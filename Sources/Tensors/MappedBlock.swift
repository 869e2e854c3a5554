#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Pages from the system, uninitialised as far as callers may tell, which go back to it at once.
///
/// Blocks of an arena are large and seldom change. From `malloc` they would come out of a heap that keeps what is given back between
/// other pieces, and no estimate of memory could say how much.
final class MappedBlock {
    let base: UnsafeMutableRawPointer
    let byteCount: Int
    /// - Parameter byteCount: rounded up to whole pages; large pages from 4 MB on, where the system grants them.
    init(byteCount: Int) {
        let isLarge = byteCount >= 2 * LargePages.size
        let page = isLarge ? LargePages.size : 1 << 14
        self.byteCount = (byteCount + page - 1) & ~(page - 1)
        guard let memory = mmap(nil, self.byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0), memory != MAP_FAILED else {
            fatalError("there is no memory for \(byteCount) bytes")
        }
        base = memory
        if isLarge { LargePages.advise(UnsafeMutableRawBufferPointer(start: memory, count: self.byteCount)) }
    }

    deinit { munmap(base, byteCount) }
}
