import Datasets
import Synchronization

/// Which titles people chose after the same words: counted, never told of one person.
///
/// A title counts for words only when enough different people chose it after them. Whoever is erased, or allows no learning any more,
/// is taken out at once.
final class LearnedQueries: Sendable {
    private struct State {
        /// People, as hashes, by words and title.
        var people: [String: [ItemID: Set<UInt64>]] = [:]
        var isRead = false
    }
    private let state = Mutex(State())
    private let threshold: Int
    private let limit: Int

    /// What fewer people than this chose may give one of them away; smaller thresholds are raised to it.
    static let fewest = 3

    /// - Parameters:
    ///   - people: who must have chosen a title after the same words before it counts; 0 counts nothing.
    ///   - queries: different words that are kept; later ones are passed over.
    init(people: Int, queries: Int = 100_000) {
        threshold = people > 0 ? max(LearnedQueries.fewest, people) : 0
        limit = queries
    }

    var isOn: Bool { threshold > 0 }

    /// Reads what was kept, once; whoever asks meanwhile waits.
    ///
    /// - Parameter choices: of people who allow it, with their hash.
    func read(_ choices: () throws -> [(choice: SearchChoice, person: UInt64)]) rethrows {
        try state.withLock { state in
            guard isOn, !state.isRead else { return }
            for (choice, person) in try choices() { LearnedQueries.add(choice, person, to: &state, limit) }
            state.isRead = true
        }
    }

    func note(_ choice: SearchChoice, by person: UInt64) {
        guard isOn else { return }
        state.withLock { LearnedQueries.add(choice, person, to: &$0, limit) }
    }

    private static func add(_ choice: SearchChoice, _ person: UInt64, to state: inout State, _ limit: Int) {
        guard state.people[choice.words] != nil || state.people.count < limit else { return }
        state.people[choice.words, default: [:]][choice.item, default: []].insert(person)
    }

    /// Nothing of a person counts any more.
    func forget(_ person: UInt64) {
        state.withLock { state in
            for (words, titles) in state.people where titles.values.contains(where: { $0.contains(person) }) {
                let left = titles.mapValues { $0.subtracting([person]) }.filter { !$0.value.isEmpty }
                state.people[words] = left.isEmpty ? nil : left
            }
        }
    }

    /// The titles that enough people chose after these words, with their share of all who chose after them, shrunk towards none.
    ///
    /// - Complexity: O(titles chosen after the words).
    func shares(_ words: String) -> [ItemID: Float] {
        guard isOn else { return [:] }
        return state.withLock { state in
            guard let titles = state.people[words] else { return [:] }
            let all = titles.values.reduce(into: Set<UInt64>()) { $0.formUnion($1) }.count
            return titles.compactMapValues { people in
                people.count >= threshold ? Float(people.count) / Float(all + threshold) : nil
            }
        }
    }
}
