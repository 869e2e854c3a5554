import Foundation
import Serving
import Testing

@Suite(.timeLimit(.minutes(30))) struct JobLogTests {
    @Test func aLogIsReadByOffsetAndNeverGrowsBeyondItsBound() async throws {
        let runner = ScriptedRunner()
        let world = try JobWorld(runner)
        defer { world.remove() }
        try await world.running {
            let job = try world.jobs.submit(.doctor(.init()), requester: "k")
            let number = try #require(await runner.starts.next())
            let line = String(repeating: "x", count: 99) + "\n"
            runner.say(number, line)
            #expect(try world.jobs.log(job.id, from: 90, limit: 5) == (90, "xxxxx", 95))
            // 3 MB in lines, and one line without an end.
            for _ in 0..<300 { runner.say(number, String(repeating: line, count: 100)) }
            runner.say(number, String(repeating: "y", count: 2_000_000))
            runner.end(number, .exited(0))
            _ = await world.ended.next()
            let written = 100 * 30_001 + 8193
            let tail = try world.jobs.log(job.id, from: -20)
            #expect(tail.next == written && tail.text == String(repeating: "y", count: 19) + "\n")
            // What is gone is passed over.
            let first = try world.jobs.log(job.id, from: 0, limit: 100)
            #expect(first.offset > 1_900_000 && first.offset < written)
            #expect(try world.jobs.log(job.id, from: .max) == (written, "", written))
            #expect(try world.jobs.log(job.id, from: .min, limit: 1).offset == first.offset)
            let files = try FileManager.default.contentsOfDirectory(atPath: world.folder + "/w/jobs").filter { $0.contains(".log.") }
            #expect(files.count == 2)
        }
    }
}
