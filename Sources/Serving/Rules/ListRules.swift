import Datasets
import Recommenders

/// What rules and filters say about one list.
public struct ListRules: Sendable {
    /// Nil = no title is left out.
    public var allowed: ItemMask?
    /// Added to the score of the titles named.
    public var boosts: [(titles: ItemMask, amount: Float)] = []
    /// Titles with the place they must have, from 0.
    public var pins: [(place: Int, item: ItemIndex)] = []
    /// At most `count` of the titles within any `window` places in a row.
    public var limits: [(titles: ItemMask, count: Int, window: Int)] = []
    public init() {}
}
