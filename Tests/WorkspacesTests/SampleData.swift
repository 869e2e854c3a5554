import Datasets
import Foundation

/// A MovieLens-like folder of made-up films and people, big enough for several batches when asked.
enum SampleData {
    static let titles = [
        "Glass Harbour (1991)", "Night Bus, The (1994)", "Copper Sky (1997)", "Paper Kings (1988)", "Salt Road, A (1979)",
        "Winter Orchard (2001)", "Quiet Engine, The (1985)", "Left of Noon (1999)", "Marble Creek (1972)", "Last Ferry, The (1990)",
        "Tin Lantern (1966)", "Blue Ledger (1983)",
    ]
    static let genres = ["Drama", "Comedy", "Thriller"]

    /// - Returns: the number of ratings written.
    @discardableResult
    static func write(to folder: String, users: Int = 40, filmsPerUser: Int = 9, badLines: [Int: String] = [:]) throws -> Int {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let movies = titles.enumerated().map { "\($0 + 1)::\($1)::\(genres[$0 % 3])|\(genres[$0 / 4])" }
        try text(movies).write(toFile: folder + "/movies.dat", atomically: true, encoding: .isoLatin1)
        let people = (1...users).map { "\($0)::\($0 % 2 == 0 ? "F" : "M")::25::4::00000" }
        try text(people).write(toFile: folder + "/users.dat", atomically: true, encoding: .isoLatin1)
        var rows: [String] = []
        for user in 1...users {
            for place in 0..<filmsPerUser {
                // Taste: even users walk up from their own film, odd ones in steps of five.
                let film = (user + place * (user % 2 == 0 ? 1 : 5)) % titles.count + 1
                rows.append("\(user)::\(film)::\((user + film) % 5 + 1)::\(970_000_000 + user * 5000 + place * 60)")
            }
        }
        for (line, content) in badLines { rows[line - 1] = content }
        try text(rows).write(toFile: folder + "/ratings.dat", atomically: true, encoding: .isoLatin1)
        return rows.count - badLines.count
    }

    private static func text(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}

/// Passes on what another importer finds and fails after a number of events, as a kill would.
struct InterruptedImporter: Importer {
    struct Interruption: Error {}
    let base: any Importer
    let afterEvents: Int
    var format: ImportFormat { base.format }
    var ratingScale: ClosedRange<Float>? { base.ratingScale }
    var domain: ItemDomain { base.domain }

    func run(into sink: inout some ImportSink) throws {
        var counting = CountingSink(base: sink, left: afterEvents)
        defer { sink = counting.base }
        try base.run(into: &counting)
    }

    private struct CountingSink<Base: ImportSink>: ImportSink {
        var base: Base
        var left: Int
        mutating func begin(_ source: ImportSource) throws { try base.begin(source) }
        mutating func receive(items: [Item]) throws { try base.receive(items: items) }
        mutating func receive(users: [UserAttributes]) throws { try base.receive(users: users) }
        mutating func receive(problems: [RowProblem]) throws { try base.receive(problems: problems) }
        mutating func receive(events: [RawEvent]) throws {
            guard left > 0 else { throw Interruption() }
            try base.receive(events: Array(events.prefix(left)))
            left -= events.count
        }
        mutating func progress(_ source: ImportSource, bytesRead: Int64, of total: Int64) throws {
            guard left > 0 else { throw Interruption() }
            try base.progress(source, bytesRead: bytesRead, of: total)
        }
    }
}
