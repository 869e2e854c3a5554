/// Word pieces and their numbers; pieces that continue a word are kept apart from those that begin one.
///
/// An open-addressing table over hashes of bytes, so that prefixes of a word are looked up without making strings of them.
package struct WordPieceVocabulary: Sendable {
    private struct Slot {
        var hash: UInt64
        var offset: UInt32
        /// 0 = empty.
        var length: UInt32
        var id: Int32
    }
    private var slots: [Slot]
    private var bytes: [UInt8] = []
    package let count: Int
    /// Bytes of the longest piece, without the mark of continuation.
    let longest: Int

    package let unknown: Int32
    package let start: Int32
    package let end: Int32
    /// Pieces that stand for themselves wherever they are written in a text.
    let specials: [(bytes: [UInt8], id: Int32)]

    private static let largest = 1_000_000

    /// - Parameters:
    ///   - pieces: in the order of their numbers, the mark `##` before those that continue a word.
    ///   - specials: names of the unknown, first and last piece and of others to be recognised in texts.
    /// - Throws: `TextEncoderError` when there are none, too many, or a special one is missing.
    package init(_ pieces: [String], special: SpecialPieces = SpecialPieces(), file: String) throws {
        guard !pieces.isEmpty, pieces.count <= Self.largest else {
            throw TextEncoderError.damaged(file: file, reason: "\(pieces.count) word pieces; 1 to \(Self.largest) are possible")
        }
        // By their bytes: to Swift two spellings of one character are equal, and a mark belongs to the `#` before it.
        var places: [[UInt8]: Int32] = [:]
        places.reserveCapacity(pieces.count)
        for (id, piece) in pieces.enumerated() { places[Array(piece.utf8)] = Int32(id) }
        func require(_ piece: String) throws -> Int32 {
            guard let id = places[Array(piece.utf8)] else {
                throw TextEncoderError.damaged(file: file, reason: "the piece \(piece) is missing")
            }
            return id
        }
        unknown = try require(special.unknown)
        start = try require(special.start)
        end = try require(special.end)
        specials = special.all.map { Array($0.utf8) }.compactMap { name in places[name].map { (bytes: name, id: $0) } }
            .filter { !$0.bytes.isEmpty }.sorted { ($1.bytes.count, $0.id) < ($0.bytes.count, $1.id) }
        count = pieces.count
        longest = pieces.lazy.map { $0.utf8.count }.max() ?? 0
        var size = 16
        while size < pieces.count * 2 { size *= 2 }
        slots = Array(repeating: Slot(hash: 0, offset: 0, length: 0, id: 0), count: size)
        for (piece, id) in places where !piece.isEmpty { insert(piece, id) }
    }

    private mutating func insert(_ piece: [UInt8], _ id: Int32) {
        let continues = piece.count > 2 && piece.starts(with: [0x23, 0x23])
        let content = piece.dropFirst(continues ? 2 : 0)
        var hash = Self.seed(continues: continues)
        for byte in content { hash = Self.extend(hash, byte) }
        var place = Int(truncatingIfNeeded: Self.spread(hash)) & (slots.count - 1)
        while slots[place].length != 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = Slot(hash: hash, offset: UInt32(bytes.count), length: UInt32(content.count), id: id)
        bytes += content
    }

    // FNV-1a: each prefix's hash is a step from the one before.
    @inline(__always) static func seed(continues: Bool) -> UInt64 { continues ? 0x6C62_272E_07BB_0142 : 0xCBF2_9CE4_8422_2325 }
    @inline(__always) static func extend(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    @inline(__always) private static func spread(_ hash: UInt64) -> UInt64 { hash ^ (hash >> 29) }

    /// The piece with these bytes, whose hash is given.
    func id(_ hash: UInt64, _ content: UnsafeBufferPointer<UInt8>) -> Int32? {
        var place = Int(truncatingIfNeeded: Self.spread(hash)) & (slots.count - 1)
        while slots[place].length != 0 {
            let slot = slots[place]
            if slot.hash == hash, Int(slot.length) == content.count, isSame(slot, content) { return slot.id }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    private func isSame(_ slot: Slot, _ content: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in content.indices where bytes[Int(slot.offset) + index] != content[index] { return false }
        return true
    }
}

/// Names of the pieces that are no text.
package struct SpecialPieces: Sendable, Hashable {
    package var unknown = "[UNK]"
    package var start = "[CLS]"
    package var end = "[SEP]"
    /// Recognised in texts besides.
    package var others = ["[PAD]", "[MASK]"]
    package init() {}
    var all: [String] { [unknown, start, end] + others }
}
