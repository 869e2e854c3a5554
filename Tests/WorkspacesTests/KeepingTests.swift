import Datasets
import Foundation
import Recommenders
import Storage
import Testing
import Workspaces

/// Everything that a store can be asked for.
struct StoreContent: Equatable {
    var sources: [SourceRecord]
    var events: [RawEvent] = []
    var items: [Item]
    var users: [UserAttributes]
    var problems: [RowProblem]
    var counts: StoreCounts

    init(_ workspace: Workspace) throws {
        let store = workspace.store
        sources = try store.sources()
        items = try store.items()
        users = try store.users()
        problems = try store.problems(limit: 1000)
        counts = try store.counts()
        try store.forEachBatch(of: 5000) { events += $0 }
    }
}

/// A workspace with the sample films.
func withSampleWorkspace(users: Int = 40, badLines: [Int: String] = [:], _ body: (_ folder: String, Workspace) throws -> Void) throws {
    try withTemporaryFolder { folder in
        try SampleData.write(to: folder + "/sample", users: users, badLines: badLines)
        var workspace = try Workspace.openOrCreate(folder + "/w")
        _ = try workspace.importFiles(ImportRequest(format: .movieLens1M, paths: [folder + "/sample"]))
        try body(folder, workspace)
    }
}

func expectWorkspaceFailure(
    _ code: WorkspaceError.Code, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) {
    let error = #expect(throws: WorkspaceError.self, sourceLocation: sourceLocation) { try body() }
    #expect(error?.code == code, "\(error?.description ?? "nothing")", sourceLocation: sourceLocation)
}

@Suite struct ExportTests {
    private func importing(_ export: String, into folder: String) throws -> Workspace {
        var workspace = try Workspace.openOrCreate(folder)
        _ = try workspace.importFiles(ImportRequest(format: .tastemaker, paths: [export]))
        return workspace
    }

    @Test(arguments: [false, true]) func everythingComesBackEqual(_ isCompressed: Bool) throws {
        try withSampleWorkspace(badLines: [7: "1::2::9::970000000"]) { folder, workspace in
            let report = try workspace.export(ExportRequest(path: folder + "/export", isCompressed: isCompressed))
            let content = try StoreContent(workspace)
            #expect(report.events == content.counts.events && report.items == 12 && report.users == 40 && report.problems == 1)
            let back = try importing(folder + "/export", into: folder + "/back")
            #expect(try StoreContent(back) == content)
            #expect(try back.dataset().fingerprint == workspace.dataset().fingerprint)
            // The rows of the files it came from are known there, too.
            var again = back
            #expect(try again.importFiles(ImportRequest(format: .movieLens1M, paths: [folder + "/sample"]))[0].events == 0)
        }
    }

    @Test func importingAnExportTwiceChangesNothing() throws {
        try withSampleWorkspace { folder, workspace in
            _ = try workspace.export(ExportRequest(path: folder + "/export"))
            var back = try importing(folder + "/export", into: folder + "/back")
            let report = try back.importFiles(ImportRequest(format: .tastemaker, paths: [folder + "/export"]))[0]
            #expect(try report.events == 0 && report.known == workspace.store.counts().events)
            #expect(try StoreContent(back) == StoreContent(workspace))
        }
    }

    private static let hostile = [
        "", " ", "\u{0}", "a\u{0}b", "\"quoted\"", "back\\slash", "tab\tline\nreturn\r", "\u{1}\u{1F}\u{7F}", "Ж日本語🎬👨‍👩‍👧", "\u{202E}reversed",
        "\u{2028}\u{2029}", "'; DROP TABLE events; --", "{\"json\": [1]}", "../../etc/passwd", "\u{FEFF}mark",
        String(repeating: "long ", count: 5000),
        "NaN", "null", "-0", "1e999", "\u{FFFF}", "a,b;c|d::e",
    ]

