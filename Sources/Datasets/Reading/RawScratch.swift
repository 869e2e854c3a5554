/// Memory for the bytes of one row that cannot be used where they were read; pointers into it hold until it is cleared.
final class RawScratch {
    private var memory: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(capacity: Int = 1 << 12) { memory = .allocate(byteCount: max(capacity, 16), alignment: 16) }

    deinit { memory.deallocate() }

    /// Forgets everything and makes room for `capacity` bytes, so that nothing moves while they are put in.
    func clear(reserving capacity: Int) {
        count = 0
        guard capacity > memory.count else { return }
        memory.deallocate()
        memory = .allocate(byteCount: max(capacity, 2 * memory.count), alignment: 16)
    }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

    func bytes(from start: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[start..<count]) }

    /// - Precondition: the room was reserved.
    func append(_ byte: UInt8) {
        precondition(count < memory.count, "\(memory.count) bytes were reserved")
        memory[count] = byte
        count += 1
    }

    /// - Precondition: the room was reserved.
    func append(_ bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count <= memory.count - count, "\(memory.count) bytes were reserved")
        guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
        (memory.baseAddress! + count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }
}
