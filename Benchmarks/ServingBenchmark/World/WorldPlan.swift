import Datasets
import Foundation

/// A made-up service of a given size: the same numbers make the same titles, people and events.
struct WorldPlan: Codable, Sendable {
    var titles = 20_000
    var users = 100_000
    /// Longest history.
    var longest = 200
    /// So many of the most active people have the longest history; behind them it shrinks by Zipf's law.
    var eager = 5_000
    var seed: UInt64 = 1

    static let shortest = 5
    /// How fast activity falls behind the eager ones.
    static let decline = 0.7

    /// Events of the person of a rank, counted from 0.
    func length(ofRank rank: Int) -> Int {
        guard rank >= eager else { return longest }
        let share = pow(Double(eager) / Double(rank + 1), WorldPlan.decline)
        return max(WorldPlan.shortest, Int(Double(longest) * share))
    }

    var eventCount: Int { (0..<users).reduce(0) { $0 + length(ofRank: $1) } }

    /// Names end with the rank.
    func user(_ rank: Int) -> UserID { UserID("user-" + WorldPlan.padded(rank, 6)) }
    func title(_ number: Int) -> ItemID { ItemID("title-" + WorldPlan.padded(number, 5)) }

    static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// The instant behind all events: 2026-11-20 00:00 UTC.
    static let end: Int64 = 1_795_132_800

    static let fileName = "world.json"

    static func read(_ folder: String) throws -> WorldPlan {
        try JSONDecoder().decode(WorldPlan.self, from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(fileName)")))
    }
}

/// Draws 0..<count with probability falling as 1/(rank + 1): by the inverse of the continuous law, without a table.
struct Zipf {
    let count: Int
    func draw(_ random: inout SeededGenerator) -> Int {
        min(count - 1, max(0, Int(pow(Double(count + 1), random.share())) - 1))
    }
}

extension SeededGenerator {
    /// Uniform in 0..<1.
    mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
