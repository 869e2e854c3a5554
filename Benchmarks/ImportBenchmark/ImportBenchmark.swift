import CZlib
import Datasets
import Evaluation
import Foundation
import Workspaces

/// How fast tables of events are read, and what memory that takes: `make bench-import`.
///
///     import-benchmark generate FILE ROWS [SEED]    events.csv or events.jsonl, by the ending; .gz packs it
///     import-benchmark parse FILE                   rows read and counted
///     import-benchmark store FILE FOLDER            rows read into the workspace FOLDER
///
/// The rows are made up: users and items by Zipf's law (200,000 and 50,000 of them), times in order. One line of JSON comes out.
@main
struct ImportBenchmark {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else {
            print("import-benchmark generate FILE ROWS [SEED] | parse FILE | store FILE FOLDER")
            exit(64)
        }
        let started = ContinuousClock.now
        var events = 0
        var problems = 0
        var cost: StepCost?
        switch (arguments[1], arguments.count) {
        case ("generate", 4...):
            events = Int(arguments[3]) ?? 0
            try EventFile(path: arguments[2]).write(rows: events, seed: arguments.count > 4 ? UInt64(arguments[4]) ?? 1 : 1)
        case ("parse", 3):
            var sink = CountingSink()
            try MappedImporter(mapping: mapping(for: arguments[2]), path: arguments[2]).run(into: &sink)
            (events, problems) = (sink.events, sink.problems)
        case ("store", 4):
            var workspace = try Workspace.openOrCreate(arguments[3])
            let reports = try workspace.importFiles(ImportRequest(mapping: mapping(for: arguments[2]), paths: [arguments[2]]))
            (events, problems, cost) = (reports[0].events, reports[0].problems, reports[0].cost)
        default: exit(64)
        }
        report(arguments[1], arguments[2], events, problems, seconds: (ContinuousClock.now - started) / .seconds(1), cost)
    }

    static func mapping(for path: String) -> Mapping {
        let isJSON = ImportSource(path: path).name.hasSuffix(".jsonl")
        var table = MappedTable(holds: .events, layout: isJSON ? .jsonl : .csv)
        table.hasHeader = isJSON
        let columns = isJSON ? ["user", "item", "kind", "time", "seconds", "device"] : ["1", "2", "3", "4", "5", "6"]
        (table.user, table.item, table.time) = (FieldSource(columns[0]), FieldSource(columns[1]), TimeSource(columns[3]))
        table.kind = KindSource(column: columns[2], values: ["view": EventKindName(.open)])
        (table.duration, table.device) = (FieldSource(columns[4]), FieldSource(columns[5]))
        return Mapping(name: "benchmark", tables: [table])
    }

    private static func report(_ task: String, _ file: String, _ events: Int, _ problems: Int, seconds: Double, _ cost: StepCost?) {
        var spent = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent)
        let bytes = (try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
        let processor = Double(spent.tv_sec) + Double(spent.tv_nsec) / 1e9
        func rounded(_ value: Double) -> String { String(format: "%.2f", value) }
        print(
            "{\"task\": \"\(task)\", \"events\": \(events), \"problems\": \(problems), \"fileBytes\": \(bytes), "
                + "\"seconds\": \(rounded(seconds)), "
                + "\"processorSeconds\": \(rounded(processor)), \"eventsPerSecond\": \(Int(Double(events) / max(seconds, 1e-9))), "
                + "\"residentMegabytes\": \(PeakMemory.bytes() >> 20)\(estimates(cost))}")
    }
}

extension ImportBenchmark {
    /// What was said before, beside what it took.
    private static func estimates(_ cost: StepCost?) -> String {
        guard let cost else { return "" }
        func rounded(_ value: Double) -> String { String(format: "%.2f", value) }
        return ", \"estimatedMegabytes\": \(cost.estimatedMemoryBytes >> 20), \"estimatedSeconds\": \(rounded(cost.estimatedSeconds))"
            + (cost.refinedSeconds.map { ", \"refinedSeconds\": \(rounded($0))" } ?? "")
    }
}

private struct CountingSink: ImportSink {
    var events = 0
    var problems = 0
    mutating func receive(items: [Item]) {}
    mutating func receive(users: [UserAttributes]) {}
    mutating func receive(events new: [RawEvent]) { events += new.count }
    mutating func receive(problems new: [RowProblem]) { problems += new.count }
}

/// A file of made-up events, written in pieces.
private struct EventFile {
    let path: String

    func write(rows: Int, seed: UInt64) throws {
        let isJSON = ImportSource(path: path).name.hasSuffix(".jsonl")
        let isPacked = path.hasSuffix(".gz")
        // "T" writes without packing.
        guard let file = gzopen(path, isPacked ? "wb1" : "wbT") else { throw CocoaError(.fileWriteUnknown) }
        defer { gzclose(file) }
        var generator = SeededGenerator(seed: seed)
        var time = 1_600_000_000
        var text = ""
        for row in 0..<rows {
            time += Int.random(in: 0...6, using: &generator)
            append(&text, row: row, time: time, isJSON: isJSON, &generator)
            if text.utf8.count > 1 << 18 || row == rows - 1 {
                try text.withUTF8 { if gzwrite(file, $0.baseAddress, UInt32($0.count)) == 0 { throw CocoaError(.fileWriteOutOfSpace) } }
                text = ""
            }
        }
    }

    private func append(_ text: inout String, row: Int, time: Int, isJSON: Bool, _ generator: inout SeededGenerator) {
        let user = EventFile.zipf(200_000, &generator)
        let item = EventFile.zipf(50_000, &generator)
        let kind = ["play", "view", "play", "complete"][Int.random(in: 0..<4, using: &generator)]
        let seconds = Int.random(in: 1..<7200, using: &generator)
        let device = ["tv", "phone", "tablet", "browser"][Int.random(in: 0..<4, using: &generator)]
        if isJSON {
            text += "{\"id\": \(row), \"user\": \"u\(user)\", \"item\": \"title-\(item)\", \"kind\": \"\(kind)\", \"time\": \(time), "
            text += "\"seconds\": \(seconds).5, \"device\": \"\(device)\", \"extra\": {\"a\": [1, 2], \"b\": null}}\n"
        } else {
            text += "u\(user),title-\(item),\(kind),\(time),\(seconds).5,\(device),\(row)\n"
        }
    }

    /// 1...count, the n-th about 1/n times as often as the first.
    private static func zipf(_ count: Int, _ generator: inout SeededGenerator) -> Int {
        Int(pow(Double(count), Double.random(in: 0..<1, using: &generator)))
    }
}
