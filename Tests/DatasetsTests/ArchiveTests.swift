import Datasets
import Testing

@Suite struct ZstdTests {
    let folder = TestFolder()
    private let text = (0..<400).map { "\($0)::\($0 * 7919 % 1000)" }.joined(separator: "\n")

    @Test func framesFollowEachOtherAndTheNameDoesNotCount() throws {
        let file = folder.write("a.txt", zstd(Array("a\nb".utf8)) + zstd(Array("c\nd".utf8)))
        #expect(try lines(file) == ["a", "bc", "d"])
        #expect(ImportSource(path: "x/y.csv.zst").name == "y.csv")
    }

    @Test func aSkippableFrameInFrontIsPassedOver() throws {
        let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]
        #expect(try lines(folder.write("a.zst", skippable + zstd(Array("a\nb".utf8)))) == ["a", "b"])
    }

    @Test func everyBufferSizeGivesTheSameLines() throws {
        let texts = (0..<2000).map { String(repeating: "x", count: ($0 * 7) % 61) }
        let file = folder.write("a.zst", zstd(Array(texts.joined(separator: "\n").utf8)))
        for size in [16, 100, 4096, 1 << 18] { #expect(try lines(file, bufferSize: size) == texts, "buffer of \(size)") }
    }

    @Test func everyTruncationIsNoticed() {
        let whole = zstd(Array(text.utf8))
        for length in 4..<whole.count {
            let file = folder.write("a.zst", Array(whole[..<length]))
            #expect(code { _ = try lines(file) } == .truncatedArchive, "cut at \(length) of \(whole.count)")
        }
    }

    @Test func aFlippedBitNeverGivesOtherText() throws {
        let whole = zstd(Array(text.utf8))
        let right = text.split(separator: "\n").map(String.init)
        for position in 4..<whole.count {
            var bytes = whole
            bytes[position] ^= 1 << UInt8(position % 8)
            let file = folder.write("a.zst", bytes)
            do {
                #expect(try lines(file) == right, "bit in byte \(position)")
            } catch let error as ImportError {
                #expect(error.code == .damagedArchive || error.code == .truncatedArchive, "byte \(position)")
            }
        }
    }

    @Test func bytesBehindTheEndAreDamage() {
        let file = folder.write("a.zst", zstd(Array(text.utf8)) + Array("more".utf8))
        #expect(code { _ = try lines(file) } == .damagedArchive)
    }

    @Test func anArchiveMadeToFillTheDayIsRefused() {
        let nothing = [UInt8](repeating: UInt8(ascii: "\n"), count: 1 << 24)
        let packed = zstd(nothing)
        let bomb = folder.write("bomb.zst", Array(repeatElement(packed, count: 64).joined()))
        #expect(code { try readThrough(bomb) } == .inflatesTooMuch)
        let small = folder.write("small.zst", packed)
        #expect(code { try readThrough(small) } == nil)
        let gz = folder.write("bomb.gz", Array(repeatElement(gzip(nothing), count: 8).joined()))
        #expect(code { try readThrough(gz) } == .inflatesTooMuch)
    }

    private func readThrough(_ path: String) throws {
        let reader = try ByteReader(path: path)
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while try chunk.withUnsafeMutableBytes({ try reader.read(into: $0) }) > 0 {}
    }
}
