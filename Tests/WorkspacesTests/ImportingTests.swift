import Datasets
import Foundation
import Glibc
import Storage
import Testing
import Workspaces

@Suite struct ImportingTests {
    private func withSample(
        users: Int = 40, badLines: [Int: String] = [:], _ body: (_ data: String, _ folder: String, _ rows: Int) throws -> Void
    ) throws {
        try withTemporaryFolder { folder in
            let rows = try SampleData.write(to: folder + "/sample", users: users, badLines: badLines)
            try body(folder + "/sample", folder + "/workspace", rows)
        }
    }

    private func importing(_ data: String, into folder: String) throws -> ImportReport {
        var workspace = try Workspace.openOrCreate(folder)
        return try workspace.importFiles(ImportRequest(format: .movieLens1M, paths: [data]))[0]
    }

    @Test func makesTheDataSetThatReadingTheFilesMakes() throws {
        try withSample { data, folder, rows in
            let report = try importing(data, into: folder)
            #expect(report.events == rows && report.items == 12 && report.users == 40 && report.problems == 0)
            #expect(report.sources == ["movies.dat", "users.dat", "ratings.dat"])
            let workspace = try Workspace.open(folder)
            let direct = try Dataset.read(MovieLens1MImporter(folder: data), name: "sample").dataset
            let dataset = try workspace.dataset()
            #expect(dataset.name == "sample")
            #expect(dataset.fingerprint == direct.fingerprint)
            #expect(dataset.ratingScale == 1...5)
        }
    }

    @Test func importingTwiceChangesNothing() throws {
        try withSample { data, folder, rows in
            _ = try importing(data, into: folder)
            let before = try Workspace.open(folder).dataset().fingerprint
            let again = try importing(data, into: folder)
            #expect(again.events == 0 && again.known == rows)
            let workspace = try Workspace.open(folder)
            #expect(try workspace.dataset().fingerprint == before)
            #expect(try workspace.store.counts().events == rows)
        }
    }

