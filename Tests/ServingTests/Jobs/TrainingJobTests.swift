import Datasets
import Foundation
import Glibc
import Serving
import Testing
import Workspaces

/// Real trainings in processes of their own.
@Suite(.timeLimit(.minutes(30)), .serialized) struct TrainingJobTests {
    private func world(epochs: Int) throws -> JobWorld {
        let world = try JobWorld(LocalProcessRunner(), users: 40) { $0.graceSeconds = 5 }
        let run = """
            {"name": "tiny", "training": {"epochs": \(epochs), "firstValidation": 1, "validationInterval": 1, "patience": 100000},
             "model": {"inputs": "ids", "embeddingDimension": 16, "layerCount": 2, "headCount": 2, "feedForwardDimension": 32,
                       "facetDimension": 8, "maximumSequenceLength": 16}}
            """
        try run.write(toFile: world.folder + "/in/run.json", atomically: true, encoding: .utf8)
        return world
    }

    /// Looks again and again until it is so.
    private func until(_ condition: () throws -> Bool) async throws {
        while try !condition() { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test func aTrainedModelServesExactlyWhenTheGateLetsItPass() async throws {
        let world = try world(epochs: 3)
        defer { world.remove() }
        let models = ModelService(service: world.service, jobs: world.jobs)
        try models.load()
        #expect(try world.service.host.current().model == "small-data")
        try await world.running {
            let training = try world.jobs.submit(.train(.init(configuration: "run.json", name: "m", promotes: true)), requester: "k")
            let trained = try #require(await world.ended.next())
            #expect(trained.id == training.id && trained.state == .succeeded, "\(trained.reason ?? "")")
            #expect(trained.progress.published == "m" && trained.progress.checkpoint == 3 && trained.progress.validations.count == 3)
            #expect(try world.jobs.result(training.id).map { String(decoding: $0, as: UTF8.self).contains("\"promoted\" : false") } == true)
            let judged = try #require(await world.ended.next())
            #expect(judged.kind == .compare && judged.state == .succeeded, "\(judged.reason ?? "")")
        }
        let verdict = try #require(try models.verdict(of: "m"))
        #expect(verdict.isServing == verdict.verdict.isPassed && verdict.verdict.findings.count >= 2)
        #expect(try world.service.host.current().model == (verdict.verdict.isPassed ? "m" : "small-data"))
    }

    @Test func aKilledStoppedOrCancelledTrainingCostsTheServiceNothingAndGoesOn() async throws {
        let world = try world(epochs: 100_000)
        defer { world.remove() }
        let request = JobRequest.train(.init(configuration: "run.json", name: "long"))
        let (killed, stopped) = try await world.running {
            let first = try world.jobs.submit(request, requester: "k")
            try await until { try world.jobs.job(first.id).progress.checkpoint ?? 0 >= 2 }
            let live = try world.jobs.job(first.id)
            #expect(live.state == .running && live.progress.step == "training" && live.progress.share ?? 2 < 1)
            let process = try #require(live.process)
            // Behind the service where cores are scarce, and the first to go where memory is.
            #expect(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(process.number)) == 10)
            #expect(try String(contentsOfFile: "/proc/\(process.number)/oom_score_adj", encoding: .utf8) == "800\n")
            kill(process.number, SIGKILL)
            let over = try #require(await world.ended.next())
            #expect(over.state == .failed && over.reason?.contains("killed") == true)

            let second = try world.jobs.resume(first.id, requester: "k")
            try await until { try world.jobs.job(second.id).progress.checkpoint ?? 0 >= 2 }
            return (over, second)
        }
        let interrupted = try world.jobs.job(stopped.id)
        #expect(interrupted.state == .interrupted && interrupted.resumes == killed.id)

        let later = try JobWorld(LocalProcessRunner(), after: world) { $0.graceSeconds = 5 }
        try await later.running {
            let third = try later.jobs.resume(stopped.id, requester: "k")
            // What it says first is how many epochs it need not repeat.
            try await until { try later.jobs.job(third.id).progress.checkpoint != nil }
            #expect(try later.jobs.job(third.id).progress.checkpoint ?? 0 >= interrupted.progress.checkpoint ?? .max)
            try await until { try later.jobs.log(third.id).text.contains("going on after epoch") }
            let process = try #require(try later.jobs.job(third.id).process)
            try later.jobs.cancel(third.id)
            #expect(await later.ended.next()?.state == .cancelled)
            #expect(!LocalProcessRunner().isAlive(process))
        }
        #expect(try later.service.workspace.models.names().isEmpty)
    }

    @Test func dataComesAndGoesByJobs() async throws {
        let world = try world(epochs: 1)
        defer { world.remove() }
        try await world.running {
            try world.jobs.submit(.export(.init(to: "all")), requester: "k")
            #expect(await world.ended.next()?.state == .succeeded)
            try FileManager.default.moveItem(atPath: world.folder + "/out/all", toPath: world.folder + "/in/all")
            try world.jobs.submit(.import(.init(paths: ["all"], format: "tastemaker")), requester: "k")
            let read = try #require(await world.ended.next())
            #expect(read.state == .succeeded, "\(read.reason ?? "")")
            try world.jobs.submit(.backup(.init(to: "copy")), requester: "k")
            let copied = try #require(await world.ended.next())
            #expect(copied.state == .succeeded && FileManager.default.fileExists(atPath: world.folder + "/out/copy"))
            try world.jobs.submit(.import(.init(paths: ["run.json"], format: "movielens-1m")), requester: "k")
            let refused = try #require(await world.ended.next())
            #expect(refused.state == .failed && refused.reason?.contains("status") == true, "\(refused.reason ?? "")")
        }
    }
}
