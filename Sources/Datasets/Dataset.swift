/// One user's events, oldest first; events of one instant keep the order of their source.
public struct UserHistory: Sendable {
    public var id: UserID
    /// `StableHash.of(id)` with the seed of the data set: the source of everything random about this user.
    public var key: UInt64
    public var interactions: [Interaction]
    public init(id: UserID, key: UInt64, interactions: [Interaction]) {
        self.id = id
        self.key = key
        self.interactions = interactions
    }
}

/// Everything a model or a baseline may read: items and histories, in an order that does not depend on the import.
public struct Dataset: Sendable {
    public var name: String
    public var catalog: Catalog
    /// Sorted by `key`, then id; `UserIndex` is the position here.
    public var users: [UserHistory]
    /// Names of devices, locales and surfaces; entry 0 is "unknown".
    public var devices: [String]
    public var locales: [String]
    public var surfaces: [String]
    /// Lowest and highest rating that can be given, nil when the data has none.
    public var ratingScale: ClosedRange<Float>?
    /// Hex SHA-256 or stable hash of the content, to tell whether two runs read the same data.
    public var fingerprint: String
    /// What is known about users beside their events, sorted by id.
    public var userAttributes: [UserAttributes] = []
    /// Items that no file describes: they are known from events only, and go when their last event goes.
    public var undescribedItems: Set<ItemID> = []

    public init(
        name: String, catalog: Catalog, users: [UserHistory], devices: [String] = ["unknown"],
        locales: [String] = ["unknown"], surfaces: [String] = ["unknown"], ratingScale: ClosedRange<Float>? = nil,
        fingerprint: String = ""
    ) {
        self.name = name
        self.catalog = catalog
        self.users = users.sorted { ($0.key, $0.id) < ($1.key, $1.id) }
        self.devices = devices
        self.locales = locales
        self.surfaces = surfaces
        self.ratingScale = ratingScale
        self.fingerprint = fingerprint
    }

    /// The seed that every user's key is made with.
    public static let userKeySeed: UInt64 = 0x7A57E
}
