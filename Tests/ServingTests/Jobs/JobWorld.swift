import Datasets
import Foundation
import Serving
import Simulation
import Storage
import Synchronization
import Workspaces

/// A workspace with a small audience that does not exist, a service upon it, and its jobs.
final class JobWorld: Sendable {
    let folder: String
    let documents: MemoryServiceStore
    let service: TasteService
    let jobs: JobService
    let clock = JobClock()
    /// Jobs that ended, in order; for one reader.
    let ended: AsyncStream<JobRecord>
    private let endings: AsyncStream<JobRecord>.Continuation
    private let isWatched = Mutex(false)

    /// - Parameters:
    ///   - users: of the simulated audience; 0 for a workspace with nothing in it.
    ///   - before: what an earlier service left behind; its workspace and documents are taken over.
    ///   - source: a world whose workspace is copied.
    init(
        _ runner: any ProcessRunner, users: Int = 0, after before: JobWorld? = nil, copyOf source: JobWorld? = nil,
        change: (inout JobOptions) -> Void = { _ in }
    ) throws {
        folder = try before?.folder ?? JobWorld.temporaryFolder()
        documents = before?.documents ?? MemoryServiceStore()
        var workspace = try Workspace.openOrCreate(folder + "/w")
        if users > 0, before == nil { _ = try workspace.importSimulatedAudience(.init(users: users, days: 60, seed: 5)) }
        var options = JobOptions(
            program: JobWorld.program, paths: JobPaths(importFolders: [folder + "/in"], exportFolders: [folder + "/out"]),
            graceSeconds: 0.05)
        change(&options)
        if let source {
            try? FileManager.default.removeItem(atPath: folder + "/w")
            try FileManager.default.copyItem(atPath: source.folder + "/w", toPath: folder + "/w")
            workspace = try Workspace.open(folder + "/w")
        }
        service = TasteService(
            workspace: workspace, documents: documents, now: { [clock] in clock.now }, seconds: { ProcessInfo.processInfo.systemUptime },
            random: { [clock] in clock.random() })
        jobs = JobService(service: service, options: options, runner: runner)
        (ended, endings) = AsyncStream<JobRecord>.makeStream()
    }

    /// Runs jobs while `body` does; then stops and waits for the end.
    func running<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        // Behind everybody else who follows, so that what follows from a job has happened when the test hears of it.
        let isFirst = isWatched.withLock { isWatched in
            defer { isWatched = true }
            return !isWatched
        }
        if isFirst { jobs.whenOver { [endings] in endings.yield($0) } }
        let task = Task { [jobs] in try await jobs.run() }
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        task.cancel()
        try await task.value
        return try result.get()
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }

    /// Beside the test bundle.
    static let program: String = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appendingPathComponent("tastemaker").path
    }()

    private static func temporaryFolder() throws -> String {
        let folder = NSTemporaryDirectory() + "jobs-" + UUID().uuidString
        for name in ["in", "out"] {
            try FileManager.default.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: true)
        }
        return folder
    }
}

/// A clock that moves when it is told to, and numbers that repeat.
final class JobClock: Sendable {
    private let time = Mutex<Int64>(1_800_000_000_000)
    private let draws = Mutex<UInt64>(0)
    var now: Timestamp { Timestamp(rawValue: time.withLock { $0 }) }
    func advance(hours: Double) { time.withLock { $0 += Int64(hours * 3_600_000) } }
    func random() -> UInt64 {
        draws.withLock {
            $0 += 1
            return StableHash.mix($0)
        }
    }
}

extension AsyncStream {
    /// The next element; nil when there will be none.
    func next() async -> Element? {
        for await element in self { return element }
        return nil
    }
}