    @Test func hostileTextComesBackAsItIs() throws {
        try withTemporaryFolder { folder in
            let workspace = try Workspace.openOrCreate(folder + "/w")
            let store = workspace.store
            for name in ["hostile\n.txt", "plain"] { _ = try store.begin(SourceDescription(name: name, format: "\"\\")) }
            let texts = ExportTests.hostile
            try store.describe(
                items: texts.enumerated().map { place, text in
                    Item(
                        id: ItemID(text), domain: .game, title: text, year: place % 2 == 0 ? nil : -place,
                        facets: [FacetName(rawValue: "f" + text): ["v" + text]],
                        text: text, released: Timestamp(rawValue: .min + 1), identifiers: ["scheme" + text: text])
                })
            try store.describe(users: texts.map { UserAttributes(id: UserID($0), values: [$0: $0]) })
            let numbers: [Float?] = [nil, 0, -0.0, 0.1, .leastNonzeroMagnitude, 3.4028235e38, -.infinity, .infinity, 16_777_216, 1 / 3]
            let events = texts.enumerated().map { place, text in
                RawEvent(
                    user: UserID(text), item: ItemID(texts[(place + 1) % texts.count]), kind: EventKind.allCases[place],
                    time: place % 3 == 0 ? nil : Timestamp(rawValue: Int64(place) * (.max / 100)), rating: numbers[place % numbers.count],
                    duration: numbers[(place + 1) % numbers.count], completion: numbers[(place + 2) % numbers.count],
                    episode: Int32(place) - 5,
                    device: text, locale: text, surface: text, id: "id" + text,
                    source: SourcePosition(file: "hostile\n.txt", line: place + 1, ordinal: Int32(place)))
            }
            let problem = RowProblem(.malformed, file: "hostile\n.txt", line: 3, field: "a\"b", reason: "“\u{1}”")
            try store.append(events, problems: [problem], source: "hostile\n.txt")
            #expect(try StoreContent(workspace).events == events)
            _ = try workspace.export(ExportRequest(path: folder + "/export"))
            let back = try importing(folder + "/export", into: folder + "/back")
            #expect(try StoreContent(back) == StoreContent(workspace))
        }
    }

    @Test func brokenRowsOfAnExportAreNamedAndCostNothingElse() throws {
        try withSampleWorkspace { folder, workspace in
            _ = try workspace.export(ExportRequest(path: folder + "/export"))
            let path = folder + "/export/events.jsonl"
            var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
            lines[3] = "{"
            lines[5] = #"{"user": "1", "kind": "dance", "source": "ratings.dat", "line": 6}"#
            lines[7] = #"{"user": 1, "kind": "rating", "source": "ratings.dat", "line": 8}"#
            lines[9] = #"{"user": "1", "kind": "rating", "source": "ratings.dat"}"#
            try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
            var back = try Workspace.openOrCreate(folder + "/back")
            let report = try back.importFiles(ImportRequest(format: .tastemaker, paths: [folder + "/export"]))[0]
            #expect(report.problems == 4 && report.events == lines.count - 4)
            #expect(report.firstProblems.map(\.line) == [4, 6, 8, 10])
            #expect(report.firstProblems.map(\.field) == [nil, "kind", "user", "line"])
        }
    }

    @Test func oneUserIsExportedAlone() throws {
        try withSampleWorkspace { folder, workspace in
            let report = try workspace.export(ExportRequest(path: folder + "/mine", user: UserID("7")))
            #expect(report.events == 9 && report.users == 1 && report.sources == 1)
            let text = try String(contentsOfFile: folder + "/mine/events.jsonl", encoding: .utf8)
            #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix(#"{"user":"7","#) })
            expectWorkspaceFailure(.unknownUser) {
                _ = try workspace.export(ExportRequest(path: folder + "/nobody", user: UserID("nobody")))
            }
            #expect(!FileManager.default.fileExists(atPath: folder + "/nobody"))
            expectWorkspaceFailure(.configuration) { _ = try workspace.export(ExportRequest(path: folder + "/mine")) }
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: RealData.folder + "/ml-latest-small/ratings.csv.gz"), "no ml-latest-small"))
    func realDataComeBackEqual() throws {
        try withTemporaryFolder { folder in
            var workspace = try Workspace.openOrCreate(folder + "/w")
            _ = try workspace.importFiles(ImportRequest(format: .movieLensCSV, paths: [RealData.folder + "/ml-latest-small"]))
            _ = try workspace.export(ExportRequest(path: folder + "/export", isCompressed: true))
            let back = try importing(folder + "/export", into: folder + "/back")
            #expect(try StoreContent(back) == StoreContent(workspace))
            #expect(try back.store.counts().events > 100_000)
        }
    }
}

