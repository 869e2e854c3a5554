import Synchronization
import Tensors

/// Memory for keys and values in pages of one size, shared by all states: nothing is asked of the system once it has grown.
///
/// It grows by whole large pages of the system's: an answer reads what lies in hundreds of places. Clearing one takes as long as an
/// answer, so that a pool for serving has the next one made beside: a thread that lets answers go first keeps two of them free.
/// Pages are given back when a state shrinks; a page in use belongs to one state. Paged caches: Kwon et al., "Efficient Memory
/// Management for Large Language Model Serving with PagedAttention", SOSP 2023.
package final class StatePages: Sendable {
    package let pageBytes: Int
    private let pagesPerSlab: Int
    private let slabBytes: Int

    /// Addresses, because pointers cannot be sent.
    private struct Storage {
        var slabs: [UInt] = []
        var free: [UInt] = []
        var inUse = 0
    }
    private let storage = Mutex(Storage())
    private let ahead = Mutex<BackgroundThread?>(nil)
    /// Fewer free pages than these, and more are made beside.
    private let reserve: Int

    /// - Parameter growsAhead: whether memory is made ready before it is asked for.
    package init(pageBytes: Int, growsAhead: Bool = false) {
        self.pageBytes = max(64, (pageBytes + 63) & ~63)
        slabBytes = (16 * self.pageBytes + LargePages.size - 1) / LargePages.size * LargePages.size
        pagesPerSlab = slabBytes / self.pageBytes
        reserve = growsAhead ? 2 * pagesPerSlab : 0
        guard growsAhead else { return }
        let thread = BackgroundThread("states ahead", pause: 0) { [weak self] in
            self?.growAhead()
            return nil
        }
        ahead.withLock { $0 = thread }
    }

    deinit {
        storage.withLock { for slab in $0.slabs { UnsafeMutableRawPointer(bitPattern: slab)!.deallocate() } }
    }

    /// Fills `pages` with uninitialised pages.
    package func take(_ count: Int, into pages: UnsafeMutablePointer<UnsafeMutableRawPointer?>) {
        let target = UInt(bitPattern: pages)
        let isLow = storage.withLock { storage in
            let pages = UnsafeMutablePointer<UnsafeMutableRawPointer?>(bitPattern: target)!
            for position in 0..<count {
                if storage.free.isEmpty { add(LargePages.allocate(byteCount: slabBytes), to: &storage) }
                pages[position] = UnsafeMutableRawPointer(bitPattern: storage.free.removeLast())
            }
            storage.inUse += count
            return storage.free.count < reserve
        }
        if isLow { ahead.withLock { $0 }?.wake() }
    }

    /// Takes pages back; `wiping` overwrites them first.
    package func give(back count: Int, from pages: UnsafeMutablePointer<UnsafeMutableRawPointer?>, wiping: Bool) {
        if wiping {
            for position in 0..<count { pages[position]?.initializeMemory(as: UInt8.self, repeating: 0, count: pageBytes) }
        }
        let source = UInt(bitPattern: pages)
        storage.withLock { storage in
            let pages = UnsafeMutablePointer<UnsafeMutableRawPointer?>(bitPattern: source)!
            for position in 0..<count {
                storage.free.append(UInt(bitPattern: pages[position]))
                pages[position] = nil
            }
            storage.inUse -= count
        }
    }

    private func add(_ slab: UnsafeMutableRawPointer, to storage: inout Storage) {
        storage.slabs.append(UInt(bitPattern: slab))
        storage.free.reserveCapacity(storage.slabs.count * pagesPerSlab)
        for page in (0..<pagesPerSlab).reversed() { storage.free.append(UInt(bitPattern: slab + page * pageBytes)) }
    }

    /// Makes memory until the reserve is full. What was given back meanwhile counts, so that a pool that only lends what it has does not
    /// grow.
    private func growAhead() {
        while storage.withLock({ $0.free.count }) < reserve {
            let slab = LargePages.allocate(byteCount: slabBytes)
            // Touching is what makes the system find and clear it.
            for place in stride(from: 0, to: slabBytes, by: LargePages.smallest) {
                slab.storeBytes(of: 0, toByteOffset: place, as: UInt8.self)
            }
            let address = UInt(bitPattern: slab)
            storage.withLock { add(UnsafeMutableRawPointer(bitPattern: address)!, to: &$0) }
        }
    }

    /// Bytes that states hold.
    package var bytesInUse: Int { storage.withLock { $0.inUse } * pageBytes }
    /// Bytes held from the system.
    package var capacity: Int { storage.withLock { $0.slabs.count } * slabBytes }
}
