#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Events on the disk, in parts that each hold some of the users, whole: what is larger than memory is sorted part by part.
///
/// A part holds the users whose keys lie in its range, so that the parts in order are the users in the order of their keys.
struct EventSpill {
    private struct Extent {
        var place: Int
        var count: Int
        var checksum: WordChecksum
    }

    let partCount: Int
    private let file: ScratchFile
    private let folder: String
    private var waiting: [[StoredEvent]]
    private var extents: [[Extent]]

    /// 48 kB that are written at once.
    private static let eventsPerExtent = 1024
    /// What waits to be written is this many extents at most: 13 MB.
    private static let mostParts = 256

    /// - Parameters:
    ///   - events: about how many will come.
    ///   - eventsAtOnce: about how many a part shall hold; more where that would take too many parts.
    init(folder: String, events: Int, eventsAtOnce: Int, maximumBytes: Int? = nil) throws(ScratchError) {
        let (size, count) = (max(1, eventsAtOnce), max(1, events))
        partCount = min(EventSpill.mostParts, count / size + (count % size == 0 ? 0 : 1))
        file = try ScratchFile(folder: folder, maximumBytes: maximumBytes)
        self.folder = folder
        waiting = Array(repeating: [], count: partCount)
        extents = Array(repeating: [], count: partCount)
    }

    /// - Parameter key: of the event's user.
    mutating func append(_ event: StoredEvent, key: UInt64) throws(ScratchError) {
        let part = Int(key.multipliedFullWidth(by: UInt64(partCount)).high)
        waiting[part].append(event)
        if waiting[part].count >= EventSpill.eventsPerExtent { try flush(part) }
    }

    private mutating func flush(_ part: Int) throws(ScratchError) {
        guard !waiting[part].isEmpty else { return }
        var checksum = WordChecksum()
        var failure: ScratchError?
        let place = waiting[part].withUnsafeBytes { bytes -> Int in
            checksum.combine(bytes)
            do throws(ScratchError) { return try file.append(bytes) } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        extents[part].append(Extent(place: place, count: waiting[part].count, checksum: checksum))
        waiting[part].removeAll(keepingCapacity: true)
    }

    /// The events of a part, in the order of arrival.
    ///
    /// - Throws: `ScratchError`, with `EIO` when the disk gives back something else than it was given.
    func events(of part: Int) throws(ScratchError) -> ChunkedList<StoredEvent> {
        var events = ChunkedList<StoredEvent>()
        let stride = MemoryLayout<StoredEvent>.stride
        let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: EventSpill.eventsPerExtent * stride, alignment: 8)
        defer { bytes.deallocate() }
        for extent in extents[part] {
            let content = UnsafeMutableRawBufferPointer(rebasing: bytes[..<(extent.count * stride)])
            try file.read(at: extent.place, into: content)
            var checksum = WordChecksum()
            checksum.combine(UnsafeRawBufferPointer(content))
            guard checksum == extent.checksum else { throw ScratchError(folder: folder, number: EIO) }
            for event in content.assumingMemoryBound(to: StoredEvent.self) { events.append(event) }
        }
        for event in waiting[part] { events.append(event) }
        return events
    }

    /// Of the file.
    var byteCount: Int { file.byteCount }
}
