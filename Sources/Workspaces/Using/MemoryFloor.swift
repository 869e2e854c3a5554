import Glibc

/// The address space that every command needs beyond what the program itself takes.
///
/// Below it, threads cannot be made any more and libdispatch waits for them for ever; so the command is refused instead.
/// Swift ends the process where memory is refused later on; what was committed or checkpointed then is kept.
enum MemoryFloor {
    static let bytes = 64 << 20

    /// - Throws: `WorkspaceError` with code `memory`.
    static func demand() throws {
        let place = mmap(nil, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        guard let place, place != UnsafeMutableRawPointer(bitPattern: -1) else {
            throw WorkspaceError(
                .memory, "less than \(bytes >> 20) MiB of memory are allowed beyond the program itself",
                advice: "Raise the limit (`ulimit -v`), then run the command again: it goes on where it stopped")
        }
        munmap(place, bytes)
    }
}
