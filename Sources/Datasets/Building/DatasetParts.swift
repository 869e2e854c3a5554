/// Makes a data set of events that do not fit into memory, some users at a time.
///
/// Names, items and counts are held, events lie in a temporary file, 48 bytes each. What comes out is what `DatasetBuilder`
/// makes of the same events: the same users in the same order, with the same numbers for items, devices, locales and surfaces.
package struct PartedDatasetBuilder {
    private var builder: DatasetBuilder
    private var spill: EventSpill
    private var keys: [UInt64] = []
    /// In the temporary file or on the way there.
    package private(set) var eventCount = 0

    /// - Parameters:
    ///   - folder: in which the temporary file lies, without a name.
    ///   - events: about how many will come.
    ///   - eventsAtOnce: about how many are held in memory at once, 92 bytes each; a single user's history is held whole.
    ///   - maximumBytes: of the temporary file; nil for as much as the disk has.
    /// - Throws: `ScratchError`.
    package init(
        name: String, ratingScale: ClosedRange<Float>?, domain: ItemDomain, folder: String, events: Int, eventsAtOnce: Int,
        maximumBytes: Int? = nil
    ) throws(ScratchError) {
        builder = DatasetBuilder(name: name, ratingScale: ratingScale, domain: domain)
        spill = try EventSpill(folder: folder, events: events, eventsAtOnce: eventsAtOnce, maximumBytes: maximumBytes)
    }

    package mutating func receive(items: [Item]) { builder.receive(items: items) }
    package mutating func receive(users: [UserAttributes]) { builder.receive(users: users) }

    /// - Throws: `ScratchError`, such as for a full disk.
    package mutating func receive(_ event: RawEvent) throws(ScratchError) {
        let stored = builder.stored(event)
        if Int(stored.user) == keys.count { keys.append(StableHash.of(event.user.rawValue, seed: Dataset.userKeySeed)) }
        try spill.append(stored, key: keys[Int(stored.user)])
        eventCount += 1
    }

    /// Everything but the histories, which `DatasetParts` gives out.
    ///
    /// - Parameters:
    ///   - resolution: what is left of the time, after the events are in order.
    ///   - keepsUnusedItems: whether items without an event stay in the catalogue.
    package consuming func finish(resolution: TimeResolution, keepsUnusedItems: Bool) -> DatasetParts {
        let frame = DatasetFrame(builder, keepsUnusedItems: keepsUnusedItems)
        var dataset = frame.dataset
        dataset.userAttributes = builder.attributesOfUsers()
        builder.forgetItems()
        return DatasetParts(dataset: dataset, builder: builder, spill: spill, frame: frame, resolution: resolution)
    }
}

/// A data set whose users come some at a time.
package struct DatasetParts {
    /// Without histories and fingerprint.
    package let dataset: Dataset
    private var builder: DatasetBuilder
    private let spill: EventSpill
    private let frame: DatasetFrame
    private let resolution: TimeResolution

    fileprivate init(dataset: Dataset, builder: DatasetBuilder, spill: EventSpill, frame: DatasetFrame, resolution: TimeResolution) {
        (self.dataset, self.builder, self.spill, self.frame, self.resolution) = (dataset, builder, spill, frame, resolution)
    }

    /// Calls `body` with users in the order of `Dataset.users`; parts without users are passed over.
    ///
    /// - Throws: `ScratchError`, and what `body` throws.
    package mutating func forEach(_ body: ([UserHistory]) throws -> Void) throws {
        for part in 0..<spill.partCount {
            let users = builder.histories(of: try spill.events(of: part), frame, resolution: resolution)
            guard !users.isEmpty else { continue }
            try body(users.sorted { ($0.key, $0.id) < ($1.key, $1.id) })
        }
    }

    /// Of the temporary file.
    package var scratchBytes: Int { spill.byteCount }
}
