import CAllocator
import FoundationEssentials

/// How the C library holds memory for a process that does the same work again and again for weeks.
///
/// Caches of bounded size let go of entries in the midst of others; what lies between is free, yet the process seems to grow: by 150 MB
/// an hour under mixed load while what was in use stayed the same. And the end of a heap is by default handed back after every
/// answer, to be fetched and cleared again for the next: 2 % of a home page.
public enum ServerMemory {
    /// As early as may be: heaps that are there already stay.
    public static func prepare() { tastemaker_allocator_prepare(Int32(max(2, ProcessInfo.processInfo.activeProcessorCount))) }

    /// Gives back what is free. Looks at every free block, and holds each heap while it does.
    static func trim() { tastemaker_allocator_trim() }
}
