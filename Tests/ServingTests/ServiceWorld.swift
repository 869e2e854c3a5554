import Datasets
import Foundation
import Recommenders
import Serving
import Simulation
import Storage
import Synchronization
import Workspaces

/// A workspace with a simulated audience, once with a small trained model and once without, and services over copies of it.
enum ServiceWorld {
    /// Of the day after the audience's last event.
    static let today = Timestamp(seconds: 1_767_225_600 + 86_400 * 200)

    /// A service over a copy of its own; the clock and the random numbers are the test's.
    static func service(
        trained: Bool = true, withIntents: Bool = false, options: ServiceOptions = ServiceOptions(stateBytes: 64 << 20),
        documents: (any ServiceStore)? = nil
    ) throws -> (service: TasteService, clock: TestClock) {
        let source = try withIntents ? intentsFolder.get() : trained ? trainedFolder.get() : plainFolder.get()
        let folder = NSTemporaryDirectory() + "serving-" + UUID().uuidString
        try FileManager.default.copyItem(atPath: source, toPath: folder)
        let clock = TestClock(today)
        let service = TasteService(
            workspace: try Workspace.open(folder), documents: documents ?? MemoryServiceStore(), options: options, now: { clock.now },
            seconds: { clock.seconds }, random: { clock.random() })
        try service.host.reload()
        return (service, clock)
    }

    /// Made once a process.
    private static let plainFolder = Result { try make(trained: false) }
    private static let trainedFolder = Result { try make(trained: true) }

    private static let intentsFolder = Result { try make(trained: true, heads: IntentAspect.allCases) }

    private static func make(trained: Bool, heads: [IntentAspect]? = nil) throws -> String {
        let folder = NSTemporaryDirectory() + "serving-world-" + UUID().uuidString
        var workspace = try Workspace.openOrCreate(folder)
        _ = try workspace.importSimulatedAudience(.init(users: trained ? 150 : 12, seed: 1))
        guard trained else { return folder }
        var run = RunConfiguration(name: "small")
        run.model.embeddingDimension = 32
        run.model.layerCount = 2
        run.model.headCount = 2
        run.model.maximumSequenceLength = 64
        run.training.epochs = heads == nil ? 6 : 3
        run.model.intentHeads = heads
        let report = try workspace.train(TrainingRequest(run: run, name: "small", seed: 1, workers: 2)) { _ in }
        if !report.promoted { try workspace.models.promote("small") }
        return folder
    }

    static func users(_ service: TasteService, count: Int) throws -> [UserID] { Array(try service.workspace.store.userIDs().prefix(count)) }
}

/// A clock that moves when it is told to, and numbers that repeat.
final class TestClock: Sendable {
    private struct State {
        var now: Timestamp
        var seconds = 0.0
        var draws: UInt64 = 0
    }
    private let state: Mutex<State>
    init(_ now: Timestamp) { state = Mutex(State(now: now)) }

    var now: Timestamp { state.withLock { $0.now } }
    var seconds: Double {
        state.withLock { state in
            state.seconds += 0.000_1
            return state.seconds
        }
    }
    func random() -> UInt64 {
        state.withLock { state in
            state.draws += 1
            return StableHash.mix(state.draws)
        }
    }
    func advance(seconds: Int64) { state.withLock { $0.now = Timestamp(rawValue: $0.now.rawValue + seconds * 1000) } }
}
