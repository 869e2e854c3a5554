/// What is left out of a data set before it is split. Each protocol of the literature is one value of this.
public struct Preprocessing: Codable, Sendable, Hashable {
    /// Items with fewer events lose them, in a single pass over the counts; 0 and 1 keep all.
    public var minimumEventsPerItem: Int
    /// Users and items with fewer events lose them, again and again until nobody is below; 0 and 1 keep all.
    public var core: Int
    /// An event on the same item as the event before it is dropped.
    public var dropsConsecutiveRepeats: Bool
    /// Whether items without an event leave the catalogue, and with it the candidates.
    public var restrictsCatalogToItemsWithEvents: Bool

    /// Puts the events of one instant into an order that the user's key and this seed decide, instead of the order
    /// of the file; nil keeps the file's. A third of MovieLens 1M's users end in a tie, whose order helps to guess.
    public var tieSeed: UInt64?

    public init(
        minimumEventsPerItem: Int = 0, core: Int = 0, dropsConsecutiveRepeats: Bool = false,
        restrictsCatalogToItemsWithEvents: Bool = false, tieSeed: UInt64? = nil
    ) {
        self.tieSeed = tieSeed
        self.minimumEventsPerItem = minimumEventsPerItem
        self.core = core
        self.dropsConsecutiveRepeats = dropsConsecutiveRepeats
        self.restrictsCatalogToItemsWithEvents = restrictsCatalogToItemsWithEvents
    }

    /// What is missing keeps everything, so that a run file names only what it leaves out.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            minimumEventsPerItem: try values.decodeIfPresent(Int.self, forKey: .minimumEventsPerItem) ?? 0,
            core: try values.decodeIfPresent(Int.self, forKey: .core) ?? 0,
            dropsConsecutiveRepeats: try values.decodeIfPresent(Bool.self, forKey: .dropsConsecutiveRepeats) ?? false,
            restrictsCatalogToItemsWithEvents: try values.decodeIfPresent(
                Bool.self, forKey: .restrictsCatalogToItemsWithEvents) ?? false,
            tieSeed: try values.decodeIfPresent(UInt64.self, forKey: .tieSeed))
    }

    /// Everything stays.
    public static let none = Preprocessing()

    /// The reduced data set; users without events are absent.
    public func apply(to dataset: Dataset) -> Dataset {
        guard self != .none else { return dataset }
        var result = dataset
        if let tieSeed { shuffleTies(&result, seed: tieSeed) }
        keepFrequentItems(&result, minimum: minimumEventsPerItem)
        var isSettled = false
        // Taking an item away can bring two equal neighbours together, and the other way round.
        while !isSettled {
            var changed = dropsConsecutiveRepeats && dropRepeats(&result)
            if core > 1 && takeCore(&result) { changed = true }
            isSettled = !changed
        }
        result.users.removeAll { $0.interactions.isEmpty }
        let known = Set(result.users.lazy.map(\.id))
        result.userAttributes.removeAll { !known.contains($0.id) }
        if restrictsCatalogToItemsWithEvents { result.dropUnusedItems { _ in true } }
        result.fingerprint = result.contentFingerprint()
        return result
    }

    /// Events without a time have no instant and stay where they are.
    private func shuffleTies(_ dataset: inout Dataset, seed: UInt64) {
        for user in dataset.users.indices {
            let events = dataset.users[user].interactions
            var generator = SeededGenerator(seed: StableHash.mix(seed ^ dataset.users[user].key))
            var start = 0
            while start < events.count {
                var end = start + 1
                while end < events.count, events[end].time != nil, events[end].time == events[start].time { end += 1 }
                if end - start > 1 {
                    dataset.users[user].interactions[start..<end].shuffle(using: &generator)
                }
                start = end
            }
        }
    }

    private func itemCounts(_ dataset: Dataset) -> [Int] {
        var counts = [Int](repeating: 0, count: dataset.catalog.count)
        for user in dataset.users {
            for interaction in user.interactions {
                if let item = interaction.item { counts[item.position] += 1 }
            }
        }
        return counts
    }

    /// - Returns: whether an event was dropped.
    @discardableResult
    private func keepFrequentItems(_ dataset: inout Dataset, minimum: Int) -> Bool {
        guard minimum > 1 else { return false }
        let counts = itemCounts(dataset)
        guard counts.contains(where: { $0 > 0 && $0 < minimum }) else { return false }
        for user in dataset.users.indices {
            dataset.users[user].interactions.removeAll { $0.item.map { counts[$0.position] < minimum } ?? false }
        }
        return true
    }

    private func takeCore(_ dataset: inout Dataset) -> Bool {
        var changedAtAll = false
        while true {
            var changed = keepFrequentItems(&dataset, minimum: core)
            for user in dataset.users.indices {
                let count = dataset.users[user].interactions.lazy.filter { $0.item != nil }.count
                if count < core && !dataset.users[user].interactions.isEmpty {
                    dataset.users[user].interactions = []
                    changed = true
                }
            }
            guard changed else { return changedAtAll }
            changedAtAll = true
        }
    }

    private func dropRepeats(_ dataset: inout Dataset) -> Bool {
        var changed = false
        for user in dataset.users.indices {
            let all = dataset.users[user].interactions
            var kept: [Interaction] = []
            kept.reserveCapacity(all.count)
            for interaction in all {
                if let last = kept.last, last.item != nil, last.item == interaction.item { continue }
                kept.append(interaction)
            }
            guard kept.count < all.count else { continue }
            dataset.users[user].interactions = kept
            changed = true
        }
        return changed
    }
}
