import Datasets
import Foundation
import Serving
import Storage
import Testing

/// What becomes of jobs whose processes do what the test says.
@Suite(.timeLimit(.minutes(30))) struct JobServiceTests {
    private let runner = ScriptedRunner()

    private func world(_ change: (inout JobOptions) -> Void = { _ in }) throws -> JobWorld { try JobWorld(runner, change: change) }

    @Test func aJobTellsItsProgressAndSucceedsWithItsResult() async throws {
        let world = try world()
        defer { world.remove() }
        try await world.running {
            let job = try world.jobs.submit(.train(.init(budgetSeconds: 60, seed: 3)), requester: "key-1")
            #expect(job.state == .queued)
            let number = try #require(await runner.starts.next())
            runner.say(number, "reading events\n{\"progress\":{\"step\":\"training\",\"share\":0.5,\"epoch\":2,\"loss\":4.25}}\n")
            runner.say(
                number,
                "{\"checkpoint\":2}\n{\"published\":\"run-1\"}\n{\"progress\":{\"step\":\"training\",\"share\":0.75,\"loss\":4}}\n{\"prog")
            let live = try world.jobs.job(job.id)
            #expect(live.state == .running && live.progress.share == 0.75 && live.progress.epoch == 2 && live.progress.checkpoint == 2)
            #expect(live.progress.losses == [4.25, 4] && live.progress.secondsLeft != nil)
            runner.print(number, "{\"model\": ")
            runner.print(number, "\"run-1\"}")
            runner.end(number, .exited(0))
            let over = try #require(await world.ended.next())
            #expect(over.state == .succeeded && over.progress.published == "run-1" && over.process == nil && over.reason == nil)
            #expect(try world.jobs.result(job.id) == Data("{\"model\": \"run-1\"}".utf8))
            // Progress is not part of the log, and what is cut off is.
            #expect(try world.jobs.log(job.id).text == "reading events\n{\"prog\n")
            #expect(try world.jobs.job(job.id) == over)
        }
        let words = try #require(runner.processes.first?.command.arguments)
        #expect(words.prefix(2) == ["train", "--no-promote"] && words.contains("--budget=60.0") && words.contains("--seed=3"))
        #expect(words.contains("--json") && words.contains("--json-progress") && words.contains("--workers=1"))
    }

    @Test(arguments: [
        (ProcessEnd.exited(3), "no events. Import some. (status 3)"), (.signalled(9), "running out of memory"),
        (.signalled(11), "signal 11"),
    ])
    func aFailureSaysWhy(_ end: ProcessEnd, _ reason: String) async throws {
        let world = try world()
        defer { world.remove() }
        try await world.running {
            try world.jobs.submit(.train(.init()), requester: "key-1")
            let number = try #require(await runner.starts.next())
            runner.say(number, "a line before\ntastemaker: no events. Import some.\n")
            runner.end(number, end)
            let over = try #require(await world.ended.next())
            #expect(over.state == .failed && over.reason?.contains(reason) == true, "\(over.reason ?? "")")
        }
    }

    @Test func aProgramThatCannotBeginFailsTheJobAlone() async throws {
        let world = try world()
        defer { world.remove() }
        runner.refuse(ProcessError(program: "tastemaker", number: 12, reason: "Cannot allocate memory"))
        try await world.running {
            try world.jobs.submit(.doctor(.init()), requester: "key-1")
            let over = try #require(await world.ended.next())
            #expect(over.state == .failed && over.reason?.contains("Cannot allocate memory") == true)
            runner.refuse(nil)
            try world.jobs.submit(.doctor(.init()), requester: "key-1")
            let number = try #require(await runner.starts.next())
            // A doctor that found something has done its work.
            runner.print(number, "{}")
            runner.end(number, .exited(3))
            #expect(await world.ended.next()?.state == .succeeded)
        }
    }

    @Test func jobsOfALaneTakeTurnsInTheirOrderAndLanesDoNotWait() async throws {
        let world = try world()
        defer { world.remove() }
        try await world.running {
            let ids = try (1...3).map { try world.jobs.submit(.train(.init(name: "m\($0)")), requester: "k").id }
            try world.jobs.submit(.backup(.init(to: "b")), requester: "k")
            let (first, second) = (try #require(await runner.starts.next()), try #require(await runner.starts.next()))
            #expect(Set([first, second].map { runner.processes[$0].command.arguments[0] }) == ["train", "backup"])
            #expect(runner.processes.count == 2 && world.jobs.counts == (queued: 2, running: 2))
            for name in ["m1", "m2", "m3"] {
                let number = try #require(runner.processes.lastIndex { $0.command.arguments[0] == "train" })
                #expect(runner.processes[number].command.arguments.contains("--name=\(name)"))
                runner.end(number, .exited(0))
                #expect(await world.ended.next()?.id == ids[["m1", "m2", "m3"].firstIndex(of: name)!])
                if name != "m3" { _ = await runner.starts.next() }
            }
            #expect(try world.jobs.jobs().map(\.id).filter(ids.contains) == ids.reversed())
        }
    }

    @Test func cancellingAsksThenForces() async throws {
        let deaf = ScriptedRunner(answersTermination: false)
        let world = try JobWorld(deaf)
        defer { world.remove() }
        try await world.running {
            let first = try world.jobs.submit(.train(.init()), requester: "k")
            let second = try world.jobs.submit(.train(.init()), requester: "k")
            _ = await deaf.starts.next()
            // One that waits is cancelled at once and never begins.
            #expect(try world.jobs.cancel(second.id).state == .cancelled)
            try world.jobs.cancel(first.id)
            let over = try #require(await world.ended.next())
            #expect(over.id == first.id && over.state == .cancelled && deaf.processes[0].signals == [.terminate, .kill])
            #expect(deaf.processes.count == 1)
            #expect(throws: JobError.self) { try world.jobs.cancel(first.id) }
            #expect(throws: JobError.self) { try world.jobs.cancel("../../etc/passwd") }
        }
    }

    @Test func aRestartFindsRunningJobsInterruptedAndKeepsTheQueue() async throws {
        let world = try world()
        defer { world.remove() }
        let ids = try await world.running {
            let first = try world.jobs.submit(.train(.init(name: "m1")), requester: "k")
            let second = try world.jobs.submit(.train(.init(name: "m2")), requester: "k")
            _ = await runner.starts.next()
            return [first.id, second.id]
        }
        // Stopped in order: asked to end, and said so.
        #expect(try world.jobs.job(ids[0]).state == .interrupted && runner.processes[0].signals == [.terminate])
        #expect(try world.jobs.job(ids[1]).state == .queued && runner.processes.count == 1)
        // Killed: the record says running, the process lives on and nobody hears it.
        var orphan = try world.jobs.job(ids[0])
        orphan.state = .running
        orphan.process = ProcessIdentity(number: 4_000_000, begun: 77)
        try world.documents.put(ServiceDocument(.jobs, key: orphan.id, time: orphan.created, data: JSONEncoder().encode(orphan)))
        let later = ScriptedRunner()
        later.leaveBehind(orphan.process!)
        let next = try JobWorld(later, after: world)
        try await next.running {
            let number = try #require(await later.starts.next())
            #expect(later.processes[number].command.arguments.contains("--name=m2"))
            #expect(later.strangeSignals.contains(orphan.process!))
            let found = try next.jobs.job(orphan.id)
            #expect(found.state == .interrupted && found.process == nil)
            later.end(number, .exited(0))
            #expect(await next.ended.next()?.id == ids[1])
            let again = try next.jobs.resume(orphan.id, requester: "k")
            #expect(again.resumes == orphan.id && again.request == orphan.request)
            #expect(throws: JobError.self) { try next.jobs.resume(ids[1], requester: "k") }
        }
    }

    @Test func theQueueAndTheMemoryOfJobsAreBounded() async throws {
        let world = try world {
            $0.longestQueue = 3
            $0.keptJobs = 2
        }
        defer { world.remove() }
        let ids = try (0..<3).map { _ in try world.jobs.submit(.doctor(.init()), requester: "k").id }
        #expect(throws: ServingError.overloaded(retryAfter: 60)) { try world.jobs.submit(.doctor(.init()), requester: "k") }
        try await world.running {
            for _ in ids {
                let number = try #require(await runner.starts.next())
                runner.say(number, "looked\n")
                runner.end(number, .exited(0))
                _ = await world.ended.next()
            }
        }
        #expect(throws: JobError.unknown(ids[0])) { try world.jobs.job(ids[0]) }
        #expect(try world.jobs.jobs().map(\.id) == [ids[2], ids[1]])
        #expect(try FileManager.default.contentsOfDirectory(atPath: world.folder + "/w/jobs").allSatisfy { !$0.hasPrefix(ids[0]) })
    }
}