    @Test(arguments: [1, 999, 1000, 1001, 17_000, 50_000]) func aKilledImportGoesOnWhereItStopped(_ afterEvents: Int) throws {
        try withSample(users: 6000, badLines: [5: "1::x::3::970000000", 30_000: "2::3", 53_999: "9::9::9::9"]) { data, folder, rows in
            let workspace = try Workspace.openOrCreate(folder)
            let whole = MovieLens1MImporter(folder: data, options: ImportOptions(batchSize: 1000))
            #expect(throws: InterruptedImporter.Interruption.self) {
                try workspace.importAll(from: InterruptedImporter(base: whole, afterEvents: afterEvents))
            }
            let kept = try workspace.store.counts().events
            #expect(kept <= afterEvents)
            let record = try workspace.store.sources().first { $0.description.name == "ratings.dat" }
            #expect(record?.isComplete == false && record?.accepted == kept)

            let report = try Workspace.open(folder).importAll(from: whole)
            #expect(report.events == rows - kept && report.known == kept)
            let store = try Workspace.open(folder).store
            #expect(try store.counts().events == rows)
            #expect(try store.problems(limit: 10).map(\.line) == [5, 30_000, 53_999])
            #expect(try store.sources().allSatisfy(\.isComplete))
            #expect(try store.integrityProblems().isEmpty)
        }
    }

    /// A child process that is just being started holds copies of all descriptors for a moment; so does this test.
    @Test func aReleasedLockIsFreeEvenWhereACopyOfItsDescriptorLives() throws {
        try withTemporaryFolder { folder in
            let workspace = try Workspace.openOrCreate(folder + "/w")
            var copy: Int32 = -1
            defer { close(copy) }
            do {
                let lock = try workspace.writerLock(purpose: "testing")
                for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
                    let file = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + name)
                    guard let number = Int32(name), file?.hasSuffix(folder.split(separator: "/").last! + "/w/.lock") == true else {
                        continue
                    }
                    #expect(fcntl(number, F_GETFD) & FD_CLOEXEC != 0)
                    copy = dup(number)
                    break
                }
                expectWorkspaceFailure(.locked) { _ = try workspace.writerLock(purpose: "testing") }
                withExtendedLifetime(lock) {}
            }
            #expect(copy >= 0)
            _ = try workspace.writerLock(purpose: "testing again")
        }
    }

    @Test func aBadRowCostsNothingElseAndIsNamed() throws {
        try withSample(badLines: [7: "1::2::9::970000000", 9: "1::two::3::970000000"]) { data, folder, rows in
            let report = try importing(data, into: folder)
            #expect(report.events == rows && report.problems == 2)
            #expect(report.firstProblems.map(\.line) == [7, 9])
            #expect(report.firstProblems.map(\.field) == ["Rating", "MovieID"])
            #expect(try Workspace.open(folder).store.problems(limit: 10) == report.firstProblems)
        }
    }

    @Test func aFileThatHasGrownAddsItsNewRows() throws {
        try withSample(users: 2000) { data, folder, rows in
            _ = try importing(data, into: folder)
            let file = try #require(FileHandle(forWritingAtPath: data + "/ratings.dat"))
            try file.seekToEnd()
            try file.write(contentsOf: Data("1::12::5::990000000\n".utf8))
            try file.close()
            let report = try importing(data, into: folder)
            #expect(report.events == 1 && report.known == rows)
        }
    }

    @Test func anotherFileOfTheSameNameIsAnotherSource() throws {
        try withSample { data, folder, rows in
            _ = try importing(data, into: folder)
            let other = folder + "-other"
            let more = try SampleData.write(to: other, users: 55, filmsPerUser: 3)
            let report = try importing(other, into: folder)
            #expect(report.events == more && report.sources.contains("ratings.dat#2"))
            #expect(try Workspace.open(folder).store.counts().events == rows + more)
            // Both are known now.
            #expect(try importing(other, into: folder).events == 0)
            #expect(try importing(data, into: folder).events == 0)
        }
    }

    @Test func theFolderAndCompressionOfAFileDoNotCount() throws {
        try withSample { data, folder, rows in
            _ = try importing(data, into: folder)
            let copy = folder + "-copy"
            try FileManager.default.copyItem(atPath: data, toPath: copy)
            let gzip = Process()
            gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
            gzip.arguments = [copy + "/ratings.dat"]
            try gzip.run()
            gzip.waitUntilExit()
            let report = try importing(copy, into: folder)
            #expect(report.events == 0 && report.known == rows)
        }
    }

    @Test func aWrongFolderIsNamedAndNothingIsStored() throws {
        try withSample { data, folder, _ in
            var workspace = try Workspace.openOrCreate(folder)
            let error = #expect(throws: ImportError.self) {
                try workspace.importFiles(ImportRequest(format: .movieLensCSV, paths: [data]))
            }
            #expect(error?.code == .wrongFolder)
            #expect(try workspace.store.counts() == StoreCounts())
            #expect(workspace.configuration.datasetName.isEmpty)
        }
    }

    @Test func progressRunsFromTheFirstByteToTheLast() throws {
        try withSample(users: 3000) { data, folder, rows in
            var workspace = try Workspace.openOrCreate(folder)
            var seen: [ImportProgress] = []
            _ = try workspace.importFiles(ImportRequest(format: .movieLens1M, paths: [data])) { seen.append($0) }
            let ratings = seen.filter { $0.source == "ratings.dat" }
            #expect(ratings.count > 3)
            #expect(zip(ratings, ratings.dropFirst()).allSatisfy { $0.bytesRead <= $1.bytesRead && $0.events <= $1.events })
            #expect(ratings.last?.bytesRead == ratings.last?.totalBytes)
            #expect(ratings.last?.events == rows)
        }
    }

    @Test func timeIsCoarsenedWhenReadAndKeptInTheStore() throws {
        try withSample { data, folder, _ in
            var workspace = try Workspace.openOrCreate(folder)
            _ = try workspace.importFiles(ImportRequest(format: .movieLens1M, paths: [data], timeResolution: .hour))
            let coarse = try Workspace.open(folder).dataset()
            #expect(coarse.users.allSatisfy { $0.interactions.allSatisfy { $0.time!.seconds % 3600 == 0 } })
            let exact = try Workspace.open(folder).dataset(resolution: .exact)
            #expect(exact.coarsened(to: .hour).fingerprint == coarse.fingerprint)
        }
    }

    @Test func oneUserCanBeReadAlone() throws {
        try withSample { data, folder, _ in
            _ = try importing(data, into: folder)
            let workspace = try Workspace.open(folder)
            let all = try workspace.dataset()
            let one = try workspace.dataset(of: UserID("7"))
            #expect(one.catalog.items == all.catalog.items)
            #expect(one.users.map(\.interactions) == all.users.filter { $0.id == UserID("7") }.map(\.interactions))
            let error = #expect(throws: WorkspaceError.self) { try workspace.dataset(of: UserID("nobody")) }
            #expect(error?.code == .unknownUser)
        }
    }
}