@Suite struct ErasureTests {
    @Test func anErasedUserIsGoneAndStaysGone() throws {
        try withSampleWorkspace { folder, workspace in
            let receipt = try workspace.erase(user: UserID("7"), now: { Date(timeIntervalSince1970: 1_800_000_000) })
            #expect(receipt.events == 9 && receipt.sources == ["ratings.dat": 9] && receipt.wasDescribed && receipt.filesAreClean)
            #expect(receipt.time == "2027-01-15T08:00:00Z" && receipt.entry.count == 64)
            #expect(receipt.models.isEmpty && receipt.backups.isEmpty)
            #expect(try workspace.store.events(of: UserID("7")).isEmpty)
            expectWorkspaceFailure(.unknownUser) { _ = try workspace.dataset(of: UserID("7")) }

            // The same source again, and the same rows under another name.
            var same = workspace
            #expect(try same.importFiles(ImportRequest(format: .movieLens1M, paths: [folder + "/sample"]))[0].events == 0)
            try FileManager.default.copyItem(atPath: folder + "/sample", toPath: folder + "/copy")
            let ratings = try String(contentsOfFile: folder + "/copy/ratings.dat", encoding: .utf8)
            try ("1::1::3::900000000\n" + ratings).write(toFile: folder + "/copy/ratings.dat", atomically: true, encoding: .utf8)
            let report = try same.importFiles(ImportRequest(format: .movieLens1M, paths: [folder + "/copy"]))[0]
            #expect(report.refused == 9)
            #expect(try !workspace.store.userIDs().contains(UserID("7")))
            #expect(try workspace.erase(user: UserID("7")).events == 0)
            expectWorkspaceFailure(.unknownUser) { _ = try workspace.erase(user: UserID("nobody")) }
            try workspace.forgetErasure(of: UserID("7"))
            expectWorkspaceFailure(.unknownUser) { try workspace.forgetErasure(of: UserID("7")) }
        }
    }

    /// All bytes of a model but its metrics, whose points of the loss depend on the clock.
    private func files(_ workspace: Workspace, _ model: String) throws -> [String: Data] {
        try workspace.models.contents(of: model).filter { $0.key != "metrics.json" }
    }

    @Test func trainingAfterErasingEqualsNeverHavingSeenTheUser() throws {
        let run = """
            {"name": "tiny", "model": {"inputs": "time", "embeddingDimension": 16, "layerCount": 2, "headCount": 1,
            "feedForwardDimension": 32, "facetDimension": 8, "maximumSequenceLength": 16}, "training": {"epochs": 3, "firstValidation": 2}}
            """
        try withSampleWorkspace { folder, workspace in
            // The other one never hears of user 7.
            try FileManager.default.createDirectory(atPath: folder + "/without", withIntermediateDirectories: true)
            for name in ["movies.dat", "users.dat", "ratings.dat"] {
                let lines = try String(contentsOfFile: folder + "/sample/" + name, encoding: .utf8).split(separator: "\n")
                let kept = name == "movies.dat" ? lines : lines.filter { !$0.hasPrefix("7::") }
                try (kept.joined(separator: "\n") + "\n").write(toFile: folder + "/without/" + name, atomically: true, encoding: .utf8)
            }
            var innocent = try Workspace.openOrCreate(folder + "/innocent")
            _ = try innocent.importFiles(ImportRequest(format: .movieLens1M, paths: [folder + "/without"], datasetName: "sample"))
            let request = TrainingRequest(run: try RunConfiguration(file: Data(run.utf8)), name: "m", seed: 5, workers: 1)
            _ = try workspace.train(TrainingRequest(run: request.run, name: "before", seed: 5, workers: 1))
            let receipt = try workspace.erase(user: UserID("7"))
            #expect(receipt.models.map(\.name) == ["before"])
            #expect(try workspace.dataset().fingerprint == innocent.dataset().fingerprint)
            let (mine, theirs) = (try workspace.train(request), try innocent.train(request))
            #expect(mine.fingerprint == theirs.fingerprint)
            let (left, right) = (try files(workspace, "m"), try files(innocent, "m"))
            #expect(left.keys.sorted() == right.keys.sorted() && left.count > 2)
            for (name, data) in left { #expect(data == right[name], "\(name)") }
            let before = try files(workspace, "before")
            #expect(left.contains { before[$0.key] != $0.value }, "a user who teaches nothing proves nothing")
        }
    }
}

@Suite struct BackupTests {
    @Test func aBackupComesBackEqual() throws {
        try withSampleWorkspace { folder, workspace in
            try workspace.models.publish("m-1", files: ["weights": Data([1, 2, 3]), "deep/er": Data()])
            try workspace.models.promote("m-1")
            let report = try workspace.backUp(to: folder + "/backup/")
            #expect(try report.manifest.events == workspace.store.counts().events && report.manifest.models == ["m-1"])
            let restored = try Workspace.restore(from: folder + "/backup", to: folder + "/restored")
            #expect(restored.erasedAgain == 0 && restored.replaced == nil)
            let other = try Workspace.open(folder + "/restored")
            #expect(try StoreContent(other) == StoreContent(workspace))
            #expect(try other.models.serving().name == "m-1")
            #expect(other.configuration == workspace.configuration)
            #expect(try workspace.knownBackups().map(\.path) == [folder + "/backup"])
            expectWorkspaceFailure(.configuration) { _ = try workspace.backUp(to: folder + "/backup") }
            expectWorkspaceFailure(.notAWorkspace) { _ = try Workspace.restore(from: folder + "/backup", to: folder + "/restored") }
        }
    }

