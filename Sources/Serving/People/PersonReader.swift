import Datasets
import Recommenders
import Storage

/// Reads people's histories as the training of a model would: the same order, the same duplicates left out, the same resolution.
struct PersonReader: Sendable {
    let store: any EventStore
    let catalog: Catalog
    let vocabulary: ContextVocabulary
    let resolution: TimeResolution

    /// All events of a user; empty when the user is not known.
    func history(of user: UserID) throws -> [Interaction] { interactions(try store.events(of: user)) }

    /// The same for events that came with the request.
    func interactions(_ events: [RawEvent]) -> [Interaction] {
        guard !events.isEmpty else { return [] }
        var builder = DatasetBuilder(name: "")
        builder.receive(events: events)
        // One user at a time: what the builder numbers anew is numbered back by name.
        let data = builder.build(resolution: resolution)
        let items = data.catalog.items.map { catalog.index(of: $0.id) }
        let (devices, locales, surfaces) = vocabulary.places(of: data)
        return data.users.flatMap(\.interactions).compactMap { event in
            var event = event
            if let item = event.item {
                // A title that is in no catalogue can be neither read nor shown.
                guard let place = items[item.position] else { return nil }
                event.item = place
            }
            event.device = devices[Int(event.device)]
            event.locale = locales[Int(event.locale)]
            event.surface = surfaces[Int(event.surface)]
            return event
        }
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

    func places(of data: Dataset) -> (devices: [UInt8], locales: [UInt16], surfaces: [UInt8]) {
        (data.devices.map { device($0) }, data.locales.map { locale($0) }, data.surfaces.map { surface($0) })
    }
}
