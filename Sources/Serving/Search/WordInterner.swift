/// Numbers words in the order in which they come: one block of bytes and a hash table of numbers.
struct WordInterner: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Where word `n` begins; `[count + 1]`
    private(set) var starts: [Int32] = [0]
    private var slots = [Int32](repeating: -1, count: 1 << 12)

    var count: Int { starts.count - 1 }

    func range(_ word: Int) -> Range<Int> { Int(starts[word])..<Int(starts[word + 1]) }

    /// The number of a word that was met before.
    func find(_ word: some Collection<UInt8>) -> Int? {
        var slot = WordInterner.hash(word) & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if bytes[range(number)].elementsEqual(word) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    mutating func intern(_ word: ArraySlice<UInt8>) -> Int {
        if let known = find(word) { return known }
        if 2 * (count + 1) > slots.count { grow() }
        let number = count
        bytes += word
        starts.append(Int32(bytes.count))
        place(number)
        return number
    }

    private mutating func place(_ number: Int) {
        var slot = WordInterner.hash(bytes[range(number)]) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(number)
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for number in 0..<count { place(number) }
    }

    /// FNV-1a with the high bits mixed in.
    private static func hash(_ word: some Collection<UInt8>) -> Int {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in word { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (value ^ value >> 29) & 0x7FFF_FFFF)
    }
}
