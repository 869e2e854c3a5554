/// Everything of a data set but its histories, and how stored events become interactions of it.
struct DatasetFrame {
    /// Without users and fingerprint.
    let dataset: Dataset
    /// Rank of the file of each context: events of one instant keep the order of their source.
    let contextRanks: [Int32]
    private let places: [ItemIndex]
    private let contexts: [StoredContext]
    private let devices: ContextNames
    private let locales: ContextNames
    private let surfaces: ContextNames

    /// - Parameter keepsUnusedItems: whether items without an event stay in the catalogue.
    init(_ builder: DatasetBuilder, keepsUnusedItems: Bool) {
        let named = Set(builder.itemNames.names)
        let undescribed = named.filter { builder.items[$0] == nil }
        let described = keepsUnusedItems ? Array(builder.items.values) : builder.items.values.filter { named.contains($0.id) }
        let catalog = Catalog(described + undescribed.map { Item(id: $0, domain: builder.domain) })
        places = builder.itemNames.names.map { catalog.index(of: $0)! }
        contexts = builder.contexts.names
        let fileRanks = Self.ranks(of: builder.files.names)
        contextRanks = contexts.map { fileRanks[Int($0.file)] }
        let uses = zip(contexts, builder.contextUses)
        devices = ContextNames(builder.devices, limit: Int(UInt8.max), uses: uses.lazy.map { (index: $0.device, count: $1) })
        locales = ContextNames(builder.locales, limit: Int(UInt16.max), uses: uses.lazy.map { (index: $0.locale, count: $1) })
        surfaces = ContextNames(builder.surfaces, limit: Int(UInt8.max), uses: uses.lazy.map { (index: $0.surface, count: $1) })
        var dataset = Dataset(
            name: builder.name, catalog: catalog, users: [], devices: devices.names, locales: locales.names,
            surfaces: surfaces.names, ratingScale: builder.ratingScale)
        dataset.undescribedItems = undescribed
        self.dataset = dataset
    }

    func interaction(_ event: StoredEvent, resolution: TimeResolution) -> Interaction {
        let context = contexts[Int(event.context)]
        return event.interaction(
            item: event.item < 0 ? nil : places[Int(event.item)], device: devices[context.device],
            locale: locales[context.locale], surface: surfaces[context.surface], resolution: resolution)
    }

    private static func ranks(of names: [String]) -> [Int32] {
        let order = names.indices.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
        var ranks = [Int32](repeating: 0, count: names.count)
        for (rank, index) in order.enumerated() { ranks[index] = Int32(rank) }
        return ranks
    }
}