    @Test func damageIsFoundBeforeAnythingIsUsed() throws {
        try withSampleWorkspace { folder, workspace in
            try workspace.models.publish("m-1", files: ["weights": Data(repeating: 5, count: 5000)])
            let manifest = try workspace.backUp(to: folder + "/backup").manifest
            var random = SeededGenerator(seed: 11)
            let names = manifest.files.map(\.path) + ["manifest.json", "manifest.json.sha256"]
            for name in names {
                let path = folder + "/backup/" + name
                let whole = try Data(contentsOf: URL(fileURLWithPath: path))
                for attempt in 0..<6 {
                    var data = whole
                    let place = Int.random(in: 0..<data.count, using: &random)
                    if attempt % 3 == 2 {
                        data = data.prefix(place)
                    } else {
                        data[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
                    }
                    try data.write(to: URL(fileURLWithPath: path))
                    expectWorkspaceFailure(.damagedBackup) { _ = try Workspace.restore(from: folder + "/backup", to: folder + "/never") }
                }
                try FileManager.default.removeItem(atPath: path)
                expectWorkspaceFailure(.damagedBackup) { _ = try Workspace.restore(from: folder + "/backup", to: folder + "/never") }
                try whole.write(to: URL(fileURLWithPath: path))
            }
            try Data().write(to: URL(fileURLWithPath: folder + "/backup/stranger"))
            expectWorkspaceFailure(.damagedBackup) { _ = try Workspace.restore(from: folder + "/backup", to: folder + "/never") }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(!left.contains { $0.hasPrefix("never") })
        }
    }

    @Test func whoeverWasErasedStaysErasedAfterARestore() throws {
        try withSampleWorkspace { folder, workspace in
            _ = try workspace.backUp(to: folder + "/backup")
            let receipt = try workspace.erase(user: UserID("7"))
            #expect(receipt.backups.map(\.path) == [folder + "/backup"])
            let report = try Workspace.restore(from: folder + "/backup", to: folder + "/w", replacing: true)
            #expect(report.erasedAgain == 1)
            let restored = try Workspace.open(folder + "/w")
            #expect(try restored.store.events(of: UserID("7")).isEmpty && !restored.store.userIDs().contains(UserID("7")))
            #expect(try restored.store.counts().users == 39)
            #expect(try restored.store.erasures().contains(UserID("7")))
            #expect(try FileManager.default.fileExists(atPath: #require(report.replaced) + "/store.sqlite"))
            // Into a new workspace, where nobody was erased, they come back.
            _ = try Workspace.restore(from: folder + "/backup", to: folder + "/new")
            #expect(try Workspace.open(folder + "/new").store.counts().users == 40)
        }
    }
}

@Suite struct MemoryEstimateTests {
    @Test func aStepThatNeedsTooMuchIsRefusedBeforeItStarts() throws {
        try withSampleWorkspace { folder, workspace in
            var other = try Workspace.openOrCreate(folder + "/other")
            expectWorkspaceFailure(.tooMuchMemory) {
                _ = try other.importFiles(ImportRequest(format: .movieLens1M, paths: [folder + "/sample"], memoryLimit: 1_000_000))
            }
            #expect(try other.store.sources().isEmpty)
            expectWorkspaceFailure(.tooMuchMemory) { _ = try workspace.train(TrainingRequest(memoryLimit: 1_000_000)) }
            #expect(try workspace.models.names().isEmpty)
        }
    }

    @Test func estimatesGrowWithWhatTheyCount() {
        func dataset(_ events: Int) -> Int {
            var counts = StoreCounts()
            counts.events = events
            return MemoryEstimate.dataset(counts).bytes
        }
        #expect(dataset(32_000_000) - dataset(16_000_000) == 16_000_000 * 92)
        #expect(MemoryLimit.standard() > 0)
    }
}
