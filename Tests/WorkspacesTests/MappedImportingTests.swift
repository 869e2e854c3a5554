import Datasets
import Foundation
import Storage
import Testing
import Workspaces

/// Several tables of a folder, again and again, in any order: the store ends up with the same content.
@Suite struct MappedImportingTests {
    private let mapping: Mapping = {
        var events = MappedTable(file: "part-*.csv", holds: .events)
        (events.user, events.item, events.time) = (FieldSource("user"), FieldSource("item"), TimeSource("time"))
        var items = MappedTable(file: "items.jsonl", holds: .items, layout: .jsonl)
        (items.item, items.title) = (FieldSource("id"), FieldSource("title"))
        return Mapping(name: "parts", domain: .film, tables: [events, items])
    }()

    private func withFolder(_ body: (_ data: String, _ workspace: String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "mapped-importing-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder + "/data", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder + "/data", folder + "/workspace")
    }

    private func write(_ data: String, part: Int, rows: Range<Int>, ending: String = "\n") throws {
        let lines = rows.map { "u\($0 % 7),i\($0 % 11),\(1_600_000_000 + $0)" }
        let text = "user,item,time\n" + lines.joined(separator: "\n") + ending
        try text.write(toFile: data + "/part-\(part).csv", atomically: true, encoding: .utf8)
        try (0..<11).map { "{\"id\": \"i\($0)\", \"title\": \"Film \($0)\"}\n" }.joined()
            .write(toFile: data + "/items.jsonl", atomically: true, encoding: .utf8)
    }

    private func importing(_ path: String, _ folder: String) throws -> ImportReport {
        var workspace = try Workspace.openOrCreate(folder)
        return try workspace.importFiles(ImportRequest(mapping: mapping, paths: [path]))[0]
    }

    private func content(_ folder: String) throws -> String {
        try Workspace.open(folder).store.dataset(name: "parts").dataset.fingerprint
    }

    @Test func eachFileIsASourceAndASecondImportAddsNothing() throws {
        try withFolder { data, folder in
            try write(data, part: 1, rows: 0..<40_000)
            try write(data, part: 2, rows: 40_000..<60_000)
            let first = try importing(data, folder)
            #expect(first.events == 60_000 && first.items == 11 && first.problems == 0)
            #expect(first.sources == ["items.jsonl", "part-1.csv", "part-2.csv"])
            let before = try content(folder)
            let second = try importing(data, folder)
            #expect(second.events == 0 && second.known == 60_000)
            #expect(try content(folder) == before)
            #expect(try Workspace.open(folder).configuration.datasetName == "parts")
        }
    }

    @Test func theOrderOfImportChangesNothing() throws {
        try withFolder { data, folder in
            try write(data, part: 1, rows: 0..<500)
            try write(data, part: 2, rows: 500..<900)
            _ = try importing(data, folder)
            for path in ["/part-2.csv", "/items.jsonl", "/part-1.csv"] { _ = try importing(data + path, folder + "-2") }
            #expect(try content(folder) == content(folder + "-2"))
        }
    }

    @Test func aFileThatHasGrownAndANewOneAddTheirRowsOnly() throws {
        try withFolder { data, folder in
            try write(data, part: 1, rows: 0..<300)
            _ = try importing(data, folder)
            try write(data, part: 1, rows: 0..<450)
            try write(data, part: 2, rows: 450..<500)
            let report = try importing(data, folder)
            #expect(report.events == 200 && report.known == 300)
        }
    }

    @Test func aRowThatTheFileEndedInsideIsReadWhenItIsComplete() throws {
        try withFolder { data, folder in
            try write(data, part: 1, rows: 0..<10, ending: "\nu3,i")
            let cut = try importing(data, folder)
            #expect(cut.events == 10 && cut.problems == 1)
            try write(data, part: 1, rows: 0..<12)
            let whole = try importing(data, folder)
            #expect(whole.events == 2 && whole.problems == 0)
            #expect(try Workspace.open(folder).store.problems(limit: 10).isEmpty)
        }
    }
}
