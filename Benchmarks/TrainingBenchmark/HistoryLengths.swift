import Datasets
import Foundation

/// How many events the training parts of a data set's users have.
///
/// Read from the folder that `TASTEMAKER_DATA` names, where it is there; otherwise drawn from a distribution of the same
/// mean, median and least length. Nothing but the lengths is kept.
struct HistoryLengths {
    var values: [Int]
    var source: String

    /// - Parameter name: `ml-1m`, `beauty`, or a whole number: every history has that length.
    static func named(_ name: String) throws -> HistoryLengths {
        if let length = Int(name) { return HistoryLengths(values: Array(repeating: length, count: 6040), source: "fixed") }
        let folder = ProcessInfo.processInfo.environment["TASTEMAKER_DATA"]
        switch name {
        case "ml-1m":
            if let folder, let read = try? read(MovieLens1MImporter(folder: folder + "/ml-1m")) { return read }
            return drawn(count: 6040, seed: 1) { 18 + exp(4.357 + 1.13 * $0.normal) }
        case "beauty":
            if let folder, let read = try? read(SequencesImporter(file: folder + "/amazon-2014/Beauty.txt.gz")) { return read }
            return drawn(count: 22_363, seed: 2) { 3 - log(max(1e-12, $0.uniform)) / log(1 + 1 / 3.88) }
        default: throw BenchmarkArguments.Problem(description: "no lengths are named \(name); there are ml-1m, beauty and numbers")
        }
    }

    /// The last two events of a user are for validation and test.
    private static func read(_ importer: some Importer) throws -> HistoryLengths {
        var sink = LengthSink()
        try importer.run(into: &sink)
        guard !sink.counts.isEmpty else { throw BenchmarkArguments.Problem(description: "no events") }
        return HistoryLengths(values: sink.counts.sorted { $0.key < $1.key }.map { max(1, $0.value - 2) }, source: "data")
    }

    private static func drawn(count: Int, seed: UInt64, _ length: (inout Draws) -> Double) -> HistoryLengths {
        var draws = Draws(random: SeededGenerator(seed: seed))
        return HistoryLengths(values: (0..<count).map { _ in min(2300, Int(length(&draws))) }, source: "formula")
    }
}

private struct Draws {
    var random: SeededGenerator
    var uniform: Double { mutating get { Double.random(in: 0..<1, using: &random) } }
    /// Box and Muller.
    var normal: Double { mutating get { (-2 * log(max(1e-12, uniform))).squareRoot() * cos(2 * Double.pi * uniform) } }
}

private struct LengthSink: ImportSink {
    var counts: [UserID: Int] = [:]
    mutating func receive(items: [Item]) {}
    mutating func receive(users: [UserAttributes]) {}
    mutating func receive(events: [RawEvent]) { for event in events { counts[event.user, default: 0] += 1 } }
    mutating func receive(problems: [RowProblem]) {}
}
