/// Hands out scratch memory that is all given back at once.
///
/// One worker owns one arena: `@unchecked Sendable` because it is lent to one thread at a time.
/// After the first few batches it has grown to its working size and no longer asks the system for memory.
package final class Arena: @unchecked Sendable {
    private var blocks: [UnsafeMutableRawBufferPointer] = []
    private var block = 0
    private var used = 0
    private static let alignment = 64

    package init() {}

    deinit {
        for block in blocks { block.deallocate() }
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
        while block < blocks.count, used + bytes > blocks[block].count {
            block += 1
            used = 0
        }
        if block == blocks.count {
            let size = max(bytes, 1 << 22)
            blocks.append(.allocate(byteCount: size, alignment: Arena.alignment))
            used = 0
        }
        let address = blocks[block].baseAddress! + used
        used += bytes
        return address.bindMemory(to: Element.self, capacity: count)
    }

    /// Zero-filled floats.
    package func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
        let pointer = allocate(Float.self, count: count)
        pointer.initialize(repeating: 0, count: count)
        return pointer
    }

    /// Forgets everything handed out; the memory is kept for the next round.
    package func reset() {
        block = 0
        used = 0
    }

    /// Bytes held from the system, without those of `inner`.
    package var capacity: Int { blocks.reduce(0) { $0 + $1.count } }
}
