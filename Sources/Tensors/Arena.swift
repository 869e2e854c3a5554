/// Hands out scratch memory that is all given back at once.
///
/// One worker owns one arena: `@unchecked Sendable` because it is lent to one thread at a time.
/// Blocks that were not enough are replaced by one that is, so that after the first few batches the system is no longer asked; large
/// blocks ask for large pages.
package final class Arena: @unchecked Sendable {
    private var blocks: [MappedBlock] = []
    private var block = 0
    private var used = 0
    private static let alignment = 64

    package init() {}

    deinit {
        scratchMemory?.deallocate()
    }

    private var scratchMemory: UnsafeMutableRawBufferPointer?

    /// Memory that is given back before this arena's is: for what is computed a second time.
    private(set) lazy var inner = Arena()

    /// Memory for one kernel call; the next call of this function may hand out the same bytes.
    package func scratch(bytes: Int) -> UnsafeMutableRawPointer {
        if let memory = scratchMemory, memory.count >= bytes { return memory.baseAddress! }
        scratchMemory?.deallocate()
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(64, bytes), alignment: Arena.alignment)
        scratchMemory = memory
        return memory.baseAddress!
    }

    /// Uninitialised memory for `count` values, aligned to 64 bytes; valid until `reset()`.
    package func allocate<Element>(_ type: Element.Type, count: Int) -> UnsafeMutablePointer<Element> {
        precondition(count >= 0, "cannot allocate \(count) values")
        let bytes = max(64, (count * MemoryLayout<Element>.stride + 63) & ~63)
        while block < blocks.count, used + bytes > blocks[block].byteCount {
            block += 1
            used = 0
        }
        if block == blocks.count {
            blocks.append(MappedBlock(byteCount: max(bytes, 1 << 22)))
            used = 0
        }
        let address = blocks[block].base + used
        used += bytes
        return address.bindMemory(to: Element.self, capacity: count)
    }

    /// Gives back what `body` was handed out, so that the next operation works in the same, warm memory.
    package func scoped(_ body: () -> Void) {
        let (oldBlock, oldUsed) = (block, used)
        body()
        (block, used) = (oldBlock, oldUsed)
    }

    /// Zero-filled floats.
    package func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
        let pointer = allocate(Float.self, count: count)
        pointer.initialize(repeating: 0, count: count)
        return pointer
    }

    /// Forgets everything handed out; the memory is kept for the next round.
    package func reset() {
        if blocks.count > 1 {
            let bytes = capacity
            blocks.removeAll()
            blocks.append(MappedBlock(byteCount: bytes + bytes / 4))
        }
        block = 0
        used = 0
    }

    /// Bytes held from the system, without those of `inner`.
    package var capacity: Int { blocks.reduce(0) { $0 + $1.byteCount } }
}
