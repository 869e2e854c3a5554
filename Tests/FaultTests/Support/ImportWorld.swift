import Datasets
import Foundation
import Storage
import StorageSQLite

/// Everything that an import leaves behind, to be compared.
struct StoreContent: Equatable, Sendable {
    var events: [RawEvent] = []
    var items: [Item]
    var users: [UserAttributes]
    var problems: [RowProblem]
    var sources: [SourceRecord]

    init(workspace: String) throws {
        let store = try SQLiteEventStore(path: workspace + "/store.sqlite")
        (items, users, problems, sources) = (try store.items(), try store.users(), try store.problems(limit: .max), try store.sources())
        var events: [RawEvent] = []
        try store.forEachBatch(of: 16_384) { events += $0 }
        self.events = events
    }
}

/// A file of three batches and some bad rows, what a whole import makes of it, and what must be true after a broken one.
struct ImportWorld: Sendable {
    static let users = 4500
    static let filmsPerUser = 9
    static let badLines: Set<Int> = [3, 16_000, 30_001]

    let folder: TemporaryFolder
    let reference: StoreContent
    /// Calls of an undisturbed import that a fault can meet.
    let calls: Int
    let syncs: Int

    init() throws {
        folder = try TemporaryFolder()
        try ImportWorld.write(to: folder.path + "/sample")
        try FileManager.default.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: true)
        let root = folder.path + "/reference"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        let outcome = try FaultyProgram.run(
            ImportWorld.arguments(root + "/w", sample: folder.path + "/sample"), root: root, journal: folder.path + "/journal")
        guard outcome.status == 0 else { throw WorldError(description: outcome.summary) }
        let journal = try Journal(file: folder.path + "/journal")
        (calls, syncs) = (journal.calls, journal.syncs)
        reference = try StoreContent(workspace: root + "/w")
    }

    private static func write(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        func text(_ name: String, _ lines: [String]) throws {
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        }
        try text("movies.dat", (1...24).map { "\($0)::Film \($0) (\(1960 + $0))::\($0 % 2 == 0 ? "Drama" : "Comedy")" })
        try text("users.dat", (1...users).map { "\($0)::F::25::4::00000" })
        try text(
            "ratings.dat",
            (0..<users * filmsPerUser).map { row in
                let (user, place) = (row / filmsPerUser + 1, row % filmsPerUser)
                return badLines.contains(row + 1)
                    ? "\(user)::no row"
                    : "\(user)::\((user + place * 5) % 24 + 1)::\((user + place) % 5 + 1)::\(970_000_000 + user * 5000 + place * 60)"
            })
    }

    static func arguments(_ workspace: String, sample: String) -> [String] {
        ["import", "--workspace", workspace, "--format", "movielens-1m", "--from", sample, "--json-progress"]
    }

    func arguments(_ workspace: String) -> [String] { ImportWorld.arguments(workspace, sample: folder.path + "/sample") }

    /// Rows up to a line that can be used.
    private static func usableRows(upTo line: Int) -> Int { line - badLines.count { $0 <= line } }

    // MARK: What must be true

    /// Looks at a workspace after a fault, lets the same import go on, and says everything that is wrong.
    ///
    /// - Parameter acknowledged: what the program said before the fault.
    func failures(_ workspace: String, root: String, acknowledged: [[String: Any]]) throws -> [String] {
        var failures = try atRest(workspace, root: root, acknowledged: acknowledged)
        guard failures.isEmpty else { return failures }
        let again = try FaultyProgram.run(arguments(workspace), root: root)
        guard again.status == 0 else { return ["the import does not go on: \(again.summary)"] }
        let content = try StoreContent(workspace: workspace)
        if content.events != reference.events {
            failures.append("\(content.events.count) events instead of \(reference.events.count), or other ones")
        }
        if content != reference { failures.append("items, users, problems or the ledger differ from an undisturbed import") }
        if try doctor(workspace, root: root).status != 0 { failures.append("the doctor finds damage after the import went on") }
        return failures
    }

    private func doctor(_ workspace: String, root: String, fault: Fault = .none) throws -> FaultyProgram.Outcome {
        try FaultyProgram.run(["doctor", "--json", "--workspace", workspace], root: root, fault: fault)
    }

    /// Acknowledged rows are present, none is there twice, none is missing in between, and the file is whole.
    func atRest(_ workspace: String, root: String, acknowledged: [[String: Any]], fault: Fault = .none) throws -> [String] {
        let started = ContinuousClock.now
        let outcome = try doctor(workspace, root: root, fault: fault)
        guard outcome.status == 0 else { return ["the doctor finds damage: \(outcome.output) \(outcome.summary)"] }
        var failures: [String] = []
        // On a machine that is busy with other tests the time says nothing.
        if Effort.isLong, ContinuousClock.now - started > .seconds(5) { failures.append("recovery took \(ContinuousClock.now - started)") }
        let report = try outcome.json() as? [String: Any]
        let sources = (report?["workspace"] as? [String: Any])?["sources"] as? [[String: Any]] ?? []
        var stored: [String: (line: Int, events: Int)] = [:]
        for source in sources {
            guard let name = (source["description"] as? [String: Any])?["name"] as? String else { continue }
            stored[name] = (source["line"] as? Int ?? 0, source["accepted"] as? Int ?? 0)
        }
        for one in acknowledged {
            guard let committed = one["committed"] as? [String: Any], let name = committed["source"] as? String,
                let line = committed["line"] as? Int, let events = committed["events"] as? Int
            else { continue }
            let present = stored[name] ?? (0, 0)
            if present.line < line || present.events < events {
                failures.append(
                    "lost: \(events) events up to \(name):\(line) were acknowledged, \(present.events) up to line \(present.line) are there"
                )
            }
        }
        for (name, present) in stored where present.events != ImportWorld.usableRows(upTo: present.line) {
            failures.append(
                "\(name) has \(present.events) events up to line \(present.line) instead of \(ImportWorld.usableRows(upTo: present.line))")
        }
        return failures
    }
}

struct WorldError: Error, CustomStringConvertible { var description: String }
