import Datasets
import FoundationEssentials
import Logging
import NIOPosix
import ServiceLifecycle
import Serving
import Synchronization
import Workspaces

/// Keeps the server up to date while it runs: loads and warms the model before the first answer, takes over a model that was
/// promoted meanwhile, and reads the keys anew. All of it on threads of its own.
struct Keeper: Service {
    let host: APIHost
    let onReady: @Sendable () async -> Void
    /// A key that is revoked elsewhere opens nothing after this.
    static let interval = Duration.milliseconds(500)

    func run() async throws {
        let pool = NIOThreadPool(numberOfThreads: 2)
        pool.start()
        await cancelWhenGracefulShutdown {
            async let reading: Void = readTexts(pool)
            async let trimming: Void = trimMemory(pool)
            var isReady = false
            var pointer = self.pointer
            while !Task.isCancelled {
                let now = self.pointer
                isReady = await look(pool, isReady, hasMoved: now != pointer)
                pointer = now
                try? await Task.sleep(for: Keeper.interval)
            }
            await reading
            await trimming
        }
        try await pool.shutdownGracefully()
    }

    /// Reads texts for search where titles came or changed, or where a better encoder than that of the first answers is at hand.
    private func readTexts(_ pool: NIOThreadPool) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: Keeper.readingInterval)
            guard host.service.host.isReady, host.service.searchIsBehind else { continue }
            let stop = StopFlag()
            await withTaskCancellationHandler {
                do { _ = try await pool.runIfActive { try host.service.readTexts { !stop.isSet } } } catch {
                    guard !Task.isCancelled else { return }
                    host.logger.error("texts cannot be read for search", metadata: ["reason": "\(error)"])
                }
            } onCancel: {
                stop.set()
            }
        }
    }

    private func trimMemory(_ pool: NIOThreadPool) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: Keeper.trimmingInterval)
            _ = try? await pool.runIfActive { ServerMemory.trim() }
        }
    }

    private static let trimmingInterval = Duration.seconds(60)

    /// Titles that change one behind the other are read together.
    private static let readingInterval = Duration.seconds(5)

    /// What the registry's pointer says; read, not understood.
    private var pointer: Data? { try? Data(contentsOf: URL(filePath: host.service.workspace.folder + "/models/current")) }

    private func look(_ pool: NIOThreadPool, _ wasReady: Bool, hasMoved: Bool) async -> Bool {
        let isReady = (try? await pool.runIfActive { wasReady ? follow(hasMoved: hasMoved) : begin() }) ?? wasReady
        guard isReady, !wasReady else { return isReady }
        host.become(.ready)
        await onReady()
        return true
    }

    /// - Returns: whether there is something that can answer.
    private func begin() -> Bool {
        do {
            if !host.service.host.isReady {
                // What an earlier process left half done comes first.
                try host.service.recover()
                // A model that was pinned goes before the one that is promoted.
                if let operations = host.operations { try operations.models.load() } else { try host.service.host.reload() }
            }
            try warmUp()
            return true
        } catch {
            host.logger.warning("not ready", metadata: ["reason": "\(error)"])
            return false
        }
    }

    private func follow(hasMoved: Bool) -> Bool {
        do { try host.keys.refresh() } catch { host.logger.error("the keys cannot be read", metadata: ["reason": "\(type(of: error))"]) }
        guard hasMoved, let promoted = try? host.service.workspace.models.serving().name, let now = try? host.service.host.current().model,
            promoted != now
        else { return true }
        do {
            // Whoever promoted it from the command line left its vectors in a space of their own.
            _ = try? host.service.align(promoted, onto: now)
            try host.service.host.reload()
            guard let loaded = try? host.service.host.current().model, loaded != now else { return true }
            try warmUp()
            host.logger.notice("another model serves", metadata: ["model": "\(loaded)"])
        } catch { host.logger.error("the promoted model cannot be served", metadata: ["model": "\(promoted)", "reason": "\(error)"]) }
        return true
    }

    /// A few answers, so that the first person does not pay for pages of memory and titles that are touched for the first time.
    private func warmUp() throws {
        let snapshot = try host.service.host.current()
        host.noteModel()
        _ = host.answers.fragments(snapshot)
        try host.service.prepareSearch()
        let titles = (0..<8).map { snapshot.titles[ItemIndex($0 * max(1, snapshot.titles.count - 1) / 8)].id }
        for count in 0..<min(8, snapshot.titles.count) {
            let history = titles.prefix(count).enumerated().map { place, item in
                RawEvent(
                    user: UserID(""), item: item, kind: snapshot.commonestKind,
                    time: Timestamp(rawValue: host.now().rawValue - Int64(8 - place) * 60_000),
                    source: SourcePosition(file: "warm-up", line: place + 1))
            }
            let list = ListRequest(.session(history), at: Moment(time: host.now()), count: min(20, host.service.options.longestList))
            _ = host.answers.list(try host.service.recommendations(list))
            _ = host.answers.page(try host.service.home(PageRequest(.session(history), at: Moment(time: host.now()))))
        }
    }
}

/// Set once, from anywhere.
private final class StopFlag: Sendable {
    private let value = Atomic(false)
    var isSet: Bool { value.load(ordering: .relaxed) }
    func set() { value.store(true, ordering: .relaxed) }
}
