import Glibc
import Storage

/// A look at a left-over write-ahead log before SQLite recovers from it.
///
/// SQLite reads such a log up to the first frame that does not match its checksum and takes the rest for a transaction that a
/// power cut interrupted. That is right at the end; further in front, a damaged frame would silently take acknowledged
/// transactions with it. Since every transaction is on the disk before the next one begins (`synchronous = FULL`), a broken
/// frame with a later transaction behind it was damaged after it had been written. The header lies in one sector, which is
/// written whole or not at all, so that a broken header is damage too. Format: sqlite.org/walformat.html.
struct LogCheck {
    private static let headLength = 32
    private static let frameHeadLength = 24
    /// A log grows to a few MB; one that readers kept from being copied for long is not worth its memory.
    private static let longest = 256 << 20

    private let bytes: UnsafeRawBufferPointer
    private let isBigEndian: Bool
    private let frameLength: Int

    /// - Throws: `StorageError.damaged`.
    /// - Complexity: reads the log once; nothing to do when there is none.
    static func demandWholeLog(of path: String) throws {
        let log = path + "-wal"
        let descriptor = open(log, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, (headLength + frameHeadLength + 1...longest).contains(Int(status.st_size)) else { return }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(status.st_size), alignment: 8)
        defer { buffer.deallocate() }
        var filled = 0
        while filled < buffer.count {
            let count = read(descriptor, buffer.baseAddress! + filled, buffer.count - filled)
            if count <= 0 { break }
            filled += count
        }
        guard let problem = problem(UnsafeRawBufferPointer(rebasing: buffer[..<filled])) else { return }
        // Somebody who has the store open may have begun the log anew in the meantime; then nothing was learned.
        var head = [UInt8](repeating: 0, count: headLength)
        guard pread(descriptor, &head, headLength, 0) == headLength, head.elementsEqual(buffer[..<headLength]) else { return }
        throw StorageError(
            .damaged, store: path, "its log \(log) is damaged: \(problem)",
            advice: "Restore the store from a copy; or move the log away and import again what was read last")
    }

    /// What is wrong with a log; nil when nothing is, or only what a power cut leaves.
    static func problem(_ bytes: UnsafeRawBufferPointer) -> String? {
        guard bytes.count > headLength + frameHeadLength else { return nil }
        let magic = number(bytes, 0)
        // A log whose first sector never reached the disk.
        if bytes[..<headLength].allSatisfy({ $0 == 0 }) { return nil }
        guard magic | 1 == 0x377F_0683, let pageLength = pageLength(number(bytes, 8)) else { return "its header is broken" }
        let check = LogCheck(bytes: bytes, isBigEndian: magic & 1 == 1, frameLength: pageLength + frameHeadLength)
        guard check.sum(0..<24, from: (0, 0)) == (number(bytes, 24), number(bytes, 28)) else { return "its header is broken" }
        return check.brokenFrame()
    }

    private static func pageLength(_ value: UInt32) -> Int? {
        (512...65_536).contains(value) && value & (value - 1) == 0 ? Int(value) : nil
    }

    private func brokenFrame() -> String? {
        let count = (bytes.count - LogCheck.headLength) / frameLength
        guard let broken = (0..<count).first(where: { !isWhole($0) }) else { return nil }
        // The transaction of the broken frame, as far as can be told, and whether another one began behind it.
        guard let end = (broken..<count).first(where: { isOfThisLog($0) && isCommit($0) }), end + 1 < count else { return nil }
        guard ((end + 1)..<count).contains(where: { isWhole($0) }) else { return nil }
        return "frame \(broken + 1) of \(count) does not match its checksum, and later ones do"
    }

    private func place(_ frame: Int) -> Int { LogCheck.headLength + frame * frameLength }

    /// Frames of an earlier use of the file carry other salts.
    private func isOfThisLog(_ frame: Int) -> Bool {
        LogCheck.number(bytes, place(frame) + 8) == LogCheck.number(bytes, 16)
            && LogCheck.number(bytes, place(frame) + 12) == LogCheck.number(bytes, 20)
    }

    private func isCommit(_ frame: Int) -> Bool { LogCheck.number(bytes, place(frame) + 4) != 0 }

    /// Whether a frame continues the one before it.
    private func isWhole(_ frame: Int) -> Bool {
        guard isOfThisLog(frame) else { return false }
        let place = place(frame)
        let before = frame == 0 ? 24 : self.place(frame - 1) + 16
        var sum = (LogCheck.number(bytes, before), LogCheck.number(bytes, before + 4))
        sum = self.sum(place..<place + 8, from: sum)
        sum = self.sum(place + LogCheck.frameHeadLength..<place + frameLength, from: sum)
        return sum == (LogCheck.number(bytes, place + 16), LogCheck.number(bytes, place + 20))
    }

    /// SQLite's checksum over pairs of words in the order of the machine that wrote them.
    private func sum(_ range: Range<Int>, from start: (UInt32, UInt32)) -> (UInt32, UInt32) {
        var (first, second) = start
        for place in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
            let words = (
                bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self), bytes.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)
            )
            first &+= (isBigEndian ? UInt32(bigEndian: words.0) : UInt32(littleEndian: words.0)) &+ second
            second &+= (isBigEndian ? UInt32(bigEndian: words.1) : UInt32(littleEndian: words.1)) &+ first
        }
        return (first, second)
    }

    private static func number(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt32 {
        UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    }
}
