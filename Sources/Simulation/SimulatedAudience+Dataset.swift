import Datasets

extension SimulatedAudience {
    /// All histories in memory; the same as a builder makes of `stream(into:)`.
    public func dataset(name: String = "simulated audience") -> Dataset {
        var builder = DatasetBuilder(name: name, ratingScale: SimulatedAudience.ratingScale, domain: domain)
        for item in catalog.items { builder.add(item) }
        for (number, household) in households.enumerated() {
            for event in rawEvents(of: household, line: number + 1) { builder.add(event) }
        }
        return builder.build()
    }

    /// Hands everything to a sink as an import would: the titles first, then the events, account by account.
    ///
    /// - Throws: what the sink throws.
    public func stream(into sink: inout some ImportSink, batchSize: Int = 4_096) throws {
        let source = ImportSource(path: SimulatedAudience.sourceName)
        try sink.begin(source)
        try sink.receive(items: catalog.items)
        var batch: [RawEvent] = []
        for (number, household) in households.enumerated() {
            batch += rawEvents(of: household, line: number + 1)
            guard batch.count >= batchSize || number == households.count - 1 else { continue }
            try sink.receive(events: batch)
            try sink.progress(source, bytesRead: Int64(number + 1), of: Int64(households.count))
            batch.removeAll(keepingCapacity: true)
        }
    }

    /// Stars.
    public static let ratingScale: ClosedRange<Float> = 1...5

    /// Of the titles.
    public var domain: ItemDomain { catalog.items[0].domain }

    /// The file that events claim to come from; a line of it is an account.
    public static let sourceName = "simulated-audience"

    func rawEvents(of household: Household, line: Int) -> [RawEvent] {
        var life = HouseholdLife(household, world: world, configuration: configuration)
        life.live()
        return life.events.enumerated().map { ordinal, event in
            RawEvent(
                user: household.id, item: event.item.map { catalog.items[Int($0)].id }, kind: event.kind,
                time: Timestamp(seconds: event.time), rating: event.rating, duration: event.duration,
                completion: event.completion, device: SimulatedAudience.devices[Int(event.device)],
                locale: household.locale, surface: event.surface,
                source: SourcePosition(file: SimulatedAudience.sourceName, line: line, ordinal: Int32(ordinal)))
        }
    }
}
