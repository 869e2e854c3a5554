import Datasets
import Foundation
import Recommenders
import Serving
import Storage
import Testing
import Workspaces

/// Counts beside the network are put on top of what is kept of a person.
@Suite(.timeLimit(.minutes(30)), .serialized) struct CompanionStateTests {
    private static let source = Result {
        let world = try JobWorld(ScriptedRunner(), users: 100)
        var run = RunConfiguration(name: "counted")
        run.model.embeddingDimension = 32
        run.model.layerCount = 2
        run.model.headCount = 2
        run.model.maximumSequenceLength = 64
        run.training.epochs = 3
        run.training.companions = [.itemKNN, .ownFrequency, .popularity]
        _ = try world.service.workspace.train(TrainingRequest(run: run, name: "counted", seed: 1, workers: 2))
        return world
    }

    private func largestDifference(_ service: TasteService, _ user: UserID, _ moment: Moment) throws -> Float {
        let engine = try #require(try service.host.current().engine as? ModelEngine)
        let sheet = try service.sheet(.user(user), moment)
        var whole = [Float](repeating: 0, count: engine.itemCount)
        try whole.withUnsafeMutableBufferPointer { try engine.scorer.score([sheet.person.query(sheet.request)], into: $0) }
        return zip(sheet.scores, whole).reduce(0) { largest, pair in
            pair.0 == pair.1 ? largest : pair.0.isFinite && pair.1.isFinite ? max(largest, abs(pair.0 - pair.1)) : .infinity
        }
    }

    /// Built, kept, and extended by events: the scores are the scorer's but for the order of summation, as without companions.
    @Test func keptStatesScoreAsTheWholeModelDoes() async throws {
        let world = try JobWorld(ScriptedRunner(), copyOf: try Self.source.get())
        defer { world.remove() }
        let service = world.service
        try service.host.reload(pinned: "counted")
        let snapshot = try service.host.current()
        let engine = try #require(snapshot.engine as? ModelEngine)
        #expect(engine.scorer.hasCompanions && engine.states != nil && snapshot.bundle?.keepsStates == true)
        var time = Timestamp(seconds: 1_767_225_600)
        for (place, user) in try service.workspace.store.userIDs().prefix(25).enumerated() {
            for step in 0..<4 {
                time = Timestamp(rawValue: time.rawValue + 60_000)
                let difference = try largestDifference(service, user, Moment(time: time))
                #expect(difference <= 2e-4, "\(user) after \(step) events")
                let item = snapshot.titles[ItemIndex((place * 7 + step) % snapshot.titles.count)].id
                let event = RawEvent(
                    user: user, item: item, kind: .play, time: time, source: SourcePosition(file: "test", line: place * 4 + step + 1))
                #expect(try await service.take([IncomingEvent(event, hasTime: true)]) == [.accepted])
                time = Timestamp(rawValue: time.rawValue + 60_000)
            }
        }
        let statistics = try #require(engine.states?.statistics)
        // Most answers came from states that were at hand.
        #expect(statistics.appends + statistics.hits > statistics.rebuilds)
    }

    /// `TASTEMAKER_COMPANION_WORLDS=folder:folder` prints what a kept state saves on models with companions.
    @Test func whatKeptStatesSave() throws {
        for folder in (ProcessInfo.processInfo.environment["TASTEMAKER_COMPANION_WORLDS"] ?? "").split(separator: ":") {
            let service = TasteService(
                workspace: try Workspace.open(String(folder)), documents: MemoryServiceStore(),
                now: { Timestamp(seconds: 1_900_000_000) }, seconds: { ProcessInfo.processInfo.systemUptime }, random: { 1 })
            try service.host.reload()
            let snapshot = try service.host.current()
            let engine = try #require(snapshot.engine as? ModelEngine)
            guard let states = engine.states, engine.scorer.hasCompanions else {
                Swift.print(
                    "\(folder): model \(snapshot.model) keeps no states or has no companions: \(snapshot.bundle?.stateRefusal ?? "")")
                continue
            }
            let users = try Array(service.workspace.store.userIDs().shuffled().prefix(150))
            var (cold, kept, network, bare, events) = ([Double](), [Double](), [Double](), [Double](), 0)
            func timed(_ body: () throws -> Void) rethrows -> Double {
                let begun = ContinuousClock.now
                try body()
                return (ContinuousClock.now - begun) / .milliseconds(1)
            }
            var row = [Float](repeating: 0, count: engine.itemCount)
            for user in users {
                let sheet = try service.sheet(.user(user), Moment(time: Timestamp(seconds: 1_900_000_000)))
                guard sheet.person.id != nil else { continue }
                events += sheet.person.interactions.count
                let query = sheet.person.query(sheet.request)
                try row.withUnsafeMutableBufferPointer { row in
                    cold.append(try timed { try engine.scorer.score([query], into: row) })
                    kept.append(try timed { try engine.scores(of: sheet.person, at: [sheet.request], into: row) })
                    network.append(
                        try timed {
                            try states.scores(
                                StateQuestion(userKey: sheet.person.key, rows: [RowQuery(sheet.request, count: 0)], history: { [] }),
                                into: row)
                        })
                    bare.append(timed { engine.scorer.applyCompanions([query], to: row) })
                }
            }
            func median(_ values: [Double]) -> String { String(format: "%.3f", values.sorted()[values.count / 2]) }
            Swift.print(
                "\(folder): \(snapshot.model), \(engine.itemCount) titles, \(events / max(1, cold.count)) events a person; median ms: whole "
                    + "\(median(cold)), kept state with companions \(median(kept)), kept state alone \(median(network)), companions alone \(median(bare))"
            )
        }
    }
}
