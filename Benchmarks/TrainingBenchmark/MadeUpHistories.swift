import Datasets
import Foundation

/// Users of given lengths who choose by Zipf's law: what they choose does not matter to the speed, how many they are does.
enum MadeUpHistories {
    /// - Parameters:
    ///   - lengths: one a user; each draws anew from them.
    ///   - items: V. One more user has every item once, so that all of them are in the softmax.
    static func split(lengths: [Int], users: Int, items: Int, seed: UInt64) -> (dataset: Dataset, split: Split) {
        var histories: [UserHistory] = []
        forEach(lengths: lengths, users: users, items: items, seed: seed) { histories.append($0) }
        let dataset = Dataset(name: "made-up", catalog: catalog(items), users: histories)
        return (dataset, split(training: dataset.users))
    }

    /// One user at a time: more of them than fit into memory.
    static func forEach(
        lengths: [Int], users: Int, items: Int, seed: UInt64, _ body: (UserHistory) throws -> Void
    ) rethrows {
        var random = SeededGenerator(seed: seed)
        for user in 0..<users {
            let length = lengths[Int.random(in: 0..<lengths.count, using: &random)]
            try body(history("user-\(user)", choices(length, items: items, &random)))
        }
        if items > 1 { try body(history("everything", (0..<items).map { $0 })) }
    }

    static func catalog(_ items: Int) -> Catalog {
        let digits = String(items).count
        return Catalog((0..<items).map { Item(id: ItemID(padded($0, digits))) })
    }

    static func split(training: [UserHistory]) -> Split {
        Split(protocolName: "leave-one-out", training: training, validation: [], test: [], seenRemoved: true)
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: digits - text.count) + text
    }

    private static func history(_ name: String, _ items: [Int]) -> UserHistory {
        let interactions = items.map { Interaction(item: ItemIndex($0), kind: .interaction) }
        return UserHistory(id: UserID(name), key: StableHash.of(name, seed: Dataset.userKeySeed), interactions: interactions)
    }

    /// Neighbours differ, because events on one item in a row become one token.
    private static func choices(_ count: Int, items: Int, _ random: inout SeededGenerator) -> [Int] {
        var result: [Int] = []
        while result.count < count {
            // The inverse of the continuous law with exponent 1.
            let item = Int(pow(Double(items), Double.random(in: 0..<1, using: &random))) - 1
            if items == 1 || item != result.last { result.append(min(items - 1, max(0, item))) }
        }
        return result
    }
}
