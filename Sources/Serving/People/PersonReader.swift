import Datasets
import Recommenders
import Storage

/// Reads people's histories as the training of a model would: the same order, the same duplicates left out, the same resolution.
struct PersonReader: Sendable {
    let store: any EventStore
    let catalog: Catalog
    let vocabulary: ContextVocabulary
    let resolution: TimeResolution
    /// How many events of a history views keep one by one.
    let bound: HistoryBound

    /// All events of a user; empty when the user is not known.
    func history(of user: UserID) throws -> [Interaction] { interactions(try store.events(of: user)) }

    /// The same for events that came with the request, in any order.
    func interactions(_ events: [RawEvent]) -> [Interaction] {
        // A store gives them in this order, and sorting what is sorted costs one pass.
        let ordered = events.sorted { a, b in
            let (first, second) = (a.time?.rawValue ?? .min, b.time?.rawValue ?? .min)
            return first != second ? first < second : a.source < b.source
        }
        var result: [Interaction] = []
        result.reserveCapacity(ordered.count)
        var instant = 0
        for (place, event) in ordered.enumerated() {
            if place > 0, ordered[place - 1].time != event.time { instant = place }
            // As `DatasetBuilder` has it: the same thing said twice of one millisecond is one event.
            let isRepeat = event.time != nil && ordered[instant..<place].contains { $0.says(sameThingAs: event) }
            if !isRepeat, let interaction = interaction(event) { result.append(interaction) }
        }
        return result
    }

    /// Nil for a title that is in no catalogue: it can be neither read nor shown.
    func interaction(_ event: RawEvent) -> Interaction? {
        let item = event.item.flatMap(catalog.index(of:))
        guard item != nil || event.item == nil else { return nil }
        return Interaction(
            item: item, kind: event.kind, time: resolution.coarsen(event.time), rating: event.rating, duration: event.duration,
            completion: event.completion, device: vocabulary.device(event.device), locale: vocabulary.locale(event.locale),
            surface: vocabulary.surface(event.surface), episode: event.episode)
    }
}

extension RawEvent {
    /// Whether two events of one user and one instant are one event told twice.
    fileprivate func says(sameThingAs other: RawEvent) -> Bool {
        item == other.item && kind == other.kind && episode == other.episode && rating == other.rating && duration == other.duration
            && completion == other.completion
    }
}

/// The names of devices, locales and surfaces behind a model's numbers; 0 = unknown.
public struct ContextVocabulary: Sendable, Hashable {
    public let devices: [String]
    public let locales: [String]
    public let surfaces: [String]
    public init(devices: [String] = ["unknown"], locales: [String] = ["unknown"], surfaces: [String] = ["unknown"]) {
        self.devices = devices
        self.locales = locales
        self.surfaces = surfaces
    }

    public func device(_ name: String?) -> UInt8 { UInt8(clamping: place(name, devices)) }
    public func locale(_ name: String?) -> UInt16 { UInt16(clamping: place(name, locales)) }
    public func surface(_ name: String?) -> UInt8 { UInt8(clamping: place(name, surfaces)) }

    private func place(_ name: String?, _ names: [String]) -> Int { name.flatMap(names.firstIndex(of:)) ?? 0 }
}
