import Datasets
import Foundation
import Retrieval

/// Vectors, queries and a filter in files that every contender reads.
struct ScanQuestions {
    static let count = 256
    static let k = 100

    let rows: Int
    let width: Int
    let vectors: [Float]
    let queries: [Float]
    let filter: RowFilter

    init(path: String, rows: Int, width: Int) throws {
        (self.rows, self.width) = (rows, width)
        vectors = try Self.floats(path, count: rows * width)
        queries = try Self.floats(path + ".queries", count: Self.count * width)
        let bits = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + ".filter")))
        filter = RowFilter(rows: (0..<rows).filter { bits[$0 >> 3] >> UInt8($0 & 7) & 1 == 1 }, count: rows)
    }

    /// The queries of a batch; batches follow each other and begin again after the last.
    func batch(_ number: Int, of size: Int) -> [Float] {
        let first = number * size % (Self.count / size * size)
        return Array(queries[first * width..<(first + size) * width])
    }

    private static func floats(_ path: String, count: Int) throws -> [Float] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        guard data.count == count * 4 else { throw CocoaError(.fileReadCorruptFile) }
        return [Float](unsafeUninitializedCapacity: count) { buffer, written in
            written = data.copyBytes(to: buffer) / 4
        }
    }

    /// Unit vectors: a centre, drawn by Zipf's law, and noise as long as the centre. Queries come from the same rule.
    static func generate(path: String, rows: Int, width: Int, seed: UInt64, clusters: Int) throws {
        var generator = SeededGenerator(seed: seed)
        let centres = (0..<max(1, clusters)).map { _ in normal(width, &generator) }
        func vector() -> [Float] {
            let share = Double.random(in: 0..<1, using: &generator)
            let centre = clusters > 0 ? centres[Int(pow(Double(clusters), share)) - 1] : [Float](repeating: 0, count: width)
            let noise = normal(width, &generator)
            let sum = zip(centre, noise).map { $0 + $1 }
            let norm = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return sum.map { $0 / norm }
        }
        try write((0..<count).flatMap { _ in vector() }, to: path + ".queries")
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        for first in stride(from: 0, to: rows, by: 10_000) {
            let part = (first..<min(rows, first + 10_000)).flatMap { _ in vector() }
            try file.write(contentsOf: part.withUnsafeBytes { Data($0) })
        }
        try file.close()
        var bits = [UInt8](repeating: 0, count: (rows + 7) / 8)
        for row in 0..<rows where Int.random(in: 0..<10, using: &generator) == 0 { bits[row >> 3] |= 1 << UInt8(row & 7) }
        try Data(bits).write(to: URL(fileURLWithPath: path + ".filter"))
    }

    private static func write(_ values: [Float], to path: String) throws {
        try values.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: path))
    }

    /// Sums of uniform numbers are normal enough here, and the same on every machine.
    private static func normal(_ count: Int, _ generator: inout SeededGenerator) -> [Float] {
        (0..<count).map { _ in (0..<4).reduce(Float(0)) { sum, _ in sum + Float.random(in: -1...1, using: &generator) } }
    }
}
