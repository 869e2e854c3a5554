import Glibc

/// The address space that every command needs beyond what the program itself takes.
///
/// Below it, threads cannot be made any more and libdispatch waits for them for ever, and Swift ends the process wherever
/// memory is refused; so the command is refused instead, before it has done anything. What was committed or checkpointed
/// when memory is refused later on is kept.
public enum MemoryFloor {
    public static let bytes = 64 << 20

    /// Whether that much can be had now; nothing of it is touched.
    public static var isMet: Bool {
        let place = mmap(nil, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let place, place != UnsafeMutableRawPointer(bitPattern: -1) else { return false }
        munmap(place, bytes)
        return true
    }

    /// To be called first of all in `main`: ends the process with a sentence on standard error where the floor is not met.
    ///
    /// Nothing here allocates.
    public static func demand(orExit status: Int32) {
        if isMet { return }
        let message: StaticString = """
            tastemaker: less than 64 MiB of memory are allowed beyond the program itself. Raise the limit (`ulimit -v`), then run \
            the command again: it goes on where it stopped.

            """
        _ = write(2, message.utf8Start, message.utf8CodeUnitCount)
        _exit(status)
    }
}
