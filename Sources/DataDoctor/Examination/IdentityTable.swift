import Datasets

/// Ids by a 64-bit hash, with a dense index and a count each: 24 to 40 bytes an id, whatever its length.
///
/// Two ids with one hash would be taken for one: below one in a hundred thousand data sets of ten million ids.
struct IdentityTable {
    private static let empty: Int32 = -1
    private var slots: [Int32] = [Int32](repeating: IdentityTable.empty, count: 1024)
    private(set) var keys: [UInt64] = []
    /// Events of each, by index.
    private(set) var counts: [UInt32] = []
    private var lastKey: UInt64 = 0
    private var lastIndex: Int32 = -1

    var count: Int { keys.count }

    /// The index of an id, new or known.
    mutating func index(of key: UInt64) -> Int {
        // Files grouped by user ask for the same one again and again.
        if lastIndex >= 0, lastKey == key { return Int(lastIndex) }
        lastKey = key
        var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
        while slots[slot] != IdentityTable.empty {
            if keys[Int(slots[slot])] == key {
                lastIndex = slots[slot]
                return Int(lastIndex)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        lastIndex = Int32(keys.count)
        slots[slot] = lastIndex
        keys.append(key)
        counts.append(0)
        if keys.count * 4 > slots.count * 3 { grow() }
        return Int(lastIndex)
    }

    mutating func countEvent(_ index: Int) { counts[index] &+= 1 }

    private mutating func grow() {
        let size = slots.count * 2
        slots = [Int32](repeating: IdentityTable.empty, count: size)
        for (index, key) in keys.enumerated() {
            var slot = Int(truncatingIfNeeded: key) & (size - 1)
            while slots[slot] != IdentityTable.empty { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int32(index)
        }
    }
}

/// Where an id was first met, packed: 8 bytes.
struct FirstPlace {
    var file: UInt16
    private var packed: (UInt16, UInt32)
    static let none = FirstPlace(file: .max, line: 0)

    init(file: UInt16, line: Int) {
        self.file = file
        let line = UInt64(clamping: line)
        packed = (UInt16(truncatingIfNeeded: line >> 32), UInt32(truncatingIfNeeded: line))
    }

    var line: Int { Int(packed.0) << 32 | Int(packed.1) }
    var isKnown: Bool { file != .max }
}
