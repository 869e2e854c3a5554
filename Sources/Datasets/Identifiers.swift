/// What the outside world calls an item; stable across imports, models and machines.
public struct ItemID: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }
    /// Byte order, so that sorting never depends on the locale.
    public static func < (a: ItemID, b: ItemID) -> Bool { a.rawValue.utf8.lexicographicallyPrecedes(b.rawValue.utf8) }
}

/// What the outside world calls a user.
public struct UserID: RawRepresentable, Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }
    /// Byte order, so that sorting never depends on the locale.
    public static func < (a: UserID, b: UserID) -> Bool { a.rawValue.utf8.lexicographicallyPrecedes(b.rawValue.utf8) }
}

/// The dense position of an item in one `Catalog`, `0..<catalog.count`.
public struct ItemIndex: RawRepresentable, Hashable, Sendable, Codable, Comparable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public init(_ position: Int) { rawValue = Int32(position) }
    /// The same position as an array subscript.
    public var position: Int { Int(rawValue) }
    public static func < (a: ItemIndex, b: ItemIndex) -> Bool { a.rawValue < b.rawValue }
}

/// The dense position of a user in one `Dataset`, `0..<dataset.users.count`.
public struct UserIndex: RawRepresentable, Hashable, Sendable, Codable, Comparable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public init(_ position: Int) { rawValue = Int32(position) }
    /// The same position as an array subscript.
    public var position: Int { Int(rawValue) }
    public static func < (a: UserIndex, b: UserIndex) -> Bool { a.rawValue < b.rawValue }
}
