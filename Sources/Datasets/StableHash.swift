/// A 64-bit hash that is the same in every process, on every machine and in every version.
///
/// Order of training, windows, dropout and withheld sets derive from it, so that they depend on who a user or
/// item is and never on the order of import. It is not a cryptographic hash.
public struct StableHash: Sendable {
    public private(set) var value: UInt64

    public init(seed: UInt64) { value = StableHash.mix(seed ^ 0x9E37_79B9_7F4A_7C15) }

    public mutating func combine(_ word: UInt64) { value = StableHash.mix(value ^ StableHash.mix(word &+ 0x9E37_79B9_7F4A_7C15)) }

    public mutating func combine(_ text: String) {
        var word: UInt64 = 0
        var filled = 0
        var length: UInt64 = 0
        for byte in text.utf8 {
            word |= UInt64(byte) << UInt64(8 * filled)
            filled += 1
            length += 1
            if filled == 8 { combine(word); word = 0; filled = 0 }
        }
        combine(word)
        combine(length)
    }

    /// The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
    public static func mix(_ input: UInt64) -> UInt64 {
        var z = input
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    public static func of(_ text: String, seed: UInt64) -> UInt64 {
        var hash = StableHash(seed: seed)
        hash.combine(text)
        return hash.value
    }

    /// A number in `0..<1` with 53 random bits.
    public var unitInterval: Double { Double(value >> 11) * 0x1p-53 }
}

/// SplitMix64: a seeded source of random numbers whose whole state is one word.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64
    public init(seed: UInt64) { state = seed }
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return StableHash.mix(state)
    }
}
