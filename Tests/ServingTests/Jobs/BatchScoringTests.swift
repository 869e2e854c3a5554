import Datasets
import Foundation
import Serving
import Testing
import Workspaces

@Suite(.timeLimit(.minutes(30))) struct BatchScoringTests {
    private let moment = Timestamp(seconds: 1_767_225_600)

    private func lines(_ path: String) throws -> [[String: Any]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    @Test func everyLineIsWhatTheServiceAnswers() throws {
        let world = try JobWorld(ScriptedRunner(), users: 20)
        defer { world.remove() }
        try world.service.host.reload()
        let users = try world.service.workspace.store.userIDs()
        let path = world.folder + "/out/b.jsonl"
        let report = try BatchScoring(world.service, count: 7, time: moment).run(users, to: path)
        let lines = try lines(path)
        #expect(report.users == users.count && report.resumed == 0 && lines.count == users.count + 1)
        #expect(!FileManager.default.fileExists(atPath: path + ".part"))
        for (user, line) in zip(users, lines.dropFirst()) {
            let answer = try world.service.recommendations(ListRequest(.user(user), at: Moment(time: moment), count: 7, isShown: false))
            let items = try #require(line["items"] as? [[String: Any]])
            #expect(line["user"] as? String == user.rawValue && line["model_version"] as? String == answer.head.model)
            #expect(items.map { $0["id"] as? String } == answer.items.map { answer.snapshot.titles[$0.index].id.rawValue })
            #expect(items.map { ($0["score"] as? NSNumber)?.floatValue } == answer.items.map(\.score))
        }
    }

    /// Cut at any byte, the second run leaves the file of one that was never cut, but for the ids of the answers.
    @Test func aBatchGoesOnBehindItsLastWholeLine() throws {
        let world = try JobWorld(ScriptedRunner(), users: 20)
        defer { world.remove() }
        try world.service.host.reload()
        let users = Array(try world.service.workspace.store.userIDs().prefix(12))
        func strip(_ path: String) throws -> [String] {
            try lines(path).map { line in
                "\(line["user"] ?? "") \((line["items"] as? [[String: Any]])?.map { "\($0["id"]!) \($0["score"]!)" } ?? [])"
            }
        }
        let whole = world.folder + "/out/whole"
        _ = try BatchScoring(world.service, count: 3, time: moment).run(users, to: whole)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: whole))
        let expected = try strip(whole)
        for cut in [0, 1, 40, bytes.count / 3, bytes.count / 2, bytes.count - 1, bytes.count] {
            let path = world.folder + "/out/cut-\(cut)"
            try bytes.prefix(cut).write(to: URL(fileURLWithPath: path + ".part"))
            let report = try BatchScoring(world.service, count: 3, time: cut > 40 ? nil : moment).run(users, to: path)
            #expect(report.resumed == max(0, bytes.prefix(cut).count { $0 == 10 } - 1), "cut at \(cut)")
            #expect(try strip(path) == expected, "cut at \(cut)")
        }
        // Another question, or other people, begins again.
        let other = world.folder + "/out/other"
        try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: other + ".part"))
        #expect(try BatchScoring(world.service, count: 4, time: moment).run(users, to: other).resumed == 0)
        try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: other + "2.part"))
        #expect(try BatchScoring(world.service, count: 3, time: moment).run(users.reversed(), to: other + "2").resumed == 0)
        try Data("garbage\n{}\n".utf8).write(to: URL(fileURLWithPath: other + "3.part"))
        #expect(try BatchScoring(world.service, count: 3, time: nil).run(users, to: other + "3").resumed == 0)
    }

    @Test func listsOfUsersAreReadStrictly() throws {
        let world = try JobWorld(ScriptedRunner())
        defer { world.remove() }
        let path = world.folder + "/in/users"
        try Data("a\r\n\n  b c\nd".utf8).write(to: URL(fileURLWithPath: path))
        #expect(try BatchScoring.users(inFile: path) == ["a", "b c", "d"].map { UserID($0) })
        try Data([0x61, 0xFF, 0x0A]).write(to: URL(fileURLWithPath: path))
        #expect(throws: WorkspaceError.self) { try BatchScoring.users(inFile: path) }
        try Data(String(repeating: "x", count: 2000).utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: WorkspaceError.self) { try BatchScoring.users(inFile: path) }
        #expect(throws: WorkspaceError.self) { try BatchScoring.users(inFile: world.folder) }
    }
}
