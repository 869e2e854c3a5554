import Datasets
import Foundation
import Language
import Serving
import Storage
import Synchronization
import Testing
import Workspaces

/// What a sentence encoder reads of a catalogue for search.
@Suite struct ReadTextsTests {
    /// Reads letters, and counts what it was given.
    private final class LetterEncoder: TextEncoder {
        let identity: TextEncoderIdentity
        let dimension = 26
        private let counts = Mutex(0)
        init(_ digit: Character = "a") { identity = TextEncoderIdentity(kind: .minilm, digest: String(repeating: digit, count: 32)) }

        var count: Int { counts.withLock { $0 } }

        func encode(_ texts: [String], workers: Int) -> [Float] {
            counts.withLock { $0 += texts.count }
            return texts.flatMap { text in
                var row = [Float](repeating: 0.01, count: 26)
                for byte in text.lowercased().utf8 where (0x61...0x7A).contains(byte) { row[Int(byte) - 0x61] += 1 }
                let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
                return row.map { $0 / length }
            }
        }
    }

    private func service(_ encoder: LetterEncoder, in folder: String? = nil) throws -> TasteService {
        var options = ServiceOptions(stateBytes: 64 << 20)
        options.searchEncoder = encoder
        guard let folder else {
            let service = try ServiceWorld.service(trained: false, options: options).service
            try service.prepareSearch()
            return service
        }
        let clock = TestClock(ServiceWorld.today)
        let service = TasteService(
            workspace: try Workspace.open(folder), documents: MemoryServiceStore(), options: options, now: { clock.now },
            seconds: { clock.seconds }, random: { clock.random() })
        try service.host.reload()
        try service.prepareSearch()
        return service
    }

    @Test func noTextIsReadTwiceNotEvenAfterARestart() throws {
        let first = LetterEncoder()
        let service = try service(first)
        #expect(service.searchIsBehind && first.count == 0)
        try service.readTexts()
        #expect(!service.searchIsBehind)
        let read = first.count
        #expect(read > 0)
        try service.readTexts()
        #expect(first.count == read)
        let second = LetterEncoder()
        let again = try self.service(second, in: service.workspace.folder)
        #expect(again.searchIsBehind)
        try again.readTexts()
        #expect(!again.searchIsBehind && second.count == 0)
    }

    @Test func whatWasReadBeforeAnEndIsKept() throws {
        let encoder = LetterEncoder()
        let service = try service(encoder)
        var turns = 0
        let isWhole = try service.readTexts {
            turns += 1
            return turns < 3
        }
        let titles = try service.host.current().titles.count
        guard titles > 512 else {
            #expect(isWhole)
            return
        }
        #expect(!isWhole && encoder.count == 512 && service.searchIsBehind)
        try service.readTexts()
        #expect(encoder.count <= titles)
    }

    @Test(arguments: [0, 3, 40, 60, 200]) func aDamagedFileIsReadAnew(_ length: Int) throws {
        let service = try service(LetterEncoder())
        try service.readTexts()
        let path = service.workspace.folder + "/search-texts.vectors"
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        try data.prefix(length).write(to: URL(fileURLWithPath: path))
        let encoder = LetterEncoder()
        let again = try self.service(encoder, in: service.workspace.folder)
        try again.readTexts()
        #expect(encoder.count > 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == data.count)
    }

    @Test func vectorsOfAnotherEncoderAreNotMixed() throws {
        let service = try service(LetterEncoder())
        try service.readTexts()
        let other = LetterEncoder("b")
        let again = try self.service(other, in: service.workspace.folder)
        try again.readTexts()
        #expect(other.count > 0)
    }

    @Test func aFolderWithoutAnEncoderIsSaidSo() {
        #expect(throws: TextEncoderError.self) { try TasteService.searchEncoder(folder: NSTemporaryDirectory() + "nothing-here") }
    }
}
