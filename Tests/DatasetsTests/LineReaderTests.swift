import Datasets
import Foundation
import Testing

/// All lines of a file as text, "<n>" for a line that was too long.
func lines(_ path: String, maximumLineLength: Int = 1 << 20, bufferSize: Int = 1 << 18) throws -> [String] {
    let reader = try LineReader(path: path, maximumLineLength: maximumLineLength, bufferSize: bufferSize)
    var found: [String] = []
    while true {
        switch try reader.next() {
        case .end: return found
        case .tooLong(let number, let length):
            #expect(number == found.count + 1)
            found.append("<\(length)>")
        case .line(let line):
            #expect(line.number == found.count + 1)
            found.append(String(decoding: line.bytes, as: UTF8.self))
        }
    }
}

func code(_ body: () throws -> Void) -> ImportError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? ImportError)?.code
    }
}

@Suite struct LineReaderTests {
    let folder = TestFolder()

    @Test(arguments: [false, true])
    func linesEndWithLineFeedOrWithCarriageReturnAndLineFeed(isCompressed: Bool) throws {
        let bytes = Array("one\r\ntwo\n\n\nfive\rstill\nlast".utf8)
        let file = folder.write("a.txt", isCompressed ? gzip(bytes) : bytes)
        #expect(try lines(file) == ["one", "two", "", "", "five\rstill", "last"])
    }

    @Test(arguments: [false, true])
    func anEmptyFileHasNoLines(isCompressed: Bool) throws {
        let file = folder.write("a.txt", isCompressed ? gzip([]) : [])
        #expect(try lines(file) == [])
    }

    @Test func everyBufferSizeGivesTheSameLines() throws {
        let texts = (0..<200).map { String(repeating: "x", count: ($0 * 7) % 61) }
        let file = folder.write("a.txt", gzip(Array(texts.joined(separator: "\n").utf8)))
        for size in [16, 17, 31, 64, 100, 4096] {
            #expect(try lines(file, bufferSize: size) == texts, "buffer of \(size)")
        }
    }

    @Test func aLongLineIsSkippedAndTheNextOneIsRead() throws {
        let long = String(repeating: "y", count: 100_000)
        let file = folder.write("a.txt", "a\n\(long)\nb\n\(long)")
        #expect(try lines(file, maximumLineLength: 1000, bufferSize: 64) == ["a", "<100000>", "b", "<100000>"])
        #expect(try lines(file, maximumLineLength: 100_000).map(\.count) == [1, 100_000, 1, 100_000])
        #expect(try lines(file, maximumLineLength: 99_999).map(\.count) == [1, 8, 1, 8])
    }

    @Test func aByteOrderMarkIsSkippedAndUTF16Refused() throws {
        #expect(try lines(folder.write("a.txt", [0xEF, 0xBB, 0xBF, 97, 10])) == ["a"])
        #expect(try lines(folder.write("short.txt", [0xEF])).count == 1)
        for mark: [UInt8] in [[0xFF, 0xFE], [0xFE, 0xFF]] {
            let file = folder.write("b.txt", mark + [97, 0, 10, 0])
            #expect(code { _ = try lines(file) } == .wrongEncoding)
        }
    }

    @Test func missingFilesAndFoldersAreToldApart() {
        #expect(code { _ = try lines(folder.path + "/none") } == .missingFile)
        #expect(code { _ = try lines(folder.path) } == .isFolder)
        #expect(code { _ = try lines("") } == .missingFile)
    }
}

@Suite struct GzipTests {
    let folder = TestFolder()
    private let text = (0..<400).map { "\($0)::\($0 * 7919 % 1000)" }.joined(separator: "\n")

    @Test func severalMembersAreOneFileAndZerosMayPadIt() throws {
        let file = folder.write("a.gz", gzip(Array("a\nb".utf8)) + gzip(Array("c\nd".utf8)) + [0, 0, 0])
        #expect(try lines(file) == ["a", "bc", "d"])
    }

    @Test func aFileThatIsNotGzipIsPlainWhateverItsName() throws {
        #expect(try lines(folder.write("a.gz", "plain")) == ["plain"])
        #expect(try lines(folder.write("b.gz", [0x1F])).count == 1)
    }

    @Test func everyTruncationIsNoticed() {
        let whole = gzip(Array(text.utf8))
        for length in 2..<whole.count {
            let file = folder.write("a.gz", Array(whole[..<length]))
            #expect(code { _ = try lines(file) } == .truncatedArchive, "cut at \(length) of \(whole.count)")
        }
    }

    @Test func aFlippedBitNeverGivesOtherText() throws {
        let whole = gzip(Array(text.utf8))
        let right = text.split(separator: "\n").map(String.init)
        var refused = 0
        for position in 2..<whole.count {
            var bytes = whole
            bytes[position] ^= 1 << UInt8(position % 8)
            let file = folder.write("a.gz", bytes)
            do {
                // Bits of the header's time stamp and the like change nothing that is read.
                #expect(try lines(file) == right, "bit in byte \(position)")
            } catch let error as ImportError {
                #expect(error.code == .damagedArchive || error.code == .truncatedArchive, "byte \(position)")
                refused += 1
            }
        }
        #expect(refused > whole.count * 9 / 10)
    }

    @Test func bytesBehindTheEndAreDamage() {
        let file = folder.write("a.gz", gzip(Array(text.utf8)) + Array("more".utf8))
        #expect(code { _ = try lines(file) } == .damagedArchive)
    }

    @Test func anErrorSaysWhereAndWhatToDo() {
        let file = folder.write("a.gz", Array(gzip(Array(text.utf8)).dropLast(9)))
        do {
            _ = try lines(file)
            Issue.record("a truncated file was read")
        } catch let error as ImportError {
            #expect(error.file == file)
            #expect(error.description.contains("ends too early"))
            #expect(!error.advice.isEmpty)
        } catch {
            Issue.record("\(error)")
        }
    }
}
