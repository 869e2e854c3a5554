import Foundation

/// What time, a bad cable or a bad disk does to a file.
struct Damage: CustomStringConvertible {
    enum Kind: String, CaseIterable { case flippedBit, cut, zeroedBlock, swappedBlocks }
    var kind: Kind
    var file: String
    var offset: Int
    var bit: Int

    var description: String { "\(kind.rawValue) at byte \(offset) of \(file)" }

    /// Every other damage is a single bit, the hardest to notice.
    static func random(_ file: String, _ random: inout SeededRandom) throws -> Damage {
        let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
        let kind = Bool.random(using: &random) ? .flippedBit : Kind.allCases.randomElement(using: &random)!
        return Damage(
            kind: kind, file: file, offset: Int.random(in: 0..<max(1, size), using: &random), bit: Int.random(in: 0..<8, using: &random))
    }

    /// - Returns: whether the file says something else now.
    func apply() throws -> Bool {
        let url = URL(fileURLWithPath: file)
        let whole = [UInt8](try Data(contentsOf: url))
        guard !whole.isEmpty else { return false }
        var bytes = whole
        switch kind {
        case .flippedBit: bytes[offset] ^= 1 << UInt8(bit)
        case .cut: bytes.removeLast(bytes.count - offset)
        case .zeroedBlock: for place in offset..<min(offset + 4096, bytes.count) { bytes[place] = 0 }
        case .swappedBlocks:
            let length = min(512, bytes.count / 2)
            let (first, second) = (min(offset, bytes.count - 2 * length), bytes.count - length)
            for place in 0..<length { bytes.swapAt(first + place, second + place) }
        }
        // Written over, as a bad disk would: the file keeps its place.
        try Data(bytes).write(to: url)
        return bytes != whole
    }
}
