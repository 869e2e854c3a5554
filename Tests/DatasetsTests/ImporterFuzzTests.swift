import Datasets
import Foundation
import Testing

/// Ten thousand damaged files for each parser, `make fuzz`; every test run takes a share of them. Whatever the damage, an importer ends in an
/// `ImportError` or in events, items and problems that are well-formed: no trap, no hang, no other error.
@Suite(.serialized) struct ImporterFuzzTests {
    /// Files for each parser.
    static let rounds = ProcessInfo.processInfo.environment["TASTEMAKER_FUZZ"].flatMap(Int.init) ?? 60

    struct Target: Sendable, CustomTestStringConvertible {
        var name: String
        /// Good files, of which one is damaged at a time.
        var files: [(name: String, content: String)]
        var importer: @Sendable (_ folder: String) throws -> any Importer
        var testDescription: String { name }
    }

    @Test(arguments: FuzzCorpus.targets) func damagedFilesEndInTypedErrorsOrProblems(target: Target) throws {
        let folder = TestFolder()
        for file in target.files { folder.write(file.name, file.content) }
        var mutator = Mutator(seed: StableSeed.of(target.name))
        var (read, refused) = (0, 0)
        for round in 0..<ImporterFuzzTests.rounds {
            let file = target.files[mutator.number(0..<target.files.count)]
            let other = FuzzCorpus.targets[mutator.number(0..<FuzzCorpus.targets.count)].files[0].content
            var bytes = mutator.damaged(Array(file.content.utf8), splicing: Array(other.utf8))
            switch mutator.number(0..<12) {
            case 0: bytes = gzip(bytes)
            case 1: bytes = zstd(bytes)
            case 2: bytes = mutator.damaged(gzip(bytes), splicing: [])
            case 3: bytes = mutator.damaged(zstd(bytes), splicing: [])
            default: break
            }
            folder.write(file.name, bytes)
            var sink = CheckingSink()
            do {
                try target.importer(folder.path).run(into: &sink)
                read += 1
            } catch let error as ImportError {
                #expect(!error.reason.isEmpty && !error.advice.isEmpty)
                refused += 1
            } catch {
                Issue.record("\(target.name), round \(round): \(error)")
            }
            if let fault = sink.fault { Issue.record("\(target.name), round \(round): \(fault)") }
            folder.write(file.name, file.content)
        }
        // Damage that every file survives, or none, would test nothing.
        #expect(read > 0 && refused > 0, "\(read) files were read, \(refused) refused")
    }
}

/// A seed from a name, the same in every run.
enum StableSeed {
    static func of(_ name: String) -> UInt64 { name.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 } }
}

/// Looks at everything an importer hands over and keeps the first thing that no importer may hand over.
struct CheckingSink: ImportSink {
    private(set) var fault: String?
    private(set) var eventCount = 0
    private var file = ""

    mutating func begin(_ source: ImportSource) { file = source.name }

    mutating func receive(items: [Item]) {
        for item in items where item.id.rawValue.isEmpty || item.facets.values.contains(where: { $0.isEmpty || $0.contains("") }) {
            fault = fault ?? "an item “\(item.id)” with an empty id or facet"
        }
    }

    mutating func receive(users: [UserAttributes]) {
        for user in users where user.id.rawValue.isEmpty { fault = fault ?? "a user without id" }
    }

    mutating func receive(events: [RawEvent]) {
        for event in events {
            eventCount += 1
            let isGood =
                !event.user.rawValue.isEmpty && event.user.rawValue.utf8.count <= 512 && event.item?.rawValue.isEmpty != true
                && event.source.line > 0 && event.source.file == file && (event.time.map { $0.rawValue > 0 } ?? true)
                && (event.rating?.isFinite ?? true) && (event.duration.map { $0.isFinite && $0 >= 0 } ?? true)
                && (event.completion.map { (0...1).contains($0) } ?? true) && event.episode >= 0
            if !isGood { fault = fault ?? "\(event)" }
        }
    }

    mutating func receive(problems: [RowProblem]) {
        for problem in problems where problem.line < 1 || problem.reason.isEmpty || problem.file != file {
            fault = fault ?? "a problem without place or reason: \(problem)"
        }
    }
}
